// SPDX-License-Identifier: MIT
//! Texts across the boundary. `tokenlink.h` promises UTF-8 for every text it hands out; debug builds look.
use std::{slice, str};
use tokenlink_sys::tokenlink_str;

/// An absent text.
pub(crate) const ABSENT: tokenlink_str = tokenlink_str {
    ptr: std::ptr::null(),
    len: 0,
};

#[inline]
pub(crate) const fn to_sys(text: &str) -> tokenlink_str {
    tokenlink_str {
        ptr: text.as_ptr(),
        len: text.len(),
    }
}

/// # Safety
///
/// The library handed the text out, and it lives for `'a`.
#[inline]
pub(crate) unsafe fn optional<'a>(text: tokenlink_str) -> Option<&'a str> {
    if text.ptr.is_null() {
        return None;
    }
    // SAFETY: a text of the library's is `len` bytes that live for 'a, and is UTF-8.
    unsafe {
        let bytes = slice::from_raw_parts(text.ptr, text.len);
        debug_assert!(str::from_utf8(bytes).is_ok(), "not UTF-8: {bytes:?}");
        Some(str::from_utf8_unchecked(bytes))
    }
}

/// # Safety
///
/// As for [`optional`]. An absent text is an empty one here.
#[inline]
pub(crate) unsafe fn text<'a>(text: tokenlink_str) -> &'a str {
    // SAFETY: the caller's promise is that of `optional`.
    unsafe { optional(text) }.unwrap_or("")
}

/// # Safety
///
/// `first` is null or leads to `count` elements that live for `'a`.
#[inline]
pub(crate) unsafe fn elements<'a, T>(first: *const T, count: usize) -> &'a [T] {
    if first.is_null() {
        return &[];
    }
    // SAFETY: the caller says so.
    unsafe { slice::from_raw_parts(first, count) }
}

/// # Safety
///
/// The library handed out this static NUL-terminated string.
pub(crate) unsafe fn from_c(string: *const u8) -> &'static str {
    // SAFETY: it is one that ends in NUL and is never freed.
    let bytes = unsafe { std::ffi::CStr::from_ptr(string.cast()) };
    bytes.to_str().unwrap_or("")
}
