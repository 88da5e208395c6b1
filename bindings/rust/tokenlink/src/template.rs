// SPDX-License-Identifier: MIT
use crate::column::misuse;
use crate::output::{self, Output};
use crate::small::Small;
#[cfg(doc)]
use crate::Status;
use crate::{loading, text, Batch, Column, Entries, Error, ErrorRoom, Link, Request};
use std::fmt;
use std::io::{self, Write};
use std::mem::MaybeUninit;
use std::ops::{Bound, RangeBounds};
use std::ptr::{self, NonNull};
use tokenlink_sys::{self as sys, tokenlink_column, tokenlink_str};

/// A request compiled once, whose name and ids are patterns, and rendered with a row of values: `{column}` stands for
/// the row's value of that column, `{{` and `}}` for a brace.
///
/// Threads may share it.
///
/// ```
/// use tokenlink::{Permission, Request};
///
/// let template = Request::user(&[Permission::new("dns", "edit")]).name("{team} deploy").compile()?;
/// assert_eq!(template.columns().collect::<Vec<_>>(), ["team"]);
///
/// let mut page = Vec::new();
/// for team in ["Checkout", "東京モバイル"] {
///     template.append_to(&[team], &mut page)?;
///     page.push(b'\n');
/// }
/// assert!(page.starts_with(template.render(&["Checkout"])?.as_bytes()));
/// # Ok::<(), tokenlink::Error>(())
/// ```
pub struct Template {
    raw: NonNull<sys::tokenlink_template>,
}

// SAFETY: tokenlink.h: templates never change, so that threads may share them, and any thread may free one.
unsafe impl Send for Template {}
// SAFETY: as above.
unsafe impl Sync for Template {}

impl Template {
    /// Compiles a request, whose texts are copied. An id that has a column in it must not come out empty.
    ///
    /// # Errors
    ///
    /// [`Status::Pattern`] with the offset in the pattern, and those of [`Request::build`] as far as they can be told
    /// without a row.
    pub fn new(request: &Request<'_>) -> Result<Template, Error> {
        loading::ensure()?;
        let mut raw = ptr::null_mut();
        let mut error = ErrorRoom::new();
        // SAFETY: the request is sound, and both outputs are as the function asks.
        let status = unsafe { sys::tokenlink_template_new(request.as_raw(), &mut raw, error.as_mut_ptr()) };
        error.check(status)?;
        let raw = NonNull::new(raw).ok_or_else(|| misuse("the library gave no template"))?;
        Ok(Template { raw })
    }

    /// The names of the columns, in the order of their first appearance in account id, zone id and name.
    pub fn columns(&self) -> Entries<&Template, &str> {
        Entries::new(self, 0..self.column_count(), |template, index| {
            let mut name = text::ABSENT;
            // SAFETY: the template is alive, and the name lives as long as it does.
            unsafe {
                sys::tokenlink_template_column_name(template.raw.as_ptr(), index, &mut name);
                text::text(name)
            }
        })
    }

    fn column_count(&self) -> usize {
        // SAFETY: the template is alive.
        unsafe { sys::tokenlink_template_column_count(self.raw.as_ptr()) }
    }

    /// The link of a row: one value for each column, in their order.
    ///
    /// # Errors
    ///
    /// [`Status::Values`] where the number of values is not that of the columns; `Name`, `AccountId`, `ZoneId` or
    /// `TooLong` for this row. The other rendering functions have the same errors.
    pub fn render<T: AsRef<str>>(&self, values: &[T]) -> Result<Link, Error> {
        with_values(values, |values| output::link(|to| self.call(values, to)))
    }

    /// Appends the link of a row to a buffer; see [`Request::append_to`].
    ///
    /// # Errors
    ///
    /// As for [`render`](Template::render); `out` is then as it was.
    #[inline]
    pub fn append_to<T: AsRef<str>>(&self, values: &[T], out: &mut Vec<u8>) -> Result<(), Error> {
        with_values(values, |values| output::append_link(out, |to| self.call(values, to)))
    }

    /// Writes the link of a row, without an allocation, in one `write_all`.
    ///
    /// # Errors
    ///
    /// Those of the writer, and those of [`render`](Template::render) as [`io::ErrorKind::InvalidInput`].
    pub fn write_to<T: AsRef<str>, W: Write>(&self, values: &[T], to: W) -> io::Result<()> {
        with_values(values, |values| output::write_link(to, |to| self.call(values, to)))
    }

    /// Writes the link of a row to the begin of a buffer, where [`MAX_LINK`](crate::MAX_LINK) bytes are always enough.
    ///
    /// # Errors
    ///
    /// As for [`render`](Template::render), and [`Status::Buffer`], when [`Error::needed`] says how much it takes.
    pub fn render_into<'b, T: AsRef<str>>(
        &self,
        values: &[T],
        out: &'b mut [MaybeUninit<u8>],
    ) -> Result<&'b str, Error> {
        with_values(values, |values| output::link_into(out, |to| self.call(values, to)))
    }

    #[inline]
    fn call(&self, values: &[tokenlink_str], to: Output) -> sys::tokenlink_status {
        let (raw, first, count) = (self.raw.as_ptr(), values.as_ptr(), values.len());
        // SAFETY: the template is alive, and the values are borrowed while the call runs.
        unsafe { sys::tokenlink_template_render(raw, first, count, to.out, to.cap, to.need, to.err) }
    }

    /// Renders rows of columns, in the order of [`columns`](Template::columns), into a batch, which is cleared first.
    /// Returns the number of the row to go on with: the end of `rows` when all are done.
    ///
    /// A row that fails leaves no link and its status, and its neighbours unharmed: that is no error of the call.
    ///
    /// A batch that grows takes all rows, up to 4 GiB. One [with a limit](Batch::with_limit) stops when it is full, so
    /// that tables of any size go through fixed memory:
    ///
    /// ```
    /// use tokenlink::{Batch, ColumnBuf, Permission, Request};
    ///
    /// let template = Request::user(&[Permission::new("dns", "edit")]).name("{team}").compile()?;
    /// let teams = ColumnBuf::from_rows((0..1000).map(|n| format!("Team {n}")))?;
    ///
    /// let mut batch = Batch::with_limit(64 * 1024).terminated_by(b'\n');
    /// let mut out = Vec::new();
    /// let mut next = 0;
    /// while next < teams.len() {
    ///     next = template.render_rows(&[teams.as_column()], next.., &mut batch)?;
    ///     out.extend_from_slice(batch.as_bytes());
    /// }
    /// assert_eq!(out.iter().filter(|byte| **byte == b'\n').count(), 1000);
    /// # Ok::<(), tokenlink::Error>(())
    /// ```
    ///
    /// # Errors
    ///
    /// [`Status::Values`] where the number of columns is not that of the template; [`Status::Argument`] where the
    /// columns are not of one length, or `rows` goes beyond them. A template without columns takes any rows, but must
    /// be told how many.
    pub fn render_rows<R>(&self, columns: &[Column<'_>], rows: R, batch: &mut Batch) -> Result<usize, Error>
    where
        R: RangeBounds<usize>,
    {
        batch.clear();
        let length = match columns.first() {
            Some(column) => Some(column.len()),
            // Where there ought to be some, it is for the library to say how many.
            None if self.column_count() > 0 => Some(0),
            None => None,
        };
        if columns.iter().any(|column| Some(column.len()) != length) {
            return Err(misuse("the columns are not of one length"));
        }
        let rows = range(rows, length)?;
        let columns = Small::<tokenlink_column>::from_iter(columns.iter().map(|column| column.to_raw()));
        batch.render(self.raw, columns.as_slice(), rows)
    }
}

/// The rows of a range, of so many as there are; None where there is no telling.
pub(crate) fn range(rows: impl RangeBounds<usize>, length: Option<usize>) -> Result<std::ops::Range<usize>, Error> {
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
        (_, None) => Err(misuse(
            "a template without columns must be told how many rows to render",
        )),
        _ => Err(misuse("the rows go beyond the end of the columns")),
    }
}

#[inline]
fn with_values<T, U, E>(values: &[T], run: impl FnOnce(&[tokenlink_str]) -> Result<U, E>) -> Result<U, E>
where
    T: AsRef<str>,
    E: From<Error>,
{
    // A template with one column is what most are.
    if let [value] = values {
        return run(&[text::to_sys(value.as_ref())]);
    }
    let values = Small::<tokenlink_str>::from_iter(values.iter().map(|value| text::to_sys(value.as_ref())));
    run(values.as_slice())
}

impl Drop for Template {
    fn drop(&mut self) {
        // SAFETY: it is ours, and nobody uses it any more.
        unsafe { sys::tokenlink_template_free(self.raw.as_ptr()) }
    }
}

impl fmt::Debug for Template {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Template")
            .field("columns", &self.columns().collect::<Vec<_>>())
            .finish()
    }
}

impl<'a> TryFrom<Request<'a>> for Template {
    type Error = Error;

    fn try_from(request: Request<'a>) -> Result<Template, Error> {
        Template::new(&request)
    }
}
