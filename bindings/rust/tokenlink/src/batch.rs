// SPDX-License-Identifier: MIT
use crate::{Entries, Error, ErrorRoom, RowError, Status};
use std::fmt;
use std::ops::Range;
use std::ptr::NonNull;
use std::str;
use tokenlink_sys::{self as sys, struct_size, tokenlink_batch, tokenlink_column, TOKENLINK_MAX_LINK};

/// Where the links of many rows go: one buffer, an offset for each row, and what became of it. Used again, it keeps its
/// memory; [`Template::render_rows`](crate::Template::render_rows) fills it.
///
/// ```
/// use tokenlink::{Batch, ColumnBuf, Permission, Request};
///
/// let template = Request::account(&[Permission::new("d1", "read")]).name("{job}").compile()?;
/// let jobs = ColumnBuf::from_rows(["backup", "line\nbreak"])?;
///
/// let mut batch = Batch::new();
/// template.render_rows(&[jobs.as_column()], .., &mut batch)?;
/// assert_eq!((batch.len(), batch.failed()), (2, 1));
/// for link in &batch {
///     match link {
///         Ok(link) => assert!(link.ends_with("&name=backup")),
///         Err(error) => assert_eq!(error.to_string(), "row 1: E_NAME"),
///     }
/// }
/// # Ok::<(), tokenlink::Error>(())
/// ```
#[derive(Clone)]
pub struct Batch {
    out: Vec<u8>,
    // One more than there are rows, once something was rendered.
    offsets: Vec<u32>,
    statuses: Vec<sys::tokenlink_status>,
    failed: usize,
    first_row: usize,
    terminator: Option<u8>,
    limit: Option<usize>,
}

/// Always takes a row, its terminator too.
const LEAST: usize = TOKENLINK_MAX_LINK + 1;

/// Rows that one call of the library takes at most, so that memory for offsets is asked for as rows are done.
const ROWS: usize = 1 << 16;

/// What a link takes, before any is known.
const FIRST_GUESS: usize = 320;

impl Batch {
    /// A batch that grows until it holds every row that is rendered into it.
    pub fn new() -> Batch {
        Batch {
            out: Vec::new(),
            offsets: Vec::new(),
            statuses: Vec::new(),
            failed: 0,
            first_row: 0,
            terminator: None,
            limit: None,
        }
    }

    /// A batch that holds at most this many bytes of links, at least 16,385, and a row for each 64 of them.
    pub fn with_limit(bytes: usize) -> Batch {
        Batch {
            limit: Some(bytes.clamp(LEAST, u32::MAX as usize)),
            ..Batch::new()
        }
    }

    /// Puts a byte after each link, such as `b'\n'`. It is in [`as_bytes`](Batch::as_bytes), not in the single links.
    /// The batch is empty then: what it held was rendered with another.
    #[must_use]
    pub fn terminated_by(mut self, terminator: u8) -> Batch {
        self.clear();
        self.terminator = Some(terminator);
        self
    }

    /// How many rows there are, failed ones too.
    pub fn len(&self) -> usize {
        self.statuses.len()
    }

    /// Whether there are none.
    pub fn is_empty(&self) -> bool {
        self.statuses.is_empty()
    }

    /// How many of the rows failed.
    pub fn failed(&self) -> usize {
        self.failed
    }

    /// The number in its column that the first row here has.
    pub fn first_row(&self) -> usize {
        self.first_row
    }

    /// The link of a row, counted from the first one here; None behind the last.
    pub fn get(&self, index: usize) -> Option<Result<&str, RowError>> {
        let status = *self.statuses.get(index)?;
        if status != sys::TOKENLINK_OK {
            return Some(Err(RowError {
                row: self.first_row + index,
                status: Status::from_code(status),
                offset: 0,
            }));
        }
        let end = self.offsets[index + 1] as usize - usize::from(self.terminator.is_some());
        let link = &self.out[self.offsets[index] as usize..end];
        debug_assert!(link.is_ascii());
        // SAFETY: a link of the library's is ASCII.
        Some(Ok(unsafe { str::from_utf8_unchecked(link) }))
    }

    /// The links of all rows, in order.
    pub fn iter(&self) -> Entries<&Batch, Result<&str, RowError>> {
        Entries::new(self, 0..self.len(), |batch, index| match batch.get(index) {
            Some(link) => link,
            None => unreachable!("the iterator ends with the rows"),
        })
    }

    /// All links with their terminators, one after the other. A row that failed has neither.
    pub fn as_bytes(&self) -> &[u8] {
        &self.out
    }

    /// Where the rows end in [`as_bytes`](Batch::as_bytes): row `i` is there from `offsets()[i]` to `offsets()[i + 1]`.
    pub fn offsets(&self) -> &[u32] {
        &self.offsets
    }

    /// Forgets the rows and keeps the memory.
    pub fn clear(&mut self) {
        self.out.clear();
        self.offsets.clear();
        self.statuses.clear();
        self.failed = 0;
        self.first_row = 0;
    }

    /// Renders `rows`, of which the columns have no fewer. The batch is empty.
    pub(crate) fn render(
        &mut self,
        template: NonNull<sys::tokenlink_template>,
        columns: &[tokenlink_column],
        rows: Range<usize>,
    ) -> Result<usize, Error> {
        self.first_row = rows.start;
        self.offsets.push(0);
        loop {
            let next = rows.start + self.len();
            let count = (rows.end - next).min(self.limit.map_or(ROWS, |limit| limit / 64));
            let room = match self.limit {
                Some(limit) => limit,
                None => self.guess(count),
            };
            self.out.reserve(room);
            self.call(template, columns, next..next + count, room)?;
            let next = rows.start + self.len();
            // Offsets are 32 bits wide.
            let no_more = self.out.len() > u32::MAX as usize - LEAST;
            // With a limit there is room for one call.
            if next == rows.end || no_more || self.limit.is_some() {
                return Ok(next);
            }
        }
    }

    /// How much memory so many more rows will probably take.
    fn guess(&self, count: usize) -> usize {
        let mean = self.out.len().checked_div(self.len()).unwrap_or(FIRST_GUESS);
        let left = u32::MAX as usize - self.out.len();
        (count * (mean + mean / 8)).max(LEAST).min(left)
    }

    /// One call of the library, behind what is here already. It ends when the rows are done or the buffer is full.
    fn call(
        &mut self,
        template: NonNull<sys::tokenlink_template>,
        columns: &[tokenlink_column],
        rows: Range<usize>,
        room: usize,
    ) -> Result<(), Error> {
        let (count, base) = (rows.len(), self.out.len());
        self.offsets.reserve(count);
        self.statuses.reserve(count);
        let out = &mut self.out.spare_capacity_mut()[..room];
        let mut batch = tokenlink_batch {
            struct_size: struct_size::<tokenlink_batch>(),
            terminator: self.terminator.map_or(-1, i32::from),
            columns: columns.as_ptr(),
            column_count: columns.len(),
            first_row: rows.start,
            row_count: count,
            out: out.as_mut_ptr().cast(),
            out_cap: out.len(),
            // SAFETY: there is a last element. The library writes it anew, as 0, and `count` more behind it.
            out_offsets: unsafe { self.offsets.as_mut_ptr().add(self.offsets.len() - 1) },
            statuses: self.statuses.spare_capacity_mut().as_mut_ptr().cast(),
            rows_done: 0,
            rows_failed: 0,
        };
        let mut error = ErrorRoom::new();
        // SAFETY: the template is alive; the columns have rows.end rows and their offsets are in order; the outputs
        // have room for what the function writes, and hold nothing that is needed if it fails.
        let status = unsafe { sys::tokenlink_template_render_rows(template.as_ptr(), &mut batch, error.as_mut_ptr()) };
        let full = status == sys::TOKENLINK_E_BUFFER;
        if !full {
            if let Err(error) = error.check(status) {
                self.clear();
                return Err(error);
            }
        }
        let done = batch.rows_done;
        // What is unsafe below rests on this.
        assert!(
            done <= count && (full || done == count),
            "the library did more rows than it was given"
        );
        let first = self.offsets.len() - 1;
        // SAFETY: the library has written as many statuses as rows are done, and one offset more than that.
        unsafe {
            self.statuses.set_len(self.statuses.len() + done);
            self.offsets.set_len(first + 1 + done);
        }
        let size = self.offsets[first + done] as usize;
        assert!(size <= room, "the library wrote more than the buffer holds");
        // SAFETY: so many bytes are written behind the end, within the capacity.
        unsafe { self.out.set_len(base + size) };
        if base > 0 {
            for offset in &mut self.offsets[first..] {
                *offset += base as u32;
            }
        }
        self.failed += batch.rows_failed;
        Ok(())
    }
}

impl Default for Batch {
    fn default() -> Batch {
        Batch::new()
    }
}

impl<'b> IntoIterator for &'b Batch {
    type Item = Result<&'b str, RowError>;
    type IntoIter = Entries<&'b Batch, Result<&'b str, RowError>>;

    fn into_iter(self) -> Self::IntoIter {
        self.iter()
    }
}

impl fmt::Debug for Batch {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Batch")
            .field("rows", &self.len())
            .field("failed", &self.failed)
            .field("bytes", &self.out.len())
            .finish()
    }
}
