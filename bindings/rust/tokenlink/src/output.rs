// SPDX-License-Identifier: MIT
//! Where output goes: to a slice, the end of a vector, a new string, a writer. Each function here takes a `call`: a
//! function of the library with every argument but the output filled in.
use crate::{Error, ErrorRoom, Link};
use std::io::{self, Write};
use std::mem::MaybeUninit;
use std::{slice, str};
use tokenlink_sys::{self as sys, tokenlink_error, tokenlink_status};

/// The output arguments of a call.
pub(crate) struct Output {
    pub(crate) out: *mut u8,
    pub(crate) cap: usize,
    pub(crate) need: *mut usize,
    pub(crate) err: *mut tokenlink_error,
}

/// Nearly every link is shorter, and the library is fastest if the buffer has room for the longest that is possible.
const ROOM: usize = 2048;

/// The result of a call. The error remains where it was written, since copying it would take longer than a short call.
struct Done {
    status: tokenlink_status,
    need: usize,
    cap: usize,
}

impl Done {
    #[inline]
    fn is_too_large(&self) -> bool {
        self.status == sys::TOKENLINK_E_BUFFER
    }

    /// The number of bytes written.
    #[inline]
    fn size(&self, error: &ErrorRoom) -> Result<usize, Error> {
        let size = error.check_need(self.status, self.need)?;
        // The unsafe code below is sound only if this holds.
        assert!(size <= self.cap, "the library wrote more than the buffer holds");
        Ok(size)
    }
}

#[inline]
fn run(out: &mut [MaybeUninit<u8>], call: &mut impl FnMut(Output) -> tokenlink_status, error: &mut ErrorRoom) -> Done {
    let (mut need, cap) = (0, out.len());
    let status = call(Output {
        out: out.as_mut_ptr().cast(),
        cap,
        need: &mut need,
        err: error.as_mut_ptr(),
    });
    Done { status, need, cap }
}

/// Writes to the start of `out` and returns the number of bytes written.
///
/// If `call` returns 0, it must have written the first `*need` bytes of the buffer, and nothing past `cap`.
#[inline]
pub(crate) fn fill(
    out: &mut [MaybeUninit<u8>],
    mut call: impl FnMut(Output) -> tokenlink_status,
) -> Result<usize, Error> {
    let mut error = ErrorRoom::new();
    run(out, &mut call, &mut error).size(&error)
}

/// The first `size` bytes of a buffer.
///
/// # Safety
///
/// A call has written them, and they are ASCII.
#[inline]
unsafe fn written(out: &[MaybeUninit<u8>], size: usize) -> &str {
    // SAFETY: the caller promises that these bytes are initialized, and ASCII.
    unsafe { str::from_utf8_unchecked(slice::from_raw_parts(out.as_ptr().cast(), size)) }
}

/// The call must write ASCII, which links are.
pub(crate) fn link_into(
    out: &mut [MaybeUninit<u8>],
    call: impl FnMut(Output) -> tokenlink_status,
) -> Result<&str, Error> {
    let size = fill(out, call)?;
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
    let mut error = ErrorRoom::new();
    let mut done = run(out.spare_capacity_mut(), &mut call, &mut error);
    if done.is_too_large() {
        out.reserve(done.need);
        done = run(out.spare_capacity_mut(), &mut call, &mut error);
    }
    let size = done.size(&error)?;
    // SAFETY: so many bytes were written past the end, within the capacity.
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
    let mut error = ErrorRoom::new();
    let done = run(&mut room, &mut call, &mut error);
    if done.is_too_large() {
        return with_long_link(call, take);
    }
    let size = done.size(&error)?;
    // SAFETY: so many bytes were written, and links are ASCII.
    Ok(take(unsafe { written(&room, size) }))
}

// Has a stack frame of its own, so that short links do not touch a large one.
#[cold]
#[inline(never)]
fn with_long_link<T>(
    call: impl FnMut(Output) -> tokenlink_status,
    mut take: impl FnMut(&str) -> T,
) -> Result<T, Error> {
    let mut room = [MaybeUninit::uninit(); sys::TOKENLINK_MAX_LINK as usize];
    let size = fill(&mut room, call)?;
    // SAFETY: fill() has returned the size, and links are ASCII.
    Ok(take(unsafe { written(&room, size) }))
}
