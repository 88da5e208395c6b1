// SPDX-License-Identifier: MIT
use crate::{text, Kind, OwnedUrl, Param, Permission};
use std::fmt;
use std::marker::PhantomData;
use tokenlink_sys::tokenlink_link;

/// A link that was read. It borrows the memory of its [`Reader`](crate::Reader), which the reader's next call
/// overwrites, so this does not compile:
///
/// ```compile_fail,E0499
/// use tokenlink::Reader;
///
/// let mut reader = Reader::new()?;
/// let first = reader.parse("https://dash.cloudflare.com/profile/api-tokens?name=a")?;
/// let second = reader.parse("https://dash.cloudflare.com/profile/api-tokens?name=b")?;
/// println!("{:?}", first.name());
/// # Ok::<(), tokenlink::Error>(())
/// ```
///
/// Nor does any of its text outlive the reader:
///
/// ```compile_fail,E0597
/// use tokenlink::Reader;
///
/// let name = {
///     let mut reader = Reader::new()?;
///     reader.parse("https://dash.cloudflare.com/profile/api-tokens?name=a")?.name()
/// };
/// println!("{name:?}");
/// # Ok::<(), tokenlink::Error>(())
/// ```
///
/// The text that was read is not borrowed. [`to_owned_url`](TemplateUrl::to_owned_url) makes a copy to keep.
#[derive(Clone, Copy)]
pub struct TemplateUrl<'r> {
    pub(crate) raw: tokenlink_link,
    pub(crate) reader: PhantomData<&'r [u8]>,
}

impl<'r> TemplateUrl<'r> {
    /// Which form it opens; None if that could not be told.
    #[inline]
    pub fn kind(&self) -> Option<Kind> {
        (self.raw.kind != 0).then(|| Kind::from_code(self.raw.kind))
    }

    /// The permissions, in the link's order.
    #[inline]
    pub fn permissions(&self) -> &'r [Permission<'r>] {
        // SAFETY: the library's, borrowed for 'r.
        unsafe { Permission::from_raw(self.raw.permissions, self.raw.permission_count) }
    }

    /// The account id, `*` for all accounts; None if the link has none.
    #[inline]
    pub fn account_id(&self) -> Option<&'r str> {
        // SAFETY: the library's, borrowed for 'r.
        unsafe { text::optional(self.raw.account_id) }
    }

    /// The zone id, `all` for all zones; None if the link has none.
    #[inline]
    pub fn zone_id(&self) -> Option<&'r str> {
        // SAFETY: the library's, borrowed for 'r.
        unsafe { text::optional(self.raw.zone_id) }
    }

    /// The token's name; None if the link has none.
    #[inline]
    pub fn name(&self) -> Option<&'r str> {
        // SAFETY: the library's, borrowed for 'r.
        unsafe { text::optional(self.raw.name) }
    }

    /// The canonical form, if it was asked for with [`ReadFlags::CANONICAL`](crate::ReadFlags::CANONICAL) and there is
    /// one.
    pub fn canonical(&self) -> Option<&'r str> {
        // SAFETY: the library's, borrowed for 'r.
        unsafe { text::optional(self.raw.canonical) }
    }

    /// Every other parameter, in order: unknown, repeated and unused ones.
    pub fn extra(&self) -> &'r [Param<'r>] {
        // SAFETY: the library's, borrowed for 'r.
        unsafe { Param::from_raw(self.raw.extra, self.raw.extra_count) }
    }

    /// A copy that borrows nothing.
    pub fn to_owned_url(&self) -> OwnedUrl {
        self.into()
    }
}

impl fmt::Debug for TemplateUrl<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("TemplateUrl")
            .field("kind", &self.kind())
            .field("permissions", &self.permissions())
            .field("account_id", &self.account_id())
            .field("zone_id", &self.zone_id())
            .field("name", &self.name())
            .field("extra", &self.extra())
            .finish()
    }
}

impl<'b> PartialEq<TemplateUrl<'b>> for TemplateUrl<'_> {
    fn eq(&self, other: &TemplateUrl<'b>) -> bool {
        self.kind() == other.kind()
            && self.permissions() == other.permissions()
            && self.account_id() == other.account_id()
            && self.zone_id() == other.zone_id()
            && self.name() == other.name()
            && self.extra() == other.extra()
    }
}

// SAFETY: nobody changes the memory while it is borrowed.
unsafe impl Send for TemplateUrl<'_> {}
// SAFETY: as above.
unsafe impl Sync for TemplateUrl<'_> {}
