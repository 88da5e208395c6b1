// SPDX-License-Identifier: MIT
use crate::{Error, Status};
use std::fmt;
use std::slice;
use tokenlink_sys::tokenlink_column;

/// Strings as a column, as Arrow and most engines hold them: row `i` is the bytes `data[offsets[i]..offsets[i + 1]]`.
///
/// It borrows both, and was looked at once, so that rendering and reading need not.
#[derive(Clone, Copy)]
pub struct Column<'a> {
    data: &'a [u8],
    offsets: &'a [u32],
}

impl<'a> Column<'a> {
    /// A column of one row less than there are offsets. The data need not be UTF-8: a row that is not is refused alone.
    ///
    /// # Errors
    ///
    /// [`Status::Argument`] where there is no offset, one is below the one before it, or the last is beyond the data.
    pub fn new(data: &'a [u8], offsets: &'a [u32]) -> Result<Column<'a>, Error> {
        let last = match offsets.last() {
            Some(last) => *last,
            None => {
                return Err(misuse(
                    "a column needs one offset more than it has rows, so at least one",
                ))
            }
        };
        // Without an early exit the compiler compares many at a time.
        if !offsets
            .windows(2)
            .fold(true, |sound, pair| sound & (pair[0] <= pair[1]))
        {
            return Err(misuse("the offsets of a column must not decrease"));
        }
        if last as usize > data.len() {
            return Err(misuse("the last offset of a column lies beyond its data"));
        }
        Ok(Column { data, offsets })
    }

    /// The same with signed offsets, as Arrow's `utf8` arrays have them.
    ///
    /// # Errors
    ///
    /// As for [`new`](Column::new); a negative offset is refused too.
    pub fn from_i32_offsets(data: &'a [u8], offsets: &'a [i32]) -> Result<Column<'a>, Error> {
        // As unsigned numbers, negative ones are larger than all others: in front of those they decrease, and at the
        // end they lie beyond any data that there may be.
        if offsets.iter().fold(false, |negative, offset| negative | (*offset < 0)) {
            return Err(misuse("an offset of a column is negative"));
        }
        // SAFETY: the types are of one size, and every value of the one is one of the other.
        let offsets = unsafe { slice::from_raw_parts(offsets.as_ptr().cast(), offsets.len()) };
        Column::new(data, offsets)
    }

    /// How many rows there are.
    pub fn len(&self) -> usize {
        self.offsets.len() - 1
    }

    /// Whether there are none.
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// The bytes of a row.
    pub fn get(&self, row: usize) -> Option<&'a [u8]> {
        if row >= self.len() {
            return None;
        }
        Some(&self.data[self.offsets[row] as usize..self.offsets[row + 1] as usize])
    }

    pub(crate) fn to_raw(self) -> tokenlink_column {
        tokenlink_column {
            data: self.data.as_ptr(),
            offsets: self.offsets.as_ptr(),
        }
    }
}

impl fmt::Debug for Column<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Column({} rows, {} bytes)", self.len(), self.data.len())
    }
}

#[cold]
pub(crate) fn misuse(detail: &str) -> Error {
    Error::new(Status::Argument, detail)
}

/// A [`Column`] that owns its memory and grows row by row. Cleared, it keeps it.
///
/// ```
/// use tokenlink::ColumnBuf;
///
/// let teams = ColumnBuf::from_rows(["Checkout", "東京モバイル"])?;
/// assert_eq!(teams.as_column().get(1), Some("東京モバイル".as_bytes()));
/// # Ok::<(), tokenlink::Error>(())
/// ```
#[derive(Clone)]
pub struct ColumnBuf {
    data: Vec<u8>,
    // Never empty: the first is 0.
    offsets: Vec<u32>,
}

impl ColumnBuf {
    /// A column without a row.
    pub fn new() -> ColumnBuf {
        ColumnBuf {
            data: Vec::new(),
            offsets: vec![0],
        }
    }

    /// A column of these rows.
    ///
    /// # Errors
    ///
    /// As for [`push`](ColumnBuf::push).
    pub fn from_rows<I>(rows: I) -> Result<ColumnBuf, Error>
    where
        I: IntoIterator,
        I::Item: AsRef<[u8]>,
    {
        let mut column = ColumnBuf::new();
        for row in rows {
            column.push(row.as_ref())?;
        }
        Ok(column)
    }

    /// Adds a row.
    ///
    /// # Errors
    ///
    /// [`Status::TooLong`] where the column would be over 4 GiB, which its offsets cannot count; it is then as it was.
    pub fn push<T: AsRef<[u8]> + ?Sized>(&mut self, row: &T) -> Result<(), Error> {
        let row = row.as_ref();
        let end = (self.data.len() + row.len()).try_into();
        let end = end.map_err(|_| Error::new(Status::TooLong, "a column holds at most 4 GiB; start another"))?;
        self.data.extend_from_slice(row);
        self.offsets.push(end);
        Ok(())
    }

    /// Forgets the rows and keeps the memory.
    pub fn clear(&mut self) {
        self.data.clear();
        self.offsets.truncate(1);
    }

    /// How many rows there are.
    pub fn len(&self) -> usize {
        self.offsets.len() - 1
    }

    /// Whether there are none.
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// The column.
    pub fn as_column(&self) -> Column<'_> {
        Column {
            data: &self.data,
            offsets: &self.offsets,
        }
    }
}

impl Default for ColumnBuf {
    fn default() -> ColumnBuf {
        ColumnBuf::new()
    }
}

impl fmt::Debug for ColumnBuf {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.as_column().fmt(f)
    }
}
