// SPDX-License-Identifier: MIT
//! Names on stdin, one a line; links on stdout. The prefix is the first argument.
use percent_encoding::{utf8_percent_encode, AsciiSet, NON_ALPHANUMERIC};
use std::io::{self, BufRead, BufWriter, Write};

const ESCAPED: &AsciiSet = &NON_ALPHANUMERIC.remove(b'-').remove(b'.').remove(b'_').remove(b'~');

fn main() -> io::Result<()> {
    let prefix = std::env::args().nth(1).unwrap_or_default();
    let mut out = BufWriter::with_capacity(256 * 1024, io::stdout().lock());
    for line in io::stdin().lock().lines() {
        writeln!(out, "{prefix}{}", utf8_percent_encode(&line?, ESCAPED))?;
    }
    out.flush()
}
