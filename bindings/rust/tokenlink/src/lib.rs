// SPDX-License-Identifier: MIT
//! Build, read, check and mass-produce Cloudflare API token template URLs.
//!
//! A template URL opens the dashboard's token form with permissions, scope and name already filled in. This crate is a
//! thin layer over the C ABI of libtokenlink; it has no other dependency.
//!
//! ```
//! use tokenlink::{Permission, Reader, Request};
//!
//! // One link.
//! let link = Request::user(&[Permission::new("dns", "edit")]).name("Checkout DNS").build()?;
//!
//! // What it says, and what is wrong with it.
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
//! | build many | [`Template`]: compiled once, `render` a row, `render_rows` of [`Column`]s into a [`Batch`] |
//! | read | [`Reader`]: `parse`, `parse_strict`, `parse_rows`, `canonicalize`, `read_permissions` |
//! | check | [`Reader::lint`]: [`Finding`]s with a rule, a span, a message, a fix; [`Rule`] explains |
//! | keep one as a value | [`Link`], which is canonical; [`OwnedUrl`], which is taken apart |
//! | know the keys | [`Catalog`], [`WrongKey`], [`Preset`] |
//! | percent-code | [`encode`], [`decode`] |
//!
//! What is *written* is `&str`; what is *read* may be any bytes. Nothing on the paths of building, rendering and coding
//! allocates beyond the buffers that it is given, and a reader stops to when it has grown to the size of its inputs.
//!
//! # How the library is reached
//!
//! | feature | |
//! | --- | --- |
//! | `link` (default) | links with `libtokenlink.so.1`: in `TOKENLINK_LIB_DIR`, by pkg-config, else `-ltokenlink` |
//! | `static` | links with `libtokenlink.a` and the C++ runtime |
//! | `dlopen` | loads it when the program runs: `load(path)`, else `TOKENLINK_LIBRARY`, else `libtokenlink.so.1` |
//!
//! With `dlopen`, [`load`] or [`load_default`] at the start says in a sentence whether there is a library that fits.
//! Without it, the first call loads one; functions that return a [`Result`] then return [`Status::Abi`] where none is,
//! and the few that cannot fail otherwise panic, with the same sentence.
#![cfg_attr(not(feature = "dlopen"), doc = "")]
#![cfg_attr(not(feature = "dlopen"), doc = "[`load`]: #how-the-library-is-reached")]
#![cfg_attr(not(feature = "dlopen"), doc = "[`load_default`]: #how-the-library-is-reached")]
#![deny(missing_docs, unsafe_op_in_unsafe_fn)]

mod batch;
mod builder;
mod catalog;
mod column;
#[cfg(feature = "dlopen")]
mod dlopen;
mod entries;
mod error;
mod knowledge;
mod link;
mod lint;
mod loading;
mod output;
mod owned;
mod percent;
mod permission;
mod reader;
mod request;
mod rows;
mod small;
mod status;
mod template;
mod text;
mod url;

pub use batch::Batch;
pub use builder::RequestBuilder;
pub use catalog::{Catalog, Key};
pub use column::{Column, ColumnBuf};
#[cfg(feature = "dlopen")]
pub use dlopen::{load, load_default, LoadError, LoadErrorKind};
pub use entries::Entries;
pub use error::{Error, RowError};
pub use knowledge::{presets, rules, wrong_keys, Preset, Rule, WrongKey};
pub use link::Link;
pub use lint::{Finding, Lint};
pub use owned::{OwnedPermission, OwnedUrl};
pub use percent::{decode, encode, Decode, Encode};
pub use permission::{Param, Permission};
pub use reader::Reader;
pub use request::Request;
pub use rows::{ParsedRow, ParsedRows};
pub use status::{Kind, Severity, Status};
pub use template::Template;
pub use url::TemplateUrl;

pub(crate) use error::ErrorRoom;

/// No link is longer, in bytes.
pub const MAX_LINK: usize = tokenlink_sys::TOKENLINK_MAX_LINK;

/// No text that is read may be longer, in bytes.
pub const MAX_INPUT: usize = tokenlink_sys::TOKENLINK_MAX_INPUT;

/// The release of the library that is running, `"1.0.0"`; this crate's own is `CARGO_PKG_VERSION`.
///
/// # Panics
///
/// With the feature `dlopen`, where no library can be loaded.
pub fn version() -> &'static str {
    loading::expect();
    // SAFETY: it takes nothing and gives a static NUL-terminated string.
    unsafe { text::from_c(tokenlink_sys::tokenlink_version()) }
}

/// The program of the README runs.
#[cfg(doctest)]
#[doc = include_str!("../../README.md")]
struct Readme;
