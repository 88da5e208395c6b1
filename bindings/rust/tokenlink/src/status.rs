// SPDX-License-Identifier: MIT
//! The numbers that a later library may add to: statuses, kinds, severities and parts. tokenlink-sys passes them to a
//! macro; a number that it does not have becomes `Other`.
use std::fmt;

macro_rules! define {
    (
        $(#[$about:meta])*
        $type:ident: $code:ident { $($(#[$doc:meta])* $variant:ident = $number:literal, $name:literal;)* }
    ) => {
        $(#[$about])*
        ///
        /// A later library may have more of them: match with a `_` arm.
        #[non_exhaustive]
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
        pub enum $type {
            $($(#[$doc])* $variant,)*
            /// A number that this version has no name for; [`from_code`](Self::from_code) returns it for no other.
            Other($code),
        }

        impl $type {
            /// The value for a number of `tokenlink.h`.
            pub const fn from_code(code: $code) -> Self {
                match code {
                    $($number => Self::$variant,)*
                    other => Self::Other(other),
                }
            }

            /// The number in `tokenlink.h`.
            pub const fn code(self) -> $code {
                match self {
                    $(Self::$variant => $number,)*
                    Self::Other(code) => code,
                }
            }

            const fn known_name(self) -> Option<&'static str> {
                match self {
                    $(Self::$variant => Some($name),)*
                    Self::Other(_) => None,
                }
            }
        }
    };
}

tokenlink_sys::open_sets!(define);

impl Status {
    /// The name in `tokenlink.h` without its prefix, for logs: `"E_JSON"`. A status of a later library has the name
    /// that library gives it; `"E_UNKNOWN"` if there is none, or no library is loaded.
    pub fn name(self) -> &'static str {
        match self.known_name() {
            Some(name) => name,
            // SAFETY: a library is loaded; every number is allowed; the result is static and NUL-terminated.
            None if crate::loading::is_loaded() => unsafe {
                crate::text::from_c(tokenlink_sys::tokenlink_status_name(self.code()))
            },
            None => "E_UNKNOWN",
        }
    }

    /// The status that this one refines, for a status of a later library; otherwise the status itself.
    pub const fn base(self) -> Status {
        Status::from_code(self.code() & 0xFF)
    }
}

/// The [`name`](Status::name).
impl fmt::Display for Status {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(self.name())
    }
}

macro_rules! display {
    ($($(#[$doc:meta])* $type:ident, $word:literal;)*) => {$(
        $(#[$doc])*
        impl fmt::Display for $type {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                match self.known_name() {
                    Some(name) => f.pad(name),
                    None => write!(f, concat!($word, " {}"), self.code()),
                }
            }
        }
    )*};
}

display! {
    /// `user`, `account` or `deploy`.
    Kind, "kind";
    /// `error`, `warning` or `info`.
    Severity, "severity";
    /// `permissions`, `key`, `type`, `account id`, `zone id`, `name` or `column`.
    Part, "part";
}
