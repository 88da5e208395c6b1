// SPDX-License-Identifier: MIT
use crate::{Column, Entries, Error, ErrorRoom, Offset, RowError, Template};
use std::fmt;
use std::ops::Range;
use std::str;
use tokenlink_sys::{self as sys, tokenlink_batch, tokenlink_column, tokenlink_row_error};

/// The links of many rows: one buffer, an offset for each row, and the errors of the rows that failed.
/// [`Template::render_rows`] fills it; a batch that is used again keeps its memory.
///
/// ```
/// use tokenlink::{Batch, ColumnBuf, Permission, Request};
///
/// let template = Request::account(&[Permission::new("d1", "read")]).name("{job}").compile()?;
/// let jobs = ColumnBuf::from_iter(["backup", "line\nbreak"]);
///
/// let mut batch = Batch::new();
/// template.render_rows(&[jobs.as_column()], .., &mut batch)?;
/// assert_eq!((batch.len(), batch.failed()), (2, 1));
/// assert!(batch.get(0).unwrap()?.ends_with("&name=backup"));
/// for error in batch.errors() {
///     println!("{error}");
/// }
/// # Ok::<(), tokenlink::Error>(())
/// ```
///
/// With `i32` or `i64` as offsets, the memory is that of an Arrow array, which [`into_parts`](Batch::into_parts) hands
/// over without a copy: `Batch::<i32>::default()`.
#[derive(Clone)]
pub struct Batch<O: Offset = u32> {
    out: Vec<u8>,
    // One more than there are rows, once something was rendered.
    offsets: Vec<O>,
    statuses: Vec<sys::tokenlink_status>,
    validity: Vec<u8>,
    errors: Vec<tokenlink_row_error>,
    first_row: usize,
    // As in tokenlink_batch.
    terminator: u32,
    flags: u32,
    limit: Option<usize>,
}

/// Room that always suffices for one row, its terminator included.
const MIN_ROOM: usize = sys::TOKENLINK_MAX_LINK as usize + 1;

/// The most rows of one call, so that memory for their offsets and links is requested as rows are done.
const ROWS: usize = 1 << 16;

impl Batch {
    /// A batch that grows until it holds every row that is rendered into it, up to 4 GiB of links.
    pub fn new() -> Batch {
        Batch::default()
    }
}

impl<O: Offset> Batch<O> {
    /// Holds at most this many bytes of links (at least 16,385), and one row for each 64 of them.
    #[must_use]
    pub fn limit(mut self, bytes: usize) -> Self {
        self.limit = Some(bytes.clamp(MIN_ROOM, O::LIMIT));
        self
    }

    /// Adds a byte such as `b'\n'` after each link. [`as_bytes`](Batch::as_bytes) has it, the single links do not.
    /// Removes all rows.
    #[must_use]
    pub fn terminated_by(mut self, terminator: u8) -> Self {
        self.clear();
        self.terminator = match terminator {
            0 => sys::TOKENLINK_TERMINATOR_NUL,
            byte => byte.into(),
        };
        self
    }

    /// Adds the terminator for rows that fail too, so that every row has a line. Removes all rows.
    #[must_use]
    pub fn terminate_failed(mut self) -> Self {
        self.clear();
        self.flags = sys::TOKENLINK_TERMINATE_FAILED;
        self
    }

    /// The number of rows, including those that failed.
    pub fn len(&self) -> usize {
        self.statuses.len()
    }

    /// Whether there are no rows.
    pub fn is_empty(&self) -> bool {
        self.statuses.is_empty()
    }

    /// The number of rows that failed.
    pub fn failed(&self) -> usize {
        self.errors.len()
    }

    /// The number that the first row here has in its column.
    pub fn first_row(&self) -> usize {
        self.first_row
    }

    /// The link of a row, counted from the first one here; None if there is no such row.
    pub fn get(&self, index: usize) -> Option<Result<&str, RowError<'_>>> {
        if *self.statuses.get(index)? != sys::TOKENLINK_OK {
            let row = (self.first_row + index) as u64;
            let at = self.errors.partition_point(|error| error.row < row);
            return Some(Err(RowError::from_raw(&self.errors[at])));
        }
        let offsets = O::view(&self.offsets);
        let end = offsets.get(index + 1) - usize::from(self.terminator != 0);
        let link = &self.out[offsets.get(index)..end];
        debug_assert!(link.is_ascii());
        // SAFETY: the library's links are ASCII.
        Some(Ok(unsafe { str::from_utf8_unchecked(link) }))
    }

    /// The links of all rows, in order.
    pub fn iter(&self) -> Entries<&Self, Result<&str, RowError<'_>>> {
        Entries::new(self, 0..self.len(), |batch, index| match batch.get(index) {
            Some(link) => link,
            None => unreachable!("the iterator ends with the rows"),
        })
    }

    /// The errors of the rows that failed, in order.
    pub fn errors(&self) -> Entries<&Self, RowError<'_>> {
        Entries::new(self, 0..self.failed(), |batch, index| {
            RowError::from_raw(&batch.errors[index])
        })
    }

    /// All links with their terminators. A row that failed has no link.
    pub fn as_bytes(&self) -> &[u8] {
        &self.out
    }

    /// Where the rows are in [`as_bytes`](Batch::as_bytes): row `i` from `offsets()[i]` to `offsets()[i + 1]`.
    pub fn offsets(&self) -> &[O] {
        &self.offsets
    }

    /// The bytes, the offsets, and a validity bitmap in which bit `i % 8` of byte `i / 8` is 0 if row `i` failed.
    pub fn into_parts(self) -> (Vec<u8>, Vec<O>, Vec<u8>) {
        (self.out, self.offsets, self.validity)
    }

    /// Removes all rows and keeps the memory.
    pub fn clear(&mut self) {
        self.out.clear();
        self.offsets.clear();
        self.statuses.clear();
        self.validity.clear();
        self.errors.clear();
        self.first_row = 0;
    }

    /// Renders `rows`, which no column is shorter than. The batch is empty. Returns the row to continue with.
    pub(crate) fn render(
        &mut self,
        template: &Template,
        columns: &[Column<'_>],
        raw: &[tokenlink_column],
        rows: Range<usize>,
    ) -> Result<usize, Error> {
        self.first_row = rows.start;
        self.offsets.push(O::ZERO);
        let mut next = rows.start;
        loop {
            let end = rows
                .end
                .min(next.saturating_add(self.limit.map_or(ROWS, |limit| limit / 64)));
            self.reserve(template, columns, next..end);
            if let Err(error) = self.call(template, raw, next..end) {
                self.clear();
                return Err(error);
            }
            next = rows.start + self.len();
            let is_full = self.out.len() > O::LIMIT - MIN_ROOM;
            if next == rows.end || is_full || self.limit.is_some() {
                return Ok(next);
            }
        }
    }

    /// Makes room for some more rows, or for as much as the limit allows.
    fn reserve(&mut self, template: &Template, columns: &[Column<'_>], rows: Range<usize>) {
        let bound = || {
            let bytes = columns
                .iter()
                .fold(0, |sum: usize, column| sum.saturating_add(column.size_of(&rows)));
            template
                .bound(bytes, rows.len())
                .max(MIN_ROOM)
                .min(O::LIMIT - self.out.len())
        };
        let (room, errors) = match self.limit {
            Some(limit) => (limit, (limit / 1024).max(16)),
            None => (bound(), 16),
        };
        self.out.reserve(room);
        self.offsets.reserve(rows.len());
        self.statuses.reserve(rows.len());
        self.validity.resize((self.len() + rows.len() + 7) / 8, 0);
        self.errors.reserve(errors);
    }

    /// One call of the library, which adds to the rows that are here. It ends when `rows` are done or memory is full.
    fn call(&mut self, template: &Template, columns: &[tokenlink_column], rows: Range<usize>) -> Result<(), Error> {
        let (done, failed) = (self.len(), self.errors.len());
        let out_cap = self.out.capacity().min(self.limit.unwrap_or(O::LIMIT));
        let row_error_cap = self.errors.capacity() - failed;
        let mut batch = tokenlink_batch {
            flags: self.flags,
            columns: columns.as_ptr(),
            column_count: columns.len(),
            first_row: rows.start,
            row_count: rows.len(),
            out: self.out.as_mut_ptr(),
            out_cap,
            out_start: self.out.len(),
            out_layout: O::LAYOUT,
            terminator: self.terminator,
            out_row: done,
            out_offsets: self.offsets.as_mut_ptr().cast(),
            statuses: self.statuses.as_mut_ptr(),
            out_validity: self.validity.as_mut_ptr(),
            row_errors: self.errors.spare_capacity_mut().as_mut_ptr().cast(),
            row_error_cap,
            ..sys::TOKENLINK_BATCH_INIT
        };
        let mut error = ErrorRoom::new();
        // SAFETY: the template is alive, no column has fewer than rows.end rows, and reserve() has made room for the
        // rows in every array; what is there already is not needed if the call fails.
        let status = unsafe { sys::tokenlink_template_render_rows(template.as_raw(), &mut batch, error.as_mut_ptr()) };
        if status != sys::TOKENLINK_E_BUFFER {
            error.check(status)?;
        }
        // The code below is sound only if these hold.
        let is_whole = status == sys::TOKENLINK_E_BUFFER || batch.rows_done == rows.len();
        assert!(
            batch.rows_done <= rows.len() && is_whole,
            "the library did not do the rows it was given"
        );
        assert!(
            batch.row_error_count <= row_error_cap,
            "the library reported more errors than there is room for"
        );
        // SAFETY: the library has written a status and an offset for each row that is done, and so many errors.
        unsafe {
            self.statuses.set_len(done + batch.rows_done);
            self.offsets.set_len(done + batch.rows_done + 1);
            self.errors.set_len(failed + batch.row_error_count);
        }
        self.validity.truncate((self.len() + 7) / 8);
        let size = O::view(&self.offsets).get(self.len());
        assert!(size <= out_cap, "the library wrote more than the buffer holds");
        // SAFETY: the library has written so many bytes, within the capacity.
        unsafe { self.out.set_len(size) };
        Ok(())
    }
}

impl<O: Offset> Default for Batch<O> {
    fn default() -> Self {
        Batch {
            out: Vec::new(),
            offsets: Vec::new(),
            statuses: Vec::new(),
            validity: Vec::new(),
            errors: Vec::new(),
            first_row: 0,
            terminator: 0,
            flags: 0,
            limit: None,
        }
    }
}

impl<'b, O: Offset> IntoIterator for &'b Batch<O> {
    type Item = Result<&'b str, RowError<'b>>;
    type IntoIter = Entries<&'b Batch<O>, Self::Item>;

    fn into_iter(self) -> Self::IntoIter {
        self.iter()
    }
}

impl<O: Offset> fmt::Debug for Batch<O> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Batch")
            .field("rows", &self.len())
            .field("failed", &self.failed())
            .field("bytes", &self.out.len())
            .finish_non_exhaustive()
    }
}
