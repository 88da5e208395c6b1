// SPDX-License-Identifier: MIT
//! The feature `dlopen`: finds libtokenlink when the program runs, and says in a sentence why it does not.
use crate::{Error, ErrorRoom};
use std::ffi::{c_void, CStr, CString, OsStr};
use std::mem;
use std::os::unix::ffi::OsStrExt;
use std::path::Path;
use std::sync::atomic::{AtomicPtr, Ordering};
use std::sync::Mutex;
use std::{env, fmt, ptr};
use tokenlink_sys as sys;

/// The lowest minor version that has everything this crate calls.
const NEEDED_MINOR: u32 = 0;
const VARIABLE: &str = "TOKENLINK_LIBRARY";
const SONAME: &str = if cfg!(target_vendor = "apple") {
    "libtokenlink.1.dylib"
} else {
    "libtokenlink.so.1"
};

/// One thread loads at a time. The path that was loaded is kept to name it to those who ask for another.
static LOADING: Mutex<Option<String>> = Mutex::new(None);
/// Why a function that was called before [`load`] found no library: said once, the same to all.
static FAILURE: AtomicPtr<LoadError> = AtomicPtr::new(ptr::null_mut());

/// Which kind of trouble a library is.
#[non_exhaustive]
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum LoadErrorKind {
    /// There is no such file, or the loader does not take it.
    Unloadable,
    /// It is a shared object, but none of tokenlink's.
    Foreign,
    /// It is of another ABI version than this crate needs.
    Version,
    /// Another library is loaded already; two cannot be mixed.
    Occupied,
}

/// Why the library could not be loaded: what was found, what is needed and what to do, in a sentence each.
#[derive(Clone, Debug)]
pub struct LoadError {
    kind: LoadErrorKind,
    sentence: String,
}

impl LoadError {
    /// Which kind of trouble it is.
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

/// Loads the library of that path, or name as `dlopen` takes it. Call it before anything else of this crate.
///
/// Loading the same library once more does nothing. The library is never unloaded.
///
/// # Errors
///
/// Says what was found, what is needed and what to do: the file cannot be loaded, it is not tokenlink's, it is of a
/// version that does not fit, or another one is loaded already.
///
/// ```no_run
/// tokenlink::load("/opt/tokenlink/lib/libtokenlink.so.1")?;
/// println!("tokenlink {}", tokenlink::version());
/// # Ok::<(), tokenlink::LoadError>(())
/// ```
pub fn load<P: AsRef<Path>>(path: P) -> Result<(), LoadError> {
    load_named(path.as_ref().as_os_str(), "")
}

/// Loads the library that `TOKENLINK_LIBRARY` names, or where that is not set `libtokenlink.so.1` from where the
/// system's loader looks. The first call of any function does the same; this one says beforehand whether it will.
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
    // SAFETY: open() has asked for the version, looked at the size, and never unloads what it returns a table of.
    let first = unsafe { sys::install(table) };
    if ptr::eq(first, table) {
        loaded.get_or_insert_with(|| path.to_string_lossy().into_owned());
        return Ok(());
    }
    fail(
        LoadErrorKind::Occupied,
        format!(
            "tokenlink: `{}` cannot be loaded, for `{}` is loaded already, and handles of one library must not reach \
             another. Call tokenlink::load() once, before anything else.",
            path.to_string_lossy(),
            loaded.as_deref().unwrap_or("another library")
        ),
    )
}

/// Opens a library and asks it for a table of at least this version.
pub(crate) fn open(path: &OsStr, major: u32, minor: u32, why: &str) -> Result<&'static sys::tokenlink_api, LoadError> {
    let shown = path.to_string_lossy();
    let terminated = match CString::new(path.as_bytes()) {
        Ok(terminated) => terminated,
        Err(_) => {
            return fail(
                LoadErrorKind::Unloadable,
                format!("tokenlink: the path `{shown}` holds a NUL byte."),
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
                "tokenlink: `{shown}` is not tokenlink's: it has no tokenlink_get_api. {why}Name a {SONAME} of \
                 tokenlink {major}.{minor} or a later {major}.x."
            ),
        );
    }
    // SAFETY: this name is a function of this type, in every version.
    let get_api = unsafe { mem::transmute::<*mut c_void, sys::tokenlink_get_api_fn>(get_api) };
    let mut table = ptr::null();
    let mut room = ErrorRoom::new();
    // SAFETY: both outputs are as the function asks.
    let status = unsafe { get_api(major, minor, &mut table, room.as_mut_ptr()) };
    let said = match room.check(status) {
        Err(error) => error.detail().to_string(),
        Ok(()) if table.is_null() => "it gives no table of functions".to_string(),
        Ok(()) => {
            // SAFETY: a table is static, and these fields are in every version's.
            let (size, has_major, has_minor) = unsafe {
                (
                    *ptr::addr_of!((*table).struct_size),
                    *ptr::addr_of!((*table).abi_major),
                    *ptr::addr_of!((*table).abi_minor),
                )
            };
            // A library may say yes and be too small all the same: what is called must be there.
            if has_major == major && has_minor >= minor && size as usize >= mem::size_of::<sys::tokenlink_api>() {
                // SAFETY: it is static, and it is as large as this type.
                return Ok(unsafe { &*table });
            }
            format!("it has ABI {has_major}.{has_minor} and a table of {size} bytes")
        }
    };
    fail(
        LoadErrorKind::Version,
        format!(
            "tokenlink: `{shown}`{} does not fit: {}. ABI {major}.{minor} or a later {major}.x is needed. {why}Install \
             a tokenlink that has it, set {VARIABLE} to its path, or call tokenlink::load() with it.",
            release(library),
            said.trim_end_matches('.')
        ),
    )
}

/// " (release 0.9.2)", as far as a library says so.
fn release(library: *mut c_void) -> String {
    let version = symbol(library, "tokenlink_version\0");
    if version.is_null() {
        return String::new();
    }
    // SAFETY: this name is a function of this type, in every version.
    let version = unsafe { mem::transmute::<*mut c_void, unsafe extern "C" fn() -> *const u8>(version) };
    // SAFETY: it takes nothing and returns a static string.
    format!(" (release {})", unsafe { crate::text::from_c(version()) })
}

fn symbol(library: *mut c_void, name: &str) -> *mut c_void {
    debug_assert!(name.ends_with('\0'));
    // SAFETY: the library is open and the name ends in NUL.
    unsafe { sys::dlsym(library, name.as_ptr()) }
}

fn last_error() -> String {
    // SAFETY: the message is this thread's, NUL-terminated, and copied before another call.
    unsafe {
        let message = sys::dlerror();
        if message.is_null() {
            return "the loader does not say why".to_string();
        }
        CStr::from_ptr(message.cast()).to_string_lossy().into_owned()
    }
}

/// Loads the library at the first call, unless [`load`] did before.
#[inline]
pub(crate) fn ensure() -> Result<(), Error> {
    if sys::installed().is_some() {
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
                // Kept for good, so that errors need not carry the sentence; the second of two threads drops its own.
                let kept = Box::into_raw(Box::new(error));
                let first = FAILURE.compare_exchange(ptr::null_mut(), kept, Ordering::AcqRel, Ordering::Acquire);
                if first.is_err() {
                    // SAFETY: nobody else has seen it.
                    drop(unsafe { Box::from_raw(kept) });
                }
            }
        }
    }
    Err(Error::not_loaded())
}

/// Why there is no library.
pub(crate) fn failure() -> &'static str {
    // SAFETY: what was once stored is never freed or changed.
    match unsafe { FAILURE.load(Ordering::Acquire).as_ref() } {
        Some(error) => &error.sentence,
        None => "tokenlink: the library is not loaded",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The real library, asked for versions that it does not have. tests/loading.rs has libraries of other versions.
    #[test]
    fn a_later_version_that_is_taken_for_this_one() {
        let path = env::var_os(VARIABLE).expect("TOKENLINK_LIBRARY, which names the real library");
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
