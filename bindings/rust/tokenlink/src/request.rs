// SPDX-License-Identifier: MIT
use crate::output::{self, Output};
use crate::{loading, text, Error, Kind, Link, Permission, Preset, RequestBuilder, Template, TemplateUrl};
use std::fmt;
use std::io::{self, Write};
use std::marker::PhantomData;
use std::mem::MaybeUninit;
use std::slice;
use tokenlink_sys::{self as sys, tokenlink_request};

/// A link to build, or the patterns of a [`Template`]. It borrows everything and allocates nothing.
///
/// ```
/// use tokenlink::{Permission, Request};
///
/// let link = Request::user(&[Permission::new("dns", "edit"), Permission::new("zone", "read")])
///     .name("Checkout DNS")
///     .build()?;
/// assert!(link.ends_with("&accountId=%2A&zoneId=all&name=Checkout%20DNS"));
/// # Ok::<(), tokenlink::Error>(())
/// ```
///
/// It cannot outlive what it borrows:
///
/// ```compile_fail,E0597
/// use tokenlink::{Permission, Request};
///
/// const DNS: &[Permission<'static>] = &[Permission::new("dns", "edit")];
/// let request = {
///     let name = String::from("Checkout");
///     Request::user(DNS).name(&name)
/// };
/// request.build();
/// ```
#[derive(Clone, Copy)]
#[must_use]
pub struct Request<'a> {
    raw: tokenlink_request,
    texts: PhantomData<&'a [Permission<'a>]>,
}

impl<'a> Request<'a> {
    /// A link of a kind, with permissions in this order. The functions that build it refuse what is not a link: there
    /// is at least one permission, each has a key and a type, and [`Kind::Deploy`] can only be read.
    pub const fn new(kind: Kind, permissions: &'a [Permission<'a>]) -> Self {
        Request {
            raw: tokenlink_request {
                kind: kind.code(),
                // Permission has the memory of tokenlink_permission.
                permissions: permissions.as_ptr().cast(),
                permission_count: permissions.len(),
                ..sys::TOKENLINK_REQUEST_INIT
            },
            texts: PhantomData,
        }
    }

    /// A token that the user owns: `/profile/api-tokens`.
    pub const fn user(permissions: &'a [Permission<'a>]) -> Self {
        Self::new(Kind::User, permissions)
    }

    /// A token that the account owns: `/?to=/:account/api-tokens`.
    pub const fn account(permissions: &'a [Permission<'a>]) -> Self {
        Self::new(Kind::Account, permissions)
    }

    /// A preset's permissions and documented name.
    pub fn preset(kind: Kind, preset: &Preset) -> Request<'static> {
        Request::new(kind, preset.permissions()).name(preset.token_name())
    }

    /// Adds permissions one by one; see [`RequestBuilder`].
    pub fn builder(kind: Kind) -> RequestBuilder<'a> {
        RequestBuilder::new(kind)
    }

    /// The token's name. Empty, the default: the link carries no name.
    pub const fn name(mut self, name: &'a str) -> Self {
        self.raw.name = text::to_sys(name);
        self
    }

    /// The account of a user link, 32 hex digits. Empty, the default, or `*`: all accounts.
    pub const fn account_id(mut self, account_id: &'a str) -> Self {
        self.raw.account_id = text::to_sys(account_id);
        self
    }

    /// The zone of a user link, 32 hex digits. Empty, the default, or `all`: all zones.
    pub const fn zone_id(mut self, zone_id: &'a str) -> Self {
        self.raw.zone_id = text::to_sys(zone_id);
        self
    }

    /// Builds the link. The same request always gives the same bytes.
    ///
    /// # Errors
    ///
    /// A [`Status`](crate::Status) of `Kind`, `NoPermissions`, `Permission`, `Name`, `AccountId`, `ZoneId`, `Scope` or
    /// `TooLong`; [`part`](Error::part), [`index`](Error::index) and [`offset`](Error::offset) say which text is at
    /// fault, and where. The other building functions have the same errors.
    pub fn build(&self) -> Result<Link, Error> {
        loading::ensure()?;
        output::link(|to| self.call(to))
    }

    /// Appends the link to a buffer, which it grows unless 2048 bytes are free, or more for a longer link. Fastest if
    /// [`MAX_LINK`](crate::MAX_LINK) bytes are free.
    ///
    /// # Errors
    ///
    /// As for [`build`](Request::build); `out` is then unchanged.
    #[inline]
    pub fn append_to(&self, out: &mut Vec<u8>) -> Result<(), Error> {
        loading::ensure()?;
        output::append_link(out, |to| self.call(to))
    }

    /// Writes the link with one `write_all`, without allocating.
    ///
    /// # Errors
    ///
    /// Those of the writer, and those of [`build`](Request::build) as [`io::ErrorKind::InvalidInput`].
    pub fn write_to<W: Write>(&self, to: W) -> io::Result<()> {
        loading::ensure()?;
        output::write_link(to, |to| self.call(to))
    }

    /// Writes the link to the start of a buffer. [`MAX_LINK`](crate::MAX_LINK) bytes are always enough;
    /// [`bound`](Request::bound) gives a closer bound.
    ///
    /// # Errors
    ///
    /// As for [`build`](Request::build), and [`Status::Buffer`](crate::Status::Buffer) with the size that is
    /// [needed](Error::needed).
    pub fn build_into<'b>(&self, out: &'b mut [MaybeUninit<u8>]) -> Result<&'b str, Error> {
        loading::ensure()?;
        output::link_into(out, |to| self.call(to))
    }

    /// A bound on the size of the link, computed without reading the texts; 0 if the kind cannot be built or there are
    /// no permissions.
    pub fn bound(&self) -> usize {
        if loading::ensure().is_err() {
            return 0;
        }
        // SAFETY: the request is sound; see call().
        unsafe { sys::tokenlink_build_bound(&self.raw) }
    }

    /// Compiles the request as a template; see [`Template::new`].
    ///
    /// # Errors
    ///
    /// As for [`Template::new`].
    pub fn compile(&self) -> Result<Template, Error> {
        Template::new(self)
    }

    #[inline]
    fn call(&self, to: Output) -> sys::tokenlink_status {
        // SAFETY: the texts and the permissions are borrowed for 'a.
        unsafe { sys::tokenlink_build(&self.raw, to.out, to.cap, to.need, to.err) }
    }

    pub(crate) fn as_raw(&self) -> *const tokenlink_request {
        &self.raw
    }

    fn permissions(&self) -> &[Permission<'a>] {
        // SAFETY: this is the slice passed to new().
        unsafe { slice::from_raw_parts(self.raw.permissions.cast(), self.raw.permission_count) }
    }
}

/// The request whose link is the canonical form of a link that was read. Other parameters are dropped.
impl<'a> From<&TemplateUrl<'a>> for Request<'a> {
    fn from(url: &TemplateUrl<'a>) -> Request<'a> {
        Request::new(url.kind().unwrap_or(Kind::Other(0)), url.permissions())
            .account_id(url.account_id().unwrap_or(""))
            .zone_id(url.zone_id().unwrap_or(""))
            .name(url.name().unwrap_or(""))
    }
}

impl fmt::Debug for Request<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        // SAFETY: these are the texts passed to the setters, or absent.
        let text = |raw| unsafe { text::text(raw) };
        f.debug_struct("Request")
            .field("kind", &Kind::from_code(self.raw.kind))
            .field("permissions", &self.permissions())
            .field("account_id", &text(self.raw.account_id))
            .field("zone_id", &text(self.raw.zone_id))
            .field("name", &text(self.raw.name))
            .finish()
    }
}

// SAFETY: it is &'a str and &'a [Permission<'a>].
unsafe impl Send for Request<'_> {}
// SAFETY: as above.
unsafe impl Sync for Request<'_> {}
