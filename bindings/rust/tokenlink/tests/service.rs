// SPDX-License-Identifier: MIT
//! examples/service under correct, malformed and many requests, on loopback.
#[allow(dead_code)]
#[path = "../examples/service/http.rs"]
mod http;
mod support;

use std::io::{BufRead, BufReader, Read, Write};
use std::net::{Shutdown, TcpStream};
use std::process::{Child, Command, Stdio};
use std::thread;
use std::time::{Duration, Instant};
use tokenlink::{encode, Kind, OwnedUrl};

const TEAMS: [(&str, Kind); 4] = [
    ("checkout", Kind::User),
    ("東京モバイル", Kind::Account),
    ("R&D", Kind::Account),
    ("50% club / beta", Kind::User),
];

struct Service {
    child: Child,
    address: String,
}

impl Service {
    fn start() -> Service {
        let mut command = Command::new(support::example("service"));
        let mut child = command.arg("127.0.0.1:0").stdout(Stdio::piped()).spawn().unwrap();
        let mut line = String::new();
        BufReader::new(child.stdout.take().unwrap())
            .read_line(&mut line)
            .unwrap();
        let address = line.strip_prefix("http://").and_then(|rest| rest.split('/').next());
        let address = address.unwrap_or_else(|| panic!("it prints {line:?}")).to_string();
        Service { child, address }
    }

    fn connect(&self) -> BufReader<TcpStream> {
        let stream = TcpStream::connect(&self.address).unwrap();
        stream.set_read_timeout(Some(Duration::from_secs(30))).unwrap();
        stream.set_nodelay(true).unwrap();
        BufReader::new(stream)
    }

    /// The answer to a whole request, and whether the connection closes after it.
    fn ask(&self, request: &str) -> (Answer, bool) {
        let mut connection = self.connect();
        connection.get_mut().write_all(request.as_bytes()).unwrap();
        let answer = Answer::read(&mut connection, request.starts_with("HEAD"));
        let closed = answer.field("Connection") == Some("close");
        if closed {
            assert_eq!(connection.read(&mut [0]).unwrap(), 0, "the connection stays open");
        }
        (answer, closed)
    }
}

impl Drop for Service {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

#[derive(Debug)]
struct Answer {
    status: u32,
    fields: Vec<(String, String)>,
    body: String,
}

impl Answer {
    fn read(from: &mut BufReader<TcpStream>, head_only: bool) -> Answer {
        let mut line = String::new();
        from.read_line(&mut line).unwrap();
        let status = line
            .strip_prefix("HTTP/1.1 ")
            .and_then(|rest| rest.get(..3)?.parse().ok());
        let status = status.unwrap_or_else(|| panic!("no status line: {line:?}"));
        let mut fields = Vec::new();
        loop {
            line.clear();
            from.read_line(&mut line).unwrap();
            let field = line.strip_suffix("\r\n").expect("CR LF");
            if field.is_empty() {
                break;
            }
            let (name, value) = field.split_once(": ").expect("a field");
            fields.push((name.to_string(), value.to_string()));
        }
        let mut answer = Answer {
            status,
            fields,
            body: String::new(),
        };
        let size: usize = answer.field("Content-Length").expect("a size").parse().unwrap();
        let mut body = vec![0; if head_only { 0 } else { size }];
        from.read_exact(&mut body).unwrap();
        answer.body = String::from_utf8(body).unwrap();
        answer
    }

    fn field(&self, name: &str) -> Option<&str> {
        self.fields
            .iter()
            .find(|(one, _)| one == name)
            .map(|(_, value)| value.as_str())
    }

    fn leads_to(&self, (team, kind): (&str, Kind)) {
        assert_eq!(self.status, 302, "{self:?}");
        let url: OwnedUrl = self.field("Location").expect("a location").parse().unwrap();
        assert_eq!((url.kind, url.name), (Some(kind), Some(format!("{team} deploy"))));
    }
}

fn get(path: &str) -> String {
    format!("GET {path} HTTP/1.1\r\nHost: localhost\r\n\r\n")
}

#[test]
fn a_team_that_is_redirected_to_another_form() {
    let service = Service::start();
    for team in TEAMS {
        let path = format!("/token/{}", encode(team.0));
        for request in [
            get(&path),
            get(&format!("{path}?x=1&y=/")),
            get(&format!("http://localhost:80{path}")),
            format!("\r\nHEAD {path} HTTP/1.1\r\nhOsT: x\r\nX-Y:\t a b \r\n\r\n"),
            format!("GET {path} HTTP/1.0\r\nConnection: Keep-Alive\r\n\r\n"),
            format!("GET {path} HTTP/1.1\r\nHost: x\r\nContent-Length: 3\r\n\r\nabc"),
        ] {
            let (answer, closed) = service.ask(&request);
            answer.leads_to(team);
            assert!(!closed && answer.body.is_empty(), "{request}");
            let date = answer.field("Date").expect("a date");
            assert!(date.len() == 29 && date.ends_with(" GMT"), "{date}");
        }
        for request in [
            format!("GET {path} HTTP/1.0\r\n\r\n"),
            format!("GET {path} HTTP/1.1\r\nHost: x\r\nConnection: x, Close\r\n\r\n"),
        ] {
            let (answer, closed) = service.ask(&request);
            answer.leads_to(team);
            assert!(closed, "{request}");
        }
    }
}

#[test]
fn a_malformed_request_that_is_accepted_or_kills_the_service() {
    let service = Service::start();
    let fields = |fields: &str| format!("GET /token/checkout HTTP/1.1\r\n{fields}\r\n");
    // Could be read: the next request may follow.
    let goes_on = [
        (404, get("/")),
        (404, get("/token")),
        (404, get("/token/")),
        (404, get("/token/nobody")),
        (404, get("/token/check%20out")),
        (404, get("/token/checkout/")),
        (404, get("/token/a/b")),
        (404, get("/TOKEN/checkout")),
        (404, "POST / HTTP/1.1\r\nHost: x\r\n\r\n".into()),
        (404, "HEAD /token/nobody HTTP/1.1\r\nHost: x\r\n\r\n".into()),
        (405, "POST /token/checkout HTTP/1.1\r\nHost: x\r\n\r\n".into()),
        (405, "DELETE /token/checkout HTTP/1.1\r\nHost: x\r\n\r\n".into()),
        // Not percent-encoded text.
        (400, get("/token/%")),
        (400, get("/token/%zz")),
        (400, get("/token/checkout%f")),
        (400, get("/token/%FF%FE")),
        (400, get("/token/%ED%A0%80")),
    ];
    // Could not be read: where the next request begins is unknown.
    let closes = [
        (400, "\r\n\r\n\r\n".into()),
        (400, "hello\r\n\r\n".into()),
        (400, "GET  /token/checkout HTTP/1.1\r\nHost: x\r\n\r\n".into()),
        (400, "GET /token/check out HTTP/1.1\r\nHost: x\r\n\r\n".into()),
        (400, "G\"T /token/checkout HTTP/1.1\r\nHost: x\r\n\r\n".into()),
        (400, "GET /token/checkout\r\nHost: x\r\n\r\n".into()),
        (400, "GET /token/checkout HTTPS\r\nHost: x\r\n\r\n".into()),
        (400, "GET /token/checkout HTTP/1.1\nHost: x\n\n".into()),
        (400, get("token/checkout")),
        (400, get("*")),
        (400, get("ftp://x/token/checkout")),
        (400, get("/token/checkout#a")),
        (400, get("/token/東京モバイル")),
        (400, get("/token/\u{7f}")),
        (505, "GET /token/checkout HTTP/2.0\r\nHost: x\r\n\r\n".into()),
        // Malformed headers, and headers that proxies read differently.
        (400, fields("")),
        (400, fields("Host: x\r\nHost: x\r\n")),
        (400, fields("Host: x\r\nno colon\r\n")),
        (400, fields("Host: x\r\nName : x\r\n")),
        (400, fields("Host: x\r\n folded: x\r\n")),
        (400, fields("Host: x\r\n: x\r\n")),
        (400, fields("Host: x\r\nX: \u{1}\r\n")),
        (400, fields("Host: x\r\nX: \0\r\n")),
        (400, fields("Host: x\r\nContent-Length: 1a\r\n")),
        (400, fields("Host: x\r\nContent-Length: -1\r\n")),
        (400, fields("Host: x\r\nContent-Length: +1\r\n")),
        (400, fields("Host: x\r\nContent-Length:\r\n")),
        (400, fields("Host: x\r\nContent-Length: 99999999999999999999999\r\n")),
        (400, fields("Host: x\r\nContent-Length: 1\r\nContent-Length: 2\r\n")),
        (413, fields("Host: x\r\nContent-Length: 9999999\r\n")),
        (417, fields("Host: x\r\nExpect: 100-continue\r\n")),
        (501, fields("Host: x\r\nTransfer-Encoding: chunked\r\n")),
        (431, fields(&format!("Host: x\r\nX: {}\r\n", "x".repeat(20_000)))),
        (431, format!("GET /{}", "x".repeat(20_000))),
    ];
    let cases = goes_on
        .iter()
        .map(|case| (false, case))
        .chain(closes.iter().map(|case| (true, case)));
    for (closes, (status, request)) in cases {
        let (answer, closed) = service.ask(request);
        assert_eq!((answer.status, closed), (*status, closes), "{request:?}: {answer:?}");
        assert_eq!(answer.field("Allow").is_some(), *status == 405);
        assert!(answer.field("Location").is_none());
        assert!(
            request.starts_with("HEAD") || answer.body.ends_with('\n'),
            "{request:?}: {answer:?}"
        );
    }
    service.ask(&get("/token/checkout")).0.leads_to(TEAMS[0]);
}

#[test]
fn a_date_of_another_day() {
    let date = |seconds| http::date(std::time::UNIX_EPOCH + Duration::from_secs(seconds));
    assert_eq!(date(0), "Thu, 01 Jan 1970 00:00:00 GMT");
    assert_eq!(date(784_111_777), "Sun, 06 Nov 1994 08:49:37 GMT");
    assert_eq!(date(951_782_400), "Tue, 29 Feb 2000 00:00:00 GMT");
    assert_eq!(date(951_868_799), "Tue, 29 Feb 2000 23:59:59 GMT");
    assert_eq!(date(4_107_542_400), "Mon, 01 Mar 2100 00:00:00 GMT");
}

#[test]
fn requests_that_arrive_in_pieces_or_together() {
    let service = Service::start();
    let mut connection = service.connect();
    for piece in get("/token/R%26D").as_bytes().chunks(7) {
        connection.get_mut().write_all(piece).unwrap();
        thread::sleep(Duration::from_millis(2));
    }
    Answer::read(&mut connection, false).leads_to(TEAMS[2]);
    // Several in one write, one of them with a body, the last one incomplete.
    let body = "POST /token/checkout HTTP/1.1\r\nHost: x\r\nContent-Length: 5\r\n\r\nGET /";
    let together = [
        &get("/token/checkout"),
        body,
        &get("/nothing"),
        &get("/token/R%26D"),
        "GET /token/che",
    ]
    .concat();
    connection.get_mut().write_all(together.as_bytes()).unwrap();
    Answer::read(&mut connection, false).leads_to(TEAMS[0]);
    assert_eq!(Answer::read(&mut connection, false).status, 405);
    assert_eq!(Answer::read(&mut connection, false).status, 404);
    Answer::read(&mut connection, false).leads_to(TEAMS[2]);
    connection
        .get_mut()
        .write_all(b"ckout HTTP/1.1\r\nHost: x\r\n\r\n")
        .unwrap();
    Answer::read(&mut connection, false).leads_to(TEAMS[0]);
    // A client that disconnects within a request.
    connection.get_mut().write_all(b"GET /tok").unwrap();
    connection.get_mut().shutdown(Shutdown::Write).unwrap();
    assert_eq!(connection.read(&mut [0]).unwrap(), 0);
}

#[test]
fn more_connections_than_there_are_places() {
    let service = Service::start();
    let mut open: Vec<_> = (0..256).map(|_| service.connect()).collect();
    for connection in &mut open {
        connection
            .get_mut()
            .write_all(get("/token/checkout").as_bytes())
            .unwrap();
        Answer::read(connection, false).leads_to(TEAMS[0]);
    }
    let mut late = service.connect();
    assert_eq!(Answer::read(&mut late, false).status, 503);
    drop(late);
    drop(open);
    // Places become free once the service notices.
    let begin = Instant::now();
    while service.ask(&get("/token/checkout")).0.status != 302 {
        assert!(begin.elapsed() < Duration::from_secs(10), "no place is free again");
        thread::sleep(Duration::from_millis(20));
    }
}

const CLIENTS: usize = 8;
const REQUESTS: usize = 5000;
const TIME: Duration = Duration::from_secs(60);

/// Sends so many requests from each client, with a new connection every hundred. Returns the number of answers.
fn load(service: &Service, requests: usize) -> usize {
    let deadline = Instant::now() + TIME;
    let client = |client: usize| {
        let mut answered = 0;
        let mut connection = service.connect();
        for request in 0..requests {
            if request % 100 == 0 {
                connection = service.connect();
            }
            let team = TEAMS[(client + request) % TEAMS.len()];
            let path = format!("/token/{}", encode(team.0));
            connection.get_mut().write_all(get(&path).as_bytes()).unwrap();
            Answer::read(&mut connection, false).leads_to(team);
            answered += 1;
            assert!(
                Instant::now() < deadline,
                "{answered} of {requests} requests took {TIME:?}"
            );
        }
        answered
    };
    thread::scope(|scope| {
        let clients: Vec<_> = (0..CLIENTS).map(|n| scope.spawn(move || client(n))).collect();
        clients.into_iter().map(|client| client.join().unwrap()).sum()
    })
}

#[test]
fn a_service_that_fails_or_grows_under_load() {
    let service = Service::start();
    let process = service.child.id().to_string();
    load(&service, REQUESTS / 10);
    let before = support::resident(&process);
    let begin = Instant::now();
    assert_eq!(load(&service, REQUESTS), CLIENTS * REQUESTS);
    let (after, time) = (support::resident(&process), begin.elapsed());
    println!(
        "{} requests in {time:?}: {before} bytes, then {after}",
        CLIENTS * REQUESTS
    );
    assert!(after < before + (1 << 20), "{before} bytes became {after}");
}
