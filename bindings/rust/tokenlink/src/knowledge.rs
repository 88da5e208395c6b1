// SPDX-License-Identifier: MIT
//! What the library knows beside the catalog: wrong keys, presets, rules. All of it is static.
use crate::{loading, Entries, Permission, Severity};
use std::mem::{size_of, MaybeUninit};
use tokenlink_sys::{self as sys, tokenlink_preset, tokenlink_rule, tokenlink_status, tokenlink_wrong_key};

/// The struct that one of the `_at` and `_find` functions fills; each begins with its size and is plain data. None
/// where there is no such entry.
pub(crate) fn one_entry<T: Copy>(get: impl FnOnce(*mut T) -> tokenlink_status) -> Option<T> {
    let mut out = MaybeUninit::<T>::zeroed();
    // SAFETY: the first field is the size, of 32 bits.
    unsafe { out.as_mut_ptr().cast::<u32>().write(size_of::<T>() as u32) };
    let status = get(out.as_mut_ptr());
    // SAFETY: zero is a value of every field, and the library has set them.
    (status == sys::TOKENLINK_OK).then(|| unsafe { out.assume_init() })
}

/// Functions that return a text of `raw`, under its name, and Debug of them all.
macro_rules! texts {
    (impl[$($generic:tt)*] $type:ty, $life:lifetime: $($(#[$doc:meta])* $name:ident)*) => {
        impl $($generic)* $type {
            $(
                $(#[$doc])*
                pub fn $name(&self) -> &$life str {
                    // SAFETY: the library's; it lives as long as this says.
                    unsafe { crate::text::text(self.raw.$name) }
                }
            )*
        }

        impl $($generic)* std::fmt::Debug for $type {
            fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                f.debug_struct(stringify!($type))$(.field(stringify!($name), &self.$name()))*.finish()
            }
        }
    };
}
pub(crate) use texts;

/// The function that lists all entries of a kind.
macro_rules! listed {
    ($(#[$doc:meta])* $all:ident: $type:ident, $count:ident, $at:ident) => {
        $(#[$doc])*
        ///
        /// # Panics
        ///
        /// With the feature `dlopen`, where no library can be loaded.
        pub fn $all() -> Entries<(), $type> {
            loading::expect();
            // SAFETY: it takes nothing.
            let count = unsafe { sys::$count() };
            Entries::new((), 0..count, |(), index| {
                // SAFETY: one_entry() gives a place for the struct.
                let raw = one_entry(|out| unsafe { sys::$at(index, out) });
                $type {
                    raw: raw.unwrap_or_else(|| unreachable!("the iterator ends with the entries")),
                }
            })
        }

        // SAFETY: numbers and static texts, whatever the library calls them.
        unsafe impl Send for $type {}
        // SAFETY: as above.
        unsafe impl Sync for $type {}
    };
}

/// A key that people use and that does not work, and what to do instead.
///
/// ```
/// let wrong = tokenlink::WrongKey::find("zone_dns").unwrap();
/// assert_eq!((wrong.why(), wrong.use_key()), ("renamed", "dns"));
/// ```
#[derive(Clone, Copy)]
pub struct WrongKey {
    raw: tokenlink_wrong_key,
}

listed! {
    /// The keys that people use and that do not work, in byte order.
    wrong_keys: WrongKey, tokenlink_wrong_key_count, tokenlink_wrong_key_at
}

impl WrongKey {
    /// What is known of a wrong key; None where nothing is.
    ///
    /// # Panics
    ///
    /// With the feature `dlopen`, where no library can be loaded.
    pub fn find(key: &str) -> Option<WrongKey> {
        loading::expect();
        // SAFETY: the key is a pointer and a size.
        one_entry(|out| unsafe { sys::tokenlink_wrong_key_find(key.as_ptr(), key.len(), out) })
            .map(|raw| WrongKey { raw })
    }
}

texts! {
    impl[] WrongKey, 'static:
    /// The key that does not work.
    key
    /// `renamed`, `guess` or `level`.
    why
    /// The key to use; empty where there is no certain one.
    use_key
    /// The type to use with it; empty: the one that stands there.
    use_type
    /// One sentence.
    advice
    /// How it is known.
    evidence
}

/// A ready-made set of permissions: the documentation's "Common permission templates".
///
/// ```
/// use tokenlink::{Kind, Preset, Request};
///
/// let preset = Preset::find("dns-read").unwrap();
/// let link = Request::preset(Kind::User, &preset).build()?;
/// assert!(link.ends_with("&name=DNS%20Read%20Token"));
/// # Ok::<(), tokenlink::Error>(())
/// ```
#[derive(Clone, Copy)]
pub struct Preset {
    raw: tokenlink_preset,
}

listed! {
    /// The ready-made sets, in the documentation's order.
    presets: Preset, tokenlink_preset_count, tokenlink_preset_at
}

impl Preset {
    /// The preset of a name, such as `"dns-edit"`.
    ///
    /// # Panics
    ///
    /// With the feature `dlopen`, where no library can be loaded.
    pub fn find(name: &str) -> Option<Preset> {
        loading::expect();
        // SAFETY: the name is a pointer and a size.
        one_entry(|out| unsafe { sys::tokenlink_preset_find(name.as_ptr(), name.len(), out) }).map(|raw| Preset { raw })
    }

    /// The permissions, in the documentation's order.
    pub fn permissions(&self) -> &'static [Permission<'static>] {
        // SAFETY: the library's, and static.
        unsafe { Permission::from_raw(self.raw.permissions, self.raw.permission_count) }
    }
}

texts! {
    impl[] Preset, 'static:
    /// What [`find`](Preset::find) takes.
    name
    /// The documentation's heading.
    group
    /// The documentation's words.
    use_case
    /// The documented value of the name.
    token_name
}

/// A rule of the linter: what a [`Finding`](crate::Finding) is an instance of.
///
/// ```
/// let rule = tokenlink::Rule::find(102).unwrap();
/// assert_eq!((rule.id(), rule.slug()), ("TL102", "renamed-key"));
/// ```
#[derive(Clone, Copy)]
pub struct Rule {
    raw: tokenlink_rule,
}

listed! {
    /// The rules of the linter, by number.
    rules: Rule, tokenlink_rule_count, tokenlink_rule_at
}

impl Rule {
    /// The rule of a number: 101 is TL101.
    ///
    /// # Panics
    ///
    /// With the feature `dlopen`, where no library can be loaded.
    pub fn find(number: u32) -> Option<Rule> {
        loading::expect();
        // SAFETY: any number may be asked for.
        one_entry(|out| unsafe { sys::tokenlink_rule_find(number, out) }).map(|raw| Rule { raw })
    }

    /// 101 for TL101.
    pub fn number(&self) -> u32 {
        self.raw.number
    }

    /// How much it weighs on user links, and wherever the kind makes no difference.
    pub fn severity(&self) -> Severity {
        Severity::from_code(self.raw.severity)
    }

    /// How much it weighs on account links.
    pub fn account_severity(&self) -> Severity {
        Severity::from_code(self.raw.account_severity)
    }
}

texts! {
    impl[] Rule, 'static:
    /// `"TL101"`
    id
    /// `"unknown-key"`
    slug
    /// One sentence.
    sentence
    /// All there is to say.
    explanation
    /// An example that has this finding.
    bad
    /// The same, mended.
    good
}
