// SPDX-License-Identifier: MIT
use crate::{Catalog, Error, Reader};
use std::ops::BitOr;
use tokenlink_sys as sys;

/// How a link is read. Combine with `|`.
///
/// ```
/// use tokenlink::{ReadFlags, Reader};
///
/// let mut reader = Reader::new()?;
/// let link = "https://dash.cloudflare.com/profile/api-tokens?\
///             permissionGroupKeys=[{\"key\":\"dns\",\"type\":\"edit\"}]";
/// assert!(reader.parse_with(link, ReadFlags::STRICT).is_err());
/// let url = reader.parse_with(link, ReadFlags::CANONICAL)?;
/// assert!(url.canonical().unwrap().ends_with("&accountId=%2A&zoneId=all"));
/// # Ok::<(), tokenlink::Error>(())
/// ```
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub struct ReadFlags(pub(crate) u32);

impl ReadFlags {
    /// Refuse a link that is not canonical to the byte, with [`Status::NotCanonical`](crate::Status::NotCanonical).
    pub const STRICT: ReadFlags = ReadFlags(sys::TOKENLINK_STRICT);
    /// Give the link's [canonical form](crate::TemplateUrl::canonical) too.
    pub const CANONICAL: ReadFlags = ReadFlags(sys::TOKENLINK_WITH_CANONICAL);
}

impl BitOr for ReadFlags {
    type Output = ReadFlags;

    fn bitor(self, other: ReadFlags) -> ReadFlags {
        ReadFlags(self.0 | other.0)
    }
}

/// Options of a [`Reader`]; [`Reader::options`] makes them.
///
/// ```
/// use tokenlink::{Catalog, Reader};
///
/// let ours = Catalog::from_json(r#"[{"key": "my_key", "types": ["read"]}]"#)?;
/// let reader = Reader::options().catalog(&ours).max_input(65536).build()?;
/// # Ok::<(), tokenlink::Error>(())
/// ```
#[derive(Clone, Debug, Default)]
#[must_use]
pub struct ReaderOptions {
    pub(crate) catalog: Option<Catalog>,
    pub(crate) max_input: usize,
    pub(crate) keep_memory: usize,
}

impl ReaderOptions {
    /// The keys that are known. The reader keeps the catalog alive.
    pub fn catalog(mut self, catalog: &Catalog) -> Self {
        self.catalog = Some(catalog.clone());
        self
    }

    /// The size of the largest text that is read: 0 for [`MAX_INPUT`](crate::MAX_INPUT), at most 256 MiB.
    pub fn max_input(mut self, bytes: usize) -> Self {
        self.max_input = bytes;
        self
    }

    /// How many bytes of memory the reader keeps between calls: 0 for 4 MiB.
    pub fn keep_memory(mut self, bytes: usize) -> Self {
        self.keep_memory = bytes;
        self
    }

    /// Makes the reader.
    ///
    /// # Errors
    ///
    /// [`Status::Nomem`](crate::Status::Nomem), and [`Status::Argument`](crate::Status::Argument) for a maximum over
    /// 256 MiB.
    pub fn build(self) -> Result<Reader, Error> {
        Reader::from_options(self)
    }
}
