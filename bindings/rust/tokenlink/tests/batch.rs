// SPDX-License-Identifier: MIT
//! Templates and batches: columns that are not sound, limits, rows that fail, sizes that grow.
use tokenlink::*;

const DNS: &[Permission<'static>] = &[Permission::new("dns", "edit")];
const ID: &str = "023e105f4ecef8ad9ca31a8372d0c353";

fn team_template() -> Template {
    Request::user(DNS).name("{team} deploy").compile().unwrap()
}

fn teams(count: usize) -> ColumnBuf {
    ColumnBuf::from_rows((0..count).map(|n| format!("Team {n} 東京"))).unwrap()
}

fn refused<T: std::fmt::Debug>(result: Result<T, Error>) -> String {
    let error = result.unwrap_err();
    assert_eq!(error.status(), Status::Argument);
    error.detail().to_string()
}

#[test]
fn offsets_that_lead_outside_the_data() {
    let data = b"abcdef";
    assert!(refused(Column::new(data, &[])).contains("at least one"));
    assert!(refused(Column::new(data, &[0, 3, 2, 6])).contains("not decrease"));
    assert!(refused(Column::new(data, &[6, 0])).contains("not decrease"));
    assert!(refused(Column::new(data, &[0, 7])).contains("beyond its data"));
    assert!(refused(Column::new(data, &[u32::MAX])).contains("beyond its data"));
    assert!(refused(Column::new(b"", &[0, 1])).contains("beyond its data"));
    assert!(refused(Column::from_i32_offsets(data, &[])).contains("at least one"));
    assert!(refused(Column::from_i32_offsets(data, &[-1, 3])).contains("negative"));
    assert!(refused(Column::from_i32_offsets(data, &[0, -1, 3])).contains("negative"));
    assert!(refused(Column::from_i32_offsets(data, &[0, i32::MIN])).contains("negative"));
    assert!(refused(Column::from_i32_offsets(data, &[0, 4, 3])).contains("not decrease"));
    let column = Column::from_i32_offsets(data, &[2, 2, 5, 6]).unwrap();
    assert_eq!((column.len(), column.is_empty()), (3, false));
    assert_eq!(
        [0, 1, 2, 3].map(|row| column.get(row)),
        [Some(&b""[..]), Some(b"cde"), Some(b"f"), None]
    );
    assert!(Column::new(b"", &[0]).unwrap().is_empty());
}

#[test]
fn a_column_that_does_not_begin_at_its_data() {
    let template = team_template();
    let mut batch = Batch::new();
    // A slice of an Arrow array: offsets begin and end within.
    let column = Column::new(b"?a bc\n?", &[1, 2, 5, 6]).unwrap();
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
    assert!(refused(template.render_rows(&columns, 0..4, &mut batch)).contains("beyond the end"));
    assert!(refused(template.render_rows(&columns, 4.., &mut batch)).contains("beyond the end"));
    assert!(refused(template.render_rows(&columns, ..=3, &mut batch)).contains("beyond the end"));
    assert!(refused(template.render_rows(&columns, 0..=usize::MAX, &mut batch)).contains("without columns"));
    #[allow(clippy::reversed_empty_ranges)]
    let reversed = 2..1;
    assert!(refused(template.render_rows(&columns, reversed, &mut batch)).contains("beyond the end"));
    assert_eq!(template.render_rows(&columns, 3.., &mut batch), Ok(3));
    assert!(batch.is_empty() && batch.iter().next().is_none() && batch.as_bytes().is_empty());

    let unequal = [three.as_column(), two.as_column()];
    assert!(refused(template.render_rows(&unequal, .., &mut batch)).contains("one length"));
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
    assert!(refused(template.render_rows(&[], .., &mut batch)).contains("how many rows"));
    assert_eq!(template.render_rows(&[], ..3, &mut batch), Ok(3));
    let link = template.render::<&str>(&[]).unwrap();
    assert!(batch.iter().all(|row| row == Ok(link.as_str())));
    // More rows than there is memory for their offsets stop where the batch is full.
    let mut batch = Batch::with_limit(0);
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
    let columns: Vec<ColumnBuf> = names.iter().map(|name| ColumnBuf::from_rows([name]).unwrap()).collect();
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
    // More rows than one call takes, of very different sizes, with failures in between.
    let count = 70_000;
    let name = |n: usize| match n % 7 {
        0 => "x".repeat(n % 1000),
        1 => "bad\u{7}".to_string(),
        _ => format!("Team {n}"),
    };
    let teams = ColumnBuf::from_rows((0..count).map(name)).unwrap();
    let accounts = ColumnBuf::from_rows((0..count).map(|n| if n % 11 == 0 { "nobody" } else { ID })).unwrap();
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
        assert_eq!(
            row.map_err(|error| error.status()),
            alone.as_deref().map_err(Error::status),
            "row {n}"
        );
    }
    assert_eq!(all.failed(), all.iter().filter(Result::is_err).count());

    for limit in [0, 20_000, 1 << 20, usize::MAX] {
        let mut batch = Batch::with_limit(limit).terminated_by(0);
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
    column.push("a").unwrap();
    column.push(&[0xFF][..]).unwrap();
    assert_eq!((column.len(), column.as_column().get(1)), (2, Some(&[0xFF][..])));
    assert_eq!(ColumnBuf::default().len(), 0);
}
