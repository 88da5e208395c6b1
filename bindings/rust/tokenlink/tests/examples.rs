// SPDX-License-Identifier: MIT
//! Examples that do not do what they say.
mod support;

use std::io::Write;
use std::process::{Command, Output, Stdio};
use tokenlink::{Link, ReadFlags, Reader};

fn run(name: &str, arguments: &[&str], input: &[u8]) -> Output {
    let mut child = Command::new(support::example(name))
        .args(arguments)
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    let mut stdin = child.stdin.take().unwrap();
    let input = input.to_vec();
    let writer = std::thread::spawn(move || stdin.write_all(&input));
    let output = child.wait_with_output().unwrap();
    let _ = writer.join().unwrap();
    output
}

fn lines(output: &[u8]) -> Vec<&str> {
    std::str::from_utf8(output).unwrap().lines().collect()
}

fn name_of(reader: &mut Reader, link: &str) -> String {
    reader
        .parse_with(link, ReadFlags::STRICT)
        .unwrap()
        .name()
        .unwrap()
        .to_string()
}

#[test]
fn build_that_builds_something_else() {
    let output = run("build", &[], b"");
    assert!(output.status.success(), "{output:?}");
    let lines = lines(&output.stdout);
    let mut reader = Reader::new().unwrap();
    assert_eq!(name_of(&mut reader, lines[0]), "Checkout DNS");
    assert_eq!(lines[1], format!("[open the form]({})", lines[0]));
    assert_eq!(name_of(&mut reader, lines[2]), "DNS Read Token");
    assert_eq!(name_of(&mut reader, lines[4]), "東京モバイル deploy");
    assert!(
        lines[5].contains("name") && lines[5].ends_with("(E_NAME, byte 3)"),
        "{}",
        lines[5]
    );
    assert_eq!(lines.len(), 6);
}

#[test]
fn check_that_fixes_a_link_wrongly() {
    let output = run("check", &[], b"");
    assert!(output.status.success(), "{output:?}");
    let said = lines(&output.stdout);
    assert_eq!(said[..3], ["kind: user", "permission: zone_dns:edit", "name: DNS bot"]);
    assert!(said.iter().any(|line| line.starts_with("error[TL102] at ")), "{said:?}");
    let fixed = said.last().unwrap().strip_prefix("fixed: ").unwrap();
    let link: Link = fixed.parse().unwrap();
    assert_eq!(link, fixed);
    let mut reader = Reader::new().unwrap();
    assert!(reader
        .lint(fixed)
        .findings()
        .iter()
        .all(|finding| finding.fix().is_none()));

    let output = run("check", &["https://example.com/"], b"");
    assert!(
        lines(&output.stdout)[0].starts_with("it cannot be read: "),
        "{output:?}"
    );
}

#[test]
fn batch_that_loses_a_line() {
    let count = 25_000;
    let input: String = (0..count)
        .map(|n| {
            if n == 12_345 {
                "a\tb\n".into()
            } else {
                format!("Team {n}\n")
            }
        })
        .collect();
    let output = run("batch", &["dns:edit,zone:read", "{team} deploy"], input.as_bytes());
    assert_eq!(output.status.code(), Some(1));
    let errors = lines(&output.stderr);
    assert!(
        errors.len() == 1 && errors[0].starts_with("line 12346: ") && errors[0].ends_with(" (E_NAME)"),
        "{errors:?}"
    );
    let links = lines(&output.stdout);
    assert_eq!(links.len(), count - 1);
    let mut reader = Reader::new().unwrap();
    assert_eq!(name_of(&mut reader, links[0]), "Team 0 deploy");
    assert_eq!(name_of(&mut reader, links[12_345]), "Team 12346 deploy");
    assert_eq!(
        name_of(&mut reader, links[count - 2]),
        format!("Team {} deploy", count - 1)
    );
    // The last line may lack its line break.
    let output = run("batch", &["dns:edit", "{team}"], b"one\ntwo");
    assert_eq!((output.status.code(), lines(&output.stdout).len()), (Some(0), 2));
    assert!(!run("batch", &["dns:edit", "no column"], b"").status.success());
    assert!(!run("batch", &[], b"").status.success());
}
