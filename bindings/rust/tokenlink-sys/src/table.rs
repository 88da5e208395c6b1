// SPDX-License-Identifier: MIT
//! With the feature `dlopen`: the table that the functions call through, and the loader's own functions.
use crate::tokenlink_api;
use core::ffi::c_void;
use core::ptr;
use core::sync::atomic::{AtomicPtr, Ordering};

static TABLE: AtomicPtr<tokenlink_api> = AtomicPtr::new(ptr::null_mut());

/// Makes the functions of this crate call through `table`, unless one is installed already: handles of one library must
/// not be passed to another. Returns the installed table.
///
/// # Safety
///
/// `table` came from the `tokenlink_get_api` of a library that is never unloaded, asked for this crate's ABI version,
/// and its `struct_size` is at least that of [`tokenlink_api`] here.
pub unsafe fn install(table: &'static tokenlink_api) -> &'static tokenlink_api {
    let ours = table as *const tokenlink_api as *mut tokenlink_api;
    match TABLE.compare_exchange(ptr::null_mut(), ours, Ordering::AcqRel, Ordering::Acquire) {
        Ok(_) => table,
        // SAFETY: only this function writes TABLE, and it writes a &'static.
        Err(earlier) => unsafe { &*earlier },
    }
}

/// The installed table.
#[inline]
pub fn installed() -> Option<&'static tokenlink_api> {
    // SAFETY: only install() writes TABLE, and it writes a &'static.
    unsafe { TABLE.load(Ordering::Acquire).as_ref() }
}

/// # Safety
///
/// A table is installed.
#[inline]
pub(crate) unsafe fn table() -> &'static tokenlink_api {
    // SAFETY: the caller promises that it is not null; else as in installed().
    unsafe { &*TABLE.load(Ordering::Acquire) }
}

/// Resolves every symbol when the library is loaded, rather than at its first call.
pub const RTLD_NOW: i32 = 2;
/// Keeps the library's symbols out of the program's. 0 is the default where there is no such flag.
pub const RTLD_LOCAL: i32 = if cfg!(target_vendor = "apple") { 4 } else { 0 };

// Older glibc and musl have these in libdl; newer ones keep an empty libdl.
#[cfg_attr(any(target_os = "linux", target_os = "android"), link(name = "dl"))]
extern "C" {
    /// Loads a shared object; `dlopen(3)`.
    pub fn dlopen(path: *const u8, flags: i32) -> *mut c_void;
    /// Looks up a symbol; `dlsym(3)`.
    pub fn dlsym(library: *mut c_void, name: *const u8) -> *mut c_void;
    /// Describes the last failure of these functions; `dlerror(3)`.
    pub fn dlerror() -> *const u8;
}
