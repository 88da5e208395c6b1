// SPDX-License-Identifier: MIT
//! What the fields of a case mean, and how a result is held against them. tests/vectors/README.md describes the fields.
use crate::json::Json;
use std::fmt::Debug;
use tokenlink::{Error, Kind, Permission, Preset, Request, Status};

/// What is wrong, if anything is.
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

/// The bytes of a text, or none for null.
pub fn optional(json: &Json) -> Option<Vec<u8>> {
    (*json != Json::Null).then(|| text(json))
}

/// A key and a type, each of which may be absent.
pub type Words = (Option<Vec<u8>>, Option<Vec<u8>>);

pub fn permissions(json: &Json) -> Vec<Words> {
    json.list()
        .iter()
        .map(|one| (optional(one.at("key")), optional(one.at("type"))))
        .collect()
}

pub fn from_permissions(permissions: &[Permission<'_>]) -> Vec<Words> {
    let bytes = |word: Option<&str>| word.map(|word| word.as_bytes().to_vec());
    permissions
        .iter()
        .map(|one| (bytes(one.key()), bytes(one.type_())))
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

/// A failure, whichever way it came.
#[derive(Clone, Debug, PartialEq)]
pub struct Fault {
    pub status: Status,
    pub offset: usize,
    pub needed: Option<usize>,
    pub rule: Option<u32>,
    pub detail: String,
}

impl From<Error> for Fault {
    fn from(error: Error) -> Fault {
        Fault {
            status: error.status(),
            offset: error.offset(),
            needed: error.needed(),
            rule: error.rule(),
            detail: error.detail().to_string(),
        }
    }
}

pub fn is_invalid(case: &Json) -> bool {
    case.at("result").text() == "invalid"
}

/// A result against `result`, `status` and `offset` of a case.
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
        wrong = wrong.and(Err("the error says nothing".to_string()));
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
    pub words: Vec<(Vec<u8>, Vec<u8>)>,
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
            for one in preset.permissions() {
                request
                    .words
                    .push((one.key().unwrap().into(), one.type_().unwrap().into()));
            }
            return request;
        }
        for one in input.at("permissions").list() {
            // Left out is empty here.
            let word = |name: &str| one.get(name).map_or(Vec::new(), text);
            request.words.push((word("key"), word("type")));
        }
        request
    }

    /// Runs with the request, if `&str` can hold it: the one thing that C can ask for and Rust cannot.
    pub fn with<T>(&self, run: impl FnOnce(Request<'_>) -> T) -> Option<T> {
        let text = |bytes| std::str::from_utf8(bytes).ok();
        let mut permissions = Vec::new();
        for (key, type_) in &self.words {
            permissions.push(Permission::new(text(key)?, text(type_)?));
        }
        let request = Request::new(Kind::from_code(self.kind), &permissions)
            .account_id(text(&self.account_id)?)
            .zone_id(text(&self.zone_id)?)
            .name(text(&self.name)?);
        Some(run(request))
    }
}
