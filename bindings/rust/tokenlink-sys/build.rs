// SPDX-License-Identifier: MIT
//! Finds libtokenlink: in TOKENLINK_LIB_DIR, else by pkg-config, else where the linker looks.
use std::env;
use std::ffi::OsString;
use std::path::{Path, PathBuf};
use std::process::{exit, Command};

const ABI_MAJOR: u32 = 1;
const PACKAGE: &str = "tokenlink >= 1.0";

/// Where the library is. Empty if the linker is to find it.
#[derive(Default)]
struct Found {
    lib: Vec<PathBuf>,
    include: Option<PathBuf>,
}

fn main() {
    println!("cargo:rerun-if-changed=build.rs");
    let is_static = has("CARGO_FEATURE_STATIC");
    // With none or several of the features, lib.rs does not compile and says why. Documentation needs no library, and
    // dlopen finds it at run time.
    if has("CARGO_FEATURE_DLOPEN") || is_static == has("CARGO_FEATURE_LINK") || variable("DOCS_RS").is_some() {
        return;
    }
    let found = from_environment(is_static)
        .or_else(|| from_pkg_config(is_static))
        .unwrap_or_default();
    if let Some(include) = &found.include {
        check_header(include);
        println!("cargo:include={}", include.display());
    }
    for folder in &found.lib {
        println!("cargo:rustc-link-search=native={}", folder.display());
        println!("cargo:lib={}", folder.display());
    }
    if !is_static {
        println!("cargo:rustc-link-lib=tokenlink");
        return;
    }
    if found.lib.is_empty() {
        stop(
            "the feature `static` needs the folder of libtokenlink.a. Set TOKENLINK_LIB_DIR to it, or PKG_CONFIG_PATH \
             to the folder of tokenlink.pc",
        );
    }
    println!("cargo:rustc-link-lib=static=tokenlink");
    let runtime = variable("CXXSTDLIB").unwrap_or_else(|| default_runtime().into());
    if !runtime.is_empty() {
        println!("cargo:rustc-link-lib={}", runtime.to_string_lossy());
    }
}

fn from_environment(is_static: bool) -> Option<Found> {
    let lib = PathBuf::from(variable("TOKENLINK_LIB_DIR")?);
    let names: &[&str] = if is_static {
        &["libtokenlink.a"]
    } else {
        &["libtokenlink.so", "libtokenlink.dylib"]
    };
    if !names.iter().any(|name| lib.join(name).exists()) {
        stop(&format!(
            "TOKENLINK_LIB_DIR is {}, where there is no {}. Set it to the folder that has it",
            lib.display(),
            names[0]
        ));
    }
    Some(Found {
        lib: vec![lib],
        include: variable("TOKENLINK_INCLUDE_DIR").map(PathBuf::from),
    })
}

/// None if there is no pkg-config, or it does not know the package.
fn from_pkg_config(is_static: bool) -> Option<Found> {
    for name in ["PKG_CONFIG_PATH", "PKG_CONFIG_LIBDIR"] {
        variable(name);
    }
    let cross = env::var_os("HOST") != env::var_os("TARGET");
    if cross && variable("PKG_CONFIG_ALLOW_CROSS").is_none() && variable("PKG_CONFIG_SYSROOT_DIR").is_none() {
        return None;
    }
    pkg_config(&["--exists", "tokenlink"])?;
    let flags = pkg_config(&["--cflags", "--libs", PACKAGE]).unwrap_or_else(|| {
        let version = pkg_config(&["--modversion", "tokenlink"]).unwrap_or_default();
        stop(&format!(
            "pkg-config finds tokenlink {}, but `{PACKAGE}` is needed. Install a newer one, or set TOKENLINK_LIB_DIR",
            version.trim()
        ))
    });
    let mut found = Found::default();
    for flag in words(&flags) {
        if let Some(folder) = flag.strip_prefix("-L") {
            found.lib.push(folder.into());
        } else if let Some(folder) = flag.strip_prefix("-I") {
            found.include = Some(folder.into());
        }
    }
    // pkg-config omits the system's folders. The linker knows them, but rustc, which looks for the archive, does not.
    if is_static && found.lib.is_empty() {
        found
            .lib
            .push(pkg_config(&["--variable=libdir", "tokenlink"])?.trim().into());
    }
    Some(found)
}

/// The words of pkg-config's output. A backslash keeps the character after it in its word.
fn words(text: &str) -> Vec<String> {
    let mut words = vec![String::new()];
    let mut characters = text.chars();
    while let Some(character) = characters.next() {
        if character.is_whitespace() {
            words.push(String::new());
        } else if let (Some(word), Some(kept)) = (
            words.last_mut(),
            if character == '\\' {
                characters.next()
            } else {
                Some(character)
            },
        ) {
            word.push(kept);
        }
    }
    words.retain(|word| !word.is_empty());
    words
}

fn pkg_config(arguments: &[&str]) -> Option<String> {
    let program = variable("PKG_CONFIG").unwrap_or_else(|| "pkg-config".into());
    let output = Command::new(program).args(arguments).output().ok()?;
    let text = String::from_utf8(output.stdout).ok()?;
    output.status.success().then_some(text)
}

/// A header of another major version would describe other structs than src/generated does.
fn check_header(include: &Path) {
    let path = include.join("tokenlink.h");
    println!("cargo:rerun-if-changed={}", path.display());
    let text = std::fs::read_to_string(&path).unwrap_or_else(|error| {
        stop(&format!(
            "{} cannot be read: {error}. TOKENLINK_INCLUDE_DIR must be the folder of tokenlink.h",
            path.display()
        ))
    });
    let major = text
        .lines()
        .find_map(|line| line.strip_prefix("#define TOKENLINK_ABI_MAJOR"))
        .and_then(|rest| rest.trim().parse::<u32>().ok());
    if major != Some(ABI_MAJOR) {
        stop(&format!(
            "{} has ABI {}, but {ABI_MAJOR} is needed. Install tokenlink {ABI_MAJOR}.x, or set TOKENLINK_INCLUDE_DIR \
             and TOKENLINK_LIB_DIR to it",
            path.display(),
            major.map_or("unknown".to_string(), |number| number.to_string()),
        ));
    }
}

fn default_runtime() -> &'static str {
    match env::var("CARGO_CFG_TARGET_VENDOR").as_deref() {
        Ok("apple") => "c++",
        _ => "stdc++",
    }
}

fn has(feature: &str) -> bool {
    env::var_os(feature).is_some()
}

/// The value of an environment variable. Cargo runs this again when it changes.
fn variable(name: &str) -> Option<OsString> {
    println!("cargo:rerun-if-env-changed={name}");
    env::var_os(name)
}

fn stop(why: &str) -> ! {
    eprintln!("tokenlink-sys: {why}.");
    exit(1)
}
