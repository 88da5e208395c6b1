// SPDX-License-Identifier: MIT
use crate::{text, Entries, Kind, Permission, RowError, Status};
use std::fmt;
use std::marker::PhantomData;
use tokenlink_sys::{self as sys, tokenlink_parsed_rows};

/// What many links say; [`Reader::parse_rows`](crate::Reader::parse_rows) reads them in one call.
///
/// Views of the reader's memory, as [`TemplateUrl`](crate::TemplateUrl) is.
#[derive(Clone, Copy)]
pub struct ParsedRows<'r> {
    pub(crate) raw: tokenlink_parsed_rows,
    pub(crate) first_row: usize,
    pub(crate) reader: PhantomData<&'r [u8]>,
}

impl<'r> ParsedRows<'r> {
    /// How many rows there are, failed ones too.
    pub fn len(&self) -> usize {
        self.raw.row_count
    }

    /// Whether there are none.
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// How many of the rows could not be read.
    pub fn failed(&self) -> usize {
        self.raw.rows_failed
    }

    /// What a row says, counted from the first one here; None behind the last.
    pub fn get(&self, index: usize) -> Option<Result<ParsedRow<'r>, RowError>> {
        let status = *self.column(self.raw.statuses, 0).get(index)?;
        if status != sys::TOKENLINK_OK {
            return Some(Err(RowError {
                row: self.first_row + index,
                status: Status::from_code(status),
                offset: self.column(self.raw.error_offsets, 0)[index] as usize,
            }));
        }
        Some(Ok(ParsedRow { rows: *self, index }))
    }

    /// What all rows say, in order.
    pub fn iter(&self) -> Entries<ParsedRows<'r>, Result<ParsedRow<'r>, RowError>> {
        Entries::new(*self, 0..self.len(), |rows, index| match rows.get(index) {
            Some(row) => row,
            None => unreachable!("the iterator ends with the rows"),
        })
    }

    fn column<T>(&self, first: *const T, more: usize) -> &'r [T] {
        // SAFETY: each of the library's columns has an element for each row, and `more`; borrowed for 'r.
        unsafe { text::elements(first, self.raw.row_count + more) }
    }
}

impl<'r> IntoIterator for ParsedRows<'r> {
    type Item = Result<ParsedRow<'r>, RowError>;
    type IntoIter = Entries<ParsedRows<'r>, Result<ParsedRow<'r>, RowError>>;

    fn into_iter(self) -> Self::IntoIter {
        self.iter()
    }
}

impl fmt::Debug for ParsedRows<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "ParsedRows({} rows, {} failed)", self.len(), self.failed())
    }
}

/// What one row's link says: a [`TemplateUrl`](crate::TemplateUrl) without the parameters that the format does not
/// know.
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
        let (begin, end) = (ends[self.index] as usize, ends[self.index + 1] as usize);
        // SAFETY: the last offset is the number of all permissions; the library's, borrowed for 'r.
        let all = unsafe { Permission::from_raw(self.rows.raw.permissions, ends[self.rows.len()] as usize) };
        &all[begin..end]
    }

    /// The account id; `*` means all accounts, None that the link has none.
    pub fn account_id(&self) -> Option<&'r str> {
        self.text(self.rows.raw.account_ids)
    }

    /// The zone id; `all` means all zones, None that the link has none.
    pub fn zone_id(&self) -> Option<&'r str> {
        self.text(self.rows.raw.zone_ids)
    }

    /// The token's name; None where the link has none.
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

// SAFETY: views of memory that nobody changes while they are borrowed.
unsafe impl Send for ParsedRows<'_> {}
// SAFETY: as above.
unsafe impl Sync for ParsedRows<'_> {}
