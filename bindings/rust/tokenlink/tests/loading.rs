// SPDX-License-Identifier: MIT
//! Libraries that are missing, not tokenlink, too old or too new: each must give an error and none a crash. A library
//! is never unloaded, so each case is a process of its own: this program, started again.
mod support;

use std::path::{Path, PathBuf};
use std::process::{exit, Command};
use std::{env, fs, panic};
use support::{compile, scratch};
use tokenlink::{load, load_default, LoadErrorKind, Permission, Reader, Request, Status};

const DNS: &[Permission<'static>] = &[Permission::new("dns", "edit")];

/// The start of every fake.
const PRELUDE: &str = r#"
#include <stddef.h>
#include <stdint.h>
#include <string.h>
typedef struct { uint32_t struct_size, status, rule, part; uint64_t offset; int32_t index; uint32_t reserved;
                 char detail[128]; } error;
static int32_t refuse(error *err, const char *detail)
{
    if (err != NULL) { err->status = 2; strcpy(err->detail, detail); }
    return 2;
}
"#;

/// A library of another major version.
const OTHER_MAJOR: &str = r#"
const char *tokenlink_version(void) { return "2.3.4"; }
int32_t tokenlink_get_api(uint32_t major, uint32_t minor, const void **out, error *err)
{ (void)major; (void)minor; (void)out; return refuse(err, "this library has ABI 2.1, ABI 1.0 was asked for"); }
"#;

/// A library from before the first release, which has fewer functions and ignores the version it is asked for.
const OLDER_MINOR: &str = r#"
const char *tokenlink_version(void) { return "0.9.0"; }
static const struct { uint32_t struct_size, abi_major, abi_minor, reserved; void *slots[3]; } table =
    {40, 1, 0, 0, {0, 0, 0}};
int32_t tokenlink_get_api(uint32_t major, uint32_t minor, const void **out, error *err)
{ (void)major; (void)minor; (void)err; *out = &table; return 0; }
"#;

const NO_TABLE: &str = r#"
int32_t tokenlink_get_api(uint32_t major, uint32_t minor, const void **out, error *err)
{ (void)major; (void)minor; (void)err; *out = NULL; return 0; }
"#;

/// The real library's functions in the longer table of a later minor version.
const NEWER_MINOR: &str = r#"
#include <dlfcn.h>
typedef int32_t (*get)(uint32_t, uint32_t, const void **, error *);
static char table[4096];
int32_t tokenlink_get_api(uint32_t major, uint32_t minor, const void **out, error *err)
{
    const uint32_t *theirs;
    void *library = dlopen(REAL, RTLD_NOW | RTLD_LOCAL);
    get get_api = library != NULL ? (get)dlsym(library, "tokenlink_get_api") : NULL;
    if (get_api == NULL || get_api(major, minor, (const void **)&theirs, err) != 0)
        return refuse(err, "no real library");
    memcpy(table, theirs, theirs[0]);
    ((uint32_t *)table)[0] = sizeof table;
    ((uint32_t *)table)[2] = 7;
    *out = table;
    return 0;
}
"#;

fn real() -> PathBuf {
    PathBuf::from(env::var_os("TOKENLINK_LIBRARY").expect("TOKENLINK_LIBRARY must name the real library"))
}

/// The child: prints its results.
fn child(action: &str, arguments: &[String]) {
    let build = || Request::user(DNS).name("a").build().map(|link| link.len());
    match action {
        "load" => {
            for path in arguments {
                match load(path) {
                    Ok(()) => println!("ok {}", build().unwrap()),
                    Err(error) => println!("{:?}: {error}", error.kind()),
                }
            }
        }
        "load_default" => match load_default() {
            Ok(()) => println!("ok {}", build().unwrap()),
            Err(error) => println!("{:?}: {error}", error.kind()),
        },
        "lazily" => {
            match build() {
                Ok(size) => println!("ok {size}"),
                Err(error) => {
                    assert_eq!((error.status(), error.offset()), (Status::Abi, 0));
                    assert_eq!(error.status().name(), "E_ABI");
                    println!("{error}");
                    // Other functions return the same error, and those that cannot fail panic with it.
                    assert_eq!(Reader::new().unwrap_err().detail(), error.detail());
                    assert_eq!(tokenlink::decode("%41").to_bytes().unwrap_err(), error);
                    assert_eq!(Request::user(DNS).bound(), 0);
                    panic::set_hook(Box::new(|_| ()));
                    for call in [
                        || assert!(!tokenlink::version().is_empty()),
                        || assert!(tokenlink::rules().len() > 0),
                        || tokenlink::encode("a").append_to(&mut Vec::new()),
                    ] {
                        let cause = panic::catch_unwind(call).unwrap_err();
                        assert_eq!(cause.downcast_ref::<String>(), Some(&error.to_string()));
                    }
                }
            }
            // load() still succeeds after a failure.
            for path in arguments {
                load(path).unwrap();
                println!("ok {}", build().unwrap());
            }
        }
        other => panic!("{other}"),
    }
}

/// Runs a child and returns the lines it prints. `library` is its TOKENLINK_LIBRARY.
fn run(library: Option<&Path>, loader_path: Option<&Path>, action: &str, arguments: &[&Path]) -> Vec<String> {
    let mut command = Command::new(env::current_exe().unwrap());
    command.arg("child").arg(action).args(arguments);
    command.env_remove("TOKENLINK_LIBRARY").env_remove("LD_LIBRARY_PATH");
    if let Some(path) = library {
        command.env("TOKENLINK_LIBRARY", path);
    }
    if let Some(path) = loader_path {
        command.env("LD_LIBRARY_PATH", path);
    }
    let output = command.output().unwrap();
    let stderr = String::from_utf8_lossy(&output.stderr);
    assert!(output.status.success(), "{action}: {}: {stderr}", output.status);
    String::from_utf8(output.stdout)
        .unwrap()
        .lines()
        .map(str::to_string)
        .collect()
}

/// The error for a library that is refused, which is the same however it is loaded.
fn refused(kind: LoadErrorKind, path: &Path) -> String {
    let sentence = run(None, None, "load", &[path]).concat();
    let prefix = format!("{kind:?}: tokenlink: ");
    assert!(sentence.starts_with(&prefix) && sentence.ends_with('.'), "{sentence}");
    let by_variable = run(Some(path), None, "load_default", &[]).concat();
    assert!(
        by_variable.starts_with(&prefix) && by_variable.contains("TOKENLINK_LIBRARY names it"),
        "{by_variable}"
    );
    let lazily = run(Some(path), None, "lazily", &[&real()]);
    assert_eq!(format!("{kind:?}: {}", lazily[0]), by_variable);
    assert!(lazily[1].starts_with("ok "), "{lazily:?}");
    sentence
}

fn contains_all(sentence: &str, parts: &[&str]) {
    for part in parts {
        assert!(sentence.contains(part), "no {part:?} in: {sentence}");
    }
}

fn a_library_that_is_not_there(folder: &Path) {
    let missing = folder.join("missing.so");
    contains_all(
        &refused(LoadErrorKind::Unloadable, &missing),
        &["missing.so", "Install tokenlink", "TOKENLINK_LIBRARY"],
    );
    let text = folder.join("text.so");
    fs::write(&text, "not a library").unwrap();
    contains_all(&refused(LoadErrorKind::Unloadable, &text), &["text.so"]);
    refused(LoadErrorKind::Unloadable, folder);
    // An empty variable counts as not set.
    for empty in [None, Some(Path::new(""))] {
        let sentence = run(empty, None, "load_default", &[]).concat();
        contains_all(
            &sentence,
            &["Unloadable", "libtokenlink.so.1", "TOKENLINK_LIBRARY is not set"],
        );
    }
    contains_all(&load("a\0b").unwrap_err().to_string(), &["NUL"]);
}

fn a_library_that_is_not_tokenlink(folder: &Path) {
    let path = compile(folder, "foreign.so", "int tokenlink_answer = 42;");
    contains_all(
        &refused(LoadErrorKind::Foreign, &path),
        &["foreign.so", "tokenlink_get_api", "libtokenlink.so.1", "1.0"],
    );
}

fn a_library_of_another_major(folder: &Path) {
    let path = compile(folder, "major.so", &format!("{PRELUDE}{OTHER_MAJOR}"));
    let found = [
        "major.so` (release 2.3.4)",
        "has ABI 2.1",
        "ABI 1.0 or a later 1.x is needed",
        "Install",
    ];
    contains_all(&refused(LoadErrorKind::Version, &path), &found);
}

fn an_older_library(folder: &Path) {
    let path = compile(folder, "older.so", &format!("{PRELUDE}{OLDER_MINOR}"));
    let found = [
        "older.so` (release 0.9.0)",
        "a function table of 40 bytes",
        "is needed",
        "Install",
    ];
    contains_all(&refused(LoadErrorKind::Version, &path), &found);
}

fn a_library_without_a_table(folder: &Path) {
    let path = compile(folder, "none.so", &format!("{PRELUDE}{NO_TABLE}"));
    contains_all(
        &refused(LoadErrorKind::Version, &path),
        &["none.so` cannot be used", "no function table"],
    );
}

fn a_newer_library_that_is_refused(folder: &Path) {
    let definition = format!("#define REAL {:?}\n", real());
    let path = compile(folder, "newer.so", &format!("{definition}{PRELUDE}{NEWER_MINOR}"));
    let lines = run(None, None, "load", &[&path]);
    assert!(lines[0].starts_with("ok "), "{lines:?}");
}

fn the_real_library_that_is_not_found(folder: &Path) {
    let real = real();
    let size = run(None, None, "load", &[&real]).concat();
    assert!(size.starts_with("ok "), "{size}");
    assert_eq!(run(Some(&real), None, "load_default", &[]).concat(), size);
    assert_eq!(run(Some(&real), None, "lazily", &[]).concat(), size);
    assert_eq!(run(None, real.parent(), "load_default", &[]).concat(), size);
    assert_eq!(run(None, real.parent(), "lazily", &[]).concat(), size);
    // Twice, and by another name.
    let other_name = folder.join("other_name.so");
    std::os::unix::fs::symlink(&real, &other_name).unwrap();
    assert_eq!(run(None, None, "load", &[&real, &real, &other_name]), [&size[..]; 3]);
}

fn two_libraries_at_once(folder: &Path) {
    let copy = folder.join("copy.so");
    fs::copy(real(), &copy).unwrap();
    let lines = run(None, None, "load", &[&real(), &copy]);
    assert!(lines[0].starts_with("ok "), "{lines:?}");
    contains_all(
        &lines[1],
        &["Occupied", "copy.so", &real().display().to_string(), "once"],
    );
}

type Test = (&'static str, fn(&Path));

fn main() {
    let arguments: Vec<String> = env::args().collect();
    if arguments.len() > 2 && arguments[1] == "child" {
        return child(&arguments[2], &arguments[3..]);
    }
    let tests: [Test; 8] = [
        ("a_library_that_is_not_there", a_library_that_is_not_there),
        ("a_library_that_is_not_tokenlink", a_library_that_is_not_tokenlink),
        ("a_library_of_another_major", a_library_of_another_major),
        ("an_older_library", an_older_library),
        ("a_library_without_a_table", a_library_without_a_table),
        ("a_newer_library_that_is_refused", a_newer_library_that_is_refused),
        ("the_real_library_that_is_not_found", the_real_library_that_is_not_found),
        ("two_libraries_at_once", two_libraries_at_once),
    ];
    let folder = scratch("loading");
    let (mut passed, mut failed) = (0, 0);
    for (name, test) in tests {
        let ok = panic::catch_unwind(|| test(&folder)).is_ok();
        println!("test {name} ... {}", if ok { "ok" } else { "FAILED" });
        *(if ok { &mut passed } else { &mut failed }) += 1;
    }
    fs::remove_dir_all(&folder).unwrap();
    println!("loading: {passed} passed, {failed} failed");
    exit(i32::from(failed > 0));
}
