// SPDX-License-Identifier: MIT
//! What several tests share. None of them uses all of it.
#![allow(dead_code)]
use std::fs;
use std::path::{Path, PathBuf};

/// The resident memory of a process in bytes, `"self"` for this one.
pub fn resident(process: &str) -> usize {
    const PAGE: usize = 4096;
    let statm = fs::read_to_string(format!("/proc/{process}/statm")).expect("/proc");
    statm.split(' ').nth(1).unwrap().parse::<usize>().unwrap() * PAGE
}

/// An example, which cargo builds next to this test.
pub fn example(name: &str) -> PathBuf {
    let tests = std::env::current_exe().unwrap();
    let path = tests
        .parent()
        .and_then(Path::parent)
        .unwrap()
        .join("examples")
        .join(name);
    assert!(
        path.exists(),
        "there is no {}; `cargo build --examples` makes it",
        path.display()
    );
    path
}

/// An empty folder for this test.
pub fn scratch(name: &str) -> PathBuf {
    let folder = std::env::temp_dir().join(format!("tokenlink-{name}-{}", std::process::id()));
    let _ = fs::remove_dir_all(&folder);
    fs::create_dir_all(&folder).unwrap();
    folder
}

/// A shared object compiled from C.
pub fn compile(folder: &Path, name: &str, source: &str) -> PathBuf {
    let (c, object) = (folder.join(format!("{name}.c")), folder.join(name));
    fs::write(&c, source).unwrap();
    let compiler = std::env::var("CC").unwrap_or_else(|_| "cc".into());
    let done = std::process::Command::new(compiler)
        .args(["-shared", "-fPIC", "-Wl,-soname,libtokenlink.so.1", "-o"])
        .args([&object, &c])
        .output()
        .expect("a C compiler");
    assert!(done.status.success(), "{}", String::from_utf8_lossy(&done.stderr));
    object
}
