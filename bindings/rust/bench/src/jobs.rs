// SPDX-License-Identifier: MIT
//! All jobs. A job with a goal has the name of the goal.
use crate::job::Job;
use crate::{columnar, reading, writing};

const LOCK: &str = include_str!("../Cargo.lock");

/// The versions that Cargo.lock pins: `url 2.5.8 + serde_json 1.0.154`.
pub fn version_of(packages: &[&str]) -> String {
    let one = |package: &&str| {
        let entry = format!("name = \"{package}\"\nversion = \"");
        let (_, rest) = LOCK.split_once(&entry).expect("a package of Cargo.lock");
        format!("{package} {}", rest.split('"').next().unwrap())
    };
    packages.iter().map(one).collect::<Vec<_>>().join(" + ")
}

pub fn all() -> Vec<Job> {
    let mut jobs = writing::build();
    jobs.push(writing::render());
    jobs.extend(reading::parse());
    jobs.push(columnar::render_rows());
    jobs
}
