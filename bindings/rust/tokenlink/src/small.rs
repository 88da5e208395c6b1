// SPDX-License-Identifier: MIT
//! A few values on the stack: most templates have one column or a handful; more than 16 are allocated.
use std::mem::MaybeUninit;
use std::slice;

const ROOM: usize = 16;

pub(crate) enum Small<T: Copy> {
    Here([MaybeUninit<T>; ROOM], usize),
    Allocated(Vec<T>),
}

impl<T: Copy> Small<T> {
    #[inline]
    pub(crate) fn from_iter(values: impl ExactSizeIterator<Item = T>) -> Small<T> {
        if values.len() > ROOM {
            return Small::Allocated(values.collect());
        }
        let mut room = [MaybeUninit::uninit(); ROOM];
        let mut count = 0;
        // The zip ends the loop even if the iterator yields more than its len().
        for (place, value) in room.iter_mut().zip(values) {
            place.write(value);
            count += 1;
        }
        Small::Here(room, count)
    }

    #[inline]
    pub(crate) fn as_slice(&self) -> &[T] {
        match self {
            // SAFETY: the first `count` places are initialized.
            Small::Here(room, count) => unsafe { slice::from_raw_parts(room.as_ptr().cast(), *count) },
            Small::Allocated(values) => values,
        }
    }
}
