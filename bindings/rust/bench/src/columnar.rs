// SPDX-License-Identifier: MIT
//! 10,000 rows with one call, through the crate and through the C ABI.
use crate::inputs;
use crate::job::Job;
use crate::writing::{template, SET};
use std::ptr;
use tokenlink::{Batch, Column, Template};
use tokenlink_sys::*;

const ROWS: usize = 10_000;

/// The names as a database engine holds them.
fn column() -> (Vec<u8>, Vec<u32>) {
    let names = inputs::names(ROWS);
    let mut offsets = vec![0];
    let mut data = Vec::new();
    for name in &names {
        data.extend_from_slice(name.as_bytes());
        offsets.push(data.len() as u32);
    }
    (data, offsets)
}

struct Ours {
    data: Vec<u8>,
    offsets: Vec<u32>,
    template: Template,
    batch: Batch,
}

impl Ours {
    fn new() -> Ours {
        let (data, offsets) = column();
        Ours {
            data,
            offsets,
            template: template(),
            batch: Batch::new().terminated_by(b'\n'),
        }
    }

    fn render(&mut self) {
        let column = Column::new(&self.data, &self.offsets);
        let next = self.template.render_rows(&[column], .., &mut self.batch);
        assert_eq!(next, Ok(ROWS));
    }
}

/// As a C program does it: with buffers that are reused, and one call.
struct Abi {
    data: Vec<u8>,
    offsets: Vec<u32>,
    template: *mut tokenlink_template,
    out: Vec<u8>,
    out_offsets: Vec<u32>,
    statuses: Vec<tokenlink_status>,
}

fn to_str(text: &str) -> tokenlink_str {
    tokenlink_str {
        ptr: text.as_ptr(),
        len: text.len(),
    }
}

impl Abi {
    fn new(size: usize) -> Abi {
        let (data, offsets) = column();
        let permissions = SET.map(|(key, permission_type)| tokenlink_permission {
            key: to_str(key),
            type_: to_str(permission_type),
        });
        let request = tokenlink_request {
            kind: TOKENLINK_KIND_USER,
            permissions: permissions.as_ptr(),
            permission_count: permissions.len(),
            name: to_str("{team}"),
            ..TOKENLINK_REQUEST_INIT
        };
        let mut template = ptr::null_mut();
        // SAFETY: every pointer is to what its name says. The template is not freed, since it is used until the end.
        let status = unsafe { tokenlink_template_new(&request, &mut template, ptr::null_mut()) };
        assert_eq!(status, TOKENLINK_OK);
        Abi {
            data,
            offsets,
            template,
            out: vec![0; size + TOKENLINK_MAX_LINK as usize],
            out_offsets: vec![0; ROWS + 1],
            statuses: vec![0; ROWS],
        }
    }

    fn render(&mut self) {
        let column = tokenlink_column {
            data: self.data.as_ptr(),
            size: self.data.len(),
            offsets: self.offsets.as_ptr().cast(),
            ..TOKENLINK_COLUMN_INIT
        };
        let mut batch = tokenlink_batch {
            terminator: b'\n'.into(),
            columns: &column,
            column_count: 1,
            row_count: ROWS,
            out: self.out.as_mut_ptr(),
            out_cap: self.out.len(),
            out_offsets: self.out_offsets.as_mut_ptr().cast(),
            statuses: self.statuses.as_mut_ptr(),
            ..TOKENLINK_BATCH_INIT
        };
        // SAFETY: the template is alive, and each buffer is as large as its field says.
        let status = unsafe { tokenlink_template_render_rows(self.template, &mut batch, ptr::null_mut()) };
        assert_eq!((status, batch.rows_failed), (TOKENLINK_OK, 0));
    }
}

/// There is one input: all rows.
pub fn render_rows() -> Job {
    let prefix = inputs::prefix(&SET);
    let names = inputs::names(ROWS);
    let expected: String = names
        .iter()
        .map(|name| prefix.clone() + &inputs::encode(name) + "\n")
        .collect();
    let size = expected.len();
    let mut job = Job::new("columnar render of 10,000 rows, per row", vec![expected]);
    let ours = job.add(
        "Template::render_rows",
        "",
        ROWS,
        Ours::new(),
        |state, _| state.render(),
        |state, _| String::from_utf8(state.batch.as_bytes().to_vec()).unwrap(),
    );
    let version = format!("tokenlink {}", tokenlink::version());
    let rival = job.add(
        "the C ABI itself",
        &version,
        ROWS,
        Abi::new(size),
        |state, _| state.render(),
        |state, _| String::from_utf8(state.out[..state.out_offsets[ROWS] as usize].to_vec()).unwrap(),
    );
    job.pairs.push((ours, rival));
    // Also reads every link, as a program would that uses them.
    let ours = job.add(
        "Template::render_rows, each link read",
        "",
        ROWS,
        Ours::new(),
        |state, _| {
            state.render();
            let size: usize = state.batch.iter().map(|link| link.map_or(0, str::len)).sum();
            assert_eq!(size + ROWS, state.batch.as_bytes().len());
        },
        |state, _| {
            state
                .batch
                .iter()
                .map(|link| link.unwrap().to_string() + "\n")
                .collect()
        },
    );
    job.pairs.push((ours, rival));
    job
}
