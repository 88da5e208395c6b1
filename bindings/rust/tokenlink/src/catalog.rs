// SPDX-License-Identifier: MIT
use crate::error::misuse;
use crate::knowledge::{one_entry, texts};
use crate::{loading, text, Entries, Error, ErrorRoom};
use std::fmt;
use std::marker::PhantomData;
use std::ptr::{self, NonNull};
use std::sync::Arc;
use tokenlink_sys::{self as sys, tokenlink_key};

/// The known permission keys with their types: those built in, and those of a JSON text.
///
/// A clone shares it; threads may too.
///
/// ```
/// use tokenlink::Catalog;
///
/// let dns = Catalog::builtin();
/// let dns = dns.find("dns").unwrap();
/// assert_eq!(dns.label(), "DNS");
/// assert_eq!(dns.types().collect::<Vec<_>>(), ["read", "edit"]);
///
/// let ours = Catalog::from_json(r#"[{"key": "my_key", "types": ["read"], "label": "My product"}]"#)?;
/// assert_eq!(ours.len(), Catalog::builtin().len() + 1);
/// assert!(ours.find("my_key").is_some());
/// # Ok::<(), tokenlink::Error>(())
/// ```
#[derive(Clone)]
pub struct Catalog {
    // None: the built-in one.
    made: Option<Arc<Made>>,
}

struct Made(NonNull<sys::tokenlink_catalog>);

// SAFETY: tokenlink.h: catalogs never change and may be shared between threads; any thread may free one.
unsafe impl Send for Made {}
// SAFETY: as above.
unsafe impl Sync for Made {}

impl Drop for Made {
    fn drop(&mut self) {
        // SAFETY: it is ours; every reader that uses it holds another Arc.
        unsafe { sys::tokenlink_catalog_free(self.0.as_ptr()) }
    }
}

impl Catalog {
    /// The built-in catalog.
    pub fn builtin() -> Catalog {
        Catalog { made: None }
    }

    /// The built-in keys and those of a JSON list, which replace built-in ones of the same name. Each has `"key"` and
    /// `"types"`, and may have `"scope"`, `"label"` and `"note"`.
    ///
    /// # Errors
    ///
    /// A [`Status`](crate::Status) of `Catalog`, `Json`, `Utf8` or `TooLong`, with the offset of the fault.
    pub fn from_json<T: AsRef<[u8]> + ?Sized>(json: &T) -> Result<Catalog, Error> {
        loading::ensure()?;
        let json = json.as_ref();
        let mut raw = ptr::null_mut();
        let mut error = ErrorRoom::new();
        let err = error.as_mut_ptr();
        // SAFETY: the text is a pointer and a size; the options may be null.
        let status = unsafe { sys::tokenlink_catalog_new(ptr::null(), json.as_ptr(), json.len(), &mut raw, err) };
        error.check(status)?;
        let raw = NonNull::new(raw).ok_or_else(|| misuse("the library returned no catalog"))?;
        Ok(Catalog {
            made: Some(Arc::new(Made(raw))),
        })
    }

    /// The number of keys.
    ///
    /// # Panics
    ///
    /// With the feature `dlopen`, if no library can be loaded; so do the other functions of this type that cannot fail.
    pub fn len(&self) -> usize {
        loading::expect();
        // SAFETY: the catalog is alive.
        unsafe { sys::tokenlink_catalog_count(self.as_raw()) }
    }

    /// Whether there are no keys.
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// The keys, in byte order.
    pub fn iter(&self) -> Entries<&Catalog, Key<'_>> {
        Entries::new(self, 0..self.len(), |catalog, index| {
            // SAFETY: the catalog is alive.
            let at = |out: *mut _| unsafe { sys::tokenlink_catalog_at(catalog.as_raw(), index, out) };
            let raw = one_entry(sys::TOKENLINK_KEY_INIT, at);
            Key::from_raw(raw.unwrap_or_else(|| unreachable!("the iterator ends with the keys")))
        })
    }

    /// A key, if it is known.
    pub fn find(&self, key: &str) -> Option<Key<'_>> {
        loading::expect();
        // SAFETY: the catalog is alive, and the key is a pointer and a size.
        let find = |out: *mut _| unsafe { sys::tokenlink_catalog_find(self.as_raw(), key.as_ptr(), key.len(), out) };
        one_entry(sys::TOKENLINK_KEY_INIT, find).map(Key::from_raw)
    }

    pub(crate) fn as_raw(&self) -> *const sys::tokenlink_catalog {
        match &self.made {
            Some(made) => made.0.as_ptr(),
            None => {
                loading::expect();
                // SAFETY: it has no arguments, and its result is static.
                unsafe { sys::tokenlink_catalog_builtin() }
            }
        }
    }
}

impl Default for Catalog {
    fn default() -> Catalog {
        Catalog::builtin()
    }
}

impl<'c> IntoIterator for &'c Catalog {
    type Item = Key<'c>;
    type IntoIter = Entries<&'c Catalog, Key<'c>>;

    fn into_iter(self) -> Self::IntoIter {
        self.iter()
    }
}

impl fmt::Debug for Catalog {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let which = if self.made.is_some() { "made" } else { "built in" };
        f.debug_tuple("Catalog").field(&which).finish()
    }
}

/// A permission key of a [`Catalog`].
#[derive(Clone, Copy)]
pub struct Key<'c> {
    raw: tokenlink_key,
    catalog: PhantomData<&'c Catalog>,
}

impl<'c> Key<'c> {
    fn from_raw(raw: tokenlink_key) -> Key<'c> {
        Key {
            raw,
            catalog: PhantomData,
        }
    }

    /// Whether the scope was inferred from the key's name, not observed.
    pub fn scope_is_inferred(&self) -> bool {
        self.raw.flags & sys::TOKENLINK_KEY_SCOPE_INFERRED != 0
    }

    /// The types this key is offered with.
    pub fn types(&self) -> Entries<Key<'c>, &'c str> {
        Entries::new(*self, 0..self.raw.type_count, |key, index| {
            // SAFETY: there are so many types, valid as long as the catalog.
            unsafe { text::text(text::elements(key.raw.types, key.raw.type_count)[index]) }
        })
    }
}

texts! {
    impl[<'c>] Key<'c>, 'c:
    /// The key: `"dns"`.
    key
    /// `account`, `zone`, `user` and so on.
    scope
    /// What the dashboard calls it.
    label
    /// How it is known: documented, official link, dashboard label, oauth scope, user.
    evidence
    /// Where sources differ; empty if they do not.
    note
    /// Its section in Cloudflare's documentation: Account, Zone or Access; empty if it is not in that table.
    section
    /// The words of the documentation.
    description
    /// The words of the documentation.
    use_cases
}

// SAFETY: it is numbers and &'c str.
unsafe impl Send for Key<'_> {}
// SAFETY: as above.
unsafe impl Sync for Key<'_> {}
