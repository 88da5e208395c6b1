// SPDX-License-Identifier: MIT
//! Counts the allocations of each contender for a call after warm-up, and prints job, contender and count. A program of
//! its own, so that nothing is timed with an allocator that counts.
use std::alloc::{GlobalAlloc, Layout, System};
use std::sync::atomic::{AtomicUsize, Ordering};

const CALLS: usize = 1024;

static COUNT: AtomicUsize = AtomicUsize::new(0);

struct Counting;

// SAFETY: System does everything.
unsafe impl GlobalAlloc for Counting {
    unsafe fn alloc(&self, layout: Layout) -> *mut u8 {
        COUNT.fetch_add(1, Ordering::Relaxed);
        // SAFETY: the caller's promise to System.
        unsafe { System.alloc(layout) }
    }

    unsafe fn dealloc(&self, at: *mut u8, layout: Layout) {
        // SAFETY: as above.
        unsafe { System.dealloc(at, layout) }
    }

    unsafe fn realloc(&self, at: *mut u8, layout: Layout, size: usize) -> *mut u8 {
        COUNT.fetch_add(1, Ordering::Relaxed);
        // SAFETY: as above.
        unsafe { System.realloc(at, layout, size) }
    }
}

#[global_allocator]
static ALLOCATOR: Counting = Counting;

fn main() {
    for mut job in tokenlink_bench::all() {
        let name = job.name;
        job.count(
            CALLS,
            || COUNT.store(0, Ordering::Relaxed),
            |contender| {
                let count = COUNT.load(Ordering::Relaxed) as f64 / CALLS as f64;
                println!("{name}\t{contender}\t{count}");
            },
        );
    }
}
