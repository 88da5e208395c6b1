// SPDX-License-Identifier: MIT
//! `tokenlink.h` in Rust: the numbers, structs and functions of libtokenlink's C ABI, and nothing on top of them.
//!
//! Programs use the crate `tokenlink`. Whoever calls these functions keeps the rules that `tokenlink.h` states: texts
//! are a pointer and a size, output goes into the caller's buffer, views of a reader die with its next call.
//!
//! Texts are `*const u8` here where C says `const char *`: they are UTF-8, of either sign.
//!
//! One feature says how the library is reached: `link` (the default), `static`, or `dlopen`. With `dlopen` nothing is
//! linked; the functions of the same names go through the table that `install` was given.
#![no_std]
#![deny(missing_docs, unsafe_op_in_unsafe_fn)]
#![allow(non_camel_case_types)]

#[cfg(not(any(feature = "link", feature = "static", feature = "dlopen")))]
compile_error!(
    "tokenlink: choose how the library is reached: one of the features `link`, `static` or `dlopen` must be on"
);

#[cfg(any(
    all(feature = "link", feature = "static"),
    all(feature = "link", feature = "dlopen"),
    all(feature = "static", feature = "dlopen")
))]
compile_error!(
    "tokenlink: only one of the features `link`, `static` and `dlopen` can be on; `link` is the default, so that the \
     others need `default-features = false` in every crate that depends on tokenlink (`cargo tree -e features -i \
     tokenlink-sys` shows who turns one on)"
);

#[cfg(all(feature = "dlopen", not(unix)))]
compile_error!("tokenlink: the feature `dlopen` needs a system that has dlopen");

mod functions;
mod generated;
mod structs;
#[cfg(feature = "dlopen")]
mod table;

pub use functions::*;
pub use generated::*;
pub use structs::*;
#[cfg(feature = "dlopen")]
pub use table::*;
