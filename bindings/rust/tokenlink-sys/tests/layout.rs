// SPDX-License-Identifier: MIT
//! A struct that C lays out differently, or a number that is different in C: a C program prints what the header says
//! about every struct, member and number, and Rust must agree.
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
        let c = format!(r#"printf("{name} %zu %zu\n", sizeof({name}), _Alignof({name}));"#);
        writeln!(self.c, "{c}").unwrap();
        writeln!(self.rust, "{name} {size} {align}").unwrap();
    }

    fn member(&mut self, name: &str, member: &str, offset: usize, size: usize) {
        // `type` is a keyword in Rust.
        let member = member.trim_end_matches('_');
        let values = format!("offsetof({name}, {member}), sizeof((({name} *)0)->{member})");
        writeln!(self.c, r#"printf("{name}.{member} %zu %zu\n", {values});"#).unwrap();
        writeln!(self.rust, "{name}.{member} {offset} {size}").unwrap();
    }

    /// The output of a C program with the statements.
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
        let said = String::from_utf8_lossy(&compiled.stderr);
        assert!(compiled.status.success(), "{said}");
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
    ($($name:ident { $($member:ident)* })*) => {
        fn add_every_struct(facts: &mut Facts) {$(
            facts.structure(stringify!($name), size_of::<$name>(), align_of::<$name>());
            let room = MaybeUninit::<$name>::uninit();
            $(
                // SAFETY: only the member's address is taken.
                let at = unsafe { std::ptr::addr_of!((*room.as_ptr()).$member) };
                let offset = at as usize - room.as_ptr() as usize;
                facts.member(stringify!($name), stringify!($member), offset, size_of_pointee(at));
            )*
            // Does not compile if a member is missing above.
            let _ = |$name { $($member: _),* }: $name| ();
        )*}
    };
}

include!("generated/layout.rs");

#[test]
fn a_struct_that_c_lays_out_differently() {
    let mut facts = Facts::default();
    add_every_struct(&mut facts);
    facts.compare("layout");
}

#[test]
fn a_number_that_is_different_in_c() {
    let mut facts = Facts::default();
    for line in include_str!("../src/generated/declarations.rs").lines() {
        let declaration = line.strip_prefix("pub const ").and_then(|rest| rest.split_once(": "));
        if let Some((name, rest)) = declaration {
            if let Some(value) = rest.strip_suffix(';').and_then(|rest| rest.split("= ").nth(1)) {
                if !value.starts_with('"') {
                    writeln!(facts.c, r#"printf("{name} %lld\n", (long long){name});"#).unwrap();
                    writeln!(facts.rust, "{name} {value}").unwrap();
                }
            }
        }
    }
    assert!(facts.rust.lines().count() >= 50, "{}", facts.rust);
    facts.compare("numbers");
}

#[test]
fn a_crate_that_names_another_release_than_its_header() {
    let (_, release) = env!("CARGO_PKG_VERSION").split_once("+tokenlink.").unwrap();
    assert_eq!(release, TOKENLINK_VERSION);
}
