// SPDX-License-Identifier: MIT
//! Reading with url (or ada-url) and serde_json.
use crate::{State, Text};
use serde::Deserialize;
use std::borrow::Cow;
use std::fmt::Write;

const USER_PATH: &str = "/profile/api-tokens";

#[derive(Deserialize)]
struct Permission {
    key: String,
    #[serde(rename = "type")]
    kind: String,
}

#[derive(Default)]
pub struct Link {
    account: bool,
    permissions: Vec<Permission>,
    account_id: String,
    zone_id: String,
    name: String,
}

#[derive(Deserialize)]
struct PermissionView<'a> {
    key: &'a str,
    #[serde(rename = "type")]
    kind: &'a str,
}

/// The permissions are views of State::list; the other values are what the query iterator handed out.
#[derive(Default)]
pub struct ViewedLink {
    account: bool,
    permissions: Vec<PermissionView<'static>>,
    account_id: String,
    zone_id: String,
    name: String,
}

fn parse(text: &str) -> Option<Link> {
    let url = url::Url::parse(text).ok()?;
    let mut link = Link {
        account: url.path() != USER_PATH,
        ..Link::default()
    };
    for (name, value) in url.query_pairs() {
        match name.as_ref() {
            "permissionGroupKeys" => link.permissions = serde_json::from_str(&value).ok()?,
            "accountId" => link.account_id = value.into_owned(),
            "zoneId" => link.zone_id = value.into_owned(),
            "name" => link.name = value.into_owned(),
            _ => {}
        }
    }
    Some(link)
}

fn parse_ada(text: &str) -> Option<Link> {
    let url = ada_url::Url::parse(text, None).ok()?;
    let params = ada_url::UrlSearchParams::parse(url.search()).ok()?;
    let owned = |name| params.get(name).unwrap_or_default().to_owned();
    Some(Link {
        account: url.pathname() != USER_PATH,
        permissions: serde_json::from_str(params.get("permissionGroupKeys")?).ok()?,
        account_id: owned("accountId"),
        zone_id: owned("zoneId"),
        name: owned("name"),
    })
}

/// # Safety: as in percent.rs.
#[no_mangle]
pub unsafe extern "C" fn rival_parse(state: *mut State, text: Text) {
    (*state).link = parse(text.str()).unwrap_or_default();
}

#[no_mangle]
pub unsafe extern "C" fn rival_parse_ada(state: *mut State, text: Text) {
    (*state).link = parse_ada(text.str()).unwrap_or_default();
}

fn keep(into: &mut String, value: Cow<str>) {
    into.clear();
    into.push_str(&value);
}

#[no_mangle]
pub unsafe extern "C" fn rival_parse_views(state: *mut State, text: Text) {
    let State { list, viewed, .. } = &mut *state;
    viewed.permissions.clear();
    let Ok(url) = url::Url::parse(text.str()) else { return };
    viewed.account = url.path() != USER_PATH;
    viewed.account_id.clear();
    viewed.zone_id.clear();
    for (name, value) in url.query_pairs() {
        match name.as_ref() {
            "permissionGroupKeys" => {
                keep(list, value);
                // The views live as long as the list does, which is until the next call.
                let list: &'static str = Text::of(list).str();
                viewed.permissions = serde_json::from_str(list).unwrap_or_default();
            }
            "accountId" => keep(&mut viewed.account_id, value),
            "zoneId" => keep(&mut viewed.zone_id, value),
            "name" => keep(&mut viewed.name, value),
            _ => {}
        }
    }
}

fn summary<'a>(
    account: bool,
    permissions: impl Iterator<Item = (&'a str, &'a str)>,
    [account_id, zone_id, name]: [&str; 3],
) -> String {
    let mut out = String::from(if account { "account" } else { "user" });
    for (key, kind) in permissions {
        let _ = write!(out, " {key}:{kind}");
    }
    let _ = write!(out, " |{account_id}|{zone_id} {name}");
    out
}

#[no_mangle]
pub unsafe extern "C" fn rival_summary(state: *mut State) -> Text {
    let State { out, link, .. } = &mut *state;
    let permissions = link.permissions.iter().map(|p| (p.key.as_str(), p.kind.as_str()));
    *out = summary(link.account, permissions, [&link.account_id, &link.zone_id, &link.name]);
    Text::of(out)
}

#[no_mangle]
pub unsafe extern "C" fn rival_viewed_summary(state: *mut State) -> Text {
    let State { out, viewed, .. } = &mut *state;
    let permissions = viewed.permissions.iter().map(|p| (p.key, p.kind));
    *out = summary(
        viewed.account,
        permissions,
        [&viewed.account_id, &viewed.zone_id, &viewed.name],
    );
    Text::of(out)
}
