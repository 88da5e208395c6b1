// SPDX-License-Identifier: MIT
//! percent-encoding, with the set that keeps what RFC 3986 calls unreserved, so that results are the same as ours.
use crate::{State, Text};
use percent_encoding::{percent_decode, percent_decode_str, utf8_percent_encode, AsciiSet, NON_ALPHANUMERIC};

pub const ESCAPED: &AsciiSet = &NON_ALPHANUMERIC.remove(b'-').remove(b'.').remove(b'_').remove(b'~');

/// # Safety: as for all functions here, the state is one of rival_state_new and the text is UTF-8.
#[no_mangle]
pub unsafe extern "C" fn rival_encode_reused(state: *mut State, text: Text) -> Text {
    let out = &mut (*state).out;
    out.clear();
    out.extend(utf8_percent_encode(text.str(), ESCAPED));
    Text::of(out)
}

#[no_mangle]
pub unsafe extern "C" fn rival_encode_string(state: *mut State, text: Text) -> Text {
    (*state).out = utf8_percent_encode(text.str(), ESCAPED).to_string();
    Text::of(&(*state).out)
}

#[no_mangle]
pub unsafe extern "C" fn rival_decode_reused(state: *mut State, text: Text) -> Text {
    let bytes = &mut (*state).bytes;
    bytes.clear();
    bytes.extend(percent_decode(text.str().as_bytes()));
    Text {
        ptr: bytes.as_ptr(),
        len: bytes.len(),
    }
}

/// Checks that the result is UTF-8 too, which ours does not.
#[no_mangle]
pub unsafe extern "C" fn rival_decode_utf8(state: *mut State, text: Text) -> Text {
    (*state).out = percent_decode_str(text.str())
        .decode_utf8()
        .map(|t| t.into_owned())
        .unwrap_or_default();
    Text::of(&(*state).out)
}
