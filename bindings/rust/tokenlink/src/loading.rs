// SPDX-License-Identifier: MIT
//! Whether there is a library to call. If it is linked, there always is.
#[cfg(feature = "dlopen")]
pub(crate) use crate::dlopen::{ensure, failure, is_loaded};

#[cfg(not(feature = "dlopen"))]
pub(crate) fn is_loaded() -> bool {
    true
}

#[cfg(not(feature = "dlopen"))]
#[inline(always)]
pub(crate) fn ensure() -> Result<(), crate::Error> {
    Ok(())
}

#[cfg(not(feature = "dlopen"))]
pub(crate) fn failure() -> &'static str {
    ""
}

/// For functions that can only fail because there is no library.
///
/// # Panics
///
/// With the sentence of the load error, if there is no library.
#[inline]
pub(crate) fn expect() {
    if let Err(error) = ensure() {
        panic!("{error}");
    }
}
