// SPDX-License-Identifier: MIT
//! The feature `dlopen`: loads libtokenlink at run time, or says in a sentence why it cannot.
use crate::{Error, ErrorRoom, Status};
use std::ffi::{c_void, CStr, CString, OsStr};
use std::mem;
use std::os::unix::ffi::OsStrExt;
use std::path::Path;
use std::sync::atomic::{AtomicPtr, Ordering};
use std::sync::Mutex;
use std::{env, fmt, ptr};
use tokenlink_sys as sys;

/// The lowest minor version that has every function this crate calls.
const NEEDED_MINOR: u32 = 0;
const VARIABLE: &str = "TOKENLINK_LIBRARY";
const SONAME: &str = if cfg!(target_vendor = "apple") {
    "libtokenlink.1.dylib"
} else {
    "libtokenlink.so.1"
};

/// One thread loads at a time. Holds the path that was loaded, for the error if another one is requested.
static LOADING: Mutex<Option<String>> = Mutex::new(None);
/// Why a function that was called before [`load`] found no library.
static FAILURE: AtomicPtr<LoadError> = AtomicPtr::new(ptr::null_mut());

/// What is wrong with a library.
#[non_exhaustive]
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum LoadErrorKind {
    /// There is no such file, or the loader refuses it.
    Unloadable,
    /// It is a shared object, but not tokenlink.
    Foreign,
    /// Its ABI version is not one this crate can use.
    Version,
    /// Another library is loaded already.
    Occupied,
}

/// Why the library could not be loaded: what was found, what is needed, and what to do.
#[derive(Clone, Debug)]
pub struct LoadError {
    kind: LoadErrorKind,
    sentence: String,
}

impl LoadError {
    /// What is wrong with the library.
    pub fn kind(&self) -> LoadErrorKind {
        self.kind
    }
}

impl fmt::Display for LoadError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.sentence)
    }
}

impl std::error::Error for LoadError {}

fn fail<T>(kind: LoadErrorKind, sentence: String) -> Result<T, LoadError> {
    Err(LoadError { kind, sentence })
}

/// Loads the library with this path, or with a name that `dlopen` searches for. Call it before any other function.
///
/// Loading the same library again does nothing. The library is never unloaded.
///
/// # Errors
///
/// The file cannot be loaded, is not tokenlink, has an ABI version this crate cannot use, or another library is loaded
/// already.
///
/// ```no_run
/// tokenlink::load("/opt/tokenlink/lib/libtokenlink.so.1")?;
/// println!("tokenlink {}", tokenlink::version());
/// # Ok::<(), tokenlink::LoadError>(())
/// ```
pub fn load<P: AsRef<Path>>(path: P) -> Result<(), LoadError> {
    load_named(path.as_ref().as_os_str(), "")
}

/// Loads the library that `TOKENLINK_LIBRARY` names or, if that is not set, `libtokenlink.so.1` from where the system's
/// loader looks. The first call of any other function does the same; this one reports whether it succeeds.
///
/// # Errors
///
/// As for [`load`].
pub fn load_default() -> Result<(), LoadError> {
    if sys::installed().is_some() {
        return Ok(());
    }
    match env::var_os(VARIABLE).filter(|path| !path.is_empty()) {
        Some(path) => load_named(&path, "TOKENLINK_LIBRARY names it. "),
        None => load_named(OsStr::new(SONAME), "TOKENLINK_LIBRARY is not set. "),
    }
}

fn load_named(path: &OsStr, why_this_one: &str) -> Result<(), LoadError> {
    let mut loaded = LOADING.lock().unwrap_or_else(|poisoned| poisoned.into_inner());
    let table = open(path, sys::TOKENLINK_ABI_MAJOR, NEEDED_MINOR, why_this_one)?;
    // SAFETY: open() has asked for the version, checked the size, and never unloads the library.
    let first = unsafe { sys::install(table) };
    if ptr::eq(first, table) {
        loaded.get_or_insert_with(|| path.to_string_lossy().into_owned());
        return Ok(());
    }
    fail(
        LoadErrorKind::Occupied,
        format!(
            "tokenlink: `{}` cannot be loaded because `{}` is loaded already. Call tokenlink::load() once, before any \
             other function.",
            path.to_string_lossy(),
            loaded.as_deref().unwrap_or("another library")
        ),
    )
}

/// Loads a library and gets its table, of at least this version.
pub(crate) fn open(path: &OsStr, major: u32, minor: u32, why: &str) -> Result<&'static sys::tokenlink_api, LoadError> {
    let shown = path.to_string_lossy();
    let terminated = match CString::new(path.as_bytes()) {
        Ok(terminated) => terminated,
        Err(_) => {
            return fail(
                LoadErrorKind::Unloadable,
                format!("tokenlink: the path `{shown}` contains a NUL byte."),
            )
        }
    };
    // SAFETY: the path ends in NUL. A library's constructors run here; tokenlink has none.
    let library = unsafe { sys::dlopen(terminated.as_ptr().cast(), sys::RTLD_NOW | sys::RTLD_LOCAL) };
    if library.is_null() {
        return fail(
            LoadErrorKind::Unloadable,
            format!(
                "tokenlink: the library cannot be loaded: {}. {why}Install tokenlink where the loader looks for \
                 {SONAME}, set {VARIABLE} to its path, or call tokenlink::load() with it.",
                last_error()
            ),
        );
    }
    let get_api = symbol(library, "tokenlink_get_api\0");
    if get_api.is_null() {
        return fail(
            LoadErrorKind::Foreign,
            format!(
                "tokenlink: `{shown}` is not tokenlink: it has no tokenlink_get_api. {why}Use a {SONAME} of tokenlink \
                 {major}.{minor} or a later {major}.x."
            ),
        );
    }
    // SAFETY: in every version, this symbol is a function of this type.
    let get_api = unsafe { mem::transmute::<*mut c_void, sys::tokenlink_get_api_fn>(get_api) };
    let mut table = ptr::null();
    let mut room = ErrorRoom::new();
    // SAFETY: both outputs are initialized.
    let status = unsafe { get_api(major, minor, &mut table, room.as_mut_ptr()) };
    let said = match room.check(status) {
        Err(error) => error.detail().to_string(),
        Ok(()) if table.is_null() => "it returned no function table".to_string(),
        Ok(()) => {
            // SAFETY: a table is static, and has these members in every version.
            let (size, has_major, has_minor) = unsafe {
                (
                    *ptr::addr_of!((*table).struct_size),
                    *ptr::addr_of!((*table).abi_major),
                    *ptr::addr_of!((*table).abi_minor),
                )
            };
            // Do not trust its word: every function this crate calls must be in the table.
            if has_major == major && has_minor >= minor && size as usize >= mem::size_of::<sys::tokenlink_api>() {
                // SAFETY: it is static, and at least as large as this type.
                return Ok(unsafe { &*table });
            }
            format!("it has ABI {has_major}.{has_minor} and a function table of {size} bytes")
        }
    };
    fail(
        LoadErrorKind::Version,
        format!(
            "tokenlink: `{shown}`{} cannot be used: {}. ABI {major}.{minor} or a later {major}.x is needed. \
             {why}Install a tokenlink that has it, set {VARIABLE} to its path, or call tokenlink::load() with it.",
            release(library),
            said.trim_end_matches('.')
        ),
    )
}

/// " (release 0.9.2)", if the library says so.
fn release(library: *mut c_void) -> String {
    let version = symbol(library, "tokenlink_version\0");
    if version.is_null() {
        return String::new();
    }
    // SAFETY: in every version, this symbol is a function of this type.
    let version = unsafe { mem::transmute::<*mut c_void, unsafe extern "C" fn() -> *const u8>(version) };
    // SAFETY: it has no arguments and returns a static string.
    format!(" (release {})", unsafe { crate::text::from_c(version()) })
}

fn symbol(library: *mut c_void, name: &str) -> *mut c_void {
    debug_assert!(name.ends_with('\0'));
    // SAFETY: the library is open and the name ends in NUL.
    unsafe { sys::dlsym(library, name.as_ptr()) }
}

fn last_error() -> String {
    // SAFETY: the message is this thread's and NUL-terminated, and is copied before another call.
    unsafe {
        let message = sys::dlerror();
        if message.is_null() {
            return "the loader gives no reason".to_string();
        }
        CStr::from_ptr(message.cast()).to_string_lossy().into_owned()
    }
}

/// Loads the library at the first call, unless [`load`] did before.
#[inline]
pub(crate) fn ensure() -> Result<(), Error> {
    if is_loaded() {
        return Ok(());
    }
    ensure_slowly()
}

#[cold]
fn ensure_slowly() -> Result<(), Error> {
    if FAILURE.load(Ordering::Acquire).is_null() {
        match load_default() {
            Ok(()) => return Ok(()),
            Err(error) => {
                // Kept forever, so that errors need not carry the sentence; the second of two threads drops its own.
                let kept = Box::into_raw(Box::new(error));
                let first = FAILURE.compare_exchange(ptr::null_mut(), kept, Ordering::AcqRel, Ordering::Acquire);
                if first.is_err() {
                    // SAFETY: no other thread has seen it.
                    drop(unsafe { Box::from_raw(kept) });
                }
            }
        }
    }
    Err(Error::new(Status::Abi, ""))
}

pub(crate) fn is_loaded() -> bool {
    sys::installed().is_some()
}

/// Why there is no library.
pub(crate) fn failure() -> &'static str {
    // SAFETY: a stored error is never freed or changed.
    match unsafe { FAILURE.load(Ordering::Acquire).as_ref() } {
        Some(error) => &error.sentence,
        None => "tokenlink: the library is not loaded",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Asks the real library for versions it does not have. tests/loading.rs has libraries of other versions.
    #[test]
    fn a_later_version_that_is_taken_for_this_one() {
        let path = env::var_os(VARIABLE).expect("TOKENLINK_LIBRARY must name the real library");
        assert!(open(&path, sys::TOKENLINK_ABI_MAJOR, NEEDED_MINOR, "").is_ok());
        for (major, minor) in [(1, sys::TOKENLINK_ABI_MINOR + 1), (1, u32::MAX), (0, 0), (2, 0)] {
            let error = open(&path, major, minor, "").unwrap_err();
            assert_eq!(error.kind(), LoadErrorKind::Version);
            let sentence = error.to_string();
            let needed = format!("ABI {major}.{minor} or a later {major}.x is needed. Install");
            assert!(
                sentence.contains("(release 1.") && sentence.contains("1.0"),
                "{sentence}"
            );
            assert!(sentence.contains(&needed), "{sentence}");
        }
    }
}
