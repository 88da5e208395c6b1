// SPDX-License-Identifier: MIT
use crate::output::{self, Output};
use crate::{loading, Error, Status};
use std::borrow::Cow;
use std::fmt;
use std::mem::MaybeUninit;
use std::str;
use tokenlink_sys as sys;

/// Percent-encodes text, which need not be UTF-8: the unreserved characters of RFC 3986 (`A-Z a-z 0-9 - . _ ~`) are
/// kept, every other byte becomes `%XX` with upper-case digits.
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

/// Decodes `%XX`, with digits of either case. Other bytes are kept; with [`plus_is_space`](Decode::plus_is_space) `+`
/// becomes a space.
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

/// Text to percent-encode, from [`encode`].
///
/// # Panics
///
/// With the feature `dlopen`, its methods panic if no library can be loaded.
#[derive(Clone, Copy, Debug)]
#[must_use]
pub struct Encode<'a> {
    text: &'a [u8],
}

/// If three times the text is larger than this, the exact size is computed before memory is requested.
const LARGE: usize = 1 << 20;
/// The text that is encoded on the stack at a time.
const PIECE: usize = 512;

impl<'a> Encode<'a> {
    /// Appends it to a buffer, which it grows unless three times the size of the text is free.
    pub fn append_to(self, out: &mut Vec<u8>) {
        loading::expect();
        let bound = self.text.len().saturating_mul(3);
        let room = if bound > LARGE { 0 } else { bound };
        let done = output::append(out, room, |to| encode_call(self.text, to));
        done.unwrap_or_else(|error| panic!("{error}"));
    }

    /// Writes it to the start of a buffer. Three times the size of the text is always enough.
    ///
    /// # Errors
    ///
    /// [`Status::Buffer`] with the size that is [needed](Error::needed).
    pub fn encode_into(self, out: &mut [MaybeUninit<u8>]) -> Result<&str, Error> {
        loading::ensure()?;
        // Encoded text is ASCII, as links are.
        output::link_into(out, |to| encode_call(self.text, to))
    }

    /// Borrows the text if it has nothing to encode.
    pub fn to_cow(self) -> Cow<'a, str> {
        if self.text.iter().all(|byte| is_unreserved(*byte)) {
            if let Ok(text) = str::from_utf8(self.text) {
                return Cow::Borrowed(text);
            }
        }
        let mut out = Vec::new();
        self.append_to(&mut out);
        out.shrink_to_fit();
        // SAFETY: encoded text is ASCII.
        Cow::Owned(unsafe { String::from_utf8_unchecked(out) })
    }
}

/// Does not allocate.
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

/// The bytes that the library keeps. An error here would cost a copy, no more.
fn is_unreserved(byte: u8) -> bool {
    byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'.' | b'_' | b'~')
}

fn encode_call(text: &[u8], to: Output) -> sys::tokenlink_status {
    // SAFETY: text and output are a pointer and a size each.
    unsafe { sys::tokenlink_encode(text.as_ptr(), text.len(), to.out, to.cap, to.need, to.err) }
}

/// Text to percent-decode, from [`decode`].
#[derive(Clone, Copy, Debug)]
#[must_use]
pub struct Decode<'a> {
    text: &'a [u8],
    flags: u32,
}

impl<'a> Decode<'a> {
    /// Decodes `+` to a space, as in a query string.
    pub fn plus_is_space(self) -> Decode<'a> {
        Decode {
            flags: self.flags | sys::TOKENLINK_PLUS_IS_SPACE,
            ..self
        }
    }

    /// Appends the bytes, which need not be UTF-8, to a buffer, which it grows unless the size of the text is free.
    ///
    /// # Errors
    ///
    /// [`Status::Escape`] with the offset of a `%` that is not followed by two hex digits. `out` is then unchanged.
    pub fn append_to(self, out: &mut Vec<u8>) -> Result<(), Error> {
        loading::ensure()?;
        output::append(out, self.text.len(), |to| self.call(to))
    }

    /// Writes the bytes to the start of a buffer. The size of the text is always enough.
    ///
    /// # Errors
    ///
    /// As for [`append_to`](Decode::append_to), and [`Status::Buffer`].
    pub fn decode_into(self, out: &mut [MaybeUninit<u8>]) -> Result<&[u8], Error> {
        loading::ensure()?;
        let size = output::fill(out, |to| self.call(to))?;
        // SAFETY: fill() has written so many bytes.
        Ok(unsafe { std::slice::from_raw_parts(out.as_ptr().cast(), size) })
    }

    /// The bytes. Borrows the text if it has nothing to decode.
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

    /// The bytes as text.
    ///
    /// # Errors
    ///
    /// As for [`append_to`](Decode::append_to), and [`Status::Utf8`] if they are not UTF-8.
    pub fn to_str(self) -> Result<Cow<'a, str>, Error> {
        match self.to_bytes()? {
            Cow::Borrowed(bytes) => str::from_utf8(bytes).map(Cow::Borrowed).ok(),
            Cow::Owned(bytes) => String::from_utf8(bytes).map(Cow::Owned).ok(),
        }
        .ok_or_else(|| Error::new(Status::Utf8, "the escapes decode to bytes that are not valid UTF-8"))
    }

    fn call(self, to: Output) -> sys::tokenlink_status {
        let (text, size) = (self.text.as_ptr(), self.text.len());
        // SAFETY: text and output are a pointer and a size each.
        unsafe { sys::tokenlink_decode(text, size, self.flags, to.out, to.cap, to.need, to.err) }
    }
}
