// SPDX-License-Identifier: MIT
//! The structs of `tokenlink.h`, which explains every field; tests/layout.rs compares them with it.
#![allow(missing_docs)]

/// Zero, or the number of a `TOKENLINK_E_...`. An open set: a later library may return numbers that have no name here.
pub type tokenlink_status = i32;

/// A size that says which fields a struct has, for `struct_size`.
pub const fn struct_size<T>() -> u32 {
    core::mem::size_of::<T>() as u32
}

macro_rules! structs {
    ($($(#[$doc:meta])* $name:ident { $($field:ident: $type:ty,)* })*) => {
        $(
            $(#[$doc])*
            #[repr(C)]
            #[derive(Clone, Copy, Debug)]
            pub struct $name { $(pub $field: $type,)* }
        )*
    };
}

structs! {
    /// A text; `ptr` is null where it is absent.
    tokenlink_str { ptr: *const u8, len: usize, }

    /// A key and a type: `dns:edit`.
    tokenlink_permission { key: tokenlink_str, type_: tokenlink_str, }

    /// A parameter of a link that the format does not know.
    tokenlink_param { name: tokenlink_str, value: tokenlink_str, }

    /// One thing the linter has to say.
    tokenlink_finding {
        rule: u32,
        severity: i32,
        permission: i32,
        reserved: i32,
        offset: usize,
        length: usize,
        message: tokenlink_str,
        fix: tokenlink_str,
    }

    /// Strings as a column: row i is the bytes `data[offsets[i]..offsets[i + 1]]`.
    tokenlink_column { data: *const u8, offsets: *const u32, }

    /// What went wrong and where.
    tokenlink_error {
        struct_size: u32,
        status: tokenlink_status,
        rule: u32,
        reserved: u32,
        offset: u64,
        detail: [u8; 104],
    }

    /// What a link is built from.
    tokenlink_request {
        struct_size: u32,
        kind: i32,
        permissions: *const tokenlink_permission,
        permission_count: usize,
        account_id: tokenlink_str,
        zone_id: tokenlink_str,
        name: tokenlink_str,
    }

    /// What a link that was read says.
    tokenlink_link {
        struct_size: u32,
        kind: i32,
        permissions: *const tokenlink_permission,
        permission_count: usize,
        account_id: tokenlink_str,
        zone_id: tokenlink_str,
        name: tokenlink_str,
        extra: *const tokenlink_param,
        extra_count: usize,
        findings: *const tokenlink_finding,
        finding_count: usize,
        finding_total: usize,
    }

    /// Many rows for one template.
    tokenlink_batch {
        struct_size: u32,
        terminator: i32,
        columns: *const tokenlink_column,
        column_count: usize,
        first_row: usize,
        row_count: usize,
        out: *mut u8,
        out_cap: usize,
        out_offsets: *mut u32,
        statuses: *mut tokenlink_status,
        rows_done: usize,
        rows_failed: usize,
    }

    /// What many links say.
    tokenlink_parsed_rows {
        struct_size: u32,
        reserved: u32,
        row_count: usize,
        rows_failed: usize,
        statuses: *const tokenlink_status,
        error_offsets: *const u32,
        kinds: *const i32,
        account_ids: *const tokenlink_str,
        zone_ids: *const tokenlink_str,
        names: *const tokenlink_str,
        permission_offsets: *const u32,
        permissions: *const tokenlink_permission,
    }

    /// A key of a catalog.
    tokenlink_key {
        struct_size: u32,
        reserved: u32,
        key: tokenlink_str,
        types: *const tokenlink_str,
        type_count: usize,
        scope: tokenlink_str,
        label: tokenlink_str,
        evidence: tokenlink_str,
        note: tokenlink_str,
        section: tokenlink_str,
        description: tokenlink_str,
        use_cases: tokenlink_str,
    }

    /// A key that people use and that does not work.
    tokenlink_wrong_key {
        struct_size: u32,
        reserved: u32,
        key: tokenlink_str,
        why: tokenlink_str,
        use_key: tokenlink_str,
        use_type: tokenlink_str,
        advice: tokenlink_str,
        evidence: tokenlink_str,
    }

    /// A ready-made set of permissions.
    tokenlink_preset {
        struct_size: u32,
        reserved: u32,
        name: tokenlink_str,
        group: tokenlink_str,
        use_case: tokenlink_str,
        token_name: tokenlink_str,
        permissions: *const tokenlink_permission,
        permission_count: usize,
    }

    /// A rule of the linter.
    tokenlink_rule {
        struct_size: u32,
        number: u32,
        id: tokenlink_str,
        slug: tokenlink_str,
        severity: i32,
        account_severity: i32,
        sentence: tokenlink_str,
        explanation: tokenlink_str,
        bad: tokenlink_str,
        good: tokenlink_str,
    }
}

macro_rules! handles {
    ($($(#[$doc:meta])* $name:ident;)*) => {
        $(
            $(#[$doc])*
            #[repr(C)]
            #[derive(Debug)]
            pub struct $name { _opaque: [u8; 0] }
        )*
    };
}

handles! {
    /// Reads links; one thread at a time.
    tokenlink_reader;
    /// A compiled request.
    tokenlink_template;
    /// Known permission keys.
    tokenlink_catalog;
}
