// SPDX-License-Identifier: MIT
use crate::{Error, Reader};
use std::borrow::Borrow;
use std::cell::RefCell;
use std::fmt;
use std::ops::Deref;
use std::str::FromStr;

/// A template URL in canonical form, as a string: it derefs to `str`, and compares, sorts and hashes as one.
///
/// [`FromStr`] and [`TryFrom`] read as tolerantly as [`Reader::parse`] and keep the canonical form. To refuse a link
/// that is not canonical, use [`ReadFlags::STRICT`](crate::ReadFlags::STRICT).
///
/// ```
/// use tokenlink::Link;
///
/// let odd = "https://dash.cloudflare.com/profile/api-tokens?name=DNS+bot&\
///            permissionGroupKeys=[{\"key\":\"dns\",\"type\":\"edit\"}]";
/// let link: Link = odd.parse()?;
/// assert!(link.as_str().ends_with("&accountId=%2A&zoneId=all&name=DNS%20bot"));
/// assert!("https://example.com/".parse::<Link>().is_err());
/// # Ok::<(), tokenlink::Error>(())
/// ```
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Link(String);

impl Link {
    pub(crate) fn from_library(link: String) -> Link {
        Link(link)
    }

    /// The link as `&str`.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// The link as `String`.
    pub fn into_string(self) -> String {
        self.0
    }
}

impl fmt::Display for Link {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(&self.0)
    }
}

impl Deref for Link {
    type Target = str;

    fn deref(&self) -> &str {
        &self.0
    }
}

impl AsRef<str> for Link {
    fn as_ref(&self) -> &str {
        &self.0
    }
}

impl AsRef<[u8]> for Link {
    fn as_ref(&self) -> &[u8] {
        self.0.as_bytes()
    }
}

impl Borrow<str> for Link {
    fn borrow(&self) -> &str {
        &self.0
    }
}

impl PartialEq<str> for Link {
    fn eq(&self, other: &str) -> bool {
        self.0 == other
    }
}

impl PartialEq<&str> for Link {
    fn eq(&self, other: &&str) -> bool {
        self.0 == *other
    }
}

impl From<Link> for String {
    fn from(link: Link) -> String {
        link.0
    }
}

impl FromStr for Link {
    type Err = Error;

    fn from_str(text: &str) -> Result<Link, Error> {
        with_reader(|reader| reader.canonicalize(text))
    }
}

impl TryFrom<&str> for Link {
    type Error = Error;

    fn try_from(text: &str) -> Result<Link, Error> {
        text.parse()
    }
}

impl TryFrom<String> for Link {
    type Error = Error;

    fn try_from(text: String) -> Result<Link, Error> {
        text.parse()
    }
}

/// The memory that a thread's own reader keeps between calls.
const KEPT: usize = 64 * 1024;

/// Reads with this thread's own reader, for conversions that have no reader to use.
pub(crate) fn with_reader<T>(read: impl FnOnce(&mut Reader) -> Result<T, Error>) -> Result<T, Error> {
    thread_local! {
        static READER: RefCell<Option<Reader>> = const { RefCell::new(None) };
    }
    // It is gone while the thread ends: another one is made then.
    let kept = READER.try_with(|kept| kept.borrow_mut().take()).ok().flatten();
    let mut reader = match kept {
        Some(reader) => reader,
        None => Reader::options().keep_memory(KEPT).build()?,
    };
    let result = read(&mut reader);
    let _ = READER.try_with(|kept| *kept.borrow_mut() = Some(reader));
    result
}
