// SPDX-License-Identifier: MIT
use crate::column::range;
use crate::error::misuse;
use crate::output::{self, Output};
use crate::{
    loading, Catalog, Column, Error, ErrorRoom, Link, Lint, ParsedRows, Permission, ReadFlags, ReaderOptions, Request,
    TemplateUrl,
};
use std::fmt;
use std::marker::PhantomData;
use std::mem::{size_of, MaybeUninit};
use std::ops::RangeBounds;
use std::ptr::{self, NonNull};
use tokenlink_sys::{self as sys, tokenlink_error, tokenlink_link, tokenlink_reader, tokenlink_status};

/// Reads links. Keep it and use it again: its memory is reused from call to call.
///
/// It reads any bytes: strings, or lines of a file that may not be UTF-8.
///
/// A reader can be sent to another thread but not shared: use one for each thread. Its results borrow it; see
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
    raw: NonNull<tokenlink_reader>,
    // Must be freed after the reader.
    catalog: Option<Catalog>,
}

// SAFETY: tokenlink.h: a reader may be used by one thread at a time, by any. The catalog may be shared.
unsafe impl Send for Reader {}

impl Reader {
    /// A reader that knows the built-in keys.
    ///
    /// # Errors
    ///
    /// [`Status::Nomem`](crate::Status::Nomem).
    pub fn new() -> Result<Reader, Error> {
        Reader::options().build()
    }

    /// Options for another reader: a catalog, limits.
    pub fn options() -> ReaderOptions {
        ReaderOptions::default()
    }

    pub(crate) fn from_options(options: ReaderOptions) -> Result<Reader, Error> {
        loading::ensure()?;
        let raw_options = sys::tokenlink_reader_options {
            catalog: options.catalog.as_ref().map_or(ptr::null(), Catalog::as_raw),
            max_input: options.max_input,
            keep_memory: options.keep_memory,
            ..sys::TOKENLINK_READER_OPTIONS_INIT
        };
        let mut raw = ptr::null_mut();
        let mut error = ErrorRoom::new();
        // SAFETY: the options are initialized, and the catalog is kept as long as the reader.
        let status = unsafe { sys::tokenlink_reader_new(&raw_options, &mut raw, error.as_mut_ptr()) };
        error.check(status)?;
        let raw = NonNull::new(raw).ok_or_else(|| misuse("the library returned no reader"))?;
        let catalog = options.catalog;
        Ok(Reader { raw, catalog })
    }

    /// The catalog it lints with.
    pub fn catalog(&self) -> Catalog {
        self.catalog.clone().unwrap_or_else(Catalog::builtin)
    }

    /// Reads a link as the dashboard understands it: parameters in any order, raw or half-encoded JSON, `&amp;`, line
    /// breaks and more. Unknown keys, types and parameters are not errors; [`lint`](Reader::lint) reports them.
    ///
    /// # Errors
    ///
    /// A [`Status`](crate::Status) of `Scheme`, `Host`, `Path`, `Escape`, `Utf8`, `Json`, `NotAList` or `TooLong`, with
    /// the offset in the link.
    #[inline]
    pub fn parse<T: AsRef<[u8]> + ?Sized>(&mut self, link: &T) -> Result<TemplateUrl<'_>, Error> {
        self.parse_with(link, ReadFlags::default())
    }

    /// Reads a link, strictly or with its canonical form.
    ///
    /// # Errors
    ///
    /// As for [`parse`](Reader::parse); with [`ReadFlags::STRICT`] also
    /// [`Status::NotCanonical`](crate::Status::NotCanonical) with the [rule](Error::rule).
    #[inline]
    pub fn parse_with<T: AsRef<[u8]> + ?Sized>(
        &mut self,
        link: &T,
        flags: ReadFlags,
    ) -> Result<TemplateUrl<'_>, Error> {
        let link = link.as_ref();
        // SAFETY: read() passes the reader and its outputs; the link is a pointer and a size.
        let (url, result) = self.read(|reader, out, err| unsafe {
            sys::tokenlink_parse(reader, link.as_ptr(), link.len(), flags.0, out, err)
        });
        result.map(|()| url)
    }

    /// Reads a link and reports everything there is to say about it, even if it cannot be read.
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
        self.lint_with(link, ReadFlags::default())
    }

    /// Lints a link that is read strictly or with its canonical form. The findings are the same.
    pub fn lint_with<T: AsRef<[u8]> + ?Sized>(&mut self, link: &T, flags: ReadFlags) -> Lint<'_> {
        let link = link.as_ref();
        // SAFETY: read() passes the reader and its outputs; the link is a pointer and a size.
        let (url, result) = self.read(|reader, out, err| unsafe {
            sys::tokenlink_lint(reader, link.as_ptr(), link.len(), flags.0, out, err)
        });
        let error = result.err();
        Lint { url, error }
    }

    /// Builds the link of a request and lints it. The link is its [`canonical`](TemplateUrl::canonical), and the spans
    /// of the findings are in it.
    ///
    /// ```
    /// use tokenlink::{Permission, Reader, Request};
    ///
    /// let mut reader = Reader::new()?;
    /// let lint = reader.lint_request(&Request::account(&[Permission::new("zone_dns", "edit")]))?;
    /// let link = lint.url().unwrap().canonical().unwrap();
    /// assert_eq!(&link[lint.findings()[0].span()], "zone_dns");
    /// # Ok::<(), tokenlink::Error>(())
    /// ```
    ///
    /// # Errors
    ///
    /// As for [`Request::build`].
    pub fn lint_request(&mut self, request: &Request<'_>) -> Result<Lint<'_>, Error> {
        // SAFETY: read() passes the reader and its outputs; the request is sound.
        let (url, result) =
            self.read(|reader, out, err| unsafe { sys::tokenlink_lint_request(reader, request.as_raw(), 0, out, err) });
        result.map(|()| Lint { url, error: None })
    }

    /// `call` fills the link it is given, whatever its status.
    #[inline]
    fn read(
        &mut self,
        call: impl FnOnce(*mut tokenlink_reader, *mut tokenlink_link, *mut tokenlink_error) -> tokenlink_status,
    ) -> (TemplateUrl<'_>, Result<(), Error>) {
        let mut out = MaybeUninit::<tokenlink_link>::uninit();
        let mut error = ErrorRoom::new();
        // SAFETY: it is a member of the struct that `out` has room for.
        unsafe { ptr::addr_of_mut!((*out.as_mut_ptr()).struct_size).write(size_of::<tokenlink_link>() as u32) };
        let status = call(self.raw.as_ptr(), out.as_mut_ptr(), error.as_mut_ptr());
        let url = TemplateUrl {
            // SAFETY: the library has set every member.
            raw: unsafe { out.assume_init() },
            reader: PhantomData,
        };
        (url, error.check(status))
    }

    /// Reads a link and writes its canonical form. Parameters that a [`Request`] does not have are dropped.
    ///
    /// # Errors
    ///
    /// Those of [`parse`](Reader::parse) and of [`Request::build`]: a deploy button has no canonical form, nor has a
    /// permission without a type.
    pub fn canonicalize<T: AsRef<[u8]> + ?Sized>(&mut self, link: &T) -> Result<Link, Error> {
        output::link(|to| self.canonicalize_call(link.as_ref(), to))
    }

    /// Appends the canonical form to a buffer; see [`Request::append_to`].
    ///
    /// # Errors
    ///
    /// As for [`canonicalize`](Reader::canonicalize); `out` is then unchanged.
    pub fn canonicalize_to<T: AsRef<[u8]> + ?Sized>(&mut self, link: &T, out: &mut Vec<u8>) -> Result<(), Error> {
        output::append_link(out, |to| self.canonicalize_call(link.as_ref(), to))
    }

    /// Writes the canonical form to the start of a buffer, for which [`MAX_LINK`](crate::MAX_LINK) bytes are always
    /// enough.
    ///
    /// # Errors
    ///
    /// As for [`canonicalize`](Reader::canonicalize), and [`Status::Buffer`](crate::Status::Buffer) with the size that
    /// is [needed](Error::needed).
    pub fn canonicalize_into<'b, T: AsRef<[u8]> + ?Sized>(
        &mut self,
        link: &T,
        out: &'b mut [MaybeUninit<u8>],
    ) -> Result<&'b str, Error> {
        output::link_into(out, |to| self.canonicalize_call(link.as_ref(), to))
    }

    fn canonicalize_call(&mut self, link: &[u8], to: Output) -> tokenlink_status {
        let (reader, text, size) = (self.raw.as_ptr(), link.as_ptr(), link.len());
        // SAFETY: the reader is alive and borrowed exclusively; link and output are a pointer and a size each.
        unsafe { sys::tokenlink_canonicalize(reader, text, size, 0, to.out, to.cap, to.need, to.err) }
    }

    /// Reads many links in one call. A row that fails, or is null, does not affect the others.
    ///
    /// ```
    /// use tokenlink::{ColumnBuf, Reader};
    ///
    /// let links = ColumnBuf::from_iter([
    ///     "https://dash.cloudflare.com/profile/api-tokens?permissionGroupKeys=[]&name=a",
    ///     "https://example.com/",
    /// ]);
    /// let mut reader = Reader::new()?;
    /// let rows = reader.parse_rows(links.as_column(), ..)?;
    /// let names: Vec<_> = rows.iter().map(|row| row.ok().and_then(|row| row.name())).collect();
    /// assert_eq!(names, [Some("a"), None]);
    /// # Ok::<(), tokenlink::Error>(())
    /// ```
    ///
    /// # Errors
    ///
    /// [`Status::Nomem`](crate::Status::Nomem), and [`Status::Argument`](crate::Status::Argument) if `rows` exceeds the
    /// column.
    pub fn parse_rows<R: RangeBounds<usize>>(&mut self, links: Column<'_>, rows: R) -> Result<ParsedRows<'_>, Error> {
        self.parse_rows_with(links, rows, ReadFlags::default())
    }

    /// Reads many links, with [`ReadFlags::STRICT`] strictly.
    ///
    /// # Errors
    ///
    /// As for [`parse_rows`](Reader::parse_rows), and [`Status::Argument`](crate::Status::Argument) for another flag.
    pub fn parse_rows_with<R: RangeBounds<usize>>(
        &mut self,
        links: Column<'_>,
        rows: R,
        flags: ReadFlags,
    ) -> Result<ParsedRows<'_>, Error> {
        let rows = range(rows, Some(links.len()))?;
        let links = links.to_raw();
        let mut raw = sys::TOKENLINK_PARSED_ROWS_INIT;
        let mut error = ErrorRoom::new();
        let (reader, first, count, err) = (self.raw.as_ptr(), rows.start, rows.len(), error.as_mut_ptr());
        // SAFETY: the reader is alive and borrowed exclusively, and the column has these rows.
        let status = unsafe { sys::tokenlink_parse_rows(reader, &links, first, count, flags.0, &mut raw, err) };
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
        // SAFETY: the reader is alive and borrowed exclusively; the text is a pointer and a size.
        let status = unsafe {
            let (reader, err) = (self.raw.as_ptr(), error.as_mut_ptr());
            sys::tokenlink_permissions_read(reader, text.as_ptr(), text.len(), 0, &mut first, &mut count, err)
        };
        error.check(status)?;
        // SAFETY: they are the library's and valid until the reader's next call.
        Ok(unsafe { Permission::from_raw(first, count) })
    }
}

impl Drop for Reader {
    fn drop(&mut self) {
        // SAFETY: it is ours, and none of its results is borrowed any more.
        unsafe { sys::tokenlink_reader_free(self.raw.as_ptr()) }
    }
}

impl fmt::Debug for Reader {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Reader").finish_non_exhaustive()
    }
}
