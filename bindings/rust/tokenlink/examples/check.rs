// SPDX-License-Identifier: MIT
//! Shows what a link asks for and what is wrong with it, then the link with the fixes applied.
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
    println!("fixed: {}", fixed(&link, &lint));
    Ok(())
}

/// Applies the fixes from the last to the first, so that the spans before them remain valid.
fn fixed(link: &str, lint: &Lint<'_>) -> String {
    let mut fixed = link.to_string();
    for finding in lint.findings().iter().rev() {
        if let Some(fix) = finding.fix() {
            fixed.replace_range(finding.span(), fix);
        }
    }
    fixed
}
