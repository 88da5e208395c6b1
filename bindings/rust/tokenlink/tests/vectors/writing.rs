// SPDX-License-Identifier: MIT
//! encode, decode, build, canonicalize: into every kind of output, with every size of buffer that matters.
use crate::case::{check_status, is_invalid, same, text, Check, Fault, RequestBytes};
use crate::json::Json;
use crate::raw;
use std::mem::MaybeUninit;
use std::{io, str};
use tokenlink::{decode, encode, Error, Link, Lint, ReadFlags, Reader, Request, Status, MAX_LINK};

pub type Buffer<'b> = &'b mut [MaybeUninit<u8>];

/// Calls a function that writes to a buffer: of a size that is always enough, of none, of one byte too few.
pub fn check_output(case: &Json, enough: usize, mut call: impl FnMut(Buffer<'_>) -> Result<Vec<u8>, Fault>) -> Check {
    let mut buffer = vec![MaybeUninit::new(0xAA); enough];
    let result = call(&mut buffer);
    check_status(case, result.as_ref())?;
    let output = match result {
        Ok(output) => output,
        Err(_) => return Ok(()),
    };
    same("output", text(case.at("output")), output.clone())?;
    let need = output.len();
    for cap in [0, need.saturating_sub(1)] {
        if need == 0 {
            continue;
        }
        let fault = match call(&mut buffer[..cap]) {
            Ok(_) => return Err(format!("{cap} bytes are enough for {need}")),
            Err(fault) => fault,
        };
        same("status of a small buffer", Status::Buffer, fault.status)?;
        same("the size it takes", Some(need), fault.needed)?;
        same("the offset of a small buffer", 0, fault.offset)?;
    }
    same("a buffer of just the size", Ok(output), call(&mut buffer[..need]))
}

/// The output of an append function, which keeps what is in the buffer and leaves it unchanged on an error.
pub fn appended(append: impl FnOnce(&mut Vec<u8>) -> Result<(), Error>) -> Result<Vec<u8>, Fault> {
    let mut out = b"before".to_vec();
    let result = append(&mut out);
    assert!(out.starts_with(b"before"));
    let rest = out.split_off(6);
    match result {
        Ok(()) => Ok(rest),
        Err(error) => {
            assert!(rest.is_empty(), "an error with output");
            Err(error.into())
        }
    }
}

/// The output of a write function.
pub fn streamed(write: impl FnOnce(&mut Vec<u8>) -> io::Result<()>) -> Result<Vec<u8>, Fault> {
    let mut out = Vec::new();
    match write(&mut out) {
        Ok(()) => Ok(out),
        Err(error) => {
            assert!(out.is_empty(), "an error with output");
            assert_eq!(error.kind(), io::ErrorKind::InvalidInput);
            let inner = error.into_inner().expect("an error inside");
            Err((*inner.downcast::<Error>().expect("one of ours")).into())
        }
    }
}

pub fn to_bytes(result: Result<Link, Error>) -> Result<Vec<u8>, Fault> {
    Ok(result?.as_bytes().to_vec())
}

pub fn percent(case: &Json) -> Check {
    let text = text(case.at("input"));
    if case.at("op").text() == "encode" {
        check_output(case, 3 * text.len(), |out| Ok(encode(&text).encode_into(out)?.into()))?;
        let expected = Ok(encode(&text).to_string().into_bytes());
        same(
            "append_to",
            expected.clone(),
            appended(|out| {
                encode(&text).append_to(out);
                Ok(())
            }),
        )?;
        return same("to_cow", expected, Ok(encode(&text).to_cow().into_owned().into_bytes()));
    }
    let plus = case.get("plus_is_space").map_or(false, Json::is_true);
    let decoder = if plus {
        decode(&text).plus_is_space()
    } else {
        decode(&text)
    };
    check_output(case, text.len(), |out| Ok(decoder.decode_into(out)?.to_vec()))?;
    let expected = decoder.to_bytes().map(|bytes| bytes.into_owned()).map_err(Fault::from);
    check_status(case, expected.as_ref())?;
    same("append_to", expected.clone(), appended(|out| decoder.append_to(out)))?;
    match (decoder.to_str(), expected) {
        (Ok(text), Ok(bytes)) => same("to_str", bytes, text.into_owned().into_bytes()),
        (Err(error), Ok(bytes)) => same(
            "to_str",
            (Status::Utf8, false),
            (error.status(), str::from_utf8(&bytes).is_ok()),
        ),
        (Err(error), Err(fault)) => same("to_str", fault, error.into()),
        (Ok(_), Err(fault)) => Err(format!("to_str decodes what to_bytes refuses: {fault:?}")),
    }
}

pub fn build(case: &Json) -> Check {
    let bytes = RequestBytes::new(case.at("input"));
    check_output(case, MAX_LINK, |out| raw::build(&bytes, out))?;
    match bytes.with(|request| build_safely(case, request)) {
        Some(result) => result,
        None => same("text that is not UTF-8", "E_UTF8", case.at("status").text()),
    }
}

fn build_safely(case: &Json, request: Request<'_>) -> Check {
    let mut enough = MAX_LINK;
    if !is_invalid(case) {
        enough = request.bound();
        if enough == 0 || enough > MAX_LINK {
            return Err(format!("a bound of {enough}"));
        }
    }
    check_output(case, enough, |out| Ok(request.build_into(out)?.into()))?;
    let built = to_bytes(request.build());
    check_status(case, built.as_ref())?;
    same("append_to", built.clone(), appended(|out| request.append_to(out)))?;
    same("write_to", built.clone(), streamed(|out| request.write_to(out)))?;
    check_lint_request(&request, &built)?;
    let again = built
        .as_ref()
        .map(|link| Link::try_from(str::from_utf8(link).unwrap()).unwrap());
    same(
        "the link, read again",
        built.clone(),
        again.map(|link| link.as_bytes().to_vec()).map_err(Fault::clone),
    )
}

/// The lint of a request is that of its link, or the error of building it.
fn check_lint_request(request: &Request<'_>, built: &Result<Vec<u8>, Fault>) -> Check {
    let (mut reader, mut other) = (Reader::new().unwrap(), Reader::new().unwrap());
    let (lint, link) = match (reader.lint_request(request), built) {
        (Ok(lint), Ok(link)) => (lint, link),
        (lint, built) => {
            let error = lint.err().map(Fault::from);
            return same("lint_request", built.as_ref().err(), error.as_ref());
        }
    };
    let url = lint.url().map_err(|error| error.to_string())?;
    same("canonical", str::from_utf8(link).ok(), url.canonical())?;
    let findings = |lint: &Lint<'_>| lint.findings().iter().map(|one| format!("{one:?}")).collect::<Vec<_>>();
    same("findings", findings(&other.lint(link)), findings(&lint))
}

pub fn canonicalize(case: &Json) -> Check {
    let link = text(case.at("input"));
    let mut reader = Reader::new().unwrap();
    check_output(case, MAX_LINK, |out| Ok(reader.canonicalize_into(&link, out)?.into()))?;
    let made = to_bytes(reader.canonicalize(&link));
    same(
        "canonicalize_to",
        made.clone(),
        appended(|out| reader.canonicalize_to(&link, out)),
    )?;
    if let Ok(link) = str::from_utf8(&link) {
        same("from_str", made.clone(), to_bytes(link.parse()))?;
    }
    if is_invalid(case) {
        return Ok(());
    }
    // A canonical link is its own canonical form, is read strictly, and is what its request builds.
    let canonical = text(case.at("output"));
    check_output(case, MAX_LINK, |out| {
        Ok(reader.canonicalize_into(&canonical, out)?.into())
    })?;
    let url = reader
        .parse_with(&canonical, ReadFlags::STRICT)
        .map_err(|error| format!("strict: {error}"))?;
    same("build of parse", made, to_bytes(Request::from(&url).build()))?;
    let owned = url.to_owned_url();
    same("build of a copy", Ok(canonical), to_bytes(owned.to_builder().build()))
}
