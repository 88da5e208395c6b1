// SPDX-License-Identifier: MIT
//! An HTTP service: GET /token/:team redirects to the token form, filled in for the team.
//!
//! cargo run --example service -- 127.0.0.1:8080
//! curl -i http://127.0.0.1:8080/token/R%26D
mod http;
mod teams;

use http::Refusal;
use std::io::{self, Read, Write};
use std::net::{Shutdown, TcpListener, TcpStream};
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::Arc;
use std::time::{Duration, Instant, SystemTime};
use std::{env, thread};
use teams::Teams;
use tokenlink::decode;

const MAX_CONNECTIONS: usize = 256;
/// The time a request may take to arrive, and a client to receive its answer.
const TIMEOUT: Duration = Duration::from_secs(10);

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let address = env::args().nth(1).unwrap_or_else(|| "127.0.0.1:8080".to_string());
    let teams = Arc::new(Teams::read(include_str!("teams.tsv"))?);
    let listener = TcpListener::bind(address)?;
    println!("http://{}/token/checkout", listener.local_addr()?);
    let open = Arc::new(AtomicUsize::new(0));
    for stream in listener.incoming() {
        let mut stream = match stream {
            Ok(stream) => stream,
            // Out of descriptors, for example: wait until a connection closes.
            Err(_) => {
                thread::sleep(Duration::from_millis(10));
                continue;
            }
        };
        // Refused here, without a thread.
        let place = match Place::take(&open) {
            Some(place) => place,
            None => {
                turn_away(&mut stream);
                continue;
            }
        };
        let teams = Arc::clone(&teams);
        let serve = move || {
            serve(&mut stream, &teams);
            drop(place);
        };
        // If there is no memory for a thread, the connection closes and the client tries again.
        let _ = thread::Builder::new().stack_size(256 * 1024).spawn(serve);
    }
    Ok(())
}

/// One of the places for connections; dropping it makes it free.
struct Place(Arc<AtomicUsize>);

impl Place {
    fn take(open: &Arc<AtomicUsize>) -> Option<Place> {
        let taken = open.fetch_update(Ordering::Relaxed, Ordering::Relaxed, |count| {
            (count < MAX_CONNECTIONS).then_some(count + 1)
        });
        taken.ok().map(|_| Place(Arc::clone(open)))
    }
}

impl Drop for Place {
    fn drop(&mut self) {
        self.0.fetch_sub(1, Ordering::Relaxed);
    }
}

/// The answer is short enough for the kernel to buffer.
fn turn_away(stream: &mut TcpStream) {
    let mut out = Vec::new();
    say(
        &mut out,
        ("503 Service Unavailable", "too many connections"),
        false,
        false,
    );
    let _ = stream.set_write_timeout(Some(Duration::from_millis(100)));
    let _ = stream.write_all(&out);
}

/// Answers the requests of a connection in order. A client that disconnects is not an error.
fn serve(stream: &mut TcpStream, teams: &Teams) {
    let _ = stream.set_nodelay(true);
    let _ = stream.set_write_timeout(Some(TIMEOUT));
    let (mut buffer, mut out, mut link) = (Vec::new(), Vec::new(), Vec::new());
    loop {
        let (keep_alive, taken) = match read_request(stream, &mut buffer) {
            Ok(Some(head)) => {
                answer(&head, teams, &mut link, &mut out);
                (head.keep_alive, head.size + head.body)
            }
            Ok(None) => return,
            Err(refusal) => return refuse(stream, refusal),
        };
        if stream.write_all(&out).is_err() {
            return;
        }
        if !keep_alive {
            return close(stream);
        }
        buffer.drain(..taken);
    }
}

/// The next request, followed by its body in the buffer; None if the client disconnected.
fn read_request<'b>(stream: &mut TcpStream, buffer: &'b mut Vec<u8>) -> Result<Option<http::Head<'b>>, Refusal> {
    let begin = Instant::now();
    let mut piece = [0; 2048];
    while !is_complete(buffer)? {
        let left = TIMEOUT.saturating_sub(begin.elapsed()).max(Duration::from_millis(1));
        let _ = stream.set_read_timeout(Some(left));
        match stream.read(&mut piece) {
            Ok(0) => return Ok(None),
            Ok(size) => buffer.extend_from_slice(&piece[..size]),
            Err(error) if error.kind() == io::ErrorKind::Interrupted => {}
            // A connection may time out between requests, but not within one.
            Err(_) if buffer.is_empty() => return Ok(None),
            Err(_) => return Err(("408 Request Timeout", "the request did not arrive in ten seconds")),
        }
        if begin.elapsed() > TIMEOUT && !is_complete(buffer)? {
            return Err(("408 Request Timeout", "the request did not arrive in ten seconds"));
        }
    }
    http::read_head(buffer)
}

fn is_complete(buffer: &[u8]) -> Result<bool, Refusal> {
    Ok(http::read_head(buffer)?.map_or(false, |head| buffer.len() >= head.size + head.body))
}

fn answer(head: &http::Head<'_>, teams: &Teams, link: &mut Vec<u8>, out: &mut Vec<u8>) {
    link.clear();
    match find_link(head, teams, link) {
        Ok(()) => {
            begin(out, "302 Found", head.keep_alive);
            out.extend_from_slice(b"Location: ");
            out.extend_from_slice(link);
            out.extend_from_slice(b"\r\nCache-Control: no-store\r\nContent-Length: 0\r\n\r\n");
        }
        Err(refusal) => say(out, refusal, head.keep_alive, head.method == "HEAD"),
    }
}

fn find_link(head: &http::Head<'_>, teams: &Teams, link: &mut Vec<u8>) -> Result<(), Refusal> {
    let team = match head.path.strip_prefix("/token/") {
        Some(team) if !team.is_empty() && !team.contains('/') => team,
        _ => return Err(("404 Not Found", "there is /token/:team")),
    };
    if head.method != "GET" && head.method != "HEAD" {
        return Err(("405 Method Not Allowed", "GET and HEAD are"));
    }
    let team = decode(team).to_str();
    let team = team.map_err(|_| ("400 Bad Request", "the team is not percent-encoded UTF-8"))?;
    match teams.append_link(&team, link) {
        Some(Ok(())) => Ok(()),
        Some(Err(_)) => Err(("400 Bad Request", "no link can carry this name")),
        None => Err(("404 Not Found", "there is no such team")),
    }
}

fn begin(out: &mut Vec<u8>, status: &str, keep_alive: bool) {
    out.clear();
    let connection = if keep_alive { "keep-alive" } else { "close" };
    let date = http::date(SystemTime::now());
    let _ = write!(out, "HTTP/1.1 {status}\r\nDate: {date}\r\nConnection: {connection}\r\n");
}

fn say(out: &mut Vec<u8>, (status, sentence): Refusal, keep_alive: bool, head_only: bool) {
    begin(out, status, keep_alive);
    if status.starts_with("405") {
        out.extend_from_slice(b"Allow: GET, HEAD\r\n");
    }
    let size = sentence.len() + 1;
    let _ = write!(
        out,
        "Content-Type: text/plain; charset=utf-8\r\nContent-Length: {size}\r\n\r\n"
    );
    if !head_only {
        let _ = writeln!(out, "{sentence}");
    }
}

/// Closes the connection: where the next request begins is unknown.
fn refuse(stream: &mut TcpStream, refusal: Refusal) {
    let mut out = Vec::new();
    say(&mut out, refusal, false, false);
    if stream.write_all(&out).is_ok() {
        close(stream);
    }
}

/// Lets the client receive the answer: closing a socket with unread bytes would reset the connection.
fn close(stream: &mut TcpStream) {
    let _ = stream.shutdown(Shutdown::Write);
    let _ = stream.set_read_timeout(Some(Duration::from_millis(500)));
    let mut rest = [0; 4096];
    for _ in 0..16 {
        if !matches!(stream.read(&mut rest), Ok(size) if size > 0) {
            return;
        }
    }
}
