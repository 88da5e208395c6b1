// SPDX-License-Identifier: MIT
use crate::error::misuse;
use crate::Error;
use std::fmt;
use std::ops::{Bound, Range, RangeBounds};
use std::ptr;
use tokenlink_sys::{self as sys, tokenlink_column};

/// The offsets of a column or of a [`Batch`](crate::Batch): `u32` and `u64`, or `i32` and `i64` as Arrow has them.
pub trait Offset: sealed::Sealed + Copy + Send + Sync + 'static {}

mod sealed {
    /// The same offsets as the unsigned numbers of their width; one that is negative exceeds the data.
    #[derive(Clone, Copy)]
    pub enum Offsets<'a> {
        Narrow(&'a [u32]),
        Wide(&'a [u64]),
    }

    pub trait Sealed: Sized {
        /// The `TOKENLINK_LAYOUT_...` of this width.
        const LAYOUT: u32;
        /// The largest buffer that these offsets can describe.
        const LIMIT: usize;
        const ZERO: Self;
        fn view(offsets: &[Self]) -> Offsets<'_>;
    }
}
pub(crate) use sealed::{Offsets, Sealed};

const fn min(a: u64, b: u64) -> u64 {
    if a < b {
        a
    } else {
        b
    }
}

macro_rules! offsets {
    ($($type:ty: $layout:ident, $width:ident;)*) => {$(
        impl Sealed for $type {
            const LAYOUT: u32 = sys::$layout;
            const LIMIT: usize = min(<$type>::MAX as u64, isize::MAX as u64) as usize;
            const ZERO: $type = 0;

            fn view(offsets: &[$type]) -> Offsets<'_> {
                // SAFETY: signed and unsigned integers of one width have the same memory, and every value is valid.
                Offsets::$width(unsafe { std::slice::from_raw_parts(offsets.as_ptr().cast(), offsets.len()) })
            }
        }

        impl Offset for $type {}
    )*};
}

offsets! {
    u32: TOKENLINK_LAYOUT_OFFSETS32, Narrow;
    i32: TOKENLINK_LAYOUT_OFFSETS32, Narrow;
    u64: TOKENLINK_LAYOUT_OFFSETS64, Wide;
    i64: TOKENLINK_LAYOUT_OFFSETS64, Wide;
}

impl Offsets<'_> {
    /// Saturates.
    #[inline]
    pub(crate) fn get(self, index: usize) -> usize {
        match self {
            Offsets::Narrow(offsets) => offsets[index] as usize,
            Offsets::Wide(offsets) => usize::try_from(offsets[index]).unwrap_or(usize::MAX),
        }
    }
}

/// A column of strings in the memory layout of Arrow's `utf8` and `large_utf8`: row `i` is the bytes
/// `data[offsets[i]..offsets[i + 1]]`.
///
/// It borrows its memory and making one looks at none of it: a row whose offsets decrease or exceed the data fails
/// alone when it is used, and so does one that is not UTF-8.
///
/// ```
/// use tokenlink::Column;
///
/// // As an Arrow array lies in memory, with a null in the middle.
/// let column = Column::new(b"CheckoutMobile", &[0i32, 8, 8, 14]).with_validity(&[0b101])?;
/// assert_eq!((column.len(), column.get(0), column.get(1)), (3, Some(&b"Checkout"[..]), None));
/// # Ok::<(), tokenlink::Error>(())
/// ```
#[derive(Clone, Copy)]
pub struct Column<'a> {
    data: &'a [u8],
    offsets: Offsets<'a>,
    validity: Option<&'a [u8]>,
    first: usize,
    rows: usize,
}

impl<'a> Column<'a> {
    /// A column of one row less than there are offsets; of no rows if there are none.
    pub fn new<O: Offset>(data: &'a [u8], offsets: &'a [O]) -> Column<'a> {
        Column {
            data,
            offsets: O::view(offsets),
            validity: None,
            first: 0,
            rows: offsets.len().saturating_sub(1),
        }
    }

    /// Adds a validity bitmap: row `i` is null if bit `i % 8` of `bits[i / 8]` is 0.
    ///
    /// # Errors
    ///
    /// [`Status::Argument`](crate::Status::Argument) if there are fewer bits than rows.
    pub fn with_validity(self, bits: &'a [u8]) -> Result<Column<'a>, Error> {
        if bits.len() < (self.first + self.rows + 7) / 8 {
            return Err(misuse("the validity bitmap has fewer bits than the column has rows"));
        }
        Ok(Column {
            validity: Some(bits),
            ..self
        })
    }

    /// Some of the rows, which are then numbered from 0: `slice(offset..)` for the `offset` of an Arrow array.
    ///
    /// # Errors
    ///
    /// [`Status::Argument`](crate::Status::Argument) if the range exceeds the column.
    pub fn slice<R: RangeBounds<usize>>(self, rows: R) -> Result<Column<'a>, Error> {
        let rows = range(rows, Some(self.rows))?;
        Ok(Column {
            first: self.first + rows.start,
            rows: rows.len(),
            ..self
        })
    }

    /// The number of rows.
    pub fn len(&self) -> usize {
        self.rows
    }

    /// Whether there are no rows.
    pub fn is_empty(&self) -> bool {
        self.rows == 0
    }

    /// The bytes of a row; None if it is null, its offsets are wrong, or there is no such row.
    pub fn get(&self, row: usize) -> Option<&'a [u8]> {
        if row >= self.rows {
            return None;
        }
        let element = self.first + row;
        if matches!(self.validity, Some(bits) if bits[element / 8] >> (element % 8) & 1 == 0) {
            return None;
        }
        self.data.get(self.offsets.get(element)..self.offsets.get(element + 1))
    }

    /// The size of some rows, if their offsets are right.
    pub(crate) fn size_of(&self, rows: &Range<usize>) -> usize {
        if rows.is_empty() {
            return 0;
        }
        let (start, end) = (
            self.offsets.get(self.first + rows.start),
            self.offsets.get(self.first + rows.end),
        );
        end.saturating_sub(start).min(self.data.len())
    }

    pub(crate) fn to_raw(self) -> tokenlink_column {
        let (offsets, layout) = match self.offsets {
            Offsets::Narrow(offsets) => (offsets.as_ptr().cast(), u32::LAYOUT),
            Offsets::Wide(offsets) => (offsets.as_ptr().cast(), u64::LAYOUT),
        };
        tokenlink_column {
            data: self.data.as_ptr(),
            size: self.data.len(),
            offsets,
            validity: self.validity.map_or(ptr::null(), <[u8]>::as_ptr),
            first: self.first,
            layout,
            ..sys::TOKENLINK_COLUMN_INIT
        }
    }
}

impl fmt::Debug for Column<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Column({} rows, {} bytes)", self.len(), self.data.len())
    }
}

/// A range of so many rows; None if any number is allowed.
pub(crate) fn range(rows: impl RangeBounds<usize>, length: Option<usize>) -> Result<Range<usize>, Error> {
    let start = match rows.start_bound() {
        Bound::Included(start) => Some(*start),
        Bound::Excluded(before) => before.checked_add(1),
        Bound::Unbounded => Some(0),
    };
    let end = match rows.end_bound() {
        Bound::Included(last) => last.checked_add(1),
        Bound::Excluded(end) => Some(*end),
        Bound::Unbounded => length,
    };
    match (start, end) {
        (Some(start), Some(end)) if start <= end && end <= length.unwrap_or(usize::MAX) => Ok(start..end),
        (_, None) if length.is_none() => Err(misuse("a template without columns needs the number of rows to render")),
        _ => Err(misuse("the range exceeds the rows of the columns")),
    }
}
