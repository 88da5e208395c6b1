// SPDX-License-Identifier: MIT
//! Templates and batches: columns with wrong offsets, nulls, limits, rows that fail.
use tokenlink::*;

const DNS: &[Permission<'static>] = &[Permission::new("dns", "edit")];
const ID: &str = "023e105f4ecef8ad9ca31a8372d0c353";

fn team_template() -> Template {
    Request::user(DNS).name("{team} deploy").compile().unwrap()
}

fn teams(count: usize) -> ColumnBuf {
    ColumnBuf::from_iter((0..count).map(|n| format!("Team {n} 東京")))
}

fn refused<T: std::fmt::Debug>(result: Result<T, Error>) -> String {
    let error = result.unwrap_err();
    assert_eq!(error.status(), Status::Argument);
    error.detail().to_string()
}

#[test]
fn offsets_outside_the_data() {
    let template = team_template();
    let data = b"abcdef";
    let mut batch = Batch::new();
    for offsets in [
        [0, 3, 2, 6],
        [6, 0, 6, 6],
        [0, 7, 7, 6],
        [0, -1, 3, 6],
        [0, i32::MIN, 3, 6],
    ] {
        let column = Column::new(data, &offsets);
        template.render_rows(&[column], .., &mut batch).unwrap();
        let is_wrong = |row: usize| offsets[row] > offsets[row + 1] || offsets[row] < 0 || offsets[row + 1] > 6;
        for row in 0..3 {
            assert_eq!(column.get(row).is_none(), is_wrong(row), "{offsets:?}");
            let status = batch.get(row).unwrap().map_err(|error| error.status()).err();
            assert_eq!(status, is_wrong(row).then_some(Status::Argument), "{offsets:?}");
        }
        assert_eq!(column.get(3), None);
    }
    assert!(Column::new::<u32>(data, &[]).is_empty() && Column::new(b"", &[0u64]).is_empty());
    assert_eq!(
        template.render_rows(&[Column::new::<i64>(b"", &[])], .., &mut batch),
        Ok(0)
    );
}

/// The same rows in each layout, and as a slice of a longer column whose validity is not at a byte's edge.
#[test]
fn a_layout_that_gives_other_links() {
    let template = team_template();
    let data = b"_ab__cd_";
    let validity = [0b1101_1111];
    let columns = [
        Column::new(data, &[1u32, 3, 5, 7]).with_validity(&[0b101]).unwrap(),
        Column::new(data, &[1i32, 3, 5, 7]).with_validity(&[0b101]).unwrap(),
        Column::new(data, &[1u64, 3, 5, 7]).with_validity(&[0b101]).unwrap(),
        Column::new(data, &[0i64, 0, 0, 0, 1, 3, 5, 7, 8])
            .with_validity(&validity)
            .and_then(|column| column.slice(4..7))
            .unwrap(),
    ];
    for column in columns {
        let (mut narrow, mut wide) = (Batch::new(), Batch::<i64>::default());
        template.render_rows(&[column], .., &mut narrow).unwrap();
        template.render_rows(&[column], 1.., &mut wide).unwrap();
        assert_eq!(narrow.get(0), Some(Ok(template.render(&["ab"]).unwrap().as_str())));
        let null = narrow.get(1).unwrap().unwrap_err();
        assert_eq!((null.row(), null.status(), null.index()), (1, Status::Values, Some(0)));
        assert!(null.detail().contains("team"), "{null}");
        assert_eq!(narrow.get(2), wide.get(1));
        assert_eq!(
            (column.get(0), column.get(1), column.get(2)),
            (Some(&b"ab"[..]), None, Some(&b"cd"[..]))
        );
        let (data, offsets, validity) = wide.into_parts();
        assert_eq!((offsets, validity), (vec![0, 0, data.len() as i64], vec![0b10]));
        assert_eq!(data, template.render(&["cd"]).unwrap().as_bytes());
    }
    assert!(refused(Column::new(data, &[0u32; 10]).with_validity(&[0xFF])).contains("fewer bits"));
    assert!(refused(columns[0].slice(2..4)).contains("exceeds the rows"));
}

#[test]
fn a_null_that_the_pattern_does_not_need() {
    let mut accounts = ColumnBuf::from_iter([ID]);
    let mut teams = ColumnBuf::new();
    teams.push_null();
    let template = Request::user(DNS)
        .account_id("{account}")
        .name("{team}")
        .compile()
        .unwrap();
    let mut batch = Batch::new();
    template
        .render_rows(&[accounts.as_column(), teams.as_column()], .., &mut batch)
        .unwrap();
    let error = batch.errors().next().unwrap();
    assert_eq!(
        (error.status(), error.part(), error.index()),
        (Status::Values, Some(Part::Column), Some(1))
    );
    accounts.extend((1..20).map(|_| ID));
    for n in 1..20 {
        match n % 3 {
            0 => teams.push_null(),
            _ => teams.push("a"),
        }
    }
    template
        .render_rows(&[accounts.as_column(), teams.as_column()], .., &mut batch)
        .unwrap();
    let failed: Vec<usize> = batch.errors().map(|error| error.row()).collect();
    assert_eq!(failed, [0, 3, 6, 9, 12, 15, 18]);
}

#[test]
fn a_failed_row_that_shifts_the_lines() {
    let template = team_template();
    let teams = ColumnBuf::from_iter(["a", "b\n", "c"]);
    let mut batch = Batch::new().terminated_by(b'\n').terminate_failed();
    template.render_rows(&[teams.as_column()], .., &mut batch).unwrap();
    let lines: Vec<&[u8]> = batch.as_bytes().split(|byte| *byte == b'\n').collect();
    assert_eq!((lines.len(), lines[1]), (4, &b""[..]));
    assert_eq!(batch.get(2), Some(Ok(std::str::from_utf8(lines[2]).unwrap())));
}

/// More failures than there is room for at first, in a batch that grows and in one that does not.
#[test]
fn a_failure_that_loses_its_reason() {
    let template = team_template();
    let teams = ColumnBuf::from_iter((0..3000).map(|n| if n % 3 == 0 { "fine" } else { "not\nfine" }));
    let mut all = Batch::new();
    assert_eq!(template.render_rows(&[teams.as_column()], 5.., &mut all), Ok(3000));
    assert_eq!((all.len(), all.failed()), (2995, 1997));
    let mut limited = Batch::new().limit(0);
    let mut next = 5;
    while next < 3000 {
        let done = template
            .render_rows(&[teams.as_column()], next.., &mut limited)
            .unwrap();
        for (row, link) in (next..done).zip(&limited) {
            assert_eq!(Some(link), all.get(row - 5));
            if let Err(error) = link {
                assert_eq!(
                    (error.row(), error.part(), error.index(), error.offset()),
                    (row, Some(Part::Name), Some(0), 3)
                );
                assert!(!error.detail().is_empty());
            }
        }
        next = done;
    }
}

#[test]
fn a_column_that_starts_within_its_data() {
    let template = team_template();
    let mut batch = Batch::new();
    // A slice of an Arrow array: the first offset is not 0.
    let column = Column::new(b"?a bc\n?", &[1u32, 2, 5, 6]);
    assert_eq!(template.render_rows(&[column], .., &mut batch), Ok(3));
    assert_eq!(batch.get(0), Some(Ok(template.render(&["a"]).unwrap().as_str())));
    assert_eq!(batch.get(1), Some(Ok(template.render(&[" bc"]).unwrap().as_str())));
    assert_eq!(batch.get(2).unwrap().unwrap_err().status(), Status::Name);
    assert_eq!(batch.get(3), None);
}

#[test]
fn rows_that_are_not_there() {
    let template = team_template();
    let (three, two) = (teams(3), teams(2));
    let mut batch = Batch::new();
    let columns = [three.as_column()];
    assert!(refused(template.render_rows(&columns, 0..4, &mut batch)).contains("exceeds the rows"));
    assert!(refused(template.render_rows(&columns, 4.., &mut batch)).contains("exceeds the rows"));
    assert!(refused(template.render_rows(&columns, ..=3, &mut batch)).contains("exceeds the rows"));
    assert!(refused(template.render_rows(&columns, 0..=usize::MAX, &mut batch)).contains("exceeds the rows"));
    #[allow(clippy::reversed_empty_ranges)]
    let reversed = 2..1;
    assert!(refused(template.render_rows(&columns, reversed, &mut batch)).contains("exceeds the rows"));
    assert_eq!(template.render_rows(&columns, 3.., &mut batch), Ok(3));
    assert!(batch.is_empty() && batch.iter().next().is_none() && batch.as_bytes().is_empty());

    let unequal = [three.as_column(), two.as_column()];
    assert!(refused(template.render_rows(&unequal, .., &mut batch)).contains("differ in length"));
    let equal = [three.as_column(), three.as_column()];
    let errors = [
        template.render_rows(&equal, .., &mut batch).unwrap_err(),
        template.render_rows(&[], .., &mut batch).unwrap_err(),
        template.render(&["a", "b"]).map(|_| 0).unwrap_err(),
        template.render::<&str>(&[]).map(|_| 0).unwrap_err(),
    ];
    assert!(
        errors.iter().all(|error| error.status() == Status::Values),
        "{errors:?}"
    );
    assert!(batch.is_empty() && batch.offsets().is_empty());
}

#[test]
fn a_template_without_columns() {
    let template = Request::user(DNS).name("bot").compile().unwrap();
    let mut batch = Batch::new();
    assert!(refused(template.render_rows(&[], .., &mut batch)).contains("the number of rows"));
    assert_eq!(template.render_rows(&[], ..3, &mut batch), Ok(3));
    let link = template.render::<&str>(&[]).unwrap();
    assert!(batch.iter().all(|row| row == Ok(link.as_str())));
    // More rows than there can be memory for: the batch stops when it is full.
    let mut batch = Batch::new().limit(0);
    let next = template.render_rows(&[], 5..usize::MAX, &mut batch).unwrap();
    assert!(next > 5 && next < 300, "{next}");
    assert_eq!((batch.first_row(), batch.len()), (5, next - 5));
}

#[test]
fn more_columns_than_fit_on_the_stack() {
    let names: Vec<String> = (0..40).map(|n| format!("c{n}")).collect();
    let pattern: String = names.iter().map(|name| format!("{{{name}}}")).collect();
    let template = Request::user(DNS).name(&pattern).compile().unwrap();
    assert!(template.columns().eq(names.iter().map(String::as_str)));
    assert_eq!(template.columns().len(), 40);
    assert_eq!(template.columns().rev().nth(1), Some("c38"));
    let link = template.render(&names).unwrap();
    assert!(link.ends_with(&format!("&name={}", names.concat())));
    let columns: Vec<ColumnBuf> = names.iter().map(|name| ColumnBuf::from_iter([name])).collect();
    let columns: Vec<Column<'_>> = columns.iter().map(ColumnBuf::as_column).collect();
    let mut batch = Batch::new();
    template.render_rows(&columns, .., &mut batch).unwrap();
    assert_eq!(batch.get(0), Some(Ok(link.as_str())));
}

#[test]
fn a_batch_that_depends_on_its_size() {
    let template = Request::user(DNS)
        .account_id("{account}")
        .name("{team}")
        .compile()
        .unwrap();
    // More rows than one call renders, of very different sizes, some of which fail.
    let count = 70_000;
    let name = |n: usize| match n % 7 {
        0 => "x".repeat(n % 1000),
        1 => "bad\u{7}".to_string(),
        _ => format!("Team {n}"),
    };
    let teams = ColumnBuf::from_iter((0..count).map(name));
    let accounts = ColumnBuf::from_iter((0..count).map(|n| if n % 11 == 0 { "nobody" } else { ID }));
    let columns = [accounts.as_column(), teams.as_column()];
    let mut all = Batch::new();
    assert_eq!(template.render_rows(&columns, .., &mut all), Ok(count));
    assert_eq!(all.len(), count);
    for n in (0..count)
        .step_by(997)
        .chain(65_530..65_540)
        .chain([0, 1, 11, count - 1])
    {
        let alone = template.render(&[if n % 11 == 0 { "nobody" } else { ID }, &name(n)]);
        let row = all.get(n).unwrap();
        assert_eq!(row.map_err(Error::from).as_ref().copied(), alone.as_deref(), "row {n}");
    }
    assert_eq!(all.failed(), all.iter().filter(Result::is_err).count());

    for limit in [0, 20_000, 1 << 20, usize::MAX] {
        let mut batch = Batch::new().limit(limit).terminated_by(0);
        let (mut next, mut failed) = (0, 0);
        let mut bytes = Vec::new();
        while next < count {
            let done = template.render_rows(&columns, next.., &mut batch).unwrap();
            assert!(done > next && batch.as_bytes().len() <= limit.max(MAX_LINK + 1));
            bytes.extend(batch.as_bytes().iter().copied().filter(|byte| *byte != 0));
            failed += batch.failed();
            next = done;
        }
        assert_eq!(failed, all.failed());
        assert!(bytes == all.as_bytes(), "a limit of {limit} changes the links");
    }
}

#[test]
fn a_batch_that_is_used_again() {
    let template = team_template();
    let mut batch = Batch::new().terminated_by(b'\n');
    for count in [1000, 3, 0, 500] {
        let teams = teams(count);
        template.render_rows(&[teams.as_column()], .., &mut batch).unwrap();
        assert_eq!((batch.len(), batch.failed(), batch.first_row()), (count, 0, 0));
        assert_eq!(batch.as_bytes().iter().filter(|byte| **byte == b'\n').count(), count);
        assert!(batch.iter().all(|link| link.unwrap().starts_with("https://")));
    }
    let copy = batch.clone();
    batch.clear();
    assert_eq!((batch.len(), copy.len()), (0, 500));
    let mut iter = copy.iter();
    assert_eq!((iter.len(), iter.nth(498), iter.len()), (500, copy.get(498), 1));
    assert_eq!(
        (iter.next_back(), iter.next(), iter.next_back()),
        (copy.get(499), None, None)
    );
}

#[test]
fn a_terminator_that_cuts_links_rendered_with_another() {
    let template = team_template();
    let mut batch = Batch::new();
    let teams = teams(3);
    template.render_rows(&[teams.as_column()], .., &mut batch).unwrap();
    assert!(batch.get(0).unwrap().unwrap().starts_with("https://"));
    let batch = batch.terminated_by(b'\n');
    assert_eq!((batch.len(), batch.get(0), batch.as_bytes().len()), (0, None, 0));
}

#[test]
fn a_row_that_gives_no_id() {
    let template = Request::user(DNS).zone_id("{zone}").compile().unwrap();
    assert_eq!(template.render(&[""]).unwrap_err().status(), Status::ZoneId);
    assert!(template.render(&["all"]).unwrap().contains("&zoneId=all"));
    let error = Request::user(DNS).name("{team").compile().unwrap_err();
    assert_eq!(error.status(), Status::Pattern);
    assert_eq!(
        Template::try_from(Request::user(DNS).name("{a} {b} {a}"))
            .unwrap()
            .columns()
            .len(),
        2
    );
}

#[test]
fn a_column_that_is_emptied() {
    let mut column = teams(3);
    column.clear();
    assert!(column.is_empty() && column.as_column().is_empty());
    column.push("a");
    column.push(&[0xFF][..]);
    assert_eq!((column.len(), column.as_column().get(1)), (2, Some(&[0xFF][..])));
    assert_eq!(ColumnBuf::default().len(), 0);
}
