// SPDX-License-Identifier: MIT
use crate::column::misuse;
use crate::output::{self, Output};
use crate::template::range;
use crate::{loading, Catalog, Column, Error, ErrorRoom, Link, Lint, ParsedRows, Permission, TemplateUrl};
use std::fmt;
use std::marker::PhantomData;
use std::mem::MaybeUninit;
use std::ops::RangeBounds;
use std::ptr::{self, NonNull};
use tokenlink_sys::{self as sys, struct_size, tokenlink_link, tokenlink_parsed_rows};

/// Reads links. Keep it: its memory is reused from call to call, and allocated only while it grows to its inputs' size.
///
/// What it reads may be any bytes: strings, or lines of a file that may not be UTF-8.
///
/// A reader is moved between threads, not shared: one for each thread. What it hands out borrows it; see
/// [`TemplateUrl`].
///
/// ```
/// use tokenlink::{Kind, Reader};
///
/// let mut reader = Reader::new()?;
/// let url = reader.parse(
///     "https://dash.cloudflare.com/profile/api-tokens?name=DNS+bot&\
///      permissionGroupKeys=%5B%7B%22key%22%3A%22dns%22%2C%22type%22%3A%22edit%22%7D%5D",
/// )?;
/// assert_eq!(url.kind(), Some(Kind::User));
/// assert_eq!(url.permissions()[0].to_string(), "dns:edit");
/// assert_eq!(url.name(), Some("DNS bot"));
/// # Ok::<(), tokenlink::Error>(())
/// ```
///
/// ```compile_fail,E0277
/// fn shared<T: Sync>() {}
/// shared::<tokenlink::Reader>();
/// ```
pub struct Reader {
    raw: NonNull<sys::tokenlink_reader>,
    // It must be freed after the reader.
    catalog: Option<Catalog>,
}

// SAFETY: tokenlink.h: a reader is used by one thread at a time, any thread. The catalog may be shared.
unsafe impl Send for Reader {}

impl Reader {
    /// A reader that knows the built-in keys.
    ///
    /// # Errors
    ///
    /// [`Status::Nomem`](crate::Status::Nomem).
    pub fn new() -> Result<Reader, Error> {
        Reader::make(None)
    }

    /// A reader that lints with the keys of a catalog, which it keeps alive.
    ///
    /// # Errors
    ///
    /// [`Status::Nomem`](crate::Status::Nomem).
    pub fn with_catalog(catalog: &Catalog) -> Result<Reader, Error> {
        Reader::make(Some(catalog.clone()))
    }

    fn make(catalog: Option<Catalog>) -> Result<Reader, Error> {
        loading::ensure()?;
        let known = catalog.as_ref().map_or(ptr::null(), Catalog::as_raw);
        let mut raw = ptr::null_mut();
        let mut error = ErrorRoom::new();
        // SAFETY: the catalog is kept as long as the reader, and both outputs are as the function asks.
        let status = unsafe { sys::tokenlink_reader_new(known, &mut raw, error.as_mut_ptr()) };
        error.check(status)?;
        let raw = NonNull::new(raw).ok_or_else(|| misuse("the library gave no reader"))?;
        Ok(Reader { raw, catalog })
    }

    /// The catalog it lints with.
    pub fn catalog(&self) -> Catalog {
        self.catalog.clone().unwrap_or_else(Catalog::builtin)
    }

    /// Reads a link as the dashboard means it: parameters in any order, raw or half-encoded JSON, `&amp;`, line breaks
    /// and more. Unknown keys, types and parameters are no error; [`lint`](Reader::lint) says all there is to say.
    ///
    /// # Errors
    ///
    /// A [`Status`](crate::Status) of `Scheme`, `Host`, `Path`, `Escape`, `Utf8`, `Json`, `NotAList` or `TooLong`, with
    /// the offset in the link.
    #[inline]
    pub fn parse<T: AsRef<[u8]> + ?Sized>(&mut self, link: &T) -> Result<TemplateUrl<'_>, Error> {
        self.parse_with(link.as_ref(), 0)
    }

    /// Reads a link that is canonical to the byte.
    ///
    /// # Errors
    ///
    /// As for [`parse`](Reader::parse), and [`Status::NotCanonical`](crate::Status::NotCanonical) with the
    /// [rule](Error::rule).
    pub fn parse_strict<T: AsRef<[u8]> + ?Sized>(&mut self, link: &T) -> Result<TemplateUrl<'_>, Error> {
        self.parse_with(link.as_ref(), sys::TOKENLINK_STRICT)
    }

    #[inline]
    fn parse_with(&mut self, link: &[u8], flags: u32) -> Result<TemplateUrl<'_>, Error> {
        let mut out = MaybeUninit::<tokenlink_link>::uninit();
        let mut error = ErrorRoom::new();
        // SAFETY: the reader is alive and borrowed alone; the link is a pointer and a size; `out` has its struct_size.
        let status = unsafe {
            ptr::addr_of_mut!((*out.as_mut_ptr()).struct_size).write(struct_size::<tokenlink_link>());
            let (reader, out, err) = (self.raw.as_ptr(), out.as_mut_ptr(), error.as_mut_ptr());
            sys::tokenlink_parse(reader, link.as_ptr(), link.len(), flags, out, err)
        };
        error.check(status)?;
        Ok(TemplateUrl {
            // SAFETY: with this status the library has set every field.
            raw: unsafe { out.assume_init() },
            reader: PhantomData,
        })
    }

    /// Reads a link and says all there is to say about it, also where it cannot be read.
    ///
    /// ```
    /// use tokenlink::{Reader, Severity};
    ///
    /// let link = "https://dash.cloudflare.com/?to=/:account/api-tokens&permissionGroupKeys=\
    ///             %5B%7B%22key%22%3A%22zone_dns%22%2C%22type%22%3A%22edit%22%7D%5D&name=DNS%20bot";
    /// let mut reader = Reader::new()?;
    /// let lint = reader.lint(link);
    /// let finding = &lint.findings()[0];
    /// assert_eq!((finding.rule(), finding.severity()), (102, Severity::Error));
    /// assert_eq!((&link[finding.span()], finding.fix()), ("zone_dns", Some("dns")));
    /// # Ok::<(), tokenlink::Error>(())
    /// ```
    pub fn lint<T: AsRef<[u8]> + ?Sized>(&mut self, link: &T) -> Lint<'_> {
        self.lint_with(link.as_ref(), 0)
    }

    /// The same, where a link that is not canonical to the byte counts as one that cannot be read.
    pub fn lint_strict<T: AsRef<[u8]> + ?Sized>(&mut self, link: &T) -> Lint<'_> {
        self.lint_with(link.as_ref(), sys::TOKENLINK_STRICT)
    }

    fn lint_with(&mut self, link: &[u8], flags: u32) -> Lint<'_> {
        // SAFETY: zero is a value of every field. The library need not set them where it refuses the call.
        let mut raw = unsafe { MaybeUninit::<tokenlink_link>::zeroed().assume_init() };
        raw.struct_size = struct_size::<tokenlink_link>();
        let mut error = ErrorRoom::new();
        let (reader, err) = (self.raw.as_ptr(), error.as_mut_ptr());
        // SAFETY: the reader is alive and borrowed alone; the link is a pointer and a size; `raw` has its struct_size.
        let status = unsafe { sys::tokenlink_lint(reader, link.as_ptr(), link.len(), flags, &mut raw, err) };
        Lint {
            url: TemplateUrl {
                raw,
                reader: PhantomData,
            },
            error: error.check(status).err(),
        }
    }

    /// Reads a link and builds it anew, in canonical form. Parameters the format does not know are left out.
    ///
    /// # Errors
    ///
    /// Those of [`parse`](Reader::parse) and of [`Request::build`](crate::Request::build): a deploy button has no
    /// canonical form, nor has a permission without a type.
    pub fn canonicalize<T: AsRef<[u8]> + ?Sized>(&mut self, link: &T) -> Result<Link, Error> {
        output::link(|to| self.canonicalize_call(link.as_ref(), to))
    }

    /// Appends the canonical form to a buffer; see [`Request::append_to`](crate::Request::append_to).
    ///
    /// # Errors
    ///
    /// As for [`canonicalize`](Reader::canonicalize); `out` is then as it was.
    pub fn canonicalize_to<T: AsRef<[u8]> + ?Sized>(&mut self, link: &T, out: &mut Vec<u8>) -> Result<(), Error> {
        output::append_link(out, |to| self.canonicalize_call(link.as_ref(), to))
    }

    /// Writes the canonical form to the begin of a buffer, where [`MAX_LINK`](crate::MAX_LINK) bytes are always enough.
    ///
    /// # Errors
    ///
    /// As for [`canonicalize`](Reader::canonicalize), and [`Status::Buffer`](crate::Status::Buffer), when
    /// [`Error::needed`] says how much it takes.
    pub fn canonicalize_into<'b, T: AsRef<[u8]> + ?Sized>(
        &mut self,
        link: &T,
        out: &'b mut [MaybeUninit<u8>],
    ) -> Result<&'b str, Error> {
        output::link_into(out, |to| self.canonicalize_call(link.as_ref(), to))
    }

    fn canonicalize_call(&mut self, link: &[u8], to: Output) -> sys::tokenlink_status {
        let (reader, text, size) = (self.raw.as_ptr(), link.as_ptr(), link.len());
        // SAFETY: the reader is alive and borrowed alone; text and output are a pointer and a size each.
        unsafe { sys::tokenlink_canonicalize(reader, text, size, to.out, to.cap, to.need, to.err) }
    }

    /// Reads many links in one call. A row that fails does not harm its neighbours.
    ///
    /// ```
    /// use tokenlink::{ColumnBuf, Reader};
    ///
    /// let links = ColumnBuf::from_rows([
    ///     "https://dash.cloudflare.com/profile/api-tokens?permissionGroupKeys=[]&name=a",
    ///     "https://example.com/",
    /// ])?;
    /// let mut reader = Reader::new()?;
    /// let rows = reader.parse_rows(links.as_column(), ..)?;
    /// let names: Vec<_> = rows.iter().map(|row| row.ok().and_then(|row| row.name())).collect();
    /// assert_eq!(names, [Some("a"), None]);
    /// # Ok::<(), tokenlink::Error>(())
    /// ```
    ///
    /// # Errors
    ///
    /// [`Status::Nomem`](crate::Status::Nomem), and [`Status::Argument`](crate::Status::Argument) where `rows` goes
    /// beyond the column.
    pub fn parse_rows<R>(&mut self, links: Column<'_>, rows: R) -> Result<ParsedRows<'_>, Error>
    where
        R: RangeBounds<usize>,
    {
        self.parse_rows_with(links, rows, 0)
    }

    /// The same, where a link that is not canonical to the byte fails.
    ///
    /// # Errors
    ///
    /// As for [`parse_rows`](Reader::parse_rows).
    pub fn parse_rows_strict<R>(&mut self, links: Column<'_>, rows: R) -> Result<ParsedRows<'_>, Error>
    where
        R: RangeBounds<usize>,
    {
        self.parse_rows_with(links, rows, sys::TOKENLINK_STRICT)
    }

    fn parse_rows_with<R>(&mut self, links: Column<'_>, rows: R, flags: u32) -> Result<ParsedRows<'_>, Error>
    where
        R: RangeBounds<usize>,
    {
        let rows = range(rows, Some(links.len()))?;
        let links = links.to_raw();
        // SAFETY: zero is a value of every field.
        let mut raw = unsafe { MaybeUninit::<tokenlink_parsed_rows>::zeroed().assume_init() };
        raw.struct_size = struct_size::<tokenlink_parsed_rows>();
        let mut error = ErrorRoom::new();
        let (reader, err) = (self.raw.as_ptr(), error.as_mut_ptr());
        // SAFETY: the reader is alive and borrowed alone; the column has the rows; `raw` has its struct_size.
        let status = unsafe { sys::tokenlink_parse_rows(reader, &links, rows.start, rows.len(), flags, &mut raw, err) };
        error.check(status)?;
        Ok(ParsedRows {
            raw,
            first_row: rows.start,
            reader: PhantomData,
        })
    }

    /// Reads a permission list as people write it: `dns:edit,zone:read`, or the format's JSON list. There is at least
    /// one permission, and each has a key and a type.
    ///
    /// ```
    /// use tokenlink::{Reader, Request};
    ///
    /// let mut reader = Reader::new()?;
    /// let link = Request::account(reader.read_permissions("d1:read, workers_r2:edit")?).build()?;
    /// # Ok::<(), tokenlink::Error>(())
    /// ```
    ///
    /// # Errors
    ///
    /// A [`Status`](crate::Status) of `NoPermissions`, `Permission`, `Utf8`, `Json`, `NotAList` or `TooLong`, with the
    /// offset in the text.
    pub fn read_permissions<T: AsRef<[u8]> + ?Sized>(&mut self, text: &T) -> Result<&[Permission<'_>], Error> {
        let text = text.as_ref();
        let (mut first, mut count) = (ptr::null(), 0);
        let mut error = ErrorRoom::new();
        // SAFETY: the reader is alive and borrowed alone; the text is a pointer and a size; the outputs are as asked.
        let status = unsafe {
            let (reader, err) = (self.raw.as_ptr(), error.as_mut_ptr());
            sys::tokenlink_permissions_read(reader, text.as_ptr(), text.len(), &mut first, &mut count, err)
        };
        error.check(status)?;
        // SAFETY: with this status they are the library's, and live until the reader's next call.
        Ok(unsafe { Permission::from_raw(first, count) })
    }
}

impl Drop for Reader {
    fn drop(&mut self) {
        // SAFETY: it is ours, and nothing that it has handed out is borrowed any more.
        unsafe { sys::tokenlink_reader_free(self.raw.as_ptr()) }
    }
}

impl fmt::Debug for Reader {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Reader").finish_non_exhaustive()
    }
}
