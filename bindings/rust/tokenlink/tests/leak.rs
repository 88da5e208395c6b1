// SPDX-License-Identifier: MIT
//! A million calls after which the process has grown. The only test of its program: memory is the whole process's.
mod support;

use std::io;
use tokenlink::*;

const CALLS: usize = 1_000_000;
const SLACK: usize = 1 << 20;
const DNS: &[Permission<'static>] = &[Permission::new("dns", "edit"), Permission::new("zone", "read")];
const ODD: &str =
    "https://dash.cloudflare.com/profile/api-tokens?name=DNS+bot&x=1&permissionGroupKeys=[{\"key\":\"dns\"}]";

/// Calls everything that makes or returns something, in success and in failure. Returns the number of calls.
fn calls(round: usize, keep: &mut Keep) -> usize {
    let name = ["Checkout", "東京モバイル", "bad\n", ""][round % 4];
    let request = Request::user(DNS).name(name);
    let built = request.build();
    keep.out.clear();
    let _ = request.append_to(&mut keep.out);
    let _ = request.write_to(io::sink());
    let link = built.map_or_else(|_| ODD.to_string(), Link::into_string);
    let owned = keep.reader.parse(&link).unwrap().to_owned_url();
    let _ = owned.to_builder().build();
    let _ = keep.reader.canonicalize(&link);
    let _ = keep.reader.lint(ODD).findings().len();
    let _ = keep.reader.parse_with(ODD, ReadFlags::STRICT).map(|url| url.kind());
    let _ = keep.reader.read_permissions("dns:edit,zone").map(<[_]>::len);
    let _ = link.parse::<Link>();
    let _ = decode(&encode(name).to_string()).to_str().map(|text| text.len());
    let _ = keep.template.render(&[name]);
    let _ = Catalog::builtin().find("dns");
    let mut calls = 15;
    if round % 16 == 0 {
        let template = request.compile();
        let catalog = Catalog::from_json(r#"[{"key": "my_key", "types": ["read"]}]"#).unwrap();
        let mut reader = Reader::options().catalog(&catalog).build().unwrap();
        drop(catalog);
        let _ = reader.lint(&link).finding_total();
        assert!(Catalog::from_json("[{]").is_err() && Request::user(DNS).name("{").compile().is_err());
        let _ = template.map(|template| template.render::<&str>(&[]));
        let rows = ColumnBuf::from_iter(["a", "b\n", "c"]);
        keep.template
            .render_rows(&[rows.as_column()], .., &mut keep.batch)
            .unwrap();
        let _ = keep.reader.parse_rows(rows.as_column(), ..).unwrap().failed();
        calls += 10;
    }
    calls
}

struct Keep {
    out: Vec<u8>,
    reader: Reader,
    template: Template,
    batch: Batch,
}

#[test]
fn a_million_calls_that_leak() {
    let mut keep = Keep {
        out: Vec::new(),
        reader: Reader::new().unwrap(),
        template: Request::user(DNS).name("{team}").compile().unwrap(),
        batch: Batch::new(),
    };
    let (mut done, mut round) = (0, 0);
    while done < CALLS / 20 {
        done += calls(round, &mut keep);
        round += 1;
    }
    let before = support::resident("self");
    done = 0;
    while done < CALLS {
        done += calls(round, &mut keep);
        round += 1;
    }
    let after = support::resident("self");
    assert!(
        before > 0 && after < before + SLACK,
        "{before} bytes became {after} in {done} calls"
    );
}
