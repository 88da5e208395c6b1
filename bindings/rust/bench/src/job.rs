// SPDX-License-Identifier: MIT
//! A job and its contenders. All have the same inputs and expected results, and only a contender with the expected
//! results is timed. They run in one process, in slices of a millisecond and in an order that is shuffled every round,
//! so that a slow moment of the machine affects all of them: reported are ratios of two times of the same round.
use crate::Random;
use std::cell::RefCell;
use std::hint::black_box;
use std::rc::Rc;
use std::time::{Duration, Instant};

const SLICE: Duration = Duration::from_millis(1);

pub struct Contender {
    pub name: String,
    pub version: String,
    /// Why it was not timed.
    pub fault: Option<String>,
    /// Time for a unit of work, in each round.
    pub ns: Vec<f64>,
    units: usize,
    run: Box<dyn FnMut(usize, usize)>,
    result: Box<dyn FnMut(usize) -> String>,
}

pub struct Job {
    pub name: &'static str,
    pub contenders: Vec<Contender>,
    /// The indexes of ours and of the rival.
    pub pairs: Vec<(usize, usize)>,
    expected: Vec<String>,
}

impl Job {
    pub fn new(name: &'static str, expected: Vec<String>) -> Job {
        Job {
            name,
            contenders: Vec::new(),
            pairs: Vec::new(),
            expected,
        }
    }

    /// `op(state, i)` is one call, for input i; `result(state, i)` is its result. The loop is compiled around `op`, so
    /// that calls have no overhead. A call does `units` of work.
    pub fn add<S: 'static>(
        &mut self,
        name: &str,
        version: &str,
        units: usize,
        state: S,
        op: impl Fn(&mut S, usize) + 'static,
        result: impl Fn(&mut S, usize) -> String + 'static,
    ) -> usize {
        let state = Rc::new(RefCell::new(state));
        let same = Rc::clone(&state);
        let calls = self.expected.len();
        self.contenders.push(Contender {
            name: name.to_string(),
            version: version.to_string(),
            fault: None,
            ns: Vec::new(),
            units,
            run: Box::new(move |first, count| {
                let state = &mut *state.borrow_mut();
                let mut input = first;
                for _ in 0..count {
                    op(state, input);
                    black_box(&mut *state);
                    input += 1;
                    if input == calls {
                        input = 0;
                    }
                }
            }),
            result: Box::new(move |input| result(&mut same.borrow_mut(), input)),
        });
        self.contenders.len() - 1
    }

    /// Compares every result with the expected one.
    pub fn check(&mut self) {
        for contender in &mut self.contenders {
            for (input, expected) in self.expected.iter().enumerate() {
                (contender.run)(input, 1);
                let got = (contender.result)(input);
                if got != *expected {
                    let short = |text: &str| text.chars().take(400).collect::<String>();
                    contender.fault = Some(format!("input {input}: {:?} is not {:?}", short(&got), short(expected)));
                    break;
                }
            }
        }
    }

    pub fn measure(&mut self, rounds: usize, random: &mut Random) {
        let inputs = self.expected.len();
        let mut runners: Vec<Runner<'_>> = self
            .contenders
            .iter_mut()
            .filter(|contender| contender.fault.is_none())
            .map(Runner::new)
            .collect();
        for _ in 0..rounds {
            for end in (2..=runners.len()).rev() {
                runners.swap(end - 1, random.below(end));
            }
            for runner in &mut runners {
                runner.slice(inputs);
            }
        }
    }

    /// Calls each contender, to count allocations: a warm-up, then `count` calls between `before` and `after`.
    pub fn count(&mut self, count: usize, before: impl Fn(), mut after: impl FnMut(&str)) {
        for contender in &mut self.contenders {
            (contender.run)(0, self.expected.len());
            before();
            (contender.run)(0, count);
            after(&contender.name);
        }
    }
}

/// A slice continues where the previous one ended, so that slow contenders get all inputs too.
struct Runner<'c> {
    contender: &'c mut Contender,
    calls: usize,
    next: usize,
}

impl Runner<'_> {
    /// Measures how many calls fill a slice, which warms up the contender.
    fn new(contender: &mut Contender) -> Runner<'_> {
        let mut calls = 1;
        loop {
            let begin = Instant::now();
            (contender.run)(0, calls);
            let time = begin.elapsed();
            if time > SLICE / 4 {
                calls = (calls as f64 * SLICE.as_secs_f64() / time.as_secs_f64()) as usize;
                let calls = calls.max(1);
                return Runner {
                    contender,
                    calls,
                    next: 0,
                };
            }
            calls *= 2;
        }
    }

    fn slice(&mut self, inputs: usize) {
        let begin = Instant::now();
        (self.contender.run)(self.next, self.calls);
        let time = begin.elapsed();
        self.next = (self.next + self.calls) % inputs;
        let units = (self.calls * self.contender.units) as f64;
        self.contender.ns.push(time.as_secs_f64() * 1e9 / units);
    }
}
