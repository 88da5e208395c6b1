// SPDX-License-Identifier: MIT
use crate::{text, Entries, Kind, Permission, RowError, Status};
use std::fmt;
use std::marker::PhantomData;
use tokenlink_sys::{self as sys, tokenlink_parsed_rows};

/// Many links, read in one call by [`Reader::parse_rows`](crate::Reader::parse_rows).
///
/// Borrows the reader's memory, as [`TemplateUrl`](crate::TemplateUrl) does.
#[derive(Clone, Copy)]
pub struct ParsedRows<'r> {
    pub(crate) raw: tokenlink_parsed_rows,
    pub(crate) first_row: usize,
    pub(crate) reader: PhantomData<&'r [u8]>,
}

impl<'r> ParsedRows<'r> {
    /// The number of rows, including those that failed.
    pub fn len(&self) -> usize {
        self.raw.row_count
    }

    /// Whether there are no rows.
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// The number of rows that failed.
    pub fn failed(&self) -> usize {
        self.raw.rows_failed
    }

    /// The link of a row, counted from the first one here; None if there is no such row.
    pub fn get(&self, index: usize) -> Option<Result<ParsedRow<'r>, RowError<'r>>> {
        let status = *self.column(self.raw.statuses, 0).get(index)?;
        let row = ParsedRow { rows: *self, index };
        if status == sys::TOKENLINK_OK {
            return Some(Ok(row));
        }
        let rule = row.of(self.raw.error_rules);
        Some(Err(RowError {
            row: row.row(),
            status: Status::from_code(status),
            offset: row.of(self.raw.error_offsets) as usize,
            part: None,
            index: None,
            rule: (rule != 0).then_some(rule),
            detail: row.text(self.raw.error_details).unwrap_or(""),
        }))
    }

    /// The links of all rows, in order.
    pub fn iter(&self) -> Entries<ParsedRows<'r>, Result<ParsedRow<'r>, RowError<'r>>> {
        Entries::new(*self, 0..self.len(), |rows, index| match rows.get(index) {
            Some(row) => row,
            None => unreachable!("the iterator ends with the rows"),
        })
    }

    fn column<T>(&self, first: *const T, more: usize) -> &'r [T] {
        // SAFETY: each of the library's columns has an element for each row and `more`; borrowed for 'r.
        unsafe { text::elements(first, self.raw.row_count + more) }
    }
}

impl<'r> IntoIterator for ParsedRows<'r> {
    type Item = Result<ParsedRow<'r>, RowError<'r>>;
    type IntoIter = Entries<ParsedRows<'r>, Self::Item>;

    fn into_iter(self) -> Self::IntoIter {
        self.iter()
    }
}

impl fmt::Debug for ParsedRows<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "ParsedRows({} rows, {} failed)", self.len(), self.failed())
    }
}

/// The link of one row: a [`TemplateUrl`](crate::TemplateUrl) without its `extra` and `canonical`.
#[derive(Clone, Copy)]
pub struct ParsedRow<'r> {
    rows: ParsedRows<'r>,
    index: usize,
}

impl<'r> ParsedRow<'r> {
    /// The row's number in its column.
    pub fn row(&self) -> usize {
        self.rows.first_row + self.index
    }

    /// Which form it opens.
    pub fn kind(&self) -> Kind {
        Kind::from_code(self.of(self.rows.raw.kinds))
    }

    /// The permissions, in the link's order.
    pub fn permissions(&self) -> &'r [Permission<'r>] {
        let ends = self.rows.column(self.rows.raw.permission_offsets, 1);
        let (start, end) = (ends[self.index] as usize, ends[self.index + 1] as usize);
        // SAFETY: the last offset is the number of permissions in all rows; the library's, borrowed for 'r.
        let all = unsafe { Permission::from_raw(self.rows.raw.permissions, ends[self.rows.len()] as usize) };
        &all[start..end]
    }

    /// The account id, `*` for all accounts; None if the link has none.
    pub fn account_id(&self) -> Option<&'r str> {
        self.text(self.rows.raw.account_ids)
    }

    /// The zone id, `all` for all zones; None if the link has none.
    pub fn zone_id(&self) -> Option<&'r str> {
        self.text(self.rows.raw.zone_ids)
    }

    /// The token's name; None if the link has none.
    pub fn name(&self) -> Option<&'r str> {
        self.text(self.rows.raw.names)
    }

    fn of<T: Copy>(&self, column: *const T) -> T {
        self.rows.column(column, 0)[self.index]
    }

    fn text(&self, column: *const sys::tokenlink_str) -> Option<&'r str> {
        // SAFETY: the library's, borrowed for 'r.
        unsafe { text::optional(self.of(column)) }
    }
}

impl fmt::Debug for ParsedRow<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("ParsedRow")
            .field("row", &self.row())
            .field("kind", &self.kind())
            .field("permissions", &self.permissions())
            .field("account_id", &self.account_id())
            .field("zone_id", &self.zone_id())
            .field("name", &self.name())
            .finish()
    }
}

// SAFETY: nobody changes the memory while it is borrowed.
unsafe impl Send for ParsedRows<'_> {}
// SAFETY: as above.
unsafe impl Sync for ParsedRows<'_> {}
