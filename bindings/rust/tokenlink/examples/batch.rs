// SPDX-License-Identifier: MIT
//! Writes a link for each line of stdin, in fixed memory. Lines that fail are reported on stderr.
//!
//! printf 'Checkout\n東京モバイル\n' | cargo run --example batch -- dns:edit,zone:read '{team} deploy'
use std::io::{self, BufRead, Write};
use std::{env, process};
use tokenlink::{Batch, ColumnBuf, Reader, Request, Template};

/// The lines that are rendered at a time.
const ROWS: usize = 10_000;

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let arguments: Vec<String> = env::args().skip(1).collect();
    let (permissions, pattern) = match &arguments[..] {
        [permissions, pattern] => (permissions, pattern),
        _ => return Err("usage: batch PERMISSIONS PATTERN".into()),
    };
    let mut reader = Reader::new()?;
    let template = Request::user(reader.read_permissions(permissions)?)
        .name(pattern)
        .compile()?;
    if template.columns().len() != 1 {
        return Err("the pattern must have one column, such as {team}".into());
    }
    let mut input = io::stdin().lock();
    let mut teams = ColumnBuf::new();
    let mut batch = Batch::new().limit(1 << 20).terminated_by(b'\n');
    let (mut line, mut number, mut failed) = (Vec::new(), 0, 0);
    loop {
        line.clear();
        let at_end = input.read_until(b'\n', &mut line)? == 0;
        if !at_end {
            teams.push(line.strip_suffix(b"\n").unwrap_or(&line));
        }
        if teams.len() == ROWS || at_end {
            failed += render(&template, &teams, &mut batch, number)?;
            number += teams.len();
            teams.clear();
        }
        if at_end {
            process::exit(i32::from(failed > 0));
        }
    }
}

/// Returns the number of lines that failed. `before` lines came before these.
fn render(
    template: &Template,
    teams: &ColumnBuf,
    batch: &mut Batch,
    before: usize,
) -> Result<usize, Box<dyn std::error::Error>> {
    let (mut next, mut failed) = (0, 0);
    while next < teams.len() {
        next = template.render_rows(&[teams.as_column()], next.., batch)?;
        io::stdout().write_all(batch.as_bytes())?;
        failed += batch.failed();
        for error in batch.errors() {
            eprintln!(
                "line {}: {} ({})",
                before + error.row() + 1,
                error.detail(),
                error.status()
            );
        }
    }
    Ok(failed)
}
