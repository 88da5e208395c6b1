// SPDX-License-Identifier: MIT
use crate::Status;
use std::mem::MaybeUninit;
use std::{fmt, io, ptr};
use tokenlink_sys::{struct_size, tokenlink_error, tokenlink_status};

const DETAIL: usize = 103;

/// The detail is not here: it is the sentence that [`crate::loading`] keeps.
const NOT_LOADED: u8 = u8::MAX;

/// What went wrong, where, and in one sentence why.
///
/// It holds no allocated memory, so that refusing a million rows costs no allocation.
///
/// ```
/// use tokenlink::{Permission, Request, Status};
///
/// let error = Request::user(&[Permission::new("dns", "edit")]).name("line\nbreak").build().unwrap_err();
/// assert_eq!(error.status(), Status::Name);
/// assert_eq!(error.offset(), 4);
/// assert_eq!(error.to_string(), "the name holds a control character at byte 4 (E_NAME, byte 4)");
/// ```
#[derive(Clone, PartialEq, Eq)]
pub struct Error {
    status: tokenlink_status,
    rule: u32,
    // For Status::Buffer this is the size it takes.
    offset: u64,
    size: u8,
    detail: [u8; DETAIL],
}

impl Error {
    /// Which kind of error it is.
    pub fn status(&self) -> Status {
        Status::from_code(self.status)
    }

    /// The byte it is about, in the text that the detail names: a link, a name, a pattern, a JSON text. 0 where no byte
    /// is to blame.
    pub fn offset(&self) -> usize {
        match self.status() {
            Status::Buffer => 0,
            _ => saturated(self.offset),
        }
    }

    /// The rule behind [`Status::NotCanonical`]: 310 is TL310, and [`Rule::find`](crate::Rule::find) explains it.
    pub fn rule(&self) -> Option<u32> {
        (self.rule != 0).then_some(self.rule)
    }

    /// How many bytes the result takes, where the buffer was too small for it.
    pub fn needed(&self) -> Option<usize> {
        (self.status() == Status::Buffer).then_some(saturated(self.offset))
    }

    /// One sentence in English.
    pub fn detail(&self) -> &str {
        if self.size == NOT_LOADED {
            return crate::loading::failure();
        }
        let bytes = &self.detail[..usize::from(self.size)];
        match std::str::from_utf8(bytes) {
            Ok(text) => text,
            // A sentence that was cut inside a character is still one up to there.
            Err(error) => std::str::from_utf8(&bytes[..error.valid_up_to()]).unwrap_or(""),
        }
    }

    /// A call that this crate itself refuses.
    #[cold]
    pub(crate) fn new(status: Status, detail: &str) -> Error {
        let mut error = Error {
            status: status.code(),
            rule: 0,
            offset: 0,
            size: detail.len().min(DETAIL) as u8,
            detail: [0; DETAIL],
        };
        error.detail[..usize::from(error.size)].copy_from_slice(&detail.as_bytes()[..usize::from(error.size)]);
        error
    }

    /// The library could not be loaded.
    #[cfg(feature = "dlopen")]
    #[cold]
    pub(crate) fn not_loaded() -> Error {
        Error {
            size: NOT_LOADED,
            ..Error::new(Status::Abi, "")
        }
    }

    #[cold]
    fn read(status: tokenlink_status, raw: *const tokenlink_error) -> Error {
        let mut error = Error::new(Status::from_code(status), "");
        // SAFETY: the library sets these fields whenever it returns a status that is not 0. Of the detail it sets what
        // comes before its NUL; the loop reads no further. `raw` is zero in front of that where the library sets
        // nothing.
        unsafe {
            error.rule = ptr::addr_of!((*raw).rule).read();
            error.offset = ptr::addr_of!((*raw).offset).read();
            let detail = ptr::addr_of!((*raw).detail).cast::<u8>();
            while usize::from(error.size) < DETAIL {
                let byte = detail.add(usize::from(error.size)).read();
                if byte == 0 {
                    break;
                }
                error.detail[usize::from(error.size)] = byte;
                error.size += 1;
            }
        }
        error
    }
}

fn saturated(offset: u64) -> usize {
    usize::try_from(offset).unwrap_or(usize::MAX)
}

/// Room for the library to say in what went wrong. Only what it reads is set beforehand.
pub(crate) struct ErrorRoom(MaybeUninit<tokenlink_error>);

impl ErrorRoom {
    #[inline]
    pub(crate) fn new() -> ErrorRoom {
        let mut room = MaybeUninit::<tokenlink_error>::uninit();
        let raw = room.as_mut_ptr();
        // SAFETY: these are fields of the struct that `raw` has room for.
        unsafe {
            ptr::addr_of_mut!((*raw).struct_size).write(struct_size::<tokenlink_error>());
            ptr::addr_of_mut!((*raw).rule).write(0);
            ptr::addr_of_mut!((*raw).offset).write(0);
            ptr::addr_of_mut!((*raw).detail).cast::<u8>().write(0);
        }
        ErrorRoom(room)
    }

    #[inline]
    pub(crate) fn as_mut_ptr(&mut self) -> *mut tokenlink_error {
        self.0.as_mut_ptr()
    }

    /// Ok for status 0, else what the library said.
    #[inline]
    pub(crate) fn check(&self, status: tokenlink_status) -> Result<(), Error> {
        if status == tokenlink_sys::TOKENLINK_OK {
            return Ok(());
        }
        Err(Error::read(status, self.0.as_ptr()))
    }

    /// The same for calls that say in `need` how large a buffer they ask for.
    #[inline]
    pub(crate) fn check_need(&self, status: tokenlink_status, need: usize) -> Result<usize, Error> {
        self.check(status).map(|()| need).map_err(|mut error| {
            if error.status() == Status::Buffer {
                error.offset = need as u64;
            }
            error
        })
    }
}

/// The detail, then in parentheses the name of the status, and where they are known the rule and the byte.
impl fmt::Display for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}", self.detail())?;
        if self.size == NOT_LOADED {
            return Ok(());
        }
        write!(f, " ({}", self.status())?;
        if let Some(rule) = self.rule() {
            write!(f, ", TL{rule}")?;
        }
        if self.offset() > 0 {
            write!(f, ", byte {}", self.offset())?;
        }
        write!(f, ")")
    }
}

impl fmt::Debug for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Error")
            .field("status", &self.status())
            .field("offset", &self.offset())
            .field("rule", &self.rule())
            .field("detail", &self.detail())
            .finish()
    }
}

impl std::error::Error for Error {}

/// Of kind [`InvalidInput`](io::ErrorKind::InvalidInput), with the error inside.
impl From<Error> for io::Error {
    fn from(error: Error) -> io::Error {
        io::Error::new(io::ErrorKind::InvalidInput, error)
    }
}

/// A row of a batch that failed, while its neighbours did not.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct RowError {
    pub(crate) row: usize,
    pub(crate) status: Status,
    pub(crate) offset: usize,
}

impl RowError {
    /// The row's number in its column.
    pub fn row(&self) -> usize {
        self.row
    }

    /// Which kind of error it is.
    pub fn status(&self) -> Status {
        self.status
    }

    /// The byte of the row's link, where a link was read; 0 where one was rendered: render that row alone with
    /// [`Template::render`](crate::Template::render) to learn more.
    pub fn offset(&self) -> usize {
        self.offset
    }
}

impl fmt::Display for RowError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "row {}: {}", self.row, self.status)?;
        if self.offset > 0 {
            write!(f, " at byte {}", self.offset)?;
        }
        Ok(())
    }
}

impl std::error::Error for RowError {}
