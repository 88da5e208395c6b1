// SPDX-License-Identifier: MIT
//! The traits of the types.
use std::borrow::Cow;
use std::collections::{BTreeSet, HashMap, HashSet};
use std::fmt::Debug;
use tokenlink::*;

const DNS: &[Permission<'static>] = &[Permission::new("dns", "edit")];

/// Does not compile if a type is no longer Send or Sync. That Reader is not Sync is a compile_fail test in its
/// documentation.
#[test]
fn a_type_that_cannot_change_threads() {
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
    send_and_sync::<ReaderOptions>();
    send_and_sync::<Error>();
    send_and_sync::<RowError<'_>>();
}

#[test]
fn an_error_that_the_question_mark_operator_refuses() {
    fn is_error<T: std::error::Error + Send + Sync + Clone + 'static>() {}
    is_error::<Error>();
    is_error::<RowError<'static>>();
    fn boxed() -> std::result::Result<Link, Box<dyn std::error::Error + Send + Sync>> {
        Ok(Request::user(&[]).build()?)
    }
    assert!(boxed().unwrap_err().to_string().contains("E_NO_PERMISSIONS"));
    fn of_a_row(batch: &Batch) -> std::result::Result<&str, Error> {
        Ok(batch.get(0).expect("a row")?)
    }
    let template = Request::user(DNS).name("{team}").compile().unwrap();
    let mut batch = Batch::new();
    template
        .render_rows(&[ColumnBuf::from_iter(["a\nb"]).as_column()], .., &mut batch)
        .unwrap();
    assert_eq!(of_a_row(&batch).unwrap_err(), template.render(&["a\nb"]).unwrap_err());
    assert_eq!(std::mem::size_of::<Error>(), std::mem::size_of::<usize>());
}

#[test]
fn a_link_that_is_not_a_string() {
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
    // A later status that refines E_JSON.
    assert_eq!(Status::from_code(0x700 + Status::Json.code()).base(), Status::Json);
    assert_eq!(
        (Status::Json.base(), Part::from_code(9).to_string()),
        (Status::Json, "part 9".to_string())
    );
    assert_eq!(
        [Kind::Deploy.to_string(), Part::AccountId.to_string()],
        ["deploy", "account id"]
    );
    for code in 1..=24 {
        let status = Status::from_code(code);
        assert_eq!(status.code(), code);
        assert!(status.name().starts_with("E_") && !matches!(status, Status::Other(_)));
    }
}

#[test]
fn a_debug_form_that_shows_nothing() {
    fn shows<T: Debug>(value: T, what: &str) {
        let text = format!("{value:?}");
        assert!(text.contains(what), "{text}");
    }
    let request = Request::user(DNS).name("bot").zone_id("all");
    shows(request, r#"kind: User, permissions: [Permission { key: Some("dns")"#);
    shows(request, r#"account_id: "", zone_id: "all", name: "bot""#);
    shows(request.compile().unwrap(), "columns: []");
    shows(Reader::new().unwrap(), "Reader");
    let mut reader = Reader::new().unwrap();
    let link = request.build().unwrap();
    shows(reader.parse(&link).unwrap(), r#"name: Some("bot")"#);
    shows(reader.lint("x").findings(), "[");
    shows(reader.lint("x"), "Scheme");
    shows(Catalog::builtin(), "built in");
    shows(Catalog::builtin().find("dns"), r#"label: "DNS""#);
    shows(Preset::find("dns-edit"), "dns-edit");
    shows(Rule::find(101), "TL101");
    shows(WrongKey::find("zone_dns"), "zone_dns");
    shows(Batch::new(), "rows: 0");
    shows(presets(), "Entries(0..8)");
    let rows = ColumnBuf::from_iter([link.as_str(), "?"]);
    shows(&rows, "2 rows");
    let rows = reader.parse_rows(rows.as_column(), ..).unwrap();
    shows(rows, "1 failed");
    shows(rows.get(0), r#"row: 0, kind: User"#);
}

#[test]
fn an_error_that_says_less_than_it_could() {
    let mut reader = Reader::new().unwrap();
    let odd = "https://dash.cloudflare.com/profile/api-tokens?name=a+b";
    let error = reader.parse_with(odd, ReadFlags::STRICT).unwrap_err();
    let rule = error.rule().expect("a rule");
    assert!(
        error.to_string().contains(&format!("(E_NOT_CANONICAL, TL{rule}")),
        "{error}"
    );
    let error = Request::user(&[DNS[0], Permission::new("zone", "")])
        .build()
        .unwrap_err();
    assert_eq!((error.part(), error.index()), (Some(Part::Type), Some(1)));
    assert!(error.to_string().ends_with(" (E_PERMISSION)"), "{error}");
    let rows = ColumnBuf::from_iter([odd, "https://example.com/"]);
    let rows = reader.parse_rows_with(rows.as_column(), .., ReadFlags::STRICT).unwrap();
    let [strict, host] = [0, 1].map(|row| rows.get(row).unwrap().unwrap_err());
    assert_eq!((strict.status(), strict.rule()), (Status::NotCanonical, Some(rule)));
    assert!(
        host.to_string().starts_with("row 1: ") && host.to_string().contains("(E_HOST"),
        "{host}"
    );
    let misused = reader.parse_rows_with(ColumnBuf::new().as_column(), .., ReadFlags::CANONICAL);
    assert_eq!(misused.unwrap_err().status(), Status::Argument);
    let error = Request::user(DNS).build_into(&mut []).unwrap_err();
    assert_eq!(
        (error.offset(), error.needed().is_some(), error.rule()),
        (0, true, None)
    );
    let io: std::io::Error = error.clone().into();
    assert_eq!(io.to_string(), error.to_string());
    let shown = format!("{error:?}");
    assert!(
        shown.contains("status: Buffer, part: None, index: None, offset: 0, rule: None, detail: \""),
        "{shown}"
    );
}

#[test]
fn a_text_that_changes_when_it_is_encoded_and_decoded() {
    let cow: Cow<'_, str> = encode("a b").into();
    assert_eq!(cow, "a%20b");
    assert!(matches!(encode("plain-1.0_~").to_cow(), Cow::Borrowed(_)));
    assert!(matches!(decode("plain+").to_bytes(), Ok(Cow::Borrowed(_))));
    assert!(matches!(decode("plain+").plus_is_space().to_bytes(), Ok(Cow::Owned(_))));
    assert!(matches!(decode("plain").to_str(), Ok(Cow::Borrowed(_))));
    // Display encodes in pieces, which end within characters.
    let long = "ab東 %".repeat(5000);
    assert_eq!(encode(&long).to_string(), encode(&long).to_cow());
    assert_eq!(decode(&encode(&long).to_string()).to_str().unwrap(), long);
}
