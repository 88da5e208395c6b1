// SPDX-License-Identifier: MIT
use crate::error::{describe, detail, part, saturated};
use crate::{Part, Status};
use std::fmt;
use tokenlink_sys::tokenlink_row_error;

/// Why a row failed while the others did not.
///
/// It borrows its sentence; `?` turns it into an [`Error`](crate::Error).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct RowError<'a> {
    pub(crate) row: usize,
    pub(crate) status: Status,
    pub(crate) offset: usize,
    pub(crate) part: Option<Part>,
    pub(crate) index: Option<usize>,
    pub(crate) rule: Option<u32>,
    pub(crate) detail: &'a str,
}

impl<'a> RowError<'a> {
    pub(crate) fn from_raw(raw: &'a tokenlink_row_error) -> RowError<'a> {
        RowError {
            row: saturated(raw.row),
            status: Status::from_code(raw.status),
            offset: saturated(raw.offset),
            part: part(raw.part),
            index: usize::try_from(raw.index).ok(),
            rule: None,
            detail: detail(&raw.detail),
        }
    }

    /// The row's number in its column.
    pub fn row(&self) -> usize {
        self.row
    }

    /// The kind of error.
    pub fn status(&self) -> Status {
        self.status
    }

    /// The byte it is about: in the row's link if it was read, in the value of column [`index`](RowError::index) if it
    /// was rendered.
    pub fn offset(&self) -> usize {
        self.offset
    }

    /// The pattern that a rendered row failed in; [`Part::Column`] if a value is null.
    pub fn part(&self) -> Option<Part> {
        self.part
    }

    /// The column that a rendered row failed in.
    pub fn index(&self) -> Option<usize> {
        self.index
    }

    /// With [`Status::NotCanonical`], the rule that says why.
    pub fn rule(&self) -> Option<u32> {
        self.rule
    }

    /// One sentence in English.
    pub fn detail(&self) -> &'a str {
        self.detail
    }
}

/// `row 7: `, then as an [`Error`](crate::Error).
impl fmt::Display for RowError<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "row {}: ", self.row)?;
        describe(f, self.detail, self.status, self.rule, self.offset)
    }
}

impl std::error::Error for RowError<'_> {}
