// SPDX-License-Identifier: MIT
use crate::output::{self, Output};
use crate::{loading, Error, Status};
use std::borrow::Cow;
use std::fmt;
use std::mem::MaybeUninit;
use std::str;
use tokenlink_sys as sys;

/// Percent-encodes a text: RFC 3986's unreserved characters (`A-Z a-z 0-9 - . _ ~`) stay, every other byte becomes
/// `%XX` in upper case.
///
/// ```
/// assert_eq!(tokenlink::encode("R&D: 東京").to_string(), "R%26D%3A%20%E6%9D%B1%E4%BA%AC");
/// assert_eq!(tokenlink::encode("plain").to_cow(), "plain");
///
/// let mut buffer = b"name=".to_vec();
/// tokenlink::encode("a b").append_to(&mut buffer);
/// assert_eq!(buffer, b"name=a%20b");
/// ```
pub fn encode<T: AsRef<[u8]> + ?Sized>(text: &T) -> Encode<'_> {
    Encode { text: text.as_ref() }
}

/// Decodes `%XX`, in either case. The rest stays as it is, `+` too unless [`plus_is_space`](Decode::plus_is_space) is
/// called.
///
/// ```
/// assert_eq!(tokenlink::decode("R%26D%3a+x").to_str()?, "R&D:+x");
/// assert_eq!(tokenlink::decode("a+b%20c").plus_is_space().to_str()?, "a b c");
/// assert_eq!(tokenlink::decode("100%").to_str().unwrap_err().offset(), 3);
/// # Ok::<(), tokenlink::Error>(())
/// ```
pub fn decode<T: AsRef<[u8]> + ?Sized>(text: &T) -> Decode<'_> {
    Decode {
        text: text.as_ref(),
        flags: 0,
    }
}

/// A text to be encoded, by [`encode`]: displayed, appended, or as a string.
///
/// # Panics
///
/// Nothing about it can fail, but with the feature `dlopen` its methods panic where no library can be loaded; where
/// `load` or `load_default` has succeeded, there is one.
#[derive(Clone, Copy, Debug)]
#[must_use]
pub struct Encode<'a> {
    text: &'a [u8],
}

/// Where three times the text is more than this, the exact size is asked for before the memory is.
const LARGE: usize = 1 << 20;
/// Pieces of text that are encoded on the stack.
const PIECE: usize = 512;

impl<'a> Encode<'a> {
    /// Appends it. Allocates where the capacity is less than three times the text, and the text is not large.
    pub fn append_to(self, out: &mut Vec<u8>) {
        loading::expect();
        let bound = self.text.len().saturating_mul(3);
        let room = if bound > LARGE { 0 } else { bound };
        let done = output::append(out, room, |to| encode_call(self.text, to));
        done.unwrap_or_else(|error| panic!("{error}"));
    }

    /// Writes it to the begin of a buffer, where three times the text always fits.
    ///
    /// # Errors
    ///
    /// [`Status::Buffer`], and [`Error::needed`] says how much it takes.
    pub fn encode_into(self, out: &mut [MaybeUninit<u8>]) -> Result<&str, Error> {
        loading::ensure()?;
        // An encoded text is ASCII as a link is.
        output::link_into(out, |to| encode_call(self.text, to))
    }

    /// The text itself where nothing is to be encoded.
    pub fn to_cow(self) -> Cow<'a, str> {
        if self.text.iter().all(|byte| is_unreserved(*byte)) {
            if let Ok(text) = str::from_utf8(self.text) {
                return Cow::Borrowed(text);
            }
        }
        let mut out = Vec::new();
        self.append_to(&mut out);
        out.shrink_to_fit();
        // SAFETY: what is encoded is ASCII.
        Cow::Owned(unsafe { String::from_utf8_unchecked(out) })
    }
}

/// Without an allocation.
impl fmt::Display for Encode<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        loading::expect();
        let mut room = [MaybeUninit::uninit(); 3 * PIECE];
        for piece in self.text.chunks(PIECE) {
            f.write_str(encode(piece).encode_into(&mut room).map_err(|_| fmt::Error)?)?;
        }
        Ok(())
    }
}

impl<'a> From<Encode<'a>> for Cow<'a, str> {
    fn from(encode: Encode<'a>) -> Cow<'a, str> {
        encode.to_cow()
    }
}

/// What the library leaves as it is. A slip here would cost a copy, and no more.
fn is_unreserved(byte: u8) -> bool {
    byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'.' | b'_' | b'~')
}

fn encode_call(text: &[u8], to: Output) -> sys::tokenlink_status {
    // SAFETY: text and output are a pointer and a size each, as the function asks.
    unsafe { sys::tokenlink_encode(text.as_ptr(), text.len(), to.out, to.cap, to.need, to.err) }
}

/// A text to be decoded, by [`decode`].
#[derive(Clone, Copy, Debug)]
#[must_use]
pub struct Decode<'a> {
    text: &'a [u8],
    flags: u32,
}

impl<'a> Decode<'a> {
    /// `+` decodes to a space, as in a query string.
    pub fn plus_is_space(self) -> Decode<'a> {
        Decode {
            flags: self.flags | sys::TOKENLINK_PLUS_IS_SPACE,
            ..self
        }
    }

    /// Appends the bytes, which need not be UTF-8. Allocates where the capacity is less than the text is long.
    ///
    /// # Errors
    ///
    /// [`Status::Escape`] with the offset of a `%` that two hex digits do not follow. `out` is then as it was.
    pub fn append_to(self, out: &mut Vec<u8>) -> Result<(), Error> {
        loading::ensure()?;
        output::append(out, self.text.len(), |to| self.call(to))
    }

    /// Writes the bytes to the begin of a buffer, where as many as the text has always fit.
    ///
    /// # Errors
    ///
    /// As for [`append_to`](Decode::append_to), and [`Status::Buffer`].
    pub fn decode_into(self, out: &mut [MaybeUninit<u8>]) -> Result<&[u8], Error> {
        loading::ensure()?;
        let size = output::fill(out, &mut |to| self.call(to))?;
        // SAFETY: so many bytes have just been written.
        Ok(unsafe { std::slice::from_raw_parts(out.as_ptr().cast(), size) })
    }

    /// The bytes; the text itself where nothing is to be decoded.
    ///
    /// # Errors
    ///
    /// As for [`append_to`](Decode::append_to).
    pub fn to_bytes(self) -> Result<Cow<'a, [u8]>, Error> {
        let plus = self.flags & sys::TOKENLINK_PLUS_IS_SPACE != 0;
        if !self.text.iter().any(|byte| *byte == b'%' || (plus && *byte == b'+')) {
            return Ok(Cow::Borrowed(self.text));
        }
        let mut out = Vec::new();
        self.append_to(&mut out)?;
        Ok(Cow::Owned(out))
    }

    /// The text, where the bytes are UTF-8.
    ///
    /// # Errors
    ///
    /// As for [`append_to`](Decode::append_to), and [`Status::Utf8`] where they are not.
    pub fn to_str(self) -> Result<Cow<'a, str>, Error> {
        match self.to_bytes()? {
            Cow::Borrowed(bytes) => str::from_utf8(bytes).map(Cow::Borrowed).ok(),
            Cow::Owned(bytes) => String::from_utf8(bytes).map(Cow::Owned).ok(),
        }
        .ok_or_else(|| Error::new(Status::Utf8, "the escapes decode to bytes that are not valid UTF-8"))
    }

    fn call(self, to: Output) -> sys::tokenlink_status {
        let (text, size) = (self.text.as_ptr(), self.text.len());
        // SAFETY: text and output are a pointer and a size each, as the function asks.
        unsafe { sys::tokenlink_decode(text, size, self.flags, to.out, to.cap, to.need, to.err) }
    }
}
