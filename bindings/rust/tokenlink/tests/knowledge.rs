// SPDX-License-Identifier: MIT
//! Catalog, wrong keys, presets and rules: every entry, listed and found.
use tokenlink::*;

const JSON: &str =
    r#"[{"key": "my_key", "types": ["read", "edit"], "scope": "account", "label": "Mine", "note": "ours"}]"#;

#[test]
fn an_entry_that_is_listed_and_not_found() {
    let catalog = Catalog::builtin();
    assert!(catalog.len() > 100 && !catalog.is_empty());
    let keys: Vec<&str> = catalog.iter().map(|key| key.key()).collect();
    assert!(keys.windows(2).all(|pair| pair[0] < pair[1]), "byte order");
    for key in &catalog {
        let found = catalog.find(key.key()).expect("a key that is listed");
        assert_eq!(format!("{found:?}"), format!("{key:?}"));
        assert!(found.types().len() > 0 && found.types().all(|one| !one.is_empty()));
        assert!(!key.evidence().is_empty() && !key.scope().is_empty());
    }
    assert!(catalog
        .iter()
        .any(|key| !key.section().is_empty() && !key.description().is_empty()));
    assert!(wrong_keys().len() > 10);
    for wrong in wrong_keys() {
        let found = WrongKey::find(wrong.key()).expect("a wrong key that is listed");
        assert_eq!(format!("{found:?}"), format!("{wrong:?}"));
        assert!(["renamed", "guess", "level"].contains(&wrong.why()) && !wrong.advice().is_empty());
        assert!(
            wrong.use_key().is_empty() || catalog.find(wrong.use_key()).is_some(),
            "{wrong:?}"
        );
    }
    assert_eq!(presets().len(), 8);
    for preset in presets().rev() {
        assert_eq!(Preset::find(preset.name()).unwrap().token_name(), preset.token_name());
        assert!(!preset.permissions().is_empty() && !preset.group().is_empty() && !preset.use_case().is_empty());
    }
    assert!(rules().len() > 40);
    for rule in rules() {
        assert_eq!(Rule::find(rule.number()).unwrap().slug(), rule.slug());
        assert_eq!(rule.id(), format!("TL{}", rule.number()));
        assert!(!rule.sentence().is_empty() && !rule.explanation().is_empty());
        assert!(
            !matches!(rule.severity(), Severity::Other(_)) && !matches!(rule.account_severity(), Severity::Other(_))
        );
    }
}

#[test]
fn a_rule_whose_example_does_not_show_it() {
    let mut reader = Reader::new().unwrap();
    let mut shown = 0;
    for rule in rules().filter(|rule| rule.bad().starts_with("https://")) {
        shown += 1;
        assert!(
            reader
                .lint(rule.bad())
                .findings()
                .iter()
                .any(|one| one.rule() == rule.number()),
            "{}",
            rule.id()
        );
        assert!(
            !reader
                .lint(rule.good())
                .findings()
                .iter()
                .any(|one| one.rule() == rule.number()),
            "{}",
            rule.id()
        );
    }
    assert!(shown > 30, "{shown}");
}

#[test]
fn a_preset_that_is_not_in_both_kinds() {
    let mut reader = Reader::new().unwrap();
    for preset in presets() {
        for kind in [Kind::User, Kind::Account] {
            let link = Request::preset(kind, &preset).build().unwrap();
            let url = reader.parse_with(&link, ReadFlags::STRICT).unwrap();
            assert_eq!((url.kind(), url.permissions()), (Some(kind), preset.permissions()));
            assert_eq!(url.name(), Some(preset.token_name()));
        }
    }
}

#[test]
fn a_users_key_that_lint_does_not_know() {
    let catalog = Catalog::from_json(JSON).unwrap();
    let mine = catalog.find("my_key").unwrap();
    assert_eq!(
        (mine.label(), mine.scope(), mine.note(), mine.evidence()),
        ("Mine", "account", "ours", "user")
    );
    assert_eq!(mine.types().collect::<Vec<_>>(), ["read", "edit"]);
    assert_eq!(catalog.len(), Catalog::default().len() + 1);
    let link = Request::account(&[Permission::new("my_key", "edit")])
        .name("my bot")
        .build()
        .unwrap();
    let unknown = |reader: &mut Reader| reader.lint(&link).findings().iter().any(|one| one.rule() == 101);
    assert!(unknown(&mut Reader::new().unwrap()));
    let mut reader = Reader::options().catalog(&catalog).build().unwrap();
    // The reader keeps the catalog alive.
    drop(catalog);
    assert!(!unknown(&mut reader));
    assert!(reader.catalog().find("my_key").is_some());
    assert!(Reader::new().unwrap().catalog().find("my_key").is_none());
}

#[test]
fn a_text_that_is_not_a_catalog() {
    for (json, status, offset) in [
        ("{}", Status::Catalog, None),
        ("[{]", Status::Json, Some(2)),
        ("[{\"key\": \"a\"}]", Status::Catalog, None),
        ("[{\"key\": \"\", \"types\": [\"read\"]}]", Status::Catalog, None),
        ("[1]", Status::Catalog, None),
    ] {
        let error = Catalog::from_json(json).unwrap_err();
        assert_eq!(error.status(), status, "{json}: {error}");
        assert!(
            offset.map_or(true, |offset| offset == error.offset()),
            "{json}: {error}"
        );
    }
}

#[test]
fn a_library_that_hides_its_release() {
    let version: Vec<u32> = version().split('.').map(|part| part.parse().unwrap()).collect();
    assert_eq!(version.len(), 3);
    assert_eq!(version[0], tokenlink_sys::TOKENLINK_ABI_MAJOR);
}
