// SPDX-License-Identifier: MIT
//! The part of HTTP/1.1 (RFC 9112) that a server needs to answer GET and HEAD.
use std::time::{SystemTime, UNIX_EPOCH};

/// The largest head, and the largest body, which is ignored.
pub const MAX_SIZE: usize = 8 * 1024;

/// A status and a sentence about it.
pub type Refusal = (&'static str, &'static str);

/// A request.
#[derive(Debug, PartialEq)]
pub struct Head<'b> {
    pub method: &'b str,
    /// From the first slash up to a question mark.
    pub path: &'b str,
    pub keep_alive: bool,
    /// The sizes of the head and of the body that follows it, in bytes.
    pub size: usize,
    pub body: usize,
}

const BAD: &str = "400 Bad Request";

/// The first request of a buffer; None if it is not complete yet.
pub fn read_head(buffer: &[u8]) -> Result<Option<Head<'_>>, Refusal> {
    // Some clients send an empty line first.
    let skipped = if buffer.starts_with(b"\r\n") { 2 } else { 0 };
    let buffer = &buffer[skipped..];
    let searched = &buffer[..buffer.len().min(MAX_SIZE)];
    let end = match searched.windows(4).position(|window| window == b"\r\n\r\n") {
        Some(end) => end,
        None if searched.len() == MAX_SIZE => {
            return Err(("431 Request Header Fields Too Large", "the head is over 8 KiB"))
        }
        None if has_bare_line_end(searched) => return Err((BAD, "a line must end in CR LF")),
        None => return Ok(None),
    };
    let head = &buffer[..end];
    if has_bare_line_end(head) || head.contains(&0) {
        return Err((BAD, "a line must end in CR LF and contain no NUL"));
    }
    let head = std::str::from_utf8(head).map_err(|_| (BAD, "the head is not UTF-8"))?;
    let mut lines = head.split("\r\n");
    let (method, target, is_1_1) = read_request_line(lines.next().unwrap_or(""))?;
    let fields = read_fields(lines, is_1_1)?;
    Ok(Some(Head {
        method,
        path: read_target(target)?,
        keep_alive: fields.keep_alive,
        size: skipped + end + 4,
        body: fields.body,
    }))
}

fn has_bare_line_end(bytes: &[u8]) -> bool {
    let mut before = 0;
    bytes.iter().any(|byte| {
        let bare = *byte == b'\n' && before != b'\r';
        before = *byte;
        bare
    })
}

fn is_token(text: &str) -> bool {
    let is_token_byte = |byte: u8| byte.is_ascii_alphanumeric() || b"!#$%&'*+-.^_`|~".contains(&byte);
    !text.is_empty() && text.bytes().all(is_token_byte)
}

fn read_request_line(line: &str) -> Result<(&str, &str, bool), Refusal> {
    let mut words = line.split(' ');
    let words = (words.next(), words.next(), words.next(), words.next());
    let (method, target, version) = match words {
        (Some(method), Some(target), Some(version), None) if is_token(method) => (method, target, version),
        _ => return Err((BAD, "the first line must be a method, a target and a version")),
    };
    match version {
        "HTTP/1.1" => Ok((method, target, true)),
        "HTTP/1.0" => Ok((method, target, false)),
        _ if version.starts_with("HTTP/") && version.len() == 8 => {
            Err(("505 HTTP Version Not Supported", "the version must be 1.1 or 1.0"))
        }
        _ => Err((BAD, "the first line must end in a version")),
    }
}

struct Fields {
    keep_alive: bool,
    body: usize,
}

fn read_fields<'b>(lines: impl Iterator<Item = &'b str>, is_1_1: bool) -> Result<Fields, Refusal> {
    let (mut hosts, mut close, mut keep_alive, mut body) = (0, false, is_1_1, None);
    for line in lines {
        // Space before the colon or at the start of a line is a way to smuggle requests past proxies.
        let (name, value) = match line.split_once(':') {
            Some((name, value)) if is_token(name) => (name, value.trim_matches(&[' ', '\t'][..])),
            _ => return Err((BAD, "a header line must be a name, a colon and a value")),
        };
        if value.bytes().any(|byte| byte < b' ' && byte != b'\t') {
            return Err((BAD, "a header value contains a control character"));
        }
        if name.eq_ignore_ascii_case("host") {
            hosts += 1;
        } else if name.eq_ignore_ascii_case("connection") {
            for option in value.split(',').map(str::trim) {
                close |= option.eq_ignore_ascii_case("close");
                keep_alive |= option.eq_ignore_ascii_case("keep-alive");
            }
        } else if name.eq_ignore_ascii_case("content-length") {
            let size = match value.bytes().all(|byte| byte.is_ascii_digit()) {
                true => value.parse().map_err(|_| (BAD, "the content length is not a number"))?,
                false => return Err((BAD, "the content length is not a number")),
            };
            if body.replace(size).map_or(false, |other| other != size) {
                return Err((BAD, "there are two content lengths"));
            }
        } else if name.eq_ignore_ascii_case("transfer-encoding") {
            return Err((
                "501 Not Implemented",
                "a body is not accepted, least of all an encoded one",
            ));
        } else if name.eq_ignore_ascii_case("expect") {
            return Err(("417 Expectation Failed", "a body is not accepted"));
        }
    }
    if hosts > 1 || (is_1_1 && hosts == 0) {
        return Err((BAD, "there must be one Host"));
    }
    let body = body.unwrap_or(0);
    if body > MAX_SIZE {
        return Err(("413 Content Too Large", "the body is over 8 KiB"));
    }
    Ok(Fields {
        keep_alive: keep_alive && !close,
        body,
    })
}

/// `/path?query`, or the same after a scheme and a host, as proxies send it.
fn read_target(target: &str) -> Result<&str, Refusal> {
    let path = match target.split_once("://") {
        Some((scheme, rest)) if scheme.eq_ignore_ascii_case("http") || scheme.eq_ignore_ascii_case("https") => {
            rest.find('/').map_or("/", |at| &rest[at..])
        }
        _ => target,
    };
    if !path.starts_with('/') || path.contains('#') || !path.bytes().all(|byte| byte.is_ascii_graphic()) {
        return Err((BAD, "the target must be a path"));
    }
    Ok(path.split('?').next().unwrap_or(path))
}

/// `Sun, 06 Nov 1994 08:49:37 GMT`
pub fn date(now: SystemTime) -> String {
    let seconds = now.duration_since(UNIX_EPOCH).map_or(0, |since| since.as_secs());
    let (days, second) = (seconds / 86_400, seconds % 86_400);
    // Days since 0000-03-01, in eras of 400 years; Howard Hinnant's "chrono-compatible low-level date algorithms".
    let shifted = days + 719_468;
    let (era, day) = (shifted / 146_097, shifted % 146_097);
    let year = (day - day / 1460 + day / 36_524 - day / 146_096) / 365;
    let day = day - (365 * year + year / 4 - year / 100);
    let month = (5 * day + 2) / 153;
    let day = day - (153 * month + 2) / 5 + 1;
    let year = era * 400 + year + u64::from(month >= 10);
    const MONTHS: [&str; 12] = [
        "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec", "Jan", "Feb",
    ];
    const WEEKDAYS: [&str; 7] = ["Thu", "Fri", "Sat", "Sun", "Mon", "Tue", "Wed"];
    format!(
        "{}, {day:02} {} {year} {:02}:{:02}:{:02} GMT",
        WEEKDAYS[(days % 7) as usize],
        MONTHS[month as usize],
        second / 3600,
        second / 60 % 60,
        second % 60
    )
}
