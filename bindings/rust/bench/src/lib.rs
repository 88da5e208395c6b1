// SPDX-License-Identifier: MIT
//! Jobs and their contenders: this crate, and what Rust programs use instead, as its users write it and in its fastest
//! form. benches/ratios.rs times them, benches/allocations.rs counts their allocations.
mod columnar;
mod inputs;
pub mod job;
mod jobs;
mod reading;
mod writing;

pub use inputs::Random;
pub use jobs::all;
