// SPDX-License-Identifier: MIT
// Made from capi/tokenlink.h by generate.py; a test keeps it current. Do not edit.
//! The numbers of `tokenlink.h`.

use crate::tokenlink_status;

/// `TOKENLINK_VERSION`.
pub const TOKENLINK_VERSION: &str = "1.0.0";
/// `TOKENLINK_ABI_MAJOR`.
pub const TOKENLINK_ABI_MAJOR: u32 = 1;
/// `TOKENLINK_ABI_MINOR`.
pub const TOKENLINK_ABI_MINOR: u32 = 0;
/// `TOKENLINK_OK`.
pub const TOKENLINK_OK: tokenlink_status = 0;
/// `TOKENLINK_E_ARGUMENT`: the call itself is wrong: NULL, a struct_size, an unknown flag.
pub const TOKENLINK_E_ARGUMENT: tokenlink_status = 1;
/// `TOKENLINK_E_ABI`.
pub const TOKENLINK_E_ABI: tokenlink_status = 2;
/// `TOKENLINK_E_NOMEM`.
pub const TOKENLINK_E_NOMEM: tokenlink_status = 3;
/// `TOKENLINK_E_BUFFER`: *need says how many bytes it takes.
pub const TOKENLINK_E_BUFFER: tokenlink_status = 4;
/// `TOKENLINK_E_NOT_FOUND`.
pub const TOKENLINK_E_NOT_FOUND: tokenlink_status = 5;
/// `TOKENLINK_E_UTF8`.
pub const TOKENLINK_E_UTF8: tokenlink_status = 6;
/// `TOKENLINK_E_ESCAPE`.
pub const TOKENLINK_E_ESCAPE: tokenlink_status = 7;
/// `TOKENLINK_E_KIND`.
pub const TOKENLINK_E_KIND: tokenlink_status = 8;
/// `TOKENLINK_E_NO_PERMISSIONS`.
pub const TOKENLINK_E_NO_PERMISSIONS: tokenlink_status = 9;
/// `TOKENLINK_E_PERMISSION`: an empty key or type.
pub const TOKENLINK_E_PERMISSION: tokenlink_status = 10;
/// `TOKENLINK_E_NAME`: a control character in the name.
pub const TOKENLINK_E_NAME: tokenlink_status = 11;
/// `TOKENLINK_E_ACCOUNT_ID`: neither * nor 32 hex digits.
pub const TOKENLINK_E_ACCOUNT_ID: tokenlink_status = 12;
/// `TOKENLINK_E_ZONE_ID`: neither all nor 32 hex digits.
pub const TOKENLINK_E_ZONE_ID: tokenlink_status = 13;
/// `TOKENLINK_E_SCOPE`: account or zone scope on an account link.
pub const TOKENLINK_E_SCOPE: tokenlink_status = 14;
/// `TOKENLINK_E_TOO_LONG`.
pub const TOKENLINK_E_TOO_LONG: tokenlink_status = 15;
/// `TOKENLINK_E_SCHEME`.
pub const TOKENLINK_E_SCHEME: tokenlink_status = 16;
/// `TOKENLINK_E_HOST`.
pub const TOKENLINK_E_HOST: tokenlink_status = 17;
/// `TOKENLINK_E_PATH`.
pub const TOKENLINK_E_PATH: tokenlink_status = 18;
/// `TOKENLINK_E_JSON`.
pub const TOKENLINK_E_JSON: tokenlink_status = 19;
/// `TOKENLINK_E_NOT_A_LIST`.
pub const TOKENLINK_E_NOT_A_LIST: tokenlink_status = 20;
/// `TOKENLINK_E_NOT_CANONICAL`: with TOKENLINK_STRICT only.
pub const TOKENLINK_E_NOT_CANONICAL: tokenlink_status = 21;
/// `TOKENLINK_E_PATTERN`.
pub const TOKENLINK_E_PATTERN: tokenlink_status = 22;
/// `TOKENLINK_E_VALUES`.
pub const TOKENLINK_E_VALUES: tokenlink_status = 23;
/// `TOKENLINK_E_CATALOG`.
pub const TOKENLINK_E_CATALOG: tokenlink_status = 24;
/// `TOKENLINK_MAX_LINK`: bytes of a link that is built; no link is ever longer.
pub const TOKENLINK_MAX_LINK: usize = 16384;
/// `TOKENLINK_MAX_INPUT`: bytes of a text that is read (256 MiB).
pub const TOKENLINK_MAX_INPUT: usize = 268435456;
/// `TOKENLINK_USER`: /profile/api-tokens, the token is owned by the user (spec "User token URL format").
pub const TOKENLINK_USER: i32 = 1;
/// `TOKENLINK_ACCOUNT`: /?to=/:account/api-tokens, owned by the account (spec "Account token URL format").
pub const TOKENLINK_ACCOUNT: i32 = 2;
/// `TOKENLINK_DEPLOY`: a deploy button carrying apiTokenTmpl: read, never built.
pub const TOKENLINK_DEPLOY: i32 = 3;
/// `TOKENLINK_ERROR`: will not be filled in as asked.
pub const TOKENLINK_ERROR: i32 = 1;
/// `TOKENLINK_WARNING`: probably dropped, or risky.
pub const TOKENLINK_WARNING: i32 = 2;
/// `TOKENLINK_INFO`: works, but is not canonical, or is worth a thought.
pub const TOKENLINK_INFO: i32 = 3;
/// `TOKENLINK_PLUS_IS_SPACE`: flag of tokenlink_decode: '+' decodes to a space, as in a query string.
pub const TOKENLINK_PLUS_IS_SPACE: u32 = 1;
/// `TOKENLINK_STRICT`: flag of _parse, _lint, _parse_rows: refuse what is not canonical to the byte.
pub const TOKENLINK_STRICT: u32 = 1;

/// Hands the open sets to a macro, each as `Name { #[doc = ""] Variant = number, ... }`: the crate above makes its
/// enums of them.
#[doc(hidden)]
#[macro_export]
macro_rules! open_sets {
    ($define:ident) => {
        $define! {
            Status {
                #[doc = "`TOKENLINK_E_ARGUMENT`: the call itself is wrong: NULL, a struct_size, an unknown flag."]
                Argument = 1,
                #[doc = "`TOKENLINK_E_ABI`."]
                Abi = 2,
                #[doc = "`TOKENLINK_E_NOMEM`."]
                Nomem = 3,
                #[doc = "`TOKENLINK_E_BUFFER`: *need says how many bytes it takes."]
                Buffer = 4,
                #[doc = "`TOKENLINK_E_NOT_FOUND`."]
                NotFound = 5,
                #[doc = "`TOKENLINK_E_UTF8`."]
                Utf8 = 6,
                #[doc = "`TOKENLINK_E_ESCAPE`."]
                Escape = 7,
                #[doc = "`TOKENLINK_E_KIND`."]
                Kind = 8,
                #[doc = "`TOKENLINK_E_NO_PERMISSIONS`."]
                NoPermissions = 9,
                #[doc = "`TOKENLINK_E_PERMISSION`: an empty key or type."]
                Permission = 10,
                #[doc = "`TOKENLINK_E_NAME`: a control character in the name."]
                Name = 11,
                #[doc = "`TOKENLINK_E_ACCOUNT_ID`: neither * nor 32 hex digits."]
                AccountId = 12,
                #[doc = "`TOKENLINK_E_ZONE_ID`: neither all nor 32 hex digits."]
                ZoneId = 13,
                #[doc = "`TOKENLINK_E_SCOPE`: account or zone scope on an account link."]
                Scope = 14,
                #[doc = "`TOKENLINK_E_TOO_LONG`."]
                TooLong = 15,
                #[doc = "`TOKENLINK_E_SCHEME`."]
                Scheme = 16,
                #[doc = "`TOKENLINK_E_HOST`."]
                Host = 17,
                #[doc = "`TOKENLINK_E_PATH`."]
                Path = 18,
                #[doc = "`TOKENLINK_E_JSON`."]
                Json = 19,
                #[doc = "`TOKENLINK_E_NOT_A_LIST`."]
                NotAList = 20,
                #[doc = "`TOKENLINK_E_NOT_CANONICAL`: with TOKENLINK_STRICT only."]
                NotCanonical = 21,
                #[doc = "`TOKENLINK_E_PATTERN`."]
                Pattern = 22,
                #[doc = "`TOKENLINK_E_VALUES`."]
                Values = 23,
                #[doc = "`TOKENLINK_E_CATALOG`."]
                Catalog = 24,
            }
        }
        $define! {
            Kind {
                #[doc = "`TOKENLINK_USER`: /profile/api-tokens, the token is owned by the user."]
                User = 1,
                #[doc = "`TOKENLINK_ACCOUNT`: /?to=/:account/api-tokens, owned by the account."]
                Account = 2,
                #[doc = "`TOKENLINK_DEPLOY`: a deploy button carrying apiTokenTmpl: read, never built."]
                Deploy = 3,
            }
        }
        $define! {
            Severity {
                #[doc = "`TOKENLINK_ERROR`: will not be filled in as asked."]
                Error = 1,
                #[doc = "`TOKENLINK_WARNING`: probably dropped, or risky."]
                Warning = 2,
                #[doc = "`TOKENLINK_INFO`: works, but is not canonical, or is worth a thought."]
                Info = 3,
            }
        }
    };
}
