// SPDX-License-Identifier: MIT
//! Building links from permissions and a name.
use crate::inputs::{self, Input};
use crate::job::Job;
use crate::jobs::version_of;
use percent_encoding::{utf8_percent_encode, AsciiSet, NON_ALPHANUMERIC};
use serde::Serialize;
use tokenlink::{Permission, Request, Template, MAX_LINK};

/// All but the unreserved characters of RFC 3986, as in the expected results.
const ESCAPED: &AsciiSet = &NON_ALPHANUMERIC.remove(b'-').remove(b'.').remove(b'_').remove(b'~');
const HEAD: &str = "https://dash.cloudflare.com/profile/api-tokens?permissionGroupKeys=";
const SCOPE: &str = "&accountId=%2A&zoneId=all&name=";

#[derive(Serialize)]
struct SerdePermission {
    key: &'static str,
    #[serde(rename = "type")]
    type_: &'static str,
}

struct Ours {
    requests: Vec<(Vec<Permission<'static>>, String)>,
    out: Vec<u8>,
    link: Option<tokenlink::Link>,
}

struct Serde {
    requests: Vec<(Vec<SerdePermission>, String)>,
    json: Vec<u8>,
    out: String,
}

impl Ours {
    fn new(inputs: &[Input]) -> Ours {
        let request = |input: &Input| {
            let permissions = input.permissions.iter().map(|one| Permission::new(one.0, one.1));
            (permissions.collect(), input.name.clone())
        };
        Ours {
            requests: inputs.iter().map(request).collect(),
            out: Vec::with_capacity(MAX_LINK),
            link: None,
        }
    }
}

impl Serde {
    fn new(inputs: &[Input]) -> Serde {
        let permission = |one: &(&'static str, &'static str)| SerdePermission {
            key: one.0,
            type_: one.1,
        };
        let request = |input: &Input| (input.permissions.iter().map(permission).collect(), input.name.clone());
        Serde {
            requests: inputs.iter().map(request).collect(),
            json: Vec::new(),
            out: String::new(),
        }
    }
}

fn text(bytes: &[u8]) -> String {
    String::from_utf8(bytes.to_vec()).unwrap()
}

/// One link.
pub fn build() -> Vec<Job> {
    let inputs = inputs::inputs();
    let expected: Vec<String> = inputs.iter().map(inputs::link).collect();
    let version = version_of(&["serde_json", "percent-encoding"]);

    let mut reused = Job::new("one link into a reused buffer", expected.clone());
    let ours = reused.add(
        "Request::append_to",
        "",
        1,
        Ours::new(&inputs),
        |state, i| {
            let (permissions, name) = &state.requests[i];
            state.out.clear();
            Request::user(permissions).name(name).append_to(&mut state.out).unwrap();
        },
        |state, _| text(&state.out),
    );
    let rival = reused.add(
        "serde_json + percent-encoding, reused",
        &version,
        1,
        Serde::new(&inputs),
        |state, i| {
            let (permissions, name) = &state.requests[i];
            state.json.clear();
            serde_json::to_writer(&mut state.json, permissions).unwrap();
            state.out.clear();
            state.out.push_str(HEAD);
            // SAFETY: serde_json writes UTF-8.
            let json = unsafe { std::str::from_utf8_unchecked(&state.json) };
            state.out.extend(utf8_percent_encode(json, ESCAPED));
            state.out.push_str(SCOPE);
            state.out.extend(utf8_percent_encode(name, ESCAPED));
        },
        |state, _| state.out.clone(),
    );
    reused.pairs.push((ours, rival));

    let mut owned = Job::new("one link as a string", expected);
    let ours = owned.add(
        "Request::build",
        "",
        1,
        Ours::new(&inputs),
        |state, i| {
            let (permissions, name) = &state.requests[i];
            state.link = Some(Request::user(permissions).name(name).build().unwrap());
        },
        |state, _| state.link.as_ref().unwrap().to_string(),
    );
    let rival = owned.add(
        "serde_json + percent-encoding, format!",
        &version,
        1,
        Serde::new(&inputs),
        |state, i| {
            let (permissions, name) = &state.requests[i];
            let json = serde_json::to_string(permissions).unwrap();
            let (json, name) = (utf8_percent_encode(&json, ESCAPED), utf8_percent_encode(name, ESCAPED));
            state.out = format!("{HEAD}{json}{SCOPE}{name}");
        },
        |state, _| state.out.clone(),
    );
    owned.pairs.push((ours, rival));
    vec![reused, owned]
}

/// The permissions of the templates.
pub const SET: [(&str, &str); 3] = [("dns", "edit"), ("zone", "read"), ("cache", "purge")];

pub fn template() -> Template {
    let permissions = SET.map(|one| Permission::new(one.0, one.1));
    Request::user(&permissions).name("{team}").compile().unwrap()
}

/// A compiled template and a name.
pub fn render() -> Job {
    let names = inputs::names(inputs::INPUTS);
    let prefix = inputs::prefix(&SET);
    let expected = names
        .iter()
        .map(|name| prefix.clone() + &inputs::encode(name))
        .collect();
    let mut job = Job::new("template and name into a reused buffer", expected);
    let ours = job.add(
        "Template::append_to",
        "",
        1,
        (template(), names.clone(), Vec::with_capacity(MAX_LINK)),
        |(template, names, out), i| {
            out.clear();
            template.append_to(&[&names[i]], out).unwrap();
        },
        |(_, _, out), _| text(out),
    );
    let rival = job.add(
        "prefix + percent-encoding, reused",
        &version_of(&["percent-encoding"]),
        1,
        (prefix, names, String::new()),
        |(prefix, names, out), i| {
            out.clear();
            out.push_str(prefix);
            out.extend(utf8_percent_encode(&names[i], ESCAPED));
        },
        |(_, _, out), _| out.clone(),
    );
    job.pairs.push((ours, rival));
    job
}
