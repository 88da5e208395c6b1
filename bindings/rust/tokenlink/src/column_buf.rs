// SPDX-License-Identifier: MIT
use crate::Column;
use std::fmt;

/// A [`Column`] that owns its memory and grows row by row. [`clear`](ColumnBuf::clear) keeps the memory.
///
/// ```
/// use tokenlink::ColumnBuf;
///
/// let mut teams = ColumnBuf::from_iter(["Checkout", "東京モバイル"]);
/// teams.push_null();
/// assert_eq!(teams.as_column().get(1), Some("東京モバイル".as_bytes()));
/// assert_eq!(teams.as_column().get(2), None);
/// ```
#[derive(Clone)]
pub struct ColumnBuf {
    data: Vec<u8>,
    // Never empty: the first is 0.
    offsets: Vec<u64>,
    validity: Vec<u8>,
    nulls: usize,
}

impl ColumnBuf {
    /// A column without rows.
    pub fn new() -> ColumnBuf {
        ColumnBuf {
            data: Vec::new(),
            offsets: vec![0],
            validity: Vec::new(),
            nulls: 0,
        }
    }

    /// Adds a row.
    pub fn push<T: AsRef<[u8]> + ?Sized>(&mut self, row: &T) {
        self.data.extend_from_slice(row.as_ref());
        self.end_row(1);
    }

    /// Adds a row that has no value.
    pub fn push_null(&mut self) {
        self.nulls += 1;
        self.end_row(0);
    }

    fn end_row(&mut self, valid: u8) {
        let row = self.len();
        if row % 8 == 0 {
            self.validity.push(0);
        }
        self.validity[row / 8] |= valid << (row % 8);
        self.offsets.push(self.data.len() as u64);
    }

    /// Removes all rows and keeps the memory.
    pub fn clear(&mut self) {
        self.data.clear();
        self.offsets.truncate(1);
        self.validity.clear();
        self.nulls = 0;
    }

    /// The number of rows.
    pub fn len(&self) -> usize {
        self.offsets.len() - 1
    }

    /// Whether there are no rows.
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// The column.
    pub fn as_column(&self) -> Column<'_> {
        let column = Column::new(&self.data, &self.offsets);
        match self.nulls {
            0 => column,
            _ => column
                .with_validity(&self.validity)
                .unwrap_or_else(|_| unreachable!("there is a bit for each row")),
        }
    }
}

impl Default for ColumnBuf {
    fn default() -> ColumnBuf {
        ColumnBuf::new()
    }
}

impl<T: AsRef<[u8]>> Extend<T> for ColumnBuf {
    fn extend<I: IntoIterator<Item = T>>(&mut self, rows: I) {
        rows.into_iter().for_each(|row| self.push(&row));
    }
}

impl<T: AsRef<[u8]>> FromIterator<T> for ColumnBuf {
    fn from_iter<I: IntoIterator<Item = T>>(rows: I) -> ColumnBuf {
        let mut column = ColumnBuf::new();
        column.extend(rows);
        column
    }
}

impl fmt::Debug for ColumnBuf {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.as_column().fmt(f)
    }
}
