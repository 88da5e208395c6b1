// SPDX-License-Identifier: MIT
//! Text across the boundary. `tokenlink.h` promises UTF-8 for all text it returns; debug builds check.
use std::{slice, str};
use tokenlink_sys::tokenlink_str;

#[inline]
pub(crate) const fn to_sys(text: &str) -> tokenlink_str {
    tokenlink_str {
        ptr: text.as_ptr(),
        len: text.len(),
    }
}

/// # Safety
///
/// The library returned the text, and it is valid for `'a`.
#[inline]
pub(crate) unsafe fn optional<'a>(text: tokenlink_str) -> Option<&'a str> {
    if text.ptr.is_null() {
        return None;
    }
    // SAFETY: the library's text is `len` bytes of UTF-8; the caller promises that they are valid for 'a.
    unsafe {
        let bytes = slice::from_raw_parts(text.ptr, text.len);
        debug_assert!(str::from_utf8(bytes).is_ok(), "not UTF-8: {bytes:?}");
        Some(str::from_utf8_unchecked(bytes))
    }
}

/// # Safety
///
/// As for [`optional`]. Absent text becomes empty text.
#[inline]
pub(crate) unsafe fn text<'a>(text: tokenlink_str) -> &'a str {
    // SAFETY: the caller's promise is that of optional().
    unsafe { optional(text) }.unwrap_or("")
}

/// # Safety
///
/// `first` is null or points to `count` elements that are valid for `'a`.
#[inline]
pub(crate) unsafe fn elements<'a, T>(first: *const T, count: usize) -> &'a [T] {
    if first.is_null() {
        return &[];
    }
    // SAFETY: the caller's promise.
    unsafe { slice::from_raw_parts(first, count) }
}

/// # Safety
///
/// The library returned this static NUL-terminated string.
pub(crate) unsafe fn from_c(string: *const u8) -> &'static str {
    // SAFETY: it ends in NUL and is never freed.
    let bytes = unsafe { std::ffi::CStr::from_ptr(string.cast()) };
    bytes.to_str().unwrap_or("")
}
