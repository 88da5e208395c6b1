// SPDX-License-Identifier: MIT
use crate::{Part, RowError, Status};
use std::mem::{size_of, MaybeUninit};
use std::{fmt, io, ptr};
use tokenlink_sys::{self as sys, tokenlink_error, tokenlink_status};

/// What went wrong, where, and one sentence why.
///
/// ```
/// use tokenlink::{Part, Permission, Request, Status};
///
/// let error = Request::user(&[Permission::new("dns", "edit")]).name("line\nbreak").build().unwrap_err();
/// assert_eq!((error.status(), error.part(), error.offset()), (Status::Name, Some(Part::Name), 4));
/// println!("{error}");
/// ```
#[derive(Clone)]
// With Status::Buffer, `offset` is the size of the result. Without a detail, the library could not be loaded.
pub struct Error(Box<tokenlink_error>);

impl Error {
    /// The kind of error.
    pub fn status(&self) -> Status {
        Status::from_code(self.0.status)
    }

    /// The byte it is about, in the text that [`part`](Error::part) names or in the only text of the call; 0 if it is
    /// not about a byte.
    pub fn offset(&self) -> usize {
        match self.status() {
            Status::Buffer => 0,
            _ => saturated(self.0.offset),
        }
    }

    /// The text it is about, if the call takes several.
    pub fn part(&self) -> Option<Part> {
        part(self.0.part)
    }

    /// The permission it is about, or the column if a row was rendered.
    pub fn index(&self) -> Option<usize> {
        usize::try_from(self.0.index).ok()
    }

    /// With [`Status::NotCanonical`], the rule that says why: 310 is TL310, and [`Rule::find`](crate::Rule::find)
    /// explains it.
    pub fn rule(&self) -> Option<u32> {
        (self.0.rule != 0).then_some(self.0.rule)
    }

    /// With [`Status::Buffer`], the size of the result in bytes.
    pub fn needed(&self) -> Option<usize> {
        (self.status() == Status::Buffer).then_some(saturated(self.0.offset))
    }

    /// One sentence in English.
    pub fn detail(&self) -> &str {
        match detail(&self.0.detail) {
            "" => crate::loading::failure(),
            detail => detail,
        }
    }

    /// A call that this crate refuses.
    #[cold]
    pub(crate) fn new(status: Status, detail: &str) -> Error {
        let mut raw = sys::TOKENLINK_ERROR_INIT;
        raw.status = status.code();
        let size = detail.len().min(raw.detail.len() - 1);
        raw.detail[..size].copy_from_slice(&detail.as_bytes()[..size]);
        Error(Box::new(raw))
    }

    #[cold]
    fn read(status: tokenlink_status, from: *const tokenlink_error) -> Error {
        let mut raw = Box::new(sys::TOKENLINK_ERROR_INIT);
        // SAFETY: ErrorRoom and the library have set everything up to the NUL of the detail; nothing past it is read.
        unsafe {
            ptr::copy_nonoverlapping(from.cast::<u8>(), (&mut *raw as *mut tokenlink_error).cast(), HEAD);
            let detail = ptr::addr_of!((*from).detail).cast::<u8>();
            let last = raw.detail.len() - 1;
            for (at, byte) in raw.detail[..last].iter_mut().enumerate() {
                *byte = detail.add(at).read();
                if *byte == 0 {
                    break;
                }
            }
        }
        raw.status = status;
        Error(raw)
    }
}

/// A call that this crate refuses because its arguments are wrong.
#[cold]
pub(crate) fn misuse(detail: &str) -> Error {
    Error::new(Status::Argument, detail)
}

pub(crate) fn saturated(offset: u64) -> usize {
    usize::try_from(offset).unwrap_or(usize::MAX)
}

pub(crate) fn part(code: u32) -> Option<Part> {
    (code != sys::TOKENLINK_PART_NONE).then(|| Part::from_code(code))
}

/// The text up to the NUL; up to a character that was cut, if there is one.
pub(crate) fn detail(bytes: &[u8]) -> &str {
    let size = bytes.iter().position(|byte| *byte == 0).unwrap_or(bytes.len());
    match std::str::from_utf8(&bytes[..size]) {
        Ok(text) => text,
        Err(error) => std::str::from_utf8(&bytes[..error.valid_up_to()]).unwrap_or(""),
    }
}

/// The members of tokenlink_error that precede the detail.
const HEAD: usize = size_of::<tokenlink_error>() - sys::TOKENLINK_ERROR_INIT.detail.len();

/// Room for the library's description of an error. Only the head and the first byte of the detail are initialized.
pub(crate) struct ErrorRoom(MaybeUninit<tokenlink_error>);

impl ErrorRoom {
    #[inline]
    pub(crate) fn new() -> ErrorRoom {
        const INIT: tokenlink_error = sys::TOKENLINK_ERROR_INIT;
        let mut room = MaybeUninit::<tokenlink_error>::uninit();
        // SAFETY: both are as large as the struct, which is larger than HEAD.
        unsafe {
            ptr::copy_nonoverlapping(
                (&INIT as *const tokenlink_error).cast::<u8>(),
                room.as_mut_ptr().cast(),
                HEAD + 1,
            )
        };
        ErrorRoom(room)
    }

    #[inline]
    pub(crate) fn as_mut_ptr(&mut self) -> *mut tokenlink_error {
        self.0.as_mut_ptr()
    }

    /// Ok for status 0, else the library's description.
    #[inline]
    pub(crate) fn check(&self, status: tokenlink_status) -> Result<(), Error> {
        if status == sys::TOKENLINK_OK {
            return Ok(());
        }
        Err(Error::read(status, self.0.as_ptr()))
    }

    /// The same for calls that return the size of the result in `need`.
    #[inline]
    pub(crate) fn check_need(&self, status: tokenlink_status, need: usize) -> Result<usize, Error> {
        self.check(status).map(|()| need).map_err(|mut error| {
            if error.status() == Status::Buffer {
                error.0.offset = need as u64;
            }
            error
        })
    }
}

/// The detail, then in parentheses the name of the status and, if known, the rule and the byte.
pub(crate) fn describe(
    f: &mut fmt::Formatter<'_>,
    detail: &str,
    status: Status,
    rule: Option<u32>,
    offset: usize,
) -> fmt::Result {
    write!(f, "{detail} ({status}")?;
    if let Some(rule) = rule {
        write!(f, ", TL{rule}")?;
    }
    if offset > 0 {
        write!(f, ", byte {offset}")?;
    }
    write!(f, ")")
}

/// The detail, then in parentheses the name of the status and, if known, the rule and the byte.
impl fmt::Display for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if self.0.detail[0] == 0 {
            return f.write_str(self.detail());
        }
        describe(f, self.detail(), self.status(), self.rule(), self.offset())
    }
}

impl fmt::Debug for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Error")
            .field("status", &self.status())
            .field("part", &self.part())
            .field("index", &self.index())
            .field("offset", &self.offset())
            .field("rule", &self.rule())
            .field("detail", &self.detail())
            .finish()
    }
}

impl PartialEq for Error {
    fn eq(&self, other: &Error) -> bool {
        let numbers = |error: &Error| {
            (
                error.0.status,
                error.0.rule,
                error.0.part,
                error.0.index,
                error.0.offset,
            )
        };
        numbers(self) == numbers(other) && self.detail() == other.detail()
    }
}

impl Eq for Error {}

impl std::error::Error for Error {}

/// Of kind [`InvalidInput`](io::ErrorKind::InvalidInput), with the error inside.
impl From<Error> for io::Error {
    fn from(error: Error) -> io::Error {
        io::Error::new(io::ErrorKind::InvalidInput, error)
    }
}

/// Without the number of the row.
impl From<RowError<'_>> for Error {
    fn from(row: RowError<'_>) -> Error {
        let mut error = Error::new(row.status, row.detail);
        error.0.offset = row.offset as u64;
        error.0.part = row.part.map_or(sys::TOKENLINK_PART_NONE, Part::code);
        error.0.index = row.index.and_then(|index| i32::try_from(index).ok()).unwrap_or(-1);
        error.0.rule = row.rule.unwrap_or(0);
        error
    }
}
