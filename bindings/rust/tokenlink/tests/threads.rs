// SPDX-License-Identifier: MIT
//! Threads that share what may be shared, and start at the same time.
use std::sync::Barrier;
use std::thread;
use tokenlink::*;

const THREADS: usize = 8;
const ROUNDS: usize = 2000;

#[test]
fn threads_that_get_in_each_others_way() {
    let catalog = Catalog::from_json(r#"[{"key": "my_key", "types": ["read"]}]"#).unwrap();
    let permissions = [Permission::new("dns", "edit"), Permission::new("my_key", "read")];
    let template = Request::user(&permissions).name("{team}").compile().unwrap();
    let teams = ColumnBuf::from_iter((0..100).map(|n| format!("Team {n}")));
    let start = Barrier::new(THREADS);
    thread::scope(|scope| {
        for thread in 0..THREADS {
            let (catalog, template, teams, start) = (&catalog, &template, &teams, &start);
            scope.spawn(move || {
                start.wait();
                let mut reader = Reader::options().catalog(catalog).build().unwrap();
                let mut batch = Batch::new();
                for round in 0..ROUNDS {
                    let team = format!("Team {thread}.{round}");
                    let link = template.render(&[&team]).unwrap();
                    assert_eq!(reader.parse(&link).unwrap().name(), Some(team.as_str()));
                    assert_eq!(link.parse::<Link>().unwrap(), link);
                    assert!(reader
                        .lint(&link)
                        .findings()
                        .iter()
                        .all(|finding| finding.rule() != 101));
                    if round % 100 == 0 {
                        template.render_rows(&[teams.as_column()], .., &mut batch).unwrap();
                        assert_eq!(
                            batch.get(7).unwrap().unwrap(),
                            template.render(&["Team 7"]).unwrap().as_str()
                        );
                    }
                }
            });
        }
    });
}

#[test]
fn a_reader_that_moves_between_threads() {
    let mut reader = Reader::new().unwrap();
    let link = Request::user(&[Permission::new("dns", "edit")])
        .name("a")
        .build()
        .unwrap();
    let mut reader = thread::spawn(move || {
        assert_eq!(reader.parse(&link).unwrap().name(), Some("a"));
        reader
    })
    .join()
    .unwrap();
    // Threads that end before the reader's next call may use its views.
    let url = reader
        .parse("https://dash.cloudflare.com/profile/api-tokens?name=b")
        .unwrap();
    thread::scope(|scope| {
        for _ in 0..2 {
            scope.spawn(|| assert_eq!(url.name(), Some("b")));
        }
    });
    assert!(reader.parse("").is_err());
}

#[test]
fn a_thread_that_ends_while_it_reads() {
    for _ in 0..50 {
        let link = thread::spawn(|| "https://dash.cloudflare.com/profile/api-tokens?name=a".parse::<OwnedUrl>()).join();
        assert_eq!(link.unwrap().unwrap().name.as_deref(), Some("a"));
    }
}
