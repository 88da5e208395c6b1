// SPDX-License-Identifier: MIT
use crate::text;
use std::cmp::Ordering;
use std::fmt;
use std::hash::{Hash, Hasher};
use std::marker::PhantomData;
use tokenlink_sys::{tokenlink_param, tokenlink_permission};

/// A key and a type: what a token may do. It borrows both.
///
/// ```
/// use tokenlink::Permission;
///
/// const DNS: Permission<'static> = Permission::new("dns", "edit");
/// assert_eq!(DNS.to_string(), "dns:edit");
/// assert_eq!((DNS.key(), DNS.permission_type()), (Some("dns"), Some("edit")));
/// ```
#[derive(Clone, Copy)]
// Arrays of these cross the boundary as they are.
#[repr(transparent)]
pub struct Permission<'a> {
    raw: tokenlink_permission,
    texts: PhantomData<&'a str>,
}

impl<'a> Permission<'a> {
    /// The permission `key:type`. Any text is accepted here; a request with an empty one is refused.
    pub const fn new(key: &'a str, permission_type: &'a str) -> Self {
        Permission {
            raw: tokenlink_permission {
                key: text::to_sys(key),
                type_: text::to_sys(permission_type),
            },
            texts: PhantomData,
        }
    }

    /// The key, `"dns"`; None if a link that was read has none.
    #[inline]
    pub fn key(&self) -> Option<&'a str> {
        // SAFETY: it is the &'a str passed to new(), or the library's and borrowed for 'a.
        unsafe { text::optional(self.raw.key) }
    }

    /// The type, `"edit"`; None if a link that was read has none.
    #[inline]
    pub fn permission_type(&self) -> Option<&'a str> {
        // SAFETY: as in key().
        unsafe { text::optional(self.raw.type_) }
    }

    /// # Safety
    ///
    /// `first` is null or points to `count` permissions of the library's that are valid for `'a`.
    #[inline]
    pub(crate) unsafe fn from_raw(first: *const tokenlink_permission, count: usize) -> &'a [Permission<'a>] {
        // SAFETY: Permission has the memory of tokenlink_permission; the rest is the caller's promise.
        unsafe { text::elements(first.cast(), count) }
    }
}

/// `key:type`; nothing in place of one that is absent.
impl fmt::Display for Permission<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(
            f,
            "{}:{}",
            self.key().unwrap_or(""),
            self.permission_type().unwrap_or("")
        )
    }
}

impl fmt::Debug for Permission<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Permission")
            .field("key", &self.key())
            .field("type", &self.permission_type())
            .finish()
    }
}

impl<'b> PartialEq<Permission<'b>> for Permission<'_> {
    fn eq(&self, other: &Permission<'b>) -> bool {
        (self.key(), self.permission_type()) == (other.key(), other.permission_type())
    }
}

impl Eq for Permission<'_> {}

impl PartialOrd for Permission<'_> {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

/// By key, then by type.
impl Ord for Permission<'_> {
    fn cmp(&self, other: &Self) -> Ordering {
        (self.key(), self.permission_type()).cmp(&(other.key(), other.permission_type()))
    }
}

impl Hash for Permission<'_> {
    fn hash<H: Hasher>(&self, state: &mut H) {
        (self.key(), self.permission_type()).hash(state);
    }
}

// SAFETY: it is two &'a str.
unsafe impl Send for Permission<'_> {}
// SAFETY: as above.
unsafe impl Sync for Permission<'_> {}

/// A query parameter of a link, decoded.
#[derive(Clone, Copy)]
#[repr(transparent)]
pub struct Param<'a> {
    raw: tokenlink_param,
    texts: PhantomData<&'a str>,
}

impl<'a> Param<'a> {
    /// The text before the `=`.
    pub fn name(&self) -> &'a str {
        // SAFETY: the library's, borrowed for 'a.
        unsafe { text::text(self.raw.name) }
    }

    /// The text after it.
    pub fn value(&self) -> &'a str {
        // SAFETY: the library's, borrowed for 'a.
        unsafe { text::text(self.raw.value) }
    }

    /// # Safety
    ///
    /// `first` is null or points to `count` parameters of the library's that are valid for `'a`.
    pub(crate) unsafe fn from_raw(first: *const tokenlink_param, count: usize) -> &'a [Param<'a>] {
        // SAFETY: Param has the memory of tokenlink_param; the rest is the caller's promise.
        unsafe { text::elements(first.cast(), count) }
    }
}

impl fmt::Debug for Param<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:?}={:?}", self.name(), self.value())
    }
}

impl PartialEq for Param<'_> {
    fn eq(&self, other: &Self) -> bool {
        (self.name(), self.value()) == (other.name(), other.value())
    }
}

impl Eq for Param<'_> {}

// SAFETY: it is two &'a str.
unsafe impl Send for Param<'_> {}
// SAFETY: as above.
unsafe impl Sync for Param<'_> {}
