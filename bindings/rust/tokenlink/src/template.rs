// SPDX-License-Identifier: MIT
use crate::column::range;
use crate::error::misuse;
use crate::output::{self, Output};
use crate::small::Small;
#[cfg(doc)]
use crate::Status;
use crate::{loading, text, Batch, Column, Entries, Error, ErrorRoom, Link, Offset, Request};
use std::fmt;
use std::io::{self, Write};
use std::mem::MaybeUninit;
use std::ops::RangeBounds;
use std::ptr::{self, NonNull};
use tokenlink_sys::{self as sys, tokenlink_column, tokenlink_str};

/// A compiled request whose name and ids are patterns: `{column}` is replaced by that column's value in a row, `{{` and
/// `}}` give a brace.
///
/// It may be shared between threads.
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

// SAFETY: tokenlink.h: templates never change and may be shared between threads; any thread may free one.
unsafe impl Send for Template {}
// SAFETY: as above.
unsafe impl Sync for Template {}

impl Template {
    /// Compiles a request, which is copied. An id pattern with a column in it must not come out empty: a blank cell
    /// must not widen a token to all accounts or zones.
    ///
    /// # Errors
    ///
    /// [`Status::Pattern`] with the [part](Error::part) and the offset in the pattern, and those of [`Request::build`]
    /// as far as they do not depend on a row.
    pub fn new(request: &Request<'_>) -> Result<Template, Error> {
        loading::ensure()?;
        let mut raw = ptr::null_mut();
        let mut error = ErrorRoom::new();
        // SAFETY: the request is sound.
        let status = unsafe { sys::tokenlink_template_new(request.as_raw(), &mut raw, error.as_mut_ptr()) };
        error.check(status)?;
        let raw = NonNull::new(raw).ok_or_else(|| misuse("the library returned no template"))?;
        Ok(Template { raw })
    }

    /// The names of the columns, in the order of their first use in account id, zone id and name.
    pub fn columns(&self) -> Entries<&Template, &str> {
        Entries::new(self, 0..self.column_count(), |template, index| {
            let mut name = sys::TOKENLINK_STR_ABSENT;
            // SAFETY: the template is alive, and the name is valid as long as it is.
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

    /// A buffer size that is enough to render `rows` rows whose values have `bytes` bytes in total, counting every
    /// column, with a terminator after each link.
    pub fn bound(&self, bytes: usize, rows: usize) -> usize {
        // SAFETY: the template is alive.
        unsafe { sys::tokenlink_template_bound(self.raw.as_ptr(), bytes, rows) }
    }

    /// The link of a row: one value for each column, in column order.
    ///
    /// # Errors
    ///
    /// [`Status::Values`] if there is not one value for each column; `Name`, `AccountId`, `ZoneId` or `TooLong`, with
    /// the pattern as [`part`](Error::part), the column as [`index`](Error::index) and the offset in its value. The
    /// other rendering functions have the same errors.
    pub fn render<T: AsRef<str>>(&self, values: &[T]) -> Result<Link, Error> {
        with_values(values, |values| output::link(|to| self.call(values, to)))
    }

    /// Appends the link of a row to a buffer; see [`Request::append_to`].
    ///
    /// # Errors
    ///
    /// As for [`render`](Template::render); `out` is then unchanged.
    #[inline]
    pub fn append_to<T: AsRef<str>>(&self, values: &[T], out: &mut Vec<u8>) -> Result<(), Error> {
        with_values(values, |values| output::append_link(out, |to| self.call(values, to)))
    }

    /// Writes the link of a row with one `write_all`, without allocating.
    ///
    /// # Errors
    ///
    /// Those of the writer, and those of [`render`](Template::render) as [`io::ErrorKind::InvalidInput`].
    pub fn write_to<T: AsRef<str>, W: Write>(&self, values: &[T], to: W) -> io::Result<()> {
        with_values(values, |values| output::write_link(to, |to| self.call(values, to)))
    }

    /// Writes the link of a row to the start of a buffer. [`MAX_LINK`](crate::MAX_LINK) bytes are always enough.
    ///
    /// # Errors
    ///
    /// As for [`render`](Template::render), and [`Status::Buffer`] with the size that is [needed](Error::needed).
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
        // SAFETY: the template is alive, and the values are borrowed during the call.
        unsafe { sys::tokenlink_template_render(raw, first, count, to.out, to.cap, to.need, to.err) }
    }

    /// Renders rows of columns, in the order of [`columns`](Template::columns), into a batch, which is cleared first.
    /// Returns the row to continue with: the end of `rows` if all are done.
    ///
    /// A row that fails does not affect the others and is not an error of the call: see [`Batch::errors`]. A row that
    /// needs a value that is null fails with [`Status::Values`].
    ///
    /// A batch grows until it holds every row. With a [limit](Batch::limit) it stops when it is full, so a table of any
    /// size is rendered in fixed memory:
    ///
    /// ```
    /// use tokenlink::{Batch, ColumnBuf, Permission, Request};
    ///
    /// let template = Request::user(&[Permission::new("dns", "edit")]).name("{team}").compile()?;
    /// let teams = ColumnBuf::from_iter((0..1000).map(|n| format!("Team {n}")));
    ///
    /// let mut batch = Batch::new().limit(64 * 1024).terminated_by(b'\n');
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
    /// [`Status::Values`] if the number of columns is not that of the template; [`Status::Argument`] if the columns
    /// differ in length, or `rows` exceeds them. A template without columns renders any range that has an end.
    pub fn render_rows<R, O>(&self, columns: &[Column<'_>], rows: R, batch: &mut Batch<O>) -> Result<usize, Error>
    where
        R: RangeBounds<usize>,
        O: Offset,
    {
        batch.clear();
        let length = match columns.first() {
            Some(column) => Some(column.len()),
            // If there should be some, the library says how many.
            None if self.column_count() > 0 => Some(0),
            None => None,
        };
        if columns.iter().any(|column| Some(column.len()) != length) {
            return Err(misuse("the columns differ in length"));
        }
        let rows = range(rows, length)?;
        let raw = Small::<tokenlink_column>::from_iter(columns.iter().map(|column| column.to_raw()));
        batch.render(self, columns, raw.as_slice(), rows)
    }

    pub(crate) fn as_raw(&self) -> *const sys::tokenlink_template {
        self.raw.as_ptr()
    }
}

#[inline]
fn with_values<T, U, E>(values: &[T], run: impl FnOnce(&[tokenlink_str]) -> Result<U, E>) -> Result<U, E>
where
    T: AsRef<str>,
    E: From<Error>,
{
    // Most templates have one column.
    if let [value] = values {
        return run(&[text::to_sys(value.as_ref())]);
    }
    let values = Small::<tokenlink_str>::from_iter(values.iter().map(|value| text::to_sys(value.as_ref())));
    run(values.as_slice())
}

impl Drop for Template {
    fn drop(&mut self) {
        // SAFETY: it is ours.
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
