// SPDX-License-Identifier: MIT
//! Examples that say something else than what they show.
mod support;

use std::io::Write;
use std::process::{Command, Output, Stdio};
use tokenlink::{Link, Reader};

fn run(name: &str, arguments: &[&str], input: &[u8]) -> Output {
    let mut child = Command::new(support::example(name))
        .args(arguments)
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    let mut stdin = child.stdin.take().unwrap();
    let input = input.to_vec();
    let writer = std::thread::spawn(move || stdin.write_all(&input));
    let output = child.wait_with_output().unwrap();
    let _ = writer.join().unwrap();
    output
}

fn lines(output: &[u8]) -> Vec<&str> {
    std::str::from_utf8(output).unwrap().lines().collect()
}

fn name_of(reader: &mut Reader, link: &str) -> String {
    reader.parse_strict(link).unwrap().name().unwrap().to_string()
}

#[test]
fn build_that_builds_something_else() {
    let output = run("build", &[], b"");
    assert!(output.status.success(), "{output:?}");
    let lines = lines(&output.stdout);
    let mut reader = Reader::new().unwrap();
    assert_eq!(name_of(&mut reader, lines[0]), "Checkout DNS");
    assert_eq!(lines[1], format!("[open the form]({})", lines[0]));
    assert_eq!(name_of(&mut reader, lines[2]), "DNS Read Token");
    assert_eq!(name_of(&mut reader, lines[4]), "東京モバイル deploy");
    assert_eq!(
        lines[5],
        "the name holds a control character at byte 3 (E_NAME, byte 3)"
    );
    assert_eq!(lines.len(), 6);
}

#[test]
fn check_that_mends_into_something_wrong() {
    let output = run("check", &[], b"");
    assert!(output.status.success(), "{output:?}");
    let said = lines(&output.stdout);
    assert_eq!(said[..3], ["kind: user", "permission: zone_dns:edit", "name: DNS bot"]);
    assert!(said.iter().any(|line| line.starts_with("error[TL102] at ")), "{said:?}");
    let mended = said.last().unwrap().strip_prefix("mended: ").unwrap();
    let link: Link = mended.parse().unwrap();
    assert_eq!(link, mended);
    let mut reader = Reader::new().unwrap();
    assert!(reader
        .lint(mended)
        .findings()
        .iter()
        .all(|finding| finding.fix().is_none()));

    let output = run("check", &["https://example.com/"], b"");
    assert!(
        lines(&output.stdout)[0].starts_with("it cannot be read: "),
        "{output:?}"
    );
}

#[test]
fn batch_that_loses_a_line() {
    let count = 25_000;
    let input: String = (0..count)
        .map(|n| {
            if n == 12_345 {
                "a\tb\n".into()
            } else {
                format!("Team {n}\n")
            }
        })
        .collect();
    let output = run("batch", &["dns:edit,zone:read", "{team} deploy"], input.as_bytes());
    assert_eq!(output.status.code(), Some(1));
    assert_eq!(lines(&output.stderr), ["line 12346: E_NAME"]);
    let links = lines(&output.stdout);
    assert_eq!(links.len(), count - 1);
    let mut reader = Reader::new().unwrap();
    assert_eq!(name_of(&mut reader, links[0]), "Team 0 deploy");
    assert_eq!(name_of(&mut reader, links[12_345]), "Team 12346 deploy");
    assert_eq!(
        name_of(&mut reader, links[count - 2]),
        format!("Team {} deploy", count - 1)
    );
    // The last line need not end.
    let output = run("batch", &["dns:edit", "{team}"], b"one\ntwo");
    assert_eq!((output.status.code(), lines(&output.stdout).len()), (Some(0), 2));
    assert!(!run("batch", &["dns:edit", "no column"], b"").status.success());
    assert!(!run("batch", &[], b"").status.success());
}
