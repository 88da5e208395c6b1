// SPDX-License-Identifier: MIT
//! Where output goes: to a slice, the end of a vector, a new string, a writer. Each function here takes a `call`: a
//! function of the library with every argument but the output filled in.
use crate::{Error, ErrorRoom, Link, Status};
use std::io::{self, Write};
use std::mem::MaybeUninit;
use std::{slice, str};
use tokenlink_sys::{tokenlink_error, tokenlink_status, TOKENLINK_MAX_LINK};

/// The output arguments of a call.
pub(crate) struct Output {
    pub(crate) out: *mut u8,
    pub(crate) cap: usize,
    pub(crate) need: *mut usize,
    pub(crate) err: *mut tokenlink_error,
}

/// Nearly every link is shorter, and the library is fastest if the buffer has room for the longest that is possible.
const ROOM: usize = 2048;
const MAX_ROOM: usize = TOKENLINK_MAX_LINK as usize;

/// Writes to the start of `out` and returns the number of bytes written.
///
/// If `call` returns 0, it must have written the first `*need` bytes of the buffer, and nothing past `cap`.
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
    // The unsafe code below is sound only if this holds.
    assert!(size <= out.len(), "the library wrote more than the buffer holds");
    Ok(size)
}

/// The first `size` bytes of a buffer that [`fill`] has written to.
///
/// # Safety
///
/// `fill(out)` returned `size`, and the bytes are ASCII.
#[inline]
unsafe fn written(out: &[MaybeUninit<u8>], size: usize) -> &str {
    // SAFETY: the caller promises that these bytes are initialized, and ASCII.
    unsafe { str::from_utf8_unchecked(slice::from_raw_parts(out.as_ptr().cast(), size)) }
}

/// The call must write ASCII, which links are.
pub(crate) fn link_into(
    out: &mut [MaybeUninit<u8>],
    mut call: impl FnMut(Output) -> tokenlink_status,
) -> Result<&str, Error> {
    let size = fill(out, &mut call)?;
    // SAFETY: fill() has returned the size, and links are ASCII.
    Ok(unsafe { written(out, size) })
}

/// Appends; leaves `out` unchanged on an error.
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
            out.reserve(error.needed().unwrap_or(MAX_ROOM));
            fill(out.spare_capacity_mut(), &mut call)?
        }
        result => result?,
    };
    // SAFETY: fill() has written so many bytes past the end, and checked that they are within the capacity.
    unsafe { out.set_len(out.len() + size) };
    Ok(())
}

#[inline]
pub(crate) fn append_link(out: &mut Vec<u8>, call: impl FnMut(Output) -> tokenlink_status) -> Result<(), Error> {
    append(out, ROOM, call)
}

/// A link in a string without spare capacity.
pub(crate) fn link(call: impl FnMut(Output) -> tokenlink_status) -> Result<Link, Error> {
    with_link(call, |link| Link::from_library(link.to_owned()))
}

/// Does not allocate.
pub(crate) fn write_link(mut to: impl Write, call: impl FnMut(Output) -> tokenlink_status) -> io::Result<()> {
    with_link(call, |link| to.write_all(link.as_bytes()))?
}

fn with_link<T>(mut call: impl FnMut(Output) -> tokenlink_status, mut take: impl FnMut(&str) -> T) -> Result<T, Error> {
    let mut room = [MaybeUninit::uninit(); ROOM];
    match fill(&mut room, &mut call) {
        // SAFETY: fill() has returned the size, and links are ASCII.
        Ok(size) => Ok(take(unsafe { written(&room, size) })),
        Err(error) if error.status() == Status::Buffer => with_long_link(call, take),
        Err(error) => Err(error),
    }
}

// Has a stack frame of its own, so that short links do not touch a large one.
#[cold]
#[inline(never)]
fn with_long_link<T>(
    mut call: impl FnMut(Output) -> tokenlink_status,
    mut take: impl FnMut(&str) -> T,
) -> Result<T, Error> {
    let mut room = [MaybeUninit::uninit(); MAX_ROOM];
    let size = fill(&mut room, &mut call)?;
    // SAFETY: fill() has returned the size, and links are ASCII.
    Ok(take(unsafe { written(&room, size) }))
}
