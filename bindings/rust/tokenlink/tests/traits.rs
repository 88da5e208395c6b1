// SPDX-License-Identifier: MIT
//! What the types promise by their traits.
use std::borrow::Cow;
use std::collections::{BTreeSet, HashMap, HashSet};
use std::fmt::{Debug, Display};
use tokenlink::*;

const DNS: &[Permission<'static>] = &[Permission::new("dns", "edit")];

/// A type that stops to be Send or Sync does not compile here; that Reader is not Sync is a compile_fail test in its
/// documentation.
#[test]
fn a_type_that_cannot_go_where_it_could() {
    fn send_and_sync<T: Send + Sync>() {}
    fn send<T: Send>() {}
    send::<Reader>();
    send_and_sync::<Request<'_>>();
    send_and_sync::<RequestBuilder<'_>>();
    send_and_sync::<Permission<'_>>();
    send_and_sync::<Param<'_>>();
    send_and_sync::<Link>();
    send_and_sync::<Template>();
    send_and_sync::<Batch>();
    send_and_sync::<Column<'_>>();
    send_and_sync::<ColumnBuf>();
    send_and_sync::<TemplateUrl<'_>>();
    send_and_sync::<OwnedUrl>();
    send_and_sync::<Lint<'_>>();
    send_and_sync::<Finding<'_>>();
    send_and_sync::<ParsedRows<'_>>();
    send_and_sync::<ParsedRow<'_>>();
    send_and_sync::<Catalog>();
    send_and_sync::<Key<'_>>();
    send_and_sync::<Preset>();
    send_and_sync::<Rule>();
    send_and_sync::<WrongKey>();
    send_and_sync::<Error>();
    send_and_sync::<RowError>();
}

#[test]
fn an_error_that_no_question_mark_takes() {
    fn is_error<T: std::error::Error + Send + Sync + Clone + 'static>() {}
    is_error::<Error>();
    is_error::<RowError>();
    fn boxed() -> std::result::Result<Link, Box<dyn std::error::Error + Send + Sync>> {
        Ok(Request::user(&[]).build()?)
    }
    assert!(boxed().unwrap_err().to_string().contains("E_NO_PERMISSIONS"));
    // Functions that return it are not told by clippy that it is large.
    assert!(std::mem::size_of::<Error>() <= 120);
}

#[test]
fn a_link_that_is_no_string() {
    let link = Request::user(DNS).name("b").build().unwrap();
    let other = Request::user(DNS).name("a").build().unwrap();
    let same: Link = link.as_str().parse().unwrap();
    assert_eq!(link, same);
    assert_eq!(link, Link::try_from(link.as_str()).unwrap());
    assert_eq!(link, Link::try_from(link.to_string()).unwrap());
    assert!(link == *link.as_str() && link == link.as_str());
    assert_eq!(format!("{link:>400}").len(), 400);
    let text: &str = link.as_ref();
    let bytes: &[u8] = link.as_ref();
    assert_eq!(text.as_bytes(), bytes);
    assert_eq!(String::from(link.clone()), link.clone().into_string());

    let set: HashSet<Link> = [link.clone(), same, other.clone()].into();
    assert_eq!(set.len(), 2);
    assert!(set.contains(link.as_str()));
    let sorted: BTreeSet<Link> = set.into_iter().collect();
    assert!(sorted.into_iter().eq([other, link]));
}

#[test]
fn a_permission_that_cannot_be_a_key() {
    let built = String::from("dns");
    let mut count = HashMap::new();
    for permission in [DNS[0], Permission::new(&built, "edit"), Permission::new("dns", "read")] {
        *count.entry(permission).or_insert(0) += 1;
    }
    assert_eq!(count[&DNS[0]], 2);
    assert!(DNS[0] < Permission::new("dns", "read") && DNS[0] > Permission::new("cache", "purge"));
    assert_eq!(
        format!("{:?}", DNS[0]),
        r#"Permission { key: Some("dns"), type: Some("edit") }"#
    );
}

#[test]
fn a_number_from_a_later_library() {
    for code in [-1, 25, 1000, i32::MAX] {
        assert_eq!(Status::from_code(code), Status::Other(code));
        assert_eq!(Status::from_code(code).code(), code);
        assert_eq!(Status::from_code(code).name(), "E_UNKNOWN");
        assert_eq!(Kind::from_code(code).to_string(), format!("kind {code}"));
        assert_eq!(Severity::from_code(code).to_string(), format!("severity {code}"));
    }
    for code in 1..=24 {
        let status = Status::from_code(code);
        assert_eq!(status.code(), code);
        assert!(!matches!(status, Status::Other(_)));
        // The library's name is the one of the header, and so of the enum.
        let letters: String = status
            .name()
            .trim_start_matches("E_")
            .split('_')
            .map(str::to_lowercase)
            .collect();
        assert_eq!(letters, format!("{status:?}").to_lowercase());
    }
}

#[test]
fn a_debug_form_that_says_nothing() {
    fn says<T: Debug>(value: T, what: &str) {
        let text = format!("{value:?}");
        assert!(text.contains(what), "{text}");
    }
    let request = Request::user(DNS).name("bot").zone_id("all");
    says(request, r#"kind: User, permissions: [Permission { key: Some("dns")"#);
    says(request, r#"account_id: "", zone_id: "all", name: "bot""#);
    says(request.compile().unwrap(), "columns: []");
    says(Reader::new().unwrap(), "Reader");
    let mut reader = Reader::new().unwrap();
    let link = request.build().unwrap();
    says(reader.parse(&link).unwrap(), r#"name: Some("bot")"#);
    says(reader.lint("x").findings(), "[");
    says(reader.lint("x"), "Scheme");
    says(Catalog::builtin(), "built in");
    says(Catalog::builtin().find("dns"), r#"label: "DNS""#);
    says(Preset::find("dns-edit"), "dns-edit");
    says(Rule::find(101), "TL101");
    says(WrongKey::find("zone_dns"), "zone_dns");
    says(Batch::new(), "rows: 0");
    says(presets(), "Entries(0..8)");
    let rows = ColumnBuf::from_rows([link.as_str(), "?"]).unwrap();
    says(&rows, "2 rows");
    let rows = reader.parse_rows(rows.as_column(), ..).unwrap();
    says(rows, "1 failed");
    says(rows.get(0), r#"row: 0, kind: User"#);
}

#[test]
fn an_error_that_says_less_than_it_knows() {
    fn says<T: Display>(value: T, what: &str) {
        assert_eq!(value.to_string(), what);
    }
    let mut reader = Reader::new().unwrap();
    let odd = "https://dash.cloudflare.com/profile/api-tokens?name=a+b";
    let error = reader.parse_strict(odd).unwrap_err();
    let rule = error.rule().expect("a rule");
    assert!(
        error.to_string().contains(&format!("(E_NOT_CANONICAL, TL{rule}")),
        "{error}"
    );
    says(
        Request::user(&[]).build().unwrap_err(),
        "a link needs at least one permission, such as dns:edit (E_NO_PERMISSIONS)",
    );
    let error = Request::user(DNS).build_into(&mut []).unwrap_err();
    assert_eq!(
        (error.offset(), error.needed().is_some(), error.rule()),
        (0, true, None)
    );
    let io: std::io::Error = error.clone().into();
    assert_eq!(io.to_string(), error.to_string());
    assert!(format!("{error:?}").contains("status: Buffer, offset: 0, rule: None, detail: \"the link takes"));
}

#[test]
fn a_coded_text_that_goes_nowhere() {
    let cow: Cow<'_, str> = encode("a b").into();
    assert_eq!(cow, "a%20b");
    assert!(matches!(encode("plain-1.0_~").to_cow(), Cow::Borrowed(_)));
    assert!(matches!(decode("plain+").to_bytes(), Ok(Cow::Borrowed(_))));
    assert!(matches!(decode("plain+").plus_is_space().to_bytes(), Ok(Cow::Owned(_))));
    assert!(matches!(decode("plain").to_str(), Ok(Cow::Borrowed(_))));
    // Display goes piece by piece: a piece ends within characters, and within what is escaped.
    let long = "ab東 %".repeat(5000);
    assert_eq!(encode(&long).to_string(), encode(&long).to_cow());
    assert_eq!(decode(&encode(&long).to_string()).to_str().unwrap(), long);
}
