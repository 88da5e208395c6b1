// SPDX-License-Identifier: MIT
//! Wrong keys, presets and rules. All of their text is static.
use crate::{loading, Entries, Permission, Severity};
use tokenlink_sys::{self as sys, tokenlink_preset, tokenlink_rule, tokenlink_status, tokenlink_wrong_key};

/// The struct that an `_at` or `_find` function fills in, given its _INIT; None if there is no such entry.
pub(crate) fn one_entry<T>(init: T, get: impl FnOnce(*mut T) -> tokenlink_status) -> Option<T> {
    let mut out = init;
    (get(&mut out) == sys::TOKENLINK_OK).then_some(out)
}

/// Functions that return members of `raw` under their names, and a Debug that shows them all.
macro_rules! texts {
    (impl[$($generic:tt)*] $type:ty, $life:lifetime: $($(#[$doc:meta])* $name:ident)*) => {
        impl $($generic)* $type {
            $(
                $(#[$doc])*
                pub fn $name(&self) -> &$life str {
                    // SAFETY: the library's, valid for this lifetime.
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

/// The function that iterates over a table.
macro_rules! listed {
    ($(#[$doc:meta])* $all:ident: $type:ident, $init:ident, $count:ident, $at:ident) => {
        $(#[$doc])*
        ///
        /// # Panics
        ///
        /// With the feature `dlopen`, if no library can be loaded.
        pub fn $all() -> Entries<(), $type> {
            loading::expect();
            // SAFETY: it has no arguments.
            let count = unsafe { sys::$count() };
            Entries::new((), 0..count, |(), index| {
                // SAFETY: one_entry() passes an initialized struct.
                let raw = one_entry(sys::$init, |out| unsafe { sys::$at(index, out) });
                $type {
                    raw: raw.unwrap_or_else(|| unreachable!("the iterator ends with the entries")),
                }
            })
        }

        // SAFETY: it is numbers and &'static str.
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
    wrong_keys: WrongKey, TOKENLINK_WRONG_KEY_INIT, tokenlink_wrong_key_count, tokenlink_wrong_key_at
}

impl WrongKey {
    /// The entry of a key; None if it is not a known wrong key.
    ///
    /// # Panics
    ///
    /// With the feature `dlopen`, if no library can be loaded.
    pub fn find(key: &str) -> Option<WrongKey> {
        loading::expect();
        // SAFETY: the key is a pointer and a size.
        let find = |out: *mut _| unsafe { sys::tokenlink_wrong_key_find(key.as_ptr(), key.len(), out) };
        one_entry(sys::TOKENLINK_WRONG_KEY_INIT, find).map(|raw| WrongKey { raw })
    }
}

texts! {
    impl[] WrongKey, 'static:
    /// The key that does not work.
    key
    /// `renamed`, `guess` or `level`.
    why
    /// The key to use; empty if none is certain.
    use_key
    /// The type to use with it; empty: the same one.
    use_type
    /// One sentence.
    advice
    /// How it is known.
    evidence
}

/// A ready-made set of permissions: "Common permission templates" in Cloudflare's documentation.
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
    /// The presets, in the order of Cloudflare's documentation.
    presets: Preset, TOKENLINK_PRESET_INIT, tokenlink_preset_count, tokenlink_preset_at
}

impl Preset {
    /// The preset with a name such as `"dns-edit"`.
    ///
    /// # Panics
    ///
    /// With the feature `dlopen`, if no library can be loaded.
    pub fn find(name: &str) -> Option<Preset> {
        loading::expect();
        // SAFETY: the name is a pointer and a size.
        let find = |out: *mut _| unsafe { sys::tokenlink_preset_find(name.as_ptr(), name.len(), out) };
        one_entry(sys::TOKENLINK_PRESET_INIT, find).map(|raw| Preset { raw })
    }

    /// The permissions, in the order of the documentation.
    pub fn permissions(&self) -> &'static [Permission<'static>] {
        // SAFETY: the library's, and static.
        unsafe { Permission::from_raw(self.raw.permissions, self.raw.permission_count) }
    }
}

texts! {
    impl[] Preset, 'static:
    /// The name that [`find`](Preset::find) takes.
    name
    /// Its heading in the documentation.
    group
    /// The words of the documentation.
    use_case
    /// The documented name of the token.
    token_name
}

/// A rule of the linter; each [`Finding`](crate::Finding) belongs to one.
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
    rules: Rule, TOKENLINK_RULE_INIT, tokenlink_rule_count, tokenlink_rule_at
}

impl Rule {
    /// The rule with a number: 101 is TL101.
    ///
    /// # Panics
    ///
    /// With the feature `dlopen`, if no library can be loaded.
    pub fn find(number: u32) -> Option<Rule> {
        loading::expect();
        // SAFETY: every number is allowed.
        one_entry(sys::TOKENLINK_RULE_INIT, |out| unsafe {
            sys::tokenlink_rule_find(number, out)
        })
        .map(|raw| Rule { raw })
    }

    /// 101 for TL101.
    pub fn number(&self) -> u32 {
        self.raw.number
    }

    /// How much its findings matter, except on account links.
    pub fn severity(&self) -> Severity {
        Severity::from_code(self.raw.severity)
    }

    /// How much its findings matter on account links and deploy buttons.
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
    /// An explanation of several sentences.
    explanation
    /// An example that has this finding.
    bad
    /// The same link, fixed.
    good
}
