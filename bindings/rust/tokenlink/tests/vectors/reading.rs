// SPDX-License-Identifier: MIT
//! parse, lint, permissions, preset. Beyond what a case says, parse, lint and parse_rows must agree, and the findings
//! must be consistent.
use crate::case::{
    check_status, from_permissions, is_invalid, optional, permissions, same, text, Check, Fault, KeyAndType,
};
use crate::json::Json;
use std::collections::BTreeSet;
use std::str;
use tokenlink::{
    ColumnBuf, Error, Finding, Kind, Link, Lint, OwnedUrl, Preset, ReadFlags, Reader, RowError, Rule, Severity, Status,
    TemplateUrl,
};

/// A link that was read, as bytes.
#[derive(Clone, Debug, Default, PartialEq)]
struct Parts {
    kind: String,
    permissions: Vec<KeyAndType>,
    account_id: Option<Vec<u8>>,
    zone_id: Option<Vec<u8>>,
    name: Option<Vec<u8>>,
    extra: Vec<(Vec<u8>, Vec<u8>)>,
}

fn bytes(text: Option<&str>) -> Option<Vec<u8>> {
    text.map(|text| text.as_bytes().to_vec())
}

fn kind_name(kind: Option<Kind>) -> String {
    kind.map_or("none".to_string(), |kind| kind.to_string())
}

impl Parts {
    fn new(url: &TemplateUrl<'_>) -> Parts {
        let pair = |one: &tokenlink::Param<'_>| (one.name().into(), one.value().into());
        Parts {
            kind: kind_name(url.kind()),
            permissions: from_permissions(url.permissions()),
            account_id: bytes(url.account_id()),
            zone_id: bytes(url.zone_id()),
            name: bytes(url.name()),
            extra: url.extra().iter().map(pair).collect(),
        }
    }

    /// Absent members are not compared.
    fn compare(&self, output: &Json) -> Check {
        let members = match output {
            Json::Object(members) => members,
            _ => return Err("the output is not an object".to_string()),
        };
        for (field, value) in members {
            match field.as_str() {
                "kind" => same("kind", value.text(), &self.kind)?,
                "permissions" => same("permissions", &permissions(value), &self.permissions)?,
                "account_id" => same("account_id", &optional(value), &self.account_id)?,
                "zone_id" => same("zone_id", &optional(value), &self.zone_id)?,
                "name" => same("name", &optional(value), &self.name)?,
                "extra" => {
                    let pairs = value
                        .list()
                        .iter()
                        .map(|pair| (text(&pair.list()[0]), text(&pair.list()[1])));
                    same("extra", &pairs.collect::<Vec<_>>(), &self.extra)?;
                }
                other => return Err(format!("unknown field {other}")),
            }
        }
        Ok(())
    }
}

pub fn run(case: &Json) -> Check {
    let link = text(case.at("input"));
    let mut reader = Reader::new().unwrap();
    let parsed = reader.parse(&link).map(|url| Parts::new(&url)).map_err(Fault::from);
    check_status(case, parsed.as_ref())?;
    if let (Ok(parts), Some(output)) = (&parsed, case.get("output")) {
        parts.compare(output)?;
    }
    if parsed.as_ref().err().map_or(0, |fault| fault.offset) > link.len() {
        return Err("the error's offset is outside the link".to_string());
    }

    let lint = reader.lint(&link);
    same(
        "lint reads another link",
        parsed.clone(),
        lint.url().map(Parts::new).map_err(|error| error.clone().into()),
    )?;
    check_findings(&lint, link.len())?;
    if case.at("result").text() == "acceptable" && lint.findings().is_empty() {
        return Err("not canonical, but not reported".to_string());
    }
    if let (Err(_), Some(kind)) = (&parsed, case.get("output").and_then(|output| output.get("kind"))) {
        same(
            "the kind of a link that cannot be read",
            kind.text(),
            &kind_name(lint.kind()),
        )?;
    }
    if case.at("op").text() == "lint" {
        compare_findings(case, lint.findings())?;
    }
    check_strict(case, &link, &mut reader)?;
    check_canonical(&link, &parsed, &mut reader)?;
    check_rows(&link, &parsed, &mut reader)?;
    check_copy(&link, &parsed, &mut reader)
}

/// Checks what is true of every finding.
fn check_findings(lint: &Lint<'_>, size: usize) -> Check {
    let findings = lint.findings();
    if lint.finding_total() < findings.len() || findings.len() > 1000 {
        return Err(format!("{} of {} findings", findings.len(), lint.finding_total()));
    }
    same("is_clean", lint.url().is_ok() && findings.is_empty(), lint.is_clean())?;
    let mut before = 0;
    for finding in findings {
        let rule = Rule::find(finding.rule()).ok_or_else(|| format!("{finding} has no rule"))?;
        let severity = match lint.kind() {
            Some(Kind::User) => rule.severity(),
            _ => rule.account_severity(),
        };
        same("severity", severity, finding.severity()).map_err(|wrong| format!("{finding}: {wrong}"))?;
        if finding.span().end > size || finding.span().start < before {
            return Err(format!("{finding} is outside the link, or out of order"));
        }
        before = finding.span().start;
        let permissions = lint.url().map_or(0, |url| url.permissions().len());
        if finding.message().is_empty() || finding.permission().map_or(false, |index| index >= permissions) {
            return Err(format!("{finding:?} has no message, or is about no permission"));
        }
    }
    Ok(())
}

fn matches(expected: &Json, finding: &Finding<'_>) -> bool {
    let members = match expected {
        Json::Object(members) => members,
        _ => return false,
    };
    members.iter().all(|(field, value)| match field.as_str() {
        "rule" => value.text() == format!("TL{}", finding.rule()),
        "severity" => value.text() == finding.severity().to_string(),
        "offset" => value.number() as usize == finding.span().start,
        "length" => value.number() as usize == finding.span().len(),
        "message" => text(value) == finding.message().as_bytes(),
        "fix" => optional(value) == bytes(finding.fix()),
        _ => false,
    })
}

fn compare_findings(case: &Json, got: &[Finding<'_>]) -> Check {
    let expected = case.at("findings").list();
    for one in expected {
        if !got.iter().any(|finding| matches(one, finding)) {
            return Err(format!("missing finding\n    expected {one:?}\n    got      {got:?}"));
        }
    }
    if is_invalid(case) {
        return Ok(());
    }
    let exact = case.get("exact").map_or(false, Json::is_true);
    let rules: BTreeSet<&str> = expected.iter().map(|one| one.at("rule").text()).collect();
    for finding in got {
        let counts = exact || finding.severity() != Severity::Info;
        if counts && !rules.contains(format!("TL{}", finding.rule()).as_str()) {
            return Err(format!("unexpected finding: {finding:?}"));
        }
    }
    Ok(())
}

fn check_strict(case: &Json, link: &[u8], reader: &mut Reader) -> Check {
    let strict = reader
        .parse_with(link, ReadFlags::STRICT)
        .map(|url| Parts::new(&url))
        .map_err(Fault::from);
    let linted = reader.lint_with(link, ReadFlags::STRICT);
    let linted = linted.url().map(Parts::new).map_err(|error| Fault::from(error.clone()));
    same("a strict lint reads another link", &strict, &linted)?;
    match (case.at("result").text(), strict) {
        ("invalid", Err(_)) | ("valid", Ok(_)) => Ok(()),
        ("acceptable", Err(fault)) => {
            same("strict status", Status::NotCanonical, fault.status)?;
            same("a rule", true, fault.rule.and_then(Rule::find).is_some())
        }
        (result, strict) => Err(format!("a link that is {result}, read strictly: {strict:?}")),
    }
}

/// parse gives the canonical form that canonicalize gives.
fn check_canonical(link: &[u8], parsed: &Result<Parts, Fault>, reader: &mut Reader) -> Check {
    let expected = reader.canonicalize(link).ok().map(Link::into_string);
    let url = reader.parse_with(link, ReadFlags::CANONICAL);
    same("parse with its canonical form", parsed.is_ok(), url.is_ok())?;
    same(
        "canonical",
        expected.as_deref(),
        url.ok().and_then(|url| url.canonical()),
    )
}

const GOOD: &str = "https://dash.cloudflare.com/?to=/:account/api-tokens&permissionGroupKeys=%5B%7B%22key%22%3A%22dns\
                    %22%2C%22type%22%3A%22read%22%7D%5D&name=x";

/// Reads the link as the second of four rows, the last of which is null: the same as when it is read alone, and the
/// others are unaffected.
fn check_rows(link: &[u8], alone: &Result<Parts, Fault>, reader: &mut Reader) -> Check {
    let mut column = ColumnBuf::from_iter([GOOD.as_bytes(), link, GOOD.as_bytes()]);
    column.push_null();
    let rows = reader
        .parse_rows(column.as_column(), ..)
        .map_err(|error| format!("parse_rows: {error}"))?;
    same(
        "rows",
        (4, 1 + usize::from(alone.is_err())),
        (rows.len(), rows.failed()),
    )?;
    let null = rows.get(3).unwrap().unwrap_err();
    same(
        "a null",
        (3, Status::Values, false),
        (null.row(), null.status(), null.detail().is_empty()),
    )?;
    let got: Vec<Result<Parts, RowError<'_>>> = rows
        .iter()
        .map(|row| {
            row.map(|row| Parts {
                kind: row.kind().to_string(),
                permissions: from_permissions(row.permissions()),
                account_id: bytes(row.account_id()),
                zone_id: bytes(row.zone_id()),
                name: bytes(row.name()),
                extra: Vec::new(),
            })
        })
        .collect();
    let neighbor = Parts {
        kind: "account".to_string(),
        permissions: vec![(Some(b"dns".to_vec()), Some(b"read".to_vec()))],
        name: Some(b"x".to_vec()),
        ..Parts::default()
    };
    same(
        "a neighbor",
        [Ok(&neighbor), Ok(&neighbor)],
        [got[0].as_ref(), got[2].as_ref()],
    )?;
    match (&got[1], alone) {
        (Ok(got), Ok(alone)) => same(
            "parse_rows",
            &Parts {
                extra: Vec::new(),
                ..alone.clone()
            },
            got,
        ),
        (Err(error), Err(fault)) => {
            same("the row", 1, error.row())?;
            same("parse_rows", fault, &Fault::from(Error::from(*error)))
        }
        (got, alone) => Err(format!("parse_rows gives {got:?}, parse {alone:?}")),
    }
}

/// Checks that a copy is the same, and that the link that was read does not borrow the text.
fn check_copy(link: &[u8], parts: &Result<Parts, Fault>, reader: &mut Reader) -> Check {
    let mut given = link.to_vec();
    let url = match reader.parse(&given) {
        Ok(url) => url,
        Err(_) => return Ok(()),
    };
    given.iter_mut().for_each(|byte| *byte = b'#');
    drop(given);
    same("a link that borrows the text", parts, &Ok(Parts::new(&url)))?;
    let copy = url.to_owned_url();
    let parsed = str::from_utf8(link).unwrap().parse::<OwnedUrl>();
    same(
        "from_str",
        Ok(&copy),
        parsed.as_ref().map_err(|error| error.to_string()),
    )
}

pub fn read_permissions(case: &Json) -> Check {
    let text = text(case.at("input"));
    let mut reader = Reader::new().unwrap();
    let read = reader
        .read_permissions(&text)
        .map(from_permissions)
        .map_err(Fault::from);
    check_status(case, read.as_ref())?;
    match read {
        Ok(read) => same("output", permissions(case.at("output")), read),
        Err(fault) => same("an offset within the text", true, fault.offset <= text.len()),
    }
}

pub fn preset(case: &Json) -> Check {
    let name = String::from_utf8(text(case.at("input"))).map_err(|_| "a name that is not UTF-8")?;
    let preset = match Preset::find(&name) {
        Some(preset) => preset,
        None => {
            return same(
                "status",
                case.get("status").map(Json::text),
                Some(Status::NotFound.name()),
            )
        }
    };
    if is_invalid(case) {
        return Err("the preset is found".to_string());
    }
    let output = case.at("output");
    same("name", text(output.at("name")), preset.name().into())?;
    same("group", text(output.at("group")), preset.group().into())?;
    same("use_case", text(output.at("use_case")), preset.use_case().into())?;
    same("token_name", text(output.at("token_name")), preset.token_name().into())?;
    same(
        "permissions",
        permissions(output.at("permissions")),
        from_permissions(preset.permissions()),
    )
}
