// SPDX-License-Identifier: MIT
//! Builds a link into a string, a buffer and a writer; then a preset, and a template.
//!
//! cargo run --example build
use std::io::{self, Write};
use tokenlink::{Error, Kind, Permission, Preset, Request};

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let permissions = [Permission::new("dns", "edit"), Permission::new("zone", "read")];
    let request = Request::user(&permissions).name("Checkout DNS");

    // Into a string.
    println!("{}", request.build()?);

    // Into a buffer that is used again, as a server would: without allocating.
    let mut page = Vec::with_capacity(tokenlink::MAX_LINK);
    page.extend_from_slice(b"[open the form](");
    request.append_to(&mut page)?;
    page.extend_from_slice(b")\n");
    io::stdout().write_all(&page)?;

    // Into a writer.
    let preset = Preset::find("dns-read").ok_or("no such preset")?;
    Request::preset(Kind::Account, &preset).write_to(io::stdout())?;
    println!();

    // Compiled once, rendered for each team.
    let template = Request::user(&permissions).name("{team} deploy").compile()?;
    for team in ["Checkout", "東京モバイル"] {
        println!("{}", template.render(&[team])?);
    }

    // An error says what is wrong, and where.
    let refused: Result<_, Error> = Request::user(&permissions).name("two\nlines").build();
    println!("{}", refused.unwrap_err());
    Ok(())
}
