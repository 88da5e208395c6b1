// SPDX-License-Identifier: MIT
//! The inputs: 1024 of them, made from a seed as in the project's own benchmark (bench/inputs.cc): names of 2 to 5
//! words, sets of 1 to 6 documented permissions, 2.5 on average.
use std::fmt::Write;

/// More than a branch predictor can learn.
pub const INPUTS: usize = 1024;

const WORDS: [&str; 35] = [
    "ci",
    "deploy",
    "DNS",
    "Edge",
    "team",
    "prod",
    "staging",
    "zone",
    "Backup",
    "worker",
    "Analytics",
    "read",
    "edit",
    "bot",
    "web",
    "Checkout",
    "billing",
    "R&D",
    "us-east-1",
    "v2.0",
    "terraform",
    "GitHub",
    "A/B",
    "mail",
    "cache",
    "#42",
    "on-call",
    "data_sync",
    "Mobile",
    "API",
    "Q3:plan",
    "renewal",
    "C++",
    "customer",
    "search",
];
const SIZES: [usize; 20] = [1, 1, 1, 1, 1, 1, 2, 2, 2, 2, 2, 2, 3, 3, 3, 4, 4, 5, 5, 6];

/// SplitMix64
pub struct Random(pub u64);

impl Random {
    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut mixed = self.0;
        mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        mixed ^ (mixed >> 31)
    }

    pub fn below(&mut self, end: usize) -> usize {
        (self.next() % end as u64) as usize
    }
}

pub struct Input {
    pub permissions: Vec<(&'static str, &'static str)>,
    pub name: String,
}

pub fn names(count: usize) -> Vec<String> {
    let mut random = Random(1);
    let name = |_| {
        let words: Vec<&str> = (0..3 + random.below(3))
            .map(|_| WORDS[random.below(WORDS.len())])
            .collect();
        words.join(" ")
    };
    (0..count).map(name).collect()
}

/// The documented permissions, from the library's catalog.
fn documented() -> Vec<(&'static str, &'static str)> {
    let mut all = Vec::new();
    for key in tokenlink::Catalog::builtin()
        .iter()
        .filter(|key| key.evidence() == "documented")
    {
        let name: &'static str = Box::leak(key.key().into());
        all.extend(key.types().map(|one| -> (&str, &str) { (name, Box::leak(one.into())) }));
    }
    assert!(all.len() >= 27);
    all
}

pub fn inputs() -> Vec<Input> {
    let from = documented();
    let mut random = Random(3);
    let input = |name| {
        let size = SIZES[random.below(SIZES.len())];
        let mut permissions: Vec<(&str, &str)> = Vec::new();
        while permissions.len() < size {
            let next = from[random.below(from.len())];
            if permissions.iter().all(|one| one.0 != next.0) {
                permissions.push(next);
            }
        }
        Input { permissions, name }
    };
    names(INPUTS).into_iter().map(input).collect()
}

/// The reference that every contender must agree with.
pub fn encode(text: &str) -> String {
    let mut out = String::new();
    for byte in text.bytes() {
        match byte {
            b'A'..=b'Z' | b'a'..=b'z' | b'0'..=b'9' | b'-' | b'.' | b'_' | b'~' => out.push(byte.into()),
            _ => write!(out, "%{byte:02X}").unwrap(),
        }
    }
    out
}

/// The link up to the name. The keys and types need no escapes in JSON.
pub fn prefix(permissions: &[(&str, &str)]) -> String {
    let objects = permissions
        .iter()
        .map(|(key, permission_type)| format!(r#"{{"key":"{key}","type":"{permission_type}"}}"#));
    let json = format!("[{}]", objects.collect::<Vec<_>>().join(","));
    let page = "https://dash.cloudflare.com/profile/api-tokens?permissionGroupKeys=";
    format!("{page}{}&accountId=%2A&zoneId=all&name=", encode(&json))
}

pub fn link(input: &Input) -> String {
    prefix(&input.permissions) + &encode(&input.name)
}

/// A link that was parsed, as text to compare parsers by.
pub fn summary<'a>(
    is_user: bool,
    permissions: impl Iterator<Item = (&'a str, &'a str)>,
    [account_id, zone_id, name]: [&str; 3],
) -> String {
    let mut out = String::from(if is_user { "user" } else { "account" });
    for (key, permission_type) in permissions {
        write!(out, " {key}:{permission_type}").unwrap();
    }
    write!(out, " |{account_id}|{zone_id} {name}").unwrap();
    out
}
