// SPDX-License-Identifier: MIT
//! Jobs, and who does them: us as a program has us, and what Rust programs use instead, written as their users write it
//! and in its fastest form. benches/ratios.rs times them, benches/allocations.rs counts what they allocate.
mod columnar;
mod inputs;
pub mod job;
mod jobs;
mod reading;
mod writing;

pub use inputs::Random;
pub use jobs::all;
