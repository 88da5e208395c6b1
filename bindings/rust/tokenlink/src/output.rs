// SPDX-License-Identifier: MIT
//! The ways to take what the library writes into a caller's buffer: a slice, the end of a vector, a new string, a
//! writer. Each takes a call, which is one function of the library with everything but its output filled in.
use crate::{Error, ErrorRoom, Link, Status};
use std::io::{self, Write};
use std::mem::MaybeUninit;
use std::{slice, str};
use tokenlink_sys::{tokenlink_error, tokenlink_status, TOKENLINK_MAX_LINK};

/// Where a call writes to: `out`, `cap`, `need`, `err`.
pub(crate) struct Output {
    pub(crate) out: *mut u8,
    pub(crate) cap: usize,
    pub(crate) need: *mut usize,
    pub(crate) err: *mut tokenlink_error,
}

/// Nearly every link is shorter, and the library is fastest where the buffer has room for the worst that the request
/// could give.
const ROOM: usize = 2048;

/// Writes to the begin of `out` and says how many bytes it wrote.
///
/// `call` must write, when it returns 0, the first `*need` bytes of the buffer and nothing behind `cap`.
#[inline]
pub(crate) fn fill(
    out: &mut [MaybeUninit<u8>],
    call: &mut impl FnMut(Output) -> tokenlink_status,
) -> Result<usize, Error> {
    let mut need = 0;
    let mut error = ErrorRoom::new();
    let status = call(Output {
        out: out.as_mut_ptr().cast(),
        cap: out.len(),
        need: &mut need,
        err: error.as_mut_ptr(),
    });
    let size = error.check_need(status, need)?;
    // What is unsafe below rests on this.
    assert!(size <= out.len(), "the library wrote more than the buffer holds");
    Ok(size)
}

/// The first `size` bytes of a buffer that [`fill`] has written.
///
/// # Safety
///
/// `fill(out)` returned `size`, and what was written is ASCII.
#[inline]
unsafe fn written(out: &[MaybeUninit<u8>], size: usize) -> &str {
    // SAFETY: the caller says that these bytes are written, and ASCII.
    unsafe { str::from_utf8_unchecked(slice::from_raw_parts(out.as_ptr().cast(), size)) }
}

/// Links, and nothing else, are what the calls of these functions write: ASCII.
pub(crate) fn link_into(
    out: &mut [MaybeUninit<u8>],
    mut call: impl FnMut(Output) -> tokenlink_status,
) -> Result<&str, Error> {
    let size = fill(out, &mut call)?;
    // SAFETY: fill() has just returned the size, of a link.
    Ok(unsafe { written(out, size) })
}

/// Appends; `out` is as it was after an error.
#[inline]
pub(crate) fn append(
    out: &mut Vec<u8>,
    room: usize,
    mut call: impl FnMut(Output) -> tokenlink_status,
) -> Result<(), Error> {
    if out.capacity() - out.len() < room {
        out.reserve(room);
    }
    let size = match fill(out.spare_capacity_mut(), &mut call) {
        Err(error) if error.status() == Status::Buffer => {
            out.reserve(error.needed().unwrap_or(TOKENLINK_MAX_LINK));
            fill(out.spare_capacity_mut(), &mut call)?
        }
        result => result?,
    };
    // SAFETY: fill() has written so many bytes behind the end, and looked that they are within the capacity.
    unsafe { out.set_len(out.len() + size) };
    Ok(())
}

#[inline]
pub(crate) fn append_link(out: &mut Vec<u8>, call: impl FnMut(Output) -> tokenlink_status) -> Result<(), Error> {
    append(out, ROOM, call)
}

/// A link in a string of exactly its size.
pub(crate) fn link(call: impl FnMut(Output) -> tokenlink_status) -> Result<Link, Error> {
    with_link(call, |link| Link::from_library(link.to_owned()))
}

/// Without an allocation.
pub(crate) fn write_link(mut to: impl Write, call: impl FnMut(Output) -> tokenlink_status) -> io::Result<()> {
    with_link(call, |link| to.write_all(link.as_bytes()))?
}

fn with_link<T>(mut call: impl FnMut(Output) -> tokenlink_status, mut take: impl FnMut(&str) -> T) -> Result<T, Error> {
    let mut room = [MaybeUninit::uninit(); ROOM];
    match fill(&mut room, &mut call) {
        // SAFETY: fill() has just returned the size, of a link.
        Ok(size) => Ok(take(unsafe { written(&room, size) })),
        Err(error) if error.status() == Status::Buffer => with_long_link(call, take),
        Err(error) => Err(error),
    }
}

// A frame of its own, so that short links do not pay for touching a large one.
#[cold]
#[inline(never)]
fn with_long_link<T>(
    mut call: impl FnMut(Output) -> tokenlink_status,
    mut take: impl FnMut(&str) -> T,
) -> Result<T, Error> {
    let mut room = [MaybeUninit::uninit(); TOKENLINK_MAX_LINK];
    let size = fill(&mut room, &mut call)?;
    // SAFETY: fill() has just returned the size, of a link.
    Ok(take(unsafe { written(&room, size) }))
}
