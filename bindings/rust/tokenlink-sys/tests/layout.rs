// SPDX-License-Identifier: MIT
//! A struct that C lays out otherwise, or a number that means something else there: a C program prints what the header
//! says of every struct, field and number, and it must be what Rust says.
use std::env;
use std::fmt::Write;
use std::mem::{align_of, size_of, MaybeUninit};
use std::path::{Path, PathBuf};
use std::process::Command;
use tokenlink_sys::*;

fn include_dir() -> PathBuf {
    match env::var_os("TOKENLINK_INCLUDE_DIR") {
        Some(folder) => folder.into(),
        None => Path::new(env!("CARGO_MANIFEST_DIR")).join("../../../capi"),
    }
}

/// The same facts twice: as C statements that print them, and as Rust sees them.
#[derive(Default)]
struct Facts {
    c: String,
    rust: String,
}

impl Facts {
    fn structure(&mut self, name: &str, size: usize, align: usize) {
        writeln!(
            self.c,
            r#"printf("{name} %zu %zu\n", sizeof({name}), _Alignof({name}));"#
        )
        .unwrap();
        writeln!(self.rust, "{name} {size} {align}").unwrap();
    }

    fn field(&mut self, name: &str, field: &str, offset: usize, size: usize) {
        // `type` is a word of Rust's.
        let field = field.trim_end_matches('_');
        let there = format!("offsetof({name}, {field}), sizeof((({name} *)0)->{field})");
        writeln!(self.c, r#"printf("{name}.{field} %zu %zu\n", {there});"#).unwrap();
        writeln!(self.rust, "{name}.{field} {offset} {size}").unwrap();
    }

    /// What a C program with the statements prints.
    fn printed_by_c(&self, folder: &Path) -> String {
        let source = folder.join("layout.c");
        let program = folder.join("layout");
        let text = format!(
            "#include <stddef.h>\n#include <stdio.h>\n#include <tokenlink.h>\nint main(void) {{\n{}return 0;\n}}\n",
            self.c
        );
        std::fs::write(&source, text).unwrap();
        let compiler = env::var("CC").unwrap_or_else(|_| "cc".into());
        let compiled = Command::new(compiler)
            .args(["-std=c11", "-Wall", "-Werror", "-I"])
            .arg(include_dir())
            .arg(&source)
            .arg("-o")
            .arg(&program)
            .output()
            .expect("a C compiler");
        assert!(
            compiled.status.success(),
            "{}",
            String::from_utf8_lossy(&compiled.stderr)
        );
        String::from_utf8(Command::new(program).output().unwrap().stdout).unwrap()
    }

    fn compare(&self, name: &str) {
        let folder = env::temp_dir().join(format!("tokenlink-{name}-{}", std::process::id()));
        std::fs::create_dir_all(&folder).unwrap();
        let printed = self.printed_by_c(&folder);
        std::fs::remove_dir_all(&folder).unwrap();
        assert_eq!(printed.lines().count(), self.rust.lines().count());
        for (c, rust) in printed.lines().zip(self.rust.lines()) {
            assert_eq!(c, rust, "the header and this crate");
        }
    }
}

fn size_of_pointee<T>(_: *const T) -> usize {
    size_of::<T>()
}

macro_rules! structs {
    ($facts:ident; $($name:ident { $($field:ident)* })*) => {$(
        $facts.structure(stringify!($name), size_of::<$name>(), align_of::<$name>());
        let room = MaybeUninit::<$name>::uninit();
        $(
            // SAFETY: nothing is read; only the field's address is taken.
            let at = unsafe { std::ptr::addr_of!((*room.as_ptr()).$field) };
            let offset = at as usize - room.as_ptr() as usize;
            $facts.field(stringify!($name), stringify!($field), offset, size_of_pointee(at));
        )*
        // Without a pattern of all fields one that is missing above would not be missed.
        let _ = |$name { $($field: _),* }: $name| ();
    )*};
}

#[test]
fn a_struct_that_c_lays_out_otherwise() {
    let mut facts = Facts::default();
    structs! { facts;
        tokenlink_str { ptr len }
        tokenlink_permission { key type_ }
        tokenlink_param { name value }
        tokenlink_finding { rule severity permission reserved offset length message fix }
        tokenlink_column { data offsets }
        tokenlink_error { struct_size status rule reserved offset detail }
        tokenlink_request { struct_size kind permissions permission_count account_id zone_id name }
        tokenlink_link {
            struct_size kind permissions permission_count account_id zone_id name extra extra_count findings
            finding_count finding_total
        }
        tokenlink_batch {
            struct_size terminator columns column_count first_row row_count out out_cap out_offsets statuses rows_done
            rows_failed
        }
        tokenlink_parsed_rows {
            struct_size reserved row_count rows_failed statuses error_offsets kinds account_ids zone_ids names
            permission_offsets permissions
        }
        tokenlink_key {
            struct_size reserved key types type_count scope label evidence note section description use_cases
        }
        tokenlink_wrong_key { struct_size reserved key why use_key use_type advice evidence }
        tokenlink_preset { struct_size reserved name group use_case token_name permissions permission_count }
        tokenlink_rule {
            struct_size number id slug severity account_severity sentence explanation bad good
        }
        tokenlink_api {
            struct_size abi_major abi_minor reserved version status_name encode decode build build_bound template_new
            template_free template_column_count template_column_name template_render template_render_rows reader_new
            reader_free parse lint canonicalize parse_rows permissions_read catalog_builtin catalog_new catalog_free
            catalog_count catalog_at catalog_find wrong_key_count wrong_key_at wrong_key_find preset_count preset_at
            preset_find rule_count rule_at rule_find
        }
    }
    facts.compare("layout");
}

#[test]
fn a_struct_of_the_header_that_is_not_looked_at() {
    let header = std::fs::read_to_string(include_dir().join("tokenlink.h")).unwrap();
    let here = include_str!("layout.rs");
    let names = header
        .lines()
        .filter_map(|line| line.strip_prefix("typedef struct ")?.strip_suffix(" {"));
    let mut count = 0;
    for name in names {
        count += 1;
        assert!(here.contains(&format!("        {name} {{")), "{name}");
    }
    assert_eq!(count, 14);
}

#[test]
fn a_number_that_means_something_else() {
    let mut facts = Facts::default();
    for line in include_str!("../src/generated.rs").lines() {
        let declaration = match line.strip_prefix("pub const ") {
            Some(rest) if !rest.contains("&str") => rest.trim_end_matches(';'),
            _ => continue,
        };
        let (name, value) = (
            declaration.split(':').next().unwrap(),
            declaration.split("= ").nth(1).unwrap(),
        );
        writeln!(facts.c, r#"printf("{name} %lld\n", (long long){name});"#).unwrap();
        writeln!(facts.rust, "{name} {value}").unwrap();
    }
    assert!(facts.rust.lines().count() >= 37, "{}", facts.rust);
    facts.compare("numbers");
}

#[test]
fn a_crate_that_names_another_release_than_its_header() {
    let (_, release) = env!("CARGO_PKG_VERSION").split_once("+tokenlink.").unwrap();
    assert_eq!(release, TOKENLINK_VERSION);
}

#[test]
fn a_struct_size_that_is_cut() {
    assert_eq!(struct_size::<tokenlink_error>(), 128);
    assert_eq!(
        struct_size::<tokenlink_request>() as usize,
        size_of::<tokenlink_request>()
    );
}
