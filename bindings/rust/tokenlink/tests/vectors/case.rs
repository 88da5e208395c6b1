// SPDX-License-Identifier: MIT
//! Reads the fields of a case, which tests/vectors/README.md describes, and compares results with them.
use crate::json::Json;
use std::fmt::Debug;
use tokenlink::{Error, Kind, Part, Permission, Preset, Request, Status};

/// What is wrong, if anything.
pub type Check = Result<(), String>;

/// The bytes of a "text".
pub fn text(json: &Json) -> Vec<u8> {
    if let Some(repeated) = json.get("repeat") {
        return text(repeated).repeat(json.at("times").number() as usize);
    }
    match json {
        Json::Text(text) => text.as_bytes().to_vec(),
        Json::List(parts) => parts.iter().flat_map(text).collect(),
        _ => {
            let hex = json.at("hex").text();
            let digits = |at: usize| u8::from_str_radix(&hex[at..at + 2], 16).unwrap();
            (0..hex.len()).step_by(2).map(digits).collect()
        }
    }
}

/// The bytes of a text; None for null.
pub fn optional(json: &Json) -> Option<Vec<u8>> {
    (*json != Json::Null).then(|| text(json))
}

/// A key and a type, each of which may be absent.
pub type KeyAndType = (Option<Vec<u8>>, Option<Vec<u8>>);

pub fn permissions(json: &Json) -> Vec<KeyAndType> {
    json.list()
        .iter()
        .map(|one| (optional(one.at("key")), optional(one.at("type"))))
        .collect()
}

pub fn from_permissions(permissions: &[Permission<'_>]) -> Vec<KeyAndType> {
    let bytes = |text: Option<&str>| text.map(|text| text.as_bytes().to_vec());
    permissions
        .iter()
        .map(|one| (bytes(one.key()), bytes(one.permission_type())))
        .collect()
}

pub fn same<T: Debug + PartialEq>(what: &str, expected: T, got: T) -> Check {
    if expected == got {
        return Ok(());
    }
    Err(format!(
        "{what}\n    expected {}\n    got      {}",
        short(&expected),
        short(&got)
    ))
}

fn short<T: Debug>(value: &T) -> String {
    let text = format!("{value:?}");
    match text.len() {
        0..=700 => text,
        size => format!(
            "{} ... {}",
            String::from_utf8_lossy(&text.as_bytes()[..500]),
            &text[size - 100..]
        ),
    }
}

/// An error, of the crate or of the C ABI.
#[derive(Clone, Debug, PartialEq)]
pub struct Fault {
    pub status: Status,
    pub offset: usize,
    pub needed: Option<usize>,
    pub rule: Option<u32>,
    pub part: Option<Part>,
    pub index: Option<usize>,
    pub detail: String,
}

impl From<Error> for Fault {
    fn from(error: Error) -> Fault {
        Fault {
            status: error.status(),
            offset: error.offset(),
            needed: error.needed(),
            rule: error.rule(),
            part: error.part(),
            index: error.index(),
            detail: error.detail().to_string(),
        }
    }
}

pub fn is_invalid(case: &Json) -> bool {
    case.at("result").text() == "invalid"
}

/// Compares a result with `result`, `status` and `offset` of a case.
pub fn check_status<T>(case: &Json, result: Result<T, &Fault>) -> Check {
    let expected = if is_invalid(case) {
        case.at("status").text()
    } else {
        "OK"
    };
    let fault = match result {
        Ok(_) => return same("status", expected, "OK"),
        Err(fault) => fault,
    };
    let mut wrong = same("status", expected, fault.status.name());
    if fault.detail.is_empty() {
        wrong = wrong.and(Err("the error has no detail".to_string()));
    }
    if let Some(offset) = case.get("offset") {
        wrong = wrong.and(same("offset", offset.number() as usize, fault.offset));
    }
    wrong.map_err(|wrong| format!("{wrong}  {}", fault.detail))
}

/// The request of a case, as bytes that may not be UTF-8.
#[derive(Default)]
pub struct RequestBytes {
    pub kind: i32,
    pub permissions: Vec<(Vec<u8>, Vec<u8>)>,
    pub account_id: Vec<u8>,
    pub zone_id: Vec<u8>,
    pub name: Vec<u8>,
}

impl RequestBytes {
    pub fn new(input: &Json) -> RequestBytes {
        let field = |name: &str| input.get(name).map_or(Vec::new(), text);
        let mut request = RequestBytes {
            kind: match input.at("kind") {
                Json::Number(number) => *number as i32,
                word => [Kind::User, Kind::Account, Kind::Deploy]
                    .iter()
                    .find(|kind| kind.to_string() == word.text())
                    .expect("a kind")
                    .code(),
            },
            account_id: field("account_id"),
            zone_id: field("zone_id"),
            name: field("name"),
            ..RequestBytes::default()
        };
        if let Some(name) = input.get("preset") {
            let preset = Preset::find(name.text()).expect("a preset");
            request.name = preset.token_name().into();
            let bytes = |one: &Permission<'_>| (one.key().unwrap().into(), one.permission_type().unwrap().into());
            request.permissions = preset.permissions().iter().map(bytes).collect();
            return request;
        }
        for one in input.at("permissions").list() {
            // An absent member is empty text.
            let member = |name: &str| one.get(name).map_or(Vec::new(), text);
            request.permissions.push((member("key"), member("type")));
        }
        request
    }

    /// Runs with the request, if it is UTF-8: only C can ask for others.
    pub fn with<T>(&self, run: impl FnOnce(Request<'_>) -> T) -> Option<T> {
        let text = |bytes| std::str::from_utf8(bytes).ok();
        let mut permissions = Vec::new();
        for (key, permission_type) in &self.permissions {
            permissions.push(Permission::new(text(key)?, text(permission_type)?));
        }
        let request = Request::new(Kind::from_code(self.kind), &permissions)
            .account_id(text(&self.account_id)?)
            .zone_id(text(&self.zone_id)?)
            .name(text(&self.name)?);
        Some(run(request))
    }
}
