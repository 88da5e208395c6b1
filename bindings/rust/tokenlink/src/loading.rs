// SPDX-License-Identifier: MIT
//! Whether there is a library to call. Where it is linked, there always is.
#[cfg(feature = "dlopen")]
pub(crate) use crate::dlopen::{ensure, failure};

#[cfg(not(feature = "dlopen"))]
#[inline(always)]
pub(crate) fn ensure() -> Result<(), crate::Error> {
    Ok(())
}

#[cfg(not(feature = "dlopen"))]
pub(crate) fn failure() -> &'static str {
    ""
}

/// For what cannot fail but for the want of a library.
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
