// SPDX-License-Identifier: MIT
//! Building with serde_json and percent-encoding: with every buffer reused, and as one would write it down.
use crate::percent::ESCAPED;
use crate::{State, Text};
use percent_encoding::utf8_percent_encode;
use serde::ser::{Serialize, SerializeStruct, Serializer};
use std::slice;

const HEAD: &str = "https://dash.cloudflare.com/profile/api-tokens?permissionGroupKeys=";
const SCOPE: &str = "&accountId=%2A&zoneId=all&name=";

#[repr(C)]
pub struct Permission {
    key: Text,
    kind: Text,
}

/// What #[derive(Serialize)] writes for a struct of two &str.
impl Serialize for Permission {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut object = serializer.serialize_struct("Permission", 2)?;
        unsafe {
            object.serialize_field("key", self.key.str())?;
            object.serialize_field("type", self.kind.str())?;
        }
        object.end()
    }
}

/// # Safety: as in percent.rs; `permissions` has `count` elements.
#[no_mangle]
pub unsafe extern "C" fn rival_build_reused(
    state: *mut State,
    permissions: *const Permission,
    count: usize,
    name: Text,
) -> Text {
    let State { out, json, .. } = &mut *state;
    json.clear();
    if serde_json::to_writer(&mut *json, slice::from_raw_parts(permissions, count)).is_err() {
        return Text::of("");
    }
    out.clear();
    out.push_str(HEAD);
    out.extend(utf8_percent_encode(std::str::from_utf8_unchecked(json), ESCAPED));
    out.push_str(SCOPE);
    out.extend(utf8_percent_encode(name.str(), ESCAPED));
    Text::of(out)
}

#[no_mangle]
pub unsafe extern "C" fn rival_build_format(
    state: *mut State,
    permissions: *const Permission,
    count: usize,
    name: Text,
) -> Text {
    let json = serde_json::to_string(slice::from_raw_parts(permissions, count)).unwrap_or_default();
    (*state).out = format!(
        "{HEAD}{}{SCOPE}{}",
        utf8_percent_encode(&json, ESCAPED),
        utf8_percent_encode(name.str(), ESCAPED)
    );
    Text::of(&(*state).out)
}

#[no_mangle]
pub unsafe extern "C" fn rival_render_reused(state: *mut State, prefix: Text, name: Text) -> Text {
    let out = &mut (*state).out;
    out.clear();
    out.push_str(prefix.str());
    out.extend(utf8_percent_encode(name.str(), ESCAPED));
    Text::of(out)
}

#[no_mangle]
pub unsafe extern "C" fn rival_render_format(state: *mut State, prefix: Text, name: Text) -> Text {
    (*state).out = format!("{}{}", prefix.str(), utf8_percent_encode(name.str(), ESCAPED));
    Text::of(&(*state).out)
}
