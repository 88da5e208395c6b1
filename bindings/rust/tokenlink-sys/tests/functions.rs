// SPDX-License-Identifier: MIT
//! A function whose arguments are not those of the header. capi/functions.def is the list that the library itself is
//! made from; ours must say the same, in the same order.

/// `name` and its signature, in Rust's words and without a blank.
type Function = (String, String);

const TYPES: &[(&str, &str)] = &[
    ("void", ""),
    ("size_t", "usize"),
    ("uint32_t", "u32"),
    ("char", "u8"),
    ("tokenlink_status", "tokenlink_status"),
];

/// `const tokenlink_request *` is `*const tokenlink_request`, `tokenlink_reader **` is `*mut *mut tokenlink_reader`.
fn rust_type(c: &str) -> String {
    let stars = c.matches('*').count();
    let constant = c.trim().starts_with("const ");
    let name = c.replace('*', "").replace("const ", "");
    let name = name.trim();
    let name = TYPES
        .iter()
        .find(|(known, _)| *known == name)
        .map_or(name, |(_, rust)| rust);
    let mut rust = name.to_string();
    for star in 0..stars {
        let inner_is_const = star == 0 && constant;
        rust = format!("*{}{rust}", if inner_is_const { "const" } else { "mut" });
    }
    rust
}

fn split_parameter(c: &str) -> (&str, &str) {
    let at = c
        .rfind(|letter: char| !letter.is_alphanumeric() && letter != '_')
        .unwrap();
    (&c[..at + 1], &c[at + 1..])
}

/// `F(returns, name, (parameters), major, minor)`
fn of_the_library() -> Vec<Function> {
    let mut functions = Vec::new();
    for line in include_str!("../../../../capi/functions.def").lines() {
        let rest = match line.strip_prefix("F(") {
            Some(rest) => rest,
            None => continue,
        };
        let (head, parameters) = rest.split_once('(').unwrap();
        let (parameters, _) = parameters.split_once(')').unwrap();
        let mut head = head.split(',');
        let (returns, name) = (head.next().unwrap(), head.next().unwrap().trim());
        let parameters: Vec<String> = parameters
            .split(", ")
            .filter(|parameter| *parameter != "void")
            .map(|parameter| {
                let (kind, name) = split_parameter(parameter);
                format!("{name}:{}", rust_type(kind))
            })
            .collect();
        let mut signature = format!("({})", parameters.join(","));
        if returns != "void" {
            signature += &format!("->{}", rust_type(returns));
        }
        functions.push((name.to_string(), signature));
    }
    functions
}

/// `slot = name(parameters) -> returns;`
fn of_this_crate() -> Vec<Function> {
    let source = include_str!("../src/functions.rs");
    let (_, list) = source.split_once("\nfunctions! {").unwrap();
    let (list, _) = list.split_once("\n}").unwrap();
    let list: String = list.chars().filter(|letter| !letter.is_whitespace()).collect();
    let mut functions = Vec::new();
    for function in list.split(';').filter(|function| !function.is_empty()) {
        let (names, signature) = function.split_once('(').unwrap();
        let (slot, name) = names.split_once('=').unwrap();
        assert_eq!(name, format!("tokenlink_{slot}"));
        functions.push((slot.to_string(), format!("({signature}")));
    }
    functions
}

#[test]
fn a_function_that_takes_something_else_than_the_librarys() {
    let (theirs, ours) = (of_the_library(), of_this_crate());
    for (theirs, ours) in theirs.iter().zip(&ours) {
        assert_eq!(ours.0, theirs.0, "the order of the table");
        assert_eq!(ours.1, theirs.1, "{}", theirs.0);
    }
    assert_eq!(theirs.len(), ours.len());
    assert!(ours.len() >= 34);
}

#[test]
fn a_table_with_another_number_of_slots() {
    let head = 4 * std::mem::size_of::<u32>();
    let slots = of_this_crate().len() * std::mem::size_of::<usize>();
    assert_eq!(std::mem::size_of::<tokenlink_sys::tokenlink_api>(), head + slots);
}
