// SPDX-License-Identifier: MIT
//! The functions of `tokenlink.h`, in the order of the table. tests/functions.rs compares this list with the header's.
use crate::structs::*;

/// Makes of one list: the table `tokenlink_api`; the functions, declared where they are linked; and, with `dlopen`, the
/// same functions by way of the table.
macro_rules! functions {
    ($($slot:ident = $name:ident($($arg:ident: $type:ty),*) $(-> $returns:ty)?;)*) => {
        /// The functions as one table. A later library's is longer.
        #[repr(C)]
        #[derive(Clone, Copy, Debug)]
        #[allow(missing_docs)]
        pub struct tokenlink_api {
            pub struct_size: u32,
            pub abi_major: u32,
            pub abi_minor: u32,
            pub reserved: u32,
            $(pub $slot: unsafe extern "C" fn($($type),*) $(-> $returns)?,)*
        }

        #[cfg(not(feature = "dlopen"))]
        extern "C" {
            $(
                #[doc = concat!("`", stringify!($name), "()` of `tokenlink.h`.")]
                pub fn $name($($arg: $type),*) $(-> $returns)?;
            )*

            /// `tokenlink_get_api()` of `tokenlink_api.h`.
            pub fn tokenlink_get_api(
                abi_major: u32,
                min_minor: u32,
                out: *mut *const tokenlink_api,
                err: *mut tokenlink_error,
            ) -> tokenlink_status;
        }

        $(
            #[doc = concat!("`", stringify!($name), "()` of `tokenlink.h`, by way of the table.")]
            ///
            /// # Safety
            ///
            /// As `tokenlink.h` says, and a table is installed.
            #[cfg(feature = "dlopen")]
            #[inline]
            pub unsafe fn $name($($arg: $type),*) $(-> $returns)? {
                // SAFETY: the caller keeps the header's rules and has seen to it that there is a table.
                unsafe { (crate::table::table().$slot)($($arg),*) }
            }
        )*
    };
}

functions! {
    version = tokenlink_version() -> *const u8;
    status_name = tokenlink_status_name(status: tokenlink_status) -> *const u8;
    encode = tokenlink_encode(
        text: *const u8, size: usize, out: *mut u8, cap: usize, need: *mut usize, err: *mut tokenlink_error
    ) -> tokenlink_status;
    decode = tokenlink_decode(
        text: *const u8, size: usize, flags: u32, out: *mut u8, cap: usize, need: *mut usize, err: *mut tokenlink_error
    ) -> tokenlink_status;
    build = tokenlink_build(
        request: *const tokenlink_request, out: *mut u8, cap: usize, need: *mut usize, err: *mut tokenlink_error
    ) -> tokenlink_status;
    build_bound = tokenlink_build_bound(request: *const tokenlink_request) -> usize;
    template_new = tokenlink_template_new(
        request: *const tokenlink_request, out: *mut *mut tokenlink_template, err: *mut tokenlink_error
    ) -> tokenlink_status;
    template_free = tokenlink_template_free(tmpl: *mut tokenlink_template);
    template_column_count = tokenlink_template_column_count(tmpl: *const tokenlink_template) -> usize;
    template_column_name = tokenlink_template_column_name(
        tmpl: *const tokenlink_template, index: usize, out: *mut tokenlink_str
    ) -> tokenlink_status;
    template_render = tokenlink_template_render(
        tmpl: *const tokenlink_template, values: *const tokenlink_str, value_count: usize, out: *mut u8, cap: usize,
        need: *mut usize, err: *mut tokenlink_error
    ) -> tokenlink_status;
    template_render_rows = tokenlink_template_render_rows(
        tmpl: *const tokenlink_template, batch: *mut tokenlink_batch, err: *mut tokenlink_error
    ) -> tokenlink_status;
    reader_new = tokenlink_reader_new(
        catalog: *const tokenlink_catalog, out: *mut *mut tokenlink_reader, err: *mut tokenlink_error
    ) -> tokenlink_status;
    reader_free = tokenlink_reader_free(reader: *mut tokenlink_reader);
    parse = tokenlink_parse(
        reader: *mut tokenlink_reader, link: *const u8, size: usize, flags: u32, out: *mut tokenlink_link,
        err: *mut tokenlink_error
    ) -> tokenlink_status;
    lint = tokenlink_lint(
        reader: *mut tokenlink_reader, link: *const u8, size: usize, flags: u32, out: *mut tokenlink_link,
        err: *mut tokenlink_error
    ) -> tokenlink_status;
    canonicalize = tokenlink_canonicalize(
        reader: *mut tokenlink_reader, link: *const u8, size: usize, out: *mut u8, cap: usize, need: *mut usize,
        err: *mut tokenlink_error
    ) -> tokenlink_status;
    parse_rows = tokenlink_parse_rows(
        reader: *mut tokenlink_reader, links: *const tokenlink_column, first_row: usize, row_count: usize, flags: u32,
        out: *mut tokenlink_parsed_rows, err: *mut tokenlink_error
    ) -> tokenlink_status;
    permissions_read = tokenlink_permissions_read(
        reader: *mut tokenlink_reader, text: *const u8, size: usize, out: *mut *const tokenlink_permission,
        count: *mut usize, err: *mut tokenlink_error
    ) -> tokenlink_status;
    catalog_builtin = tokenlink_catalog_builtin() -> *const tokenlink_catalog;
    catalog_new = tokenlink_catalog_new(
        json: *const u8, size: usize, out: *mut *mut tokenlink_catalog, err: *mut tokenlink_error
    ) -> tokenlink_status;
    catalog_free = tokenlink_catalog_free(catalog: *mut tokenlink_catalog);
    catalog_count = tokenlink_catalog_count(catalog: *const tokenlink_catalog) -> usize;
    catalog_at = tokenlink_catalog_at(
        catalog: *const tokenlink_catalog, index: usize, out: *mut tokenlink_key
    ) -> tokenlink_status;
    catalog_find = tokenlink_catalog_find(
        catalog: *const tokenlink_catalog, key: *const u8, size: usize, out: *mut tokenlink_key
    ) -> tokenlink_status;
    wrong_key_count = tokenlink_wrong_key_count() -> usize;
    wrong_key_at = tokenlink_wrong_key_at(index: usize, out: *mut tokenlink_wrong_key) -> tokenlink_status;
    wrong_key_find = tokenlink_wrong_key_find(
        key: *const u8, size: usize, out: *mut tokenlink_wrong_key
    ) -> tokenlink_status;
    preset_count = tokenlink_preset_count() -> usize;
    preset_at = tokenlink_preset_at(index: usize, out: *mut tokenlink_preset) -> tokenlink_status;
    preset_find = tokenlink_preset_find(name: *const u8, size: usize, out: *mut tokenlink_preset) -> tokenlink_status;
    rule_count = tokenlink_rule_count() -> usize;
    rule_at = tokenlink_rule_at(index: usize, out: *mut tokenlink_rule) -> tokenlink_status;
    rule_find = tokenlink_rule_find(number: u32, out: *mut tokenlink_rule) -> tokenlink_status;
}

/// The one function a program that loads the library looks up: `tokenlink_get_api()` of `tokenlink_api.h`.
pub type tokenlink_get_api_fn = unsafe extern "C" fn(
    abi_major: u32,
    min_minor: u32,
    out: *mut *const tokenlink_api,
    err: *mut tokenlink_error,
) -> tokenlink_status;
