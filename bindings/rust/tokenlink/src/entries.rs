// SPDX-License-Identifier: MIT
use std::fmt;
use std::iter::FusedIterator;
use std::ops::Range;

/// Iterates over rows, keys, presets, rules or columns, from either end.
#[derive(Clone)]
pub struct Entries<S, T> {
    source: S,
    rows: Range<usize>,
    at: fn(&S, usize) -> T,
}

impl<S, T> Entries<S, T> {
    pub(crate) fn new(source: S, rows: Range<usize>, at: fn(&S, usize) -> T) -> Entries<S, T> {
        Entries { source, rows, at }
    }
}

impl<S, T> Iterator for Entries<S, T> {
    type Item = T;

    #[inline]
    fn next(&mut self) -> Option<T> {
        self.rows.next().map(|row| (self.at)(&self.source, row))
    }

    fn size_hint(&self) -> (usize, Option<usize>) {
        self.rows.size_hint()
    }

    fn nth(&mut self, skipped: usize) -> Option<T> {
        self.rows.nth(skipped).map(|row| (self.at)(&self.source, row))
    }
}

impl<S, T> DoubleEndedIterator for Entries<S, T> {
    fn next_back(&mut self) -> Option<T> {
        self.rows.next_back().map(|row| (self.at)(&self.source, row))
    }
}

impl<S, T> ExactSizeIterator for Entries<S, T> {}
impl<S, T> FusedIterator for Entries<S, T> {}

impl<S, T> fmt::Debug for Entries<S, T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Entries({:?})", self.rows)
    }
}
