// SPDX-License-Identifier: MIT
//! The table that the functions go through with the feature `dlopen`, and the loader's own functions.
use crate::tokenlink_api;
use core::ffi::c_void;
use core::ptr;
use core::sync::atomic::{AtomicPtr, Ordering};

static TABLE: AtomicPtr<tokenlink_api> = AtomicPtr::new(ptr::null_mut());

/// Makes the functions of this crate go through `table`, unless there is one already: handles of one library must not
/// reach another. Returns the table that counts from now on.
///
/// # Safety
///
/// `table` came from the `tokenlink_get_api` of a library that is never unloaded, asked for this crate's ABI version,
/// and its `struct_size` is at least that of [`tokenlink_api`] here.
pub unsafe fn install(table: &'static tokenlink_api) -> &'static tokenlink_api {
    let ours = table as *const tokenlink_api as *mut tokenlink_api;
    match TABLE.compare_exchange(ptr::null_mut(), ours, Ordering::AcqRel, Ordering::Acquire) {
        Ok(_) => table,
        // SAFETY: only this function writes TABLE, and what it writes is a &'static.
        Err(earlier) => unsafe { &*earlier },
    }
}

/// The table that was installed.
#[inline]
pub fn installed() -> Option<&'static tokenlink_api> {
    // SAFETY: only install() writes TABLE, and what it writes is a &'static.
    unsafe { TABLE.load(Ordering::Acquire).as_ref() }
}

/// # Safety
///
/// A table is installed.
#[inline]
pub(crate) unsafe fn table() -> &'static tokenlink_api {
    // SAFETY: the caller says that it is not null; else as in installed().
    unsafe { &*TABLE.load(Ordering::Acquire) }
}

/// Resolve everything when the library is loaded, not when a function is first called.
pub const RTLD_NOW: i32 = 2;
/// Keep the library's names to itself. Zero is the default where there is no such flag.
pub const RTLD_LOCAL: i32 = if cfg!(target_vendor = "apple") { 4 } else { 0 };

// Older glibc and musl have these in a library of their own, newer ones an empty one of that name.
#[cfg_attr(any(target_os = "linux", target_os = "android"), link(name = "dl"))]
extern "C" {
    /// Loads a shared object; `dlopen(3)`.
    pub fn dlopen(path: *const u8, flags: i32) -> *mut c_void;
    /// Looks up a name in it; `dlsym(3)`.
    pub fn dlsym(library: *mut c_void, name: *const u8) -> *mut c_void;
    /// Says what the last of these calls failed at; `dlerror(3)`.
    pub fn dlerror() -> *const u8;
}
