// SPDX-License-Identifier: MIT
//! Requests and rows that may not be UTF-8, which `str` must be: built and rendered through tokenlink-sys.
use crate::case::{Fault, RequestBytes};
use std::mem::MaybeUninit;
use std::ptr;
use tokenlink::{Part, Status};
use tokenlink_sys::*;

fn to_str(bytes: &[u8]) -> tokenlink_str {
    tokenlink_str {
        ptr: bytes.as_ptr(),
        len: bytes.len(),
    }
}

/// Runs with the C request of the same bytes.
fn with_request<T>(bytes: &RequestBytes, run: impl FnOnce(&tokenlink_request) -> T) -> T {
    let permissions: Vec<_> = bytes
        .permissions
        .iter()
        .map(|(key, permission_type)| tokenlink_permission {
            key: to_str(key),
            type_: to_str(permission_type),
        })
        .collect();
    run(&tokenlink_request {
        kind: bytes.kind,
        permissions: permissions.as_ptr(),
        permission_count: permissions.len(),
        account_id: to_str(&bytes.account_id),
        zone_id: to_str(&bytes.zone_id),
        name: to_str(&bytes.name),
        ..TOKENLINK_REQUEST_INIT
    })
}

fn fault(status: tokenlink_status, error: &tokenlink_error, need: usize) -> Fault {
    assert_eq!(status, error.status, "the error's status");
    let end = error
        .detail
        .iter()
        .position(|byte| *byte == 0)
        .expect("a NUL after the detail");
    Fault {
        status: Status::from_code(status),
        offset: error.offset as usize,
        needed: (status == TOKENLINK_E_BUFFER).then_some(need),
        rule: None,
        part: (error.part != TOKENLINK_PART_NONE).then(|| Part::from_code(error.part)),
        index: usize::try_from(error.index).ok(),
        detail: String::from_utf8(error.detail[..end].to_vec()).expect("a detail in UTF-8"),
    }
}

fn written(
    out: &mut [MaybeUninit<u8>],
    call: impl FnOnce(*mut u8, usize, *mut usize, *mut tokenlink_error) -> tokenlink_status,
) -> Result<Vec<u8>, Fault> {
    let (mut need, mut error) = (usize::MAX, TOKENLINK_ERROR_INIT);
    let status = call(out.as_mut_ptr().cast(), out.len(), &mut need, &mut error);
    if status != TOKENLINK_OK {
        assert!(
            status == TOKENLINK_E_BUFFER || need == 0,
            "refused, yet *need is {need}"
        );
        return Err(fault(status, &error, need));
    }
    // SAFETY: so many bytes are written.
    Ok(out[..need].iter().map(|byte| unsafe { byte.assume_init() }).collect())
}

pub fn build(bytes: &RequestBytes, out: &mut [MaybeUninit<u8>]) -> Result<Vec<u8>, Fault> {
    with_request(bytes, |request| {
        written(out, |out, cap, need, error| {
            // SAFETY: every pointer is to what its name says.
            unsafe { tokenlink_build(request, out, cap, need, error) }
        })
    })
}

/// A template, freed on drop.
pub struct RawTemplate(*mut tokenlink_template);

impl RawTemplate {
    pub fn new(bytes: &RequestBytes) -> Result<RawTemplate, Fault> {
        with_request(bytes, |request| {
            let (mut template, mut error) = (ptr::null_mut(), TOKENLINK_ERROR_INIT);
            // SAFETY: every pointer is to what its name says.
            let status = unsafe { tokenlink_template_new(request, &mut template, &mut error) };
            if status != TOKENLINK_OK {
                assert!(template.is_null(), "refused, yet there is a template");
                return Err(fault(status, &error, 0));
            }
            Ok(RawTemplate(template))
        })
    }

    pub fn render(&self, values: &[Vec<u8>], out: &mut [MaybeUninit<u8>]) -> Result<Vec<u8>, Fault> {
        let values: Vec<_> = values.iter().map(|value| to_str(value)).collect();
        written(out, |out, cap, need, error| {
            // SAFETY: every pointer is to what its name says.
            unsafe { tokenlink_template_render(self.0, values.as_ptr(), values.len(), out, cap, need, error) }
        })
    }
}

impl Drop for RawTemplate {
    fn drop(&mut self) {
        // SAFETY: it is ours.
        unsafe { tokenlink_template_free(self.0) }
    }
}
