// SPDX-License-Identifier: MIT
//! The open sets: statuses, kinds and severities. tokenlink-sys has the numbers from the header; a number that a later
//! library adds becomes `Other`.
use std::fmt;

macro_rules! define {
    (Status $variants:tt) => { define! { @ "What went wrong; numbers are never reused."; Status $variants } };
    (Kind $variants:tt) => { define! { @ "Which form a link opens."; Kind $variants } };
    (Severity $variants:tt) => { define! { @ "How much a finding weighs."; Severity $variants } };
    (@ $about:literal; $name:ident { $($(#[$doc:meta])* $variant:ident = $number:literal,)* }) => {
        #[doc = $about]
        ///
        /// The set is open: match with a `_` arm.
        #[non_exhaustive]
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
        pub enum $name {
            $($(#[$doc])* $variant,)*
            /// A number that this version has no name for; [`from_code`](Self::from_code) makes it of no other.
            Other(i32),
        }

        impl $name {
            /// The value for a number of `tokenlink.h`.
            pub const fn from_code(code: i32) -> Self {
                match code {
                    $($number => Self::$variant,)*
                    other => Self::Other(other),
                }
            }

            /// The number of `tokenlink.h`.
            pub const fn code(self) -> i32 {
                match self {
                    $(Self::$variant => $number,)*
                    Self::Other(code) => code,
                }
            }
        }
    };
}

tokenlink_sys::open_sets!(define);

impl Status {
    /// The name in `tokenlink.h` without its prefix, for logs: `"E_JSON"`. The library gives it, so that a later one's
    /// statuses have names too; `"E_UNKNOWN"` where it knows none, or is not loaded yet.
    pub fn name(self) -> &'static str {
        if crate::loading::ensure().is_err() {
            return "E_UNKNOWN";
        }
        // SAFETY: any number may be asked for; the answer is a static NUL-terminated ASCII string.
        unsafe { crate::text::from_c(tokenlink_sys::tokenlink_status_name(self.code())) }
    }
}

/// The [`name`](Status::name).
impl fmt::Display for Status {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(self.name())
    }
}

/// `user`, `account` or `deploy`.
impl fmt::Display for Kind {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Kind::User => f.pad("user"),
            Kind::Account => f.pad("account"),
            Kind::Deploy => f.pad("deploy"),
            Kind::Other(code) => write!(f, "kind {code}"),
        }
    }
}

/// `error`, `warning` or `info`.
impl fmt::Display for Severity {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Severity::Error => f.pad("error"),
            Severity::Warning => f.pad("warning"),
            Severity::Info => f.pad("info"),
            Severity::Other(code) => write!(f, "severity {code}"),
        }
    }
}
