// SPDX-License-Identifier: MIT
//! template: row by row, and in batches.
use crate::case::{check_status, same, text, Check, Fault, RequestBytes};
use crate::json::Json;
use crate::raw::RawTemplate;
use crate::writing::{appended, check_output, streamed, to_bytes};
use std::str;
use tokenlink::{Batch, ColumnBuf, Error, RowError, Template, MAX_LINK};

/// A row's values and its result: a link, or the name of a status.
struct Row<'a> {
    values: Vec<Vec<u8>>,
    expected: &'a Json,
}

impl Row<'_> {
    fn expected(&self) -> Result<Vec<u8>, &str> {
        match self.expected.get("status") {
            Some(status) => Err(status.text()),
            None => Ok(text(self.expected)),
        }
    }
}

pub fn run(case: &Json) -> Check {
    let input = case.at("input");
    let bytes = RequestBytes::new(input.at("request"));
    let raw = RawTemplate::new(&bytes);
    check_status(case, raw.as_ref())?;
    let compiled = match bytes.with(|request| Template::new(&request).map_err(Fault::from)) {
        Some(compiled) => compiled,
        None => return same("text that is not UTF-8", "E_UTF8", case.at("status").text()),
    };
    check_status(case, compiled.as_ref())?;
    let (raw, template) = match (raw, compiled) {
        (Ok(raw), Ok(template)) => (raw, template),
        _ => return Ok(()),
    };
    let output = case.at("output");
    let columns: Vec<_> = output.at("columns").list().iter().map(text).collect();
    same(
        "columns",
        columns,
        template.columns().map(|name| name.as_bytes().to_vec()).collect(),
    )?;

    let rows = input.at("rows").list().iter().zip(output.at("links").list());
    let rows: Vec<_> = rows
        .map(|(values, expected)| Row {
            values: values.list().iter().map(text).collect(),
            expected,
        })
        .collect();
    for (index, row) in rows.iter().enumerate() {
        render_each(row, &raw, &template).map_err(|wrong| format!("row {index}: {wrong}"))?;
    }
    for terminator in [None, Some(b'\n')] {
        for limited in [true, false] {
            render_rows(&rows, &template, terminator, limited).map_err(|wrong| {
                format!("render_rows with the terminator {terminator:?} and the limit {limited}: {wrong}")
            })?;
        }
    }
    Ok(())
}

fn render_each(row: &Row<'_>, raw: &RawTemplate, template: &Template) -> Check {
    let mut case = vec![("result".to_string(), Json::Text("valid".into()))];
    match row.expected() {
        Ok(_) => case.push(("output".into(), row.expected.clone())),
        Err(status) => {
            case = vec![
                ("result".into(), Json::Text("invalid".into())),
                ("status".into(), Json::Text(status.into())),
            ]
        }
    }
    let case = Json::Object(case);
    check_output(&case, MAX_LINK, |out| raw.render(&row.values, out))?;
    let values: Option<Vec<&str>> = row.values.iter().map(|value| str::from_utf8(value).ok()).collect();
    let values = match values {
        Some(values) => values,
        None => return same("text that is not UTF-8", Err("E_UTF8"), row.expected().map(|_| ())),
    };
    check_output(&case, MAX_LINK, |out| Ok(template.render_into(&values, out)?.into()))?;
    let rendered = to_bytes(template.render(&values));
    check_status(&case, rendered.as_ref())?;
    same(
        "append_to",
        rendered.clone(),
        appended(|out| template.append_to(&values, out)),
    )?;
    same("write_to", rendered, streamed(|out| template.write_to(&values, out)))
}

/// Renders all rows; with a limit, by several calls and a batch that is just large enough for one row.
fn render_rows(rows: &[Row<'_>], template: &Template, terminator: Option<u8>, limited: bool) -> Check {
    let width = template.columns().len();
    if rows.iter().any(|row| row.values.len() != width) {
        return Err("a row without a value for each column".to_string());
    }
    let columns: Vec<_> = (0..width)
        .map(|column| ColumnBuf::from_iter(rows.iter().map(|row| &row.values[column])))
        .collect();
    let columns: Vec<_> = columns.iter().map(ColumnBuf::as_column).collect();
    let mut batch = if limited { Batch::new().limit(0) } else { Batch::new() };
    if let Some(terminator) = terminator {
        batch = batch.terminated_by(terminator);
    }
    let mut next = 0;
    let mut bytes = Vec::new();
    while next < rows.len() {
        let from = next;
        next = template
            .render_rows(&columns, from..rows.len(), &mut batch)
            .map_err(|error| error.to_string())?;
        same("rows done", next - from, batch.len())?;
        same("first row", from, batch.first_row())?;
        if batch.is_empty() || (!limited && next != rows.len()) {
            return Err(format!("it stops at row {next}"));
        }
        let mut failed = 0;
        for (row, link) in rows[from..].iter().zip(&batch) {
            let link = link.map(|link| link.as_bytes().to_vec());
            if let Ok(link) = &link {
                bytes.extend_from_slice(link);
                bytes.extend(terminator);
            }
            failed += usize::from(link.is_err());
            let link = link.as_ref().map_err(|error| error.status().name());
            same("link", row.expected(), link.cloned())?;
        }
        same("failed", failed, batch.failed())?;
        same(
            "all bytes",
            &bytes[bytes.len() - batch.as_bytes().len()..],
            batch.as_bytes(),
        )?;
        same("offsets", batch.as_bytes().len(), batch.offsets()[batch.len()] as usize)?;
        same("errors", failed, batch.errors().len())?;
        for error in batch.errors() {
            check_row_error(error, &rows[error.row()], template)?;
        }
    }
    Ok(())
}

/// The error of a row in a batch is that of the row rendered alone.
fn check_row_error(error: RowError<'_>, row: &Row<'_>, template: &Template) -> Check {
    let values: Result<Vec<&str>, _> = row.values.iter().map(|value| str::from_utf8(value)).collect();
    match values {
        Ok(values) => {
            let alone = template.render(&values).err().map(Fault::from);
            same("the error of a row", alone, Some(Error::from(error).into()))
        }
        Err(_) => same("a detail", false, error.detail().is_empty()),
    }
}
