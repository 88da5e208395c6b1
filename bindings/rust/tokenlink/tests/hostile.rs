// SPDX-License-Identifier: MIT
//! Text that is not UTF-8, contains NULs, is empty, huge, or changed at random. Each has a defined result.
use std::mem::MaybeUninit;
use std::str;
use tokenlink::*;

const DNS: &[Permission<'static>] = &[Permission::new("dns", "edit")];
const ODD: &str = "https://dash.cloudflare.com/profile/api-tokens?permissionGroupKeys=[{\"key\":\"dns\",\
                   \"type\":\"edit\"},{\"key\":\"東京\",\"type\":\"\\u6771\"}]&accountId=%2a&x=%C3%A9\
                   &zoneId=all&name=D%C3%BCrer+bot&x=1&amp;y=\\_";

fn status<T>(result: Result<T, Error>) -> (Status, usize) {
    match result {
        Ok(_) => panic!("it is accepted"),
        Err(error) => {
            assert!(!error.detail().is_empty());
            (error.status(), error.offset())
        }
    }
}

#[test]
fn bytes_that_are_not_utf8() {
    let mut reader = Reader::new().unwrap();
    let mut link = Request::user(DNS)
        .name("ab")
        .build()
        .unwrap()
        .into_string()
        .into_bytes();
    let end = link.len();
    link.push(0xFF);
    assert_eq!(status(reader.parse(&link)), (Status::Utf8, end));
    assert_eq!(status(reader.parse_with(&link, ReadFlags::STRICT)), (Status::Utf8, end));
    assert_eq!(status(reader.canonicalize(&link)), (Status::Utf8, end));
    assert_eq!(reader.lint(&link).url().unwrap_err().status(), Status::Utf8);
    assert_eq!(status(reader.read_permissions(b"dns:\xC3")).0, Status::Utf8);
    assert_eq!(
        status(Catalog::from_json(b"[{\"key\":\"\xFF\",\"types\":[\"a\"]}]")).0,
        Status::Utf8
    );
    // Escapes that decode to bytes that are not UTF-8.
    assert_eq!(
        status(reader.parse("https://dash.cloudflare.com/profile/api-tokens?name=%FF")).0,
        Status::Utf8
    );
    assert_eq!(
        status(reader.parse("https://dash.cloudflare.com/profile/api-tokens?x=%ED%A0%80")).0,
        Status::Utf8
    );
    // A lone surrogate in the JSON.
    let surrogate =
        r#"https://dash.cloudflare.com/profile/api-tokens?permissionGroupKeys=[{"key":"\ud800","type":"a"}]"#;
    assert_eq!(status(reader.parse(surrogate)).0, Status::Json);
    assert_eq!(encode(&[0xFF, 0x00, b'a'][..]).to_string(), "%FF%00a");
    assert_eq!(decode("%FF%00a").to_bytes().unwrap(), &[0xFF, 0x00, b'a'][..]);
    assert_eq!(status(decode("%FF").to_str()).0, Status::Utf8);
    assert_eq!(status(decode(&[0xFF][..]).to_str()).0, Status::Utf8);
    let rows = ColumnBuf::from_iter([&b"a"[..], b"\xFF", b"b"]);
    let mut batch = Batch::new();
    let template = Request::user(DNS).name("{team}").compile().unwrap();
    template.render_rows(&[rows.as_column()], .., &mut batch).unwrap();
    let failed: Vec<bool> = batch.iter().map(|row| row.is_err()).collect();
    assert_eq!(failed, [false, true, false]);
    assert_eq!(batch.get(1).unwrap().unwrap_err().status(), Status::Utf8);
}

#[test]
fn a_nul_that_ends_a_text() {
    assert_eq!(status(Request::user(DNS).name("a\0b").build()), (Status::Name, 1));
    let link = Request::user(&[Permission::new("d\0ns", "edit")]).build().unwrap();
    assert!(link.contains("d%5Cu0000ns"), "{link}");
    let mut reader = Reader::new().unwrap();
    assert_eq!(reader.parse(&link).unwrap().permissions()[0].key(), Some("d\0ns"));
    assert!(Preset::find("dns-edit\0").is_none());
    assert!(Catalog::builtin().find("dns\0").is_none());
    assert!(WrongKey::find("zone_dns\0").is_none());
    assert_eq!(encode("a\0").to_string(), "a%00");
    assert_eq!(decode("a%00\0").to_str().unwrap(), "a\0\0");
}

#[test]
fn an_empty_text() {
    let mut reader = Reader::new().unwrap();
    assert_eq!(status(reader.parse("")).0, Status::Scheme);
    assert_eq!(status(reader.read_permissions("")).0, Status::NoPermissions);
    assert_eq!(status("".parse::<Link>()).0, Status::Scheme);
    assert_eq!(status(Catalog::from_json("")).0, Status::Json);
    assert_eq!(
        status(Request::user(&[Permission::new("", "edit")]).build()).0,
        Status::Permission
    );
    assert_eq!(
        status(Request::user(&[Permission::new("dns", "")]).build()).0,
        Status::Permission
    );
    assert_eq!(status(Request::user(&[]).build()).0, Status::NoPermissions);
    assert!(!Request::user(DNS).name("").build().unwrap().contains("name"));
    assert_eq!(encode("").to_string(), "");
    assert_eq!(decode("").to_str().unwrap(), "");
    assert_eq!(encode("").encode_into(&mut []), Ok(""));
    assert!(Catalog::builtin().find("").is_none() && Preset::find("").is_none() && Rule::find(0).is_none());
    assert_eq!(reader.parse_rows(ColumnBuf::new().as_column(), ..).unwrap().len(), 0);
    let rows = ColumnBuf::from_iter([""]);
    assert_eq!(reader.parse_rows(rows.as_column(), ..).unwrap().failed(), 1);
}

#[test]
fn a_huge_text() {
    let long = "x".repeat(MAX_LINK);
    assert_eq!(status(Request::user(DNS).name(&long).build()).0, Status::TooLong);
    assert_eq!(
        status(Request::user(&[Permission::new(&long, "edit")]).build()).0,
        Status::TooLong
    );
    assert_eq!(Request::user(DNS).name(&long).bound(), MAX_LINK);
    assert_eq!(Request::user(&[]).bound(), 0);
    // The longest link there is, into every kind of output.
    let short = Request::user(DNS).name("x").build().unwrap().len();
    let name = "x".repeat(MAX_LINK - short + 1);
    let request = Request::user(DNS).name(&name);
    let link = request.build().unwrap();
    assert_eq!(link.len(), MAX_LINK);
    let (mut appended, mut written) = (Vec::new(), Vec::new());
    request.append_to(&mut appended).unwrap();
    request.write_to(&mut written).unwrap();
    let mut room = [MaybeUninit::uninit(); MAX_LINK];
    assert_eq!(request.build_into(&mut room), Ok(link.as_str()));
    assert!(appended == link.as_bytes() && written == link.as_bytes());
    assert_eq!(link.parse::<Link>().unwrap(), link);

    let mut reader = Reader::new().unwrap();
    let over = vec![b'a'; MAX_INPUT + 1];
    assert_eq!(status(reader.parse(&over)).0, Status::TooLong);
    assert_eq!(status(reader.read_permissions(&over)).0, Status::TooLong);
    // The limit can be lower or higher.
    let large = format!("{link}{}", "&x=1".repeat(1 << 20));
    assert_eq!(status(reader.parse(&large)).0, Status::TooLong);
    let mut reader = Reader::options().max_input(8 << 20).keep_memory(1).build().unwrap();
    // Of a link's parameters the first 4096 are kept; four of them are in other members.
    assert_eq!(reader.parse(&large).unwrap().extra().len(), 4092);
    assert_eq!(reader.parse(&link).unwrap().name(), Some(name.as_str()));
    let mut reader = Reader::options().max_input(link.len()).build().unwrap();
    assert!(reader.parse(&link).is_ok());
    assert_eq!(status(reader.parse(&format!("{link}x"))).0, Status::TooLong);
    assert_eq!(
        status(Reader::options().max_input(usize::MAX).build()).0,
        Status::Argument
    );
    let text = "é".repeat(1 << 20);
    let encoded = encode(&text).to_cow().into_owned();
    assert_eq!(encoded.len(), 6 << 20);
    assert!(decode(&encoded).to_str().unwrap() == text);
}

#[test]
fn an_unknown_kind() {
    for kind in [Kind::Deploy, Kind::Other(0), Kind::Other(-1), Kind::Other(4)] {
        assert_eq!(status(Request::new(kind, DNS).build()).0, Status::Kind);
        assert_eq!(
            status(Request::builder(kind).permission("dns", "edit").compile()).0,
            Status::Kind
        );
    }
    assert_eq!(status(Request::account(DNS).zone_id("all").build()).0, Status::Scope);
    assert_eq!(
        status(Request::user(DNS).account_id("abc").build()).0,
        Status::AccountId
    );
}

/// SplitMix64
struct Random(u64);

impl Random {
    fn below(&mut self, end: usize) -> usize {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mut mixed = self.0;
        mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        ((mixed ^ (mixed >> 31)) % end as u64) as usize
    }
}

/// `str` is sound only if the library's text is UTF-8, whatever was read.
#[test]
fn a_view_that_is_not_utf8() {
    let pieces: [&[u8]; 14] = [
        b"%", b"%F", b"%ff", b"%C3", b"\xC3", b"\xA9", b"\\ud800", b"\\u0000", b"&", b"=", b"\"", b"\\", b"&quot;",
        b"#",
    ];
    let mut random = Random(4);
    let mut reader = Reader::new().unwrap();
    let (mut read, mut refused) = (0, 0);
    for _ in 0..30_000 {
        let mut link = ODD.as_bytes().to_vec();
        for _ in 0..random.below(4) {
            let at = 30 + random.below(link.len() - 30);
            match random.below(3) {
                0 => link[at] = random.below(256) as u8,
                1 => drop(link.splice(at..at, pieces[random.below(pieces.len())].iter().copied())),
                _ => drop(link.remove(at)),
            }
        }
        let lint = reader.lint(&link);
        for finding in lint.findings() {
            check(finding.message());
            finding.fix().map(check);
            assert!(finding.span().end <= link.len());
        }
        match lint.url() {
            Err(error) => {
                check(error.detail());
                refused += 1;
            }
            Ok(url) => {
                read += 1;
                for text in [url.name(), url.account_id(), url.zone_id()] {
                    text.map(check);
                }
                for permission in url.permissions() {
                    permission.key().map(check);
                    permission.permission_type().map(check);
                }
                for param in url.extra() {
                    check(param.name());
                    check(param.value());
                }
            }
        }
    }
    assert!(read > 5000 && refused > 5000, "{read} read, {refused} refused");
}

fn check(text: &str) {
    assert!(str::from_utf8(text.as_bytes()).is_ok(), "{:?}", text.as_bytes());
}
