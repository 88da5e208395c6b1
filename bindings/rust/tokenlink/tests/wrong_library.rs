// SPDX-License-Identifier: MIT
//! A linked program that finds no library, or a wrong one, when it starts: the system's loader reports it.
mod support;

use std::fs;
use std::path::Path;
use std::process::Command;

/// The loader's message for a program it does not start.
fn refusal(folder: &Path) -> String {
    let output = Command::new(support::example("build"))
        .env("LD_LIBRARY_PATH", folder)
        .output()
        .unwrap();
    // 127 is the loader's code; a crash has none.
    assert_eq!(output.status.code(), Some(127), "{output:?}");
    assert!(output.stdout.is_empty());
    String::from_utf8(output.stderr).unwrap()
}

#[test]
fn a_program_that_starts_without_its_library() {
    let folder = support::scratch("no-library");
    let said = refusal(&folder);
    assert!(
        said.contains("libtokenlink.so.1") && said.contains("No such file"),
        "{said}"
    );
    fs::remove_dir_all(folder).unwrap();
}

#[test]
fn a_program_that_starts_with_a_library_that_lacks_functions() {
    let folder = support::scratch("old-library");
    support::compile(
        &folder,
        "libtokenlink.so.1",
        "const char *tokenlink_version(void) { return \"0.9.0\"; }",
    );
    let said = refusal(&folder);
    assert!(
        said.contains("libtokenlink.so.1") || said.contains("tokenlink_"),
        "{said}"
    );
    fs::remove_dir_all(folder).unwrap();
}
