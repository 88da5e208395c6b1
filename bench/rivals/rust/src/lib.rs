// SPDX-License-Identifier: MIT
//! The rivals in Rust, as C functions: one call encodes one text, builds one link or parses one link, as ours does.
mod build;
mod parse;
mod percent;

use std::slice;

/// A text of the caller's. It is UTF-8, as all inputs of the benchmark are.
#[repr(C)]
#[derive(Clone, Copy)]
pub struct Text {
    ptr: *const u8,
    len: usize,
}

impl Text {
    fn of(text: &str) -> Text {
        Text {
            ptr: text.as_ptr(),
            len: text.len(),
        }
    }

    /// # Safety: what Rust programs have anyway is a &str; the caller made sure that it is one, and that it lives.
    unsafe fn str<'a>(self) -> &'a str {
        std::str::from_utf8_unchecked(slice::from_raw_parts(self.ptr, self.len))
    }
}

/// What a contender keeps between its calls.
#[derive(Default)]
pub struct State {
    out: String,
    bytes: Vec<u8>,
    json: Vec<u8>,
    list: String,
    link: parse::Link,
    viewed: parse::ViewedLink,
}

#[no_mangle]
pub extern "C" fn rival_state_new() -> *mut State {
    Box::into_raw(Box::default())
}

/// # Safety: a state of rival_state_new, once.
#[no_mangle]
pub unsafe extern "C" fn rival_state_free(state: *mut State) {
    drop(Box::from_raw(state));
}
