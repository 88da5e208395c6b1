// SPDX-License-Identifier: MIT
//! `tokenlink.h` in Rust: the numbers, structs and functions of libtokenlink's C ABI, and nothing on top of them.
//!
//! Programs use the crate `tokenlink`. Callers of these functions keep the rules of `tokenlink.h`: text is a pointer
//! and a size, output goes to the caller's buffer, views of a reader are valid until its next call.
//!
//! Text is `*const u8` where C has `const char *`.
//!
//! A feature selects how the library is reached: `link` (the default), `static` or `dlopen`. With `dlopen` nothing is
//! linked, and the functions of the same names call through the table passed to `install`.
#![no_std]
#![deny(missing_docs, unsafe_op_in_unsafe_fn)]
#![allow(non_camel_case_types)]

#[cfg(not(any(feature = "link", feature = "static", feature = "dlopen")))]
compile_error!("tokenlink: choose how the library is reached: enable one of the features `link`, `static` or `dlopen`");

#[cfg(any(
    all(feature = "link", feature = "static"),
    all(feature = "link", feature = "dlopen"),
    all(feature = "static", feature = "dlopen")
))]
compile_error!(
    "tokenlink: enable only one of the features `link`, `static` and `dlopen`; `link` is the default, so the others \
     need `default-features = false` in every crate that depends on tokenlink (`cargo tree -e features -i \
     tokenlink-sys` shows which crate enables one)"
);

#[cfg(all(feature = "dlopen", not(unix)))]
compile_error!("tokenlink: the feature `dlopen` needs a system that has dlopen");

mod generated {
    pub mod declarations;
    pub mod functions;
}
#[cfg(feature = "dlopen")]
mod table;

pub use generated::declarations::*;
pub use generated::functions::*;
#[cfg(feature = "dlopen")]
pub use table::*;
