// SPDX-License-Identifier: MIT
//! Build, read, check and mass-produce Cloudflare API token template URLs.
//!
//! Such a URL opens the dashboard's token form with permissions, scope and name filled in. This crate is a thin layer
//! over the C ABI of libtokenlink and has no other dependency.
//!
//! ```
//! use tokenlink::{Permission, Reader, Request};
//!
//! // Build a link.
//! let link = Request::user(&[Permission::new("dns", "edit")]).name("Checkout DNS").build()?;
//!
//! // Read it, and check it.
//! let mut reader = Reader::new()?;
//! assert_eq!(reader.parse(&link)?.name(), Some("Checkout DNS"));
//! for finding in reader.lint(&link).findings() {
//!     println!("{finding}");
//! }
//! # Ok::<(), tokenlink::Error>(())
//! ```
//!
//! | to | use |
//! | --- | --- |
//! | build one link | [`Request`], [`RequestBuilder`]: `build`, `append_to` a vector, `write_to`, `build_into` |
//! | build many | [`Template`]: compile it once, `render` a row, `render_rows` of [`Column`]s into a [`Batch`] |
//! | read | [`Reader`]: `parse`, `parse_rows`, `canonicalize`, `read_permissions` |
//! | check | [`Reader`]: `lint`, `lint_request`: [`Finding`]s with a span, a message, a fix; [`Rule`] explains them |
//! | keep a link | [`Link`], a string in canonical form; [`OwnedUrl`], its parts |
//! | look up keys | [`Catalog`], [`WrongKey`], [`Preset`] |
//! | percent-encode | [`encode`], [`decode`] |
//!
//! Functions that write a link take `&str`; those that read one take any bytes. Building, rendering, encoding and
//! decoding allocate nothing but the output, and a reader reuses its memory. An [`Error`] is one allocation.
//!
//! # How the library is reached
//!
//! | feature | |
//! | --- | --- |
//! | `link` (default) | links with `libtokenlink.so.1`: in `TOKENLINK_LIB_DIR`, by pkg-config, else `-ltokenlink` |
//! | `static` | links with `libtokenlink.a` and the C++ runtime |
//! | `dlopen` | loads the library at run time: `load(path)`, else `TOKENLINK_LIBRARY`, else `libtokenlink.so.1` |
//!
//! With `dlopen`, call [`load`] or [`load_default`] first: they report why a library cannot be used. Otherwise the
//! first call of another function loads one; if that fails, functions that return a [`Result`] return [`Status::Abi`],
//! and the few that cannot fail in another way panic.
#![cfg_attr(not(feature = "dlopen"), doc = "")]
#![cfg_attr(not(feature = "dlopen"), doc = "[`load`]: #how-the-library-is-reached")]
#![cfg_attr(not(feature = "dlopen"), doc = "[`load_default`]: #how-the-library-is-reached")]
#![deny(missing_docs, unsafe_op_in_unsafe_fn)]

mod batch;
mod builder;
mod catalog;
mod column;
mod column_buf;
#[cfg(feature = "dlopen")]
mod dlopen;
mod entries;
mod error;
mod knowledge;
mod link;
mod lint;
mod loading;
mod options;
mod output;
mod owned;
mod percent;
mod permission;
mod reader;
mod request;
mod row_error;
mod rows;
mod small;
mod status;
mod template;
mod text;
mod url;

pub use batch::Batch;
pub use builder::RequestBuilder;
pub use catalog::{Catalog, Key};
pub use column::{Column, Offset};
pub use column_buf::ColumnBuf;
#[cfg(feature = "dlopen")]
pub use dlopen::{load, load_default, LoadError, LoadErrorKind};
pub use entries::Entries;
pub use error::Error;
pub use knowledge::{presets, rules, wrong_keys, Preset, Rule, WrongKey};
pub use link::Link;
pub use lint::{Finding, Lint};
pub use options::{ReadFlags, ReaderOptions};
pub use owned::{OwnedPermission, OwnedUrl};
pub use percent::{decode, encode, Decode, Encode};
pub use permission::{Param, Permission};
pub use reader::Reader;
pub use request::Request;
pub use row_error::RowError;
pub use rows::{ParsedRow, ParsedRows};
pub use status::{Kind, Part, Severity, Status};
pub use template::Template;
pub use url::TemplateUrl;

pub(crate) use error::ErrorRoom;

/// The most bytes of a link that is built.
pub const MAX_LINK: usize = tokenlink_sys::TOKENLINK_MAX_LINK as usize;

/// The most bytes of a text that is read, unless [`ReaderOptions::max_input`] says otherwise.
pub const MAX_INPUT: usize = tokenlink_sys::TOKENLINK_MAX_INPUT as usize;

/// The release of the library that is running, `"1.0.0"`; that of this crate is `CARGO_PKG_VERSION`.
///
/// # Panics
///
/// With the feature `dlopen`, if no library can be loaded.
pub fn version() -> &'static str {
    loading::expect();
    // SAFETY: it has no arguments, and its result is static and NUL-terminated.
    unsafe { text::from_c(tokenlink_sys::tokenlink_version()) }
}

/// The program of the README runs.
#[cfg(doctest)]
#[doc = include_str!("../../README.md")]
struct Readme;
