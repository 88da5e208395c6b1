// SPDX-License-Identifier: MIT
//! Runs every case of tests/vectors, or of the folder that TOKENLINK_VECTORS names, as strictly as the C++ runner
//! there, through every function that the case is about. Has no test harness, because it counts cases.
mod case;
mod json;
mod raw;
mod reading;
mod template;
mod writing;

use case::Check;
use json::Json;
use std::collections::BTreeSet;
use std::panic::{self, AssertUnwindSafe};
use std::path::{Path, PathBuf};
use std::{env, fs, process};

fn folder() -> PathBuf {
    match env::var_os("TOKENLINK_VECTORS") {
        Some(folder) => folder.into(),
        None => Path::new(env!("CARGO_MANIFEST_DIR")).join("../../../tests/vectors"),
    }
}

fn run(case: &Json) -> Check {
    match case.at("op").text() {
        "encode" | "decode" => writing::percent(case),
        "build" => writing::build(case),
        "canonicalize" => writing::canonicalize(case),
        "template" => template::run(case),
        "parse" | "lint" => reading::run(case),
        "permissions" => reading::read_permissions(case),
        "preset" => reading::preset(case),
        other => Err(format!("unknown op {other}")),
    }
}

/// A case that panics fails; the others still run.
fn run_guarded(case: &Json) -> Check {
    match panic::catch_unwind(AssertUnwindSafe(|| run(case))) {
        Ok(result) => result,
        Err(cause) => Err(match cause.downcast::<String>() {
            Ok(message) => format!("panics: {message}"),
            Err(_) => "panics".to_string(),
        }),
    }
}

fn main() {
    // Loads the library with `dlopen`, for the calls of tokenlink-sys.
    println!("tokenlink {}", tokenlink::version());
    let folder = folder();
    let (mut passed, mut failed) = (0, 0);
    let mut count = |id: &str, result: Check| match result {
        Ok(()) => passed += 1,
        Err(wrong) => {
            failed += 1;
            println!("FAIL {id}: {wrong}");
        }
    };
    let entries = fs::read_dir(&folder).unwrap_or_else(|error| panic!("{}: {error}", folder.display()));
    let mut files: Vec<PathBuf> = entries.map(|entry| entry.unwrap().path()).collect();
    files.retain(|path| path.extension().map_or(false, |extension| extension == "json"));
    files.sort();
    let mut ids = BTreeSet::new();
    for path in &files {
        let file = Json::parse(&fs::read_to_string(path).unwrap());
        let cases = file.at("cases").list();
        if cases.is_empty() {
            count(&path.display().to_string(), Err("has no cases".to_string()));
        }
        for case in cases {
            let id = case.at("id").text();
            let fresh = ids.insert(id.to_string());
            count(
                id,
                if fresh {
                    run_guarded(case)
                } else {
                    Err("this id is used twice".to_string())
                },
            );
        }
    }
    println!("vectors(rust): {passed} passed, {failed} failed");
    process::exit(i32::from(failed > 0 || passed == 0));
}
