// SPDX-License-Identifier: MIT
//! What a link says and what is wrong with it, with the fixes applied.
//!
//! cargo run --example check -- 'https://dash.cloudflare.com/...'
use std::env;
use tokenlink::{Lint, Reader, Rule};

const SAMPLE: &str =
    "https://dash.cloudflare.com/profile/api-tokens?permissionGroupKeys=%5B%7B%22key%22%3A%22zone_dns%22%2C\
                      %22type%22%3A%22edit%22%7D%5D&accountId=*&zoneId=all&name=DNS+bot";

fn main() -> Result<(), tokenlink::Error> {
    let link = env::args().nth(1).unwrap_or_else(|| SAMPLE.to_string());
    let mut reader = Reader::new()?;
    let lint = reader.lint(&link);
    match lint.url() {
        Ok(url) => {
            if let Some(kind) = url.kind() {
                println!("kind: {kind}");
            }
            for permission in url.permissions() {
                println!("permission: {permission}");
            }
            println!("name: {}", url.name().unwrap_or("none"));
        }
        Err(error) => println!("it cannot be read: {error}"),
    }
    for finding in lint.findings() {
        println!("{finding}");
        if let Some(fix) = finding.fix() {
            println!("  replace with `{fix}`");
        }
        if let Some(rule) = Rule::find(finding.rule()) {
            println!("  {}: {}", rule.slug(), rule.sentence());
        }
    }
    println!("mended: {}", mended(&link, &lint));
    Ok(())
}

/// From the last fix to the first, so that the spans of those that follow stay true; of overlapping ones the enclosing
/// one alone.
fn mended(link: &str, lint: &Lint<'_>) -> String {
    let mut fixes: Vec<_> = lint
        .findings()
        .iter()
        .filter_map(|one| Some((one.span(), one.fix()?)))
        .collect();
    fixes.sort_by_key(|(span, _)| (span.start, std::cmp::Reverse(span.end)));
    let mut end = 0;
    fixes.retain(|(span, _)| {
        let outside = span.start >= end;
        end = end.max(span.end);
        outside
    });
    let mut mended = link.to_string();
    for (span, fix) in fixes.into_iter().rev() {
        mended.replace_range(span, fix);
    }
    mended
}
