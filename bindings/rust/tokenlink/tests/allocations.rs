// SPDX-License-Identifier: MIT
//! A call that allocates. The allocator of this program counts for each thread; the C tests count the library's
//! allocations.
#![deny(unsafe_op_in_unsafe_fn)]

use std::alloc::{GlobalAlloc, Layout, System};
use std::cell::Cell;
use std::fmt::Write;
use std::io;
use std::mem::MaybeUninit;
use tokenlink::*;

struct Counting;

thread_local! {
    static COUNT: Cell<usize> = const { Cell::new(0) };
}

fn count_one() {
    COUNT.with(|count| count.set(count.get() + 1));
}

// SAFETY: System does everything; counting does not allocate.
unsafe impl GlobalAlloc for Counting {
    unsafe fn alloc(&self, layout: Layout) -> *mut u8 {
        count_one();
        // SAFETY: the caller's promise to System.
        unsafe { System.alloc(layout) }
    }

    unsafe fn dealloc(&self, at: *mut u8, layout: Layout) {
        // SAFETY: as above.
        unsafe { System.dealloc(at, layout) }
    }

    unsafe fn realloc(&self, at: *mut u8, layout: Layout, size: usize) -> *mut u8 {
        count_one();
        // SAFETY: as above.
        unsafe { System.realloc(at, layout, size) }
    }
}

#[global_allocator]
static ALLOCATOR: Counting = Counting;

/// The number of allocations of ten runs after two.
fn after_warm_up(mut run: impl FnMut()) -> usize {
    run();
    run();
    let before = COUNT.with(Cell::get);
    for _ in 0..10 {
        run();
    }
    COUNT.with(Cell::get) - before
}

const DNS: &[Permission<'static>] = &[Permission::new("dns", "edit"), Permission::new("zone", "read")];
const ODD: &str =
    "https://dash.cloudflare.com/profile/api-tokens?name=DNS+b%c3%b6t&x=1&permissionGroupKeys=[{\"key\":\"dns\",\
                   \"type\":\"edit\"},{\"key\":\"zone_dns\",\"type\":\"write\"}]";

#[test]
fn an_allocator_that_counts_nothing() {
    let mut kept = Vec::new();
    assert_eq!(after_warm_up(|| kept = Vec::with_capacity(kept.len() + 1)), 10);
    kept.push(1);
}

#[test]
fn building_into_a_reused_buffer() {
    let request = Request::user(DNS).name("Checkout DNS");
    let mut out = Vec::new();
    let mut room = [MaybeUninit::uninit(); MAX_LINK];
    assert_eq!(
        after_warm_up(|| {
            out.clear();
            request.append_to(&mut out).unwrap();
            request.build_into(&mut room).unwrap();
            request.write_to(io::sink()).unwrap();
            assert!(request.bound() > out.len());
        }),
        0
    );
    // A link is one string without spare capacity.
    assert_eq!(after_warm_up(|| drop(request.build().unwrap())), 10);
    // An error is one allocation.
    let refused = Request::user(DNS).name("a\nb");
    assert_eq!(after_warm_up(|| assert!(refused.append_to(&mut out).is_err())), 10);
    let link = request.build().unwrap().into_string();
    assert_eq!(link.capacity(), link.len());
}

#[test]
fn writing_a_long_link() {
    let name = "東".repeat(1500);
    let request = Request::user(DNS).name(&name);
    assert!(request.build().unwrap().len() > 13_000);
    let mut out = Vec::with_capacity(MAX_LINK);
    assert_eq!(
        after_warm_up(|| {
            out.clear();
            request.append_to(&mut out).unwrap();
            request.write_to(io::sink()).unwrap();
        }),
        0
    );
}

#[test]
fn rendering() {
    let template = Request::user(DNS).name("{team} {role}").compile().unwrap();
    let teams = ColumnBuf::from_iter((0..5000).map(|n| format!("Team {n}")));
    let roles = ColumnBuf::from_iter((0..5000).map(|n| if n % 9 == 0 { "bad\n" } else { "deploy" }));
    let (mut out, mut batch) = (Vec::new(), Batch::new().terminated_by(b'\n'));
    let mut limited = Batch::new().limit(100_000);
    let values = ["Checkout".to_string(), "deploy".to_string()];
    let mut room = [MaybeUninit::uninit(); MAX_LINK];
    assert_eq!(
        after_warm_up(|| {
            out.clear();
            template.append_to(&["Checkout", "deploy"], &mut out).unwrap();
            template.append_to(&values, &mut out).unwrap();
            template.render_into(&values, &mut room).unwrap();
            template.write_to(&values, io::sink()).unwrap();
            let columns = [teams.as_column(), roles.as_column()];
            assert_eq!(template.render_rows(&columns, .., &mut batch), Ok(5000));
            assert_eq!(batch.iter().filter(Result::is_err).count(), 556);
            assert_eq!(batch.errors().filter(|error| error.detail().is_empty()).count(), 0);
            let mut next = 0;
            while next < 5000 {
                next = template.render_rows(&columns, next.., &mut limited).unwrap();
            }
            assert_eq!(template.columns().count(), 2);
        }),
        0
    );
}

#[test]
fn coding() {
    let text = "R&D: 東京 ".repeat(100);
    let encoded = encode(&text).to_string();
    let (mut out, mut shown) = (Vec::new(), String::new());
    let mut room = [MaybeUninit::uninit(); 8192];
    assert_eq!(
        after_warm_up(|| {
            out.clear();
            shown.clear();
            encode(&text).append_to(&mut out);
            decode(&encoded).append_to(&mut out).unwrap();
            encode(&text).encode_into(&mut room).unwrap();
            decode(&encoded).plus_is_space().decode_into(&mut room).unwrap();
            write!(shown, "{}", encode(&text)).unwrap();
            assert_eq!(decode("plain").to_str().unwrap(), encode("plain").to_cow());
        }),
        0
    );
}

#[test]
fn reading() {
    let canonical = Request::user(DNS).name("Checkout DNS").build().unwrap();
    let mut reader = Reader::new().unwrap();
    let column = ColumnBuf::from_iter([canonical.as_str(), ODD, "?"]);
    let mut out = Vec::new();
    assert_eq!(
        after_warm_up(|| {
            for link in [canonical.as_str(), ODD] {
                let url = reader.parse(link).unwrap();
                assert!(url.name().is_some() && url.permissions().len() == 2);
                let url = reader.parse_with(link, ReadFlags::CANONICAL).unwrap();
                assert!(url.canonical().is_some());
                out.clear();
                Request::from(&url).append_to(&mut out).unwrap();
                assert!(reader.lint(link).url().is_ok());
                reader.canonicalize_to(link, &mut out).unwrap();
            }
            assert!(!reader.lint_request(&Request::user(DNS)).unwrap().findings().is_empty());
            assert_eq!(
                reader
                    .parse_rows(column.as_column(), ..)
                    .unwrap()
                    .iter()
                    .filter(Result::is_ok)
                    .count(),
                2
            );
            assert_eq!(reader.read_permissions("dns:edit,zone:read").unwrap(), DNS);
        }),
        0
    );
    // The thread's own reader is warm now, and the link is one string.
    assert_eq!(after_warm_up(|| drop(canonical.parse::<Link>().unwrap())), 10);
}

#[test]
fn looking_things_up() {
    assert_eq!(
        after_warm_up(|| {
            let catalog = Catalog::builtin();
            assert!(catalog
                .iter()
                .all(|key| catalog.find(key.key()).is_some() && key.types().len() > 0));
            assert!(rules().all(|rule| Rule::find(rule.number()).is_some()));
            assert!(presets().all(|preset| Preset::find(preset.name()).is_some()));
            assert!(wrong_keys().all(|key| WrongKey::find(key.key()).is_some()));
            assert!(!version().is_empty() && Status::Json.name() == "E_JSON");
        }),
        0
    );
}
