// SPDX-License-Identifier: MIT
//! Times all jobs, or one, and writes their rows as JSON: ratios OUT.json ALLOCATIONS [JOB]. ALLOCATIONS is the output
//! of benches/allocations.rs.
use serde::Serialize;
use std::{env, fs};
use tokenlink_bench::job::{Contender, Job};
use tokenlink_bench::{all, Random};

const ROUNDS: usize = 61;

#[derive(Serialize)]
struct Report {
    host: &'static str,
    version: &'static str,
    library: &'static str,
    rows: Vec<Row>,
}

#[derive(Serialize)]
struct Row {
    job: String,
    ours: String,
    rival: String,
    version: String,
    ratio: Option<Spread>,
    ours_ns: Option<f64>,
    rival_ns: Option<f64>,
    allocations: Option<f64>,
    fault: Option<String>,
}

/// Our time divided by the rival's, within a round.
#[derive(Serialize)]
struct Spread {
    median: f64,
    p10: f64,
    p90: f64,
}

fn at(values: &[f64], part: f64) -> f64 {
    let mut sorted = values.to_vec();
    sorted.sort_by(f64::total_cmp);
    sorted[((sorted.len() - 1) as f64 * part).round() as usize]
}

fn row(job: &Job, ours: &Contender, rival: &Contender, allocations: &str) -> Row {
    let fault = |contender: &Contender| Some(format!("{}: {}", contender.name, contender.fault.as_ref()?));
    let fault = fault(ours).or_else(|| fault(rival));
    let ratios: Vec<f64> = ours
        .ns
        .iter()
        .zip(&rival.ns)
        .map(|(ours, rival)| ours / rival)
        .collect();
    let timed = fault.is_none();
    let counted = |line: &&str| line.split('\t').take(2).eq([job.name, &ours.name]);
    Row {
        job: job.name.to_string(),
        ours: ours.name.clone(),
        rival: rival.name.clone(),
        version: rival.version.clone(),
        ratio: timed.then(|| Spread {
            median: at(&ratios, 0.5),
            p10: at(&ratios, 0.1),
            p90: at(&ratios, 0.9),
        }),
        ours_ns: timed.then(|| at(&ours.ns, 0.5)),
        rival_ns: timed.then(|| at(&rival.ns, 0.5)),
        allocations: allocations
            .lines()
            .find(counted)
            .and_then(|line| line.split('\t').nth(2)?.parse().ok()),
        fault,
    }
}

fn main() {
    // Cargo adds --bench.
    let arguments: Vec<String> = env::args().skip(1).filter(|one| one != "--bench").collect();
    let (out, allocations, only) = match &arguments[..] {
        [out, allocations] => (out, allocations, None),
        [out, allocations, job] => (out, allocations, Some(job)),
        _ => panic!("usage: ratios OUT.json ALLOCATIONS [JOB]"),
    };
    let allocations = fs::read_to_string(allocations).expect("the allocations");
    let mut random = Random(1);
    let mut rows = Vec::new();
    for mut job in all().into_iter().filter(|job| only.is_none_or(|only| only == job.name)) {
        job.check();
        job.measure(ROUNDS, &mut random);
        for (ours, rival) in &job.pairs {
            let row = row(&job, &job.contenders[*ours], &job.contenders[*rival], &allocations);
            let ratio = row.ratio.as_ref();
            println!(
                "{:42} {:38} {}",
                row.job,
                row.rival,
                ratio.map_or(row.fault.clone().unwrap_or_default(), |ratio| format!(
                    "{:.4} ({:.4} to {:.4}), {:.1} ns",
                    ratio.median,
                    ratio.p10,
                    ratio.p90,
                    row.ours_ns.unwrap_or(0.0)
                ))
            );
            rows.push(row);
        }
    }
    let report = Report {
        host: "rust",
        version: option_env!("RUSTC_VERSION").unwrap_or("unknown"),
        library: tokenlink::version(),
        rows,
    };
    fs::write(out, serde_json::to_string_pretty(&report).unwrap() + "\n").unwrap();
}
