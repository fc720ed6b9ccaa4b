use super::*;

fn moment(text: &str) -> Result<Moment, ()> {
    text.parse()
}

#[test]
fn writes_what_it_reads() -> Result<(), ()> {
    for text in [
        "2000-01-01T00:00:00Z",
        "2024-02-29T23:59:59Z",
        "2026-01-02T03:04:05Z",
        "2099-12-31T23:59:59Z",
    ] {
        assert_eq!(moment(text)?.to_string(), text);
    }
    Ok(())
}

#[test]
fn refuses_other_notations_and_dates_that_do_not_exist() {
    for text in [
        "",
        "2026-01-02",
        "2026-02-30T00:00:00Z",
        "2025-02-29T00:00:00Z",
        "2026-13-01T00:00:00Z",
        "2026-00-01T00:00:00Z",
        "2026-01-00T00:00:00Z",
        "2026-01-02T24:00:00Z",
        "2026-01-02T03:60:00Z",
        "2026-01-02T03:04:60Z",
        "1999-12-31T23:59:59Z",
        "2100-01-01T00:00:00Z",
        "2026-01-02T03:04:05z",
        "2026-01-02 03:04:05Z",
        "2026-01-02T03:04:05+00:00",
        "2026-01-02T03:04:05.000Z",
        "+026-01-02T03:04:05Z",
        "2026-01-02T03:04:0éZ",
    ] {
        assert_eq!(moment(text), Err(()), "{text}");
    }
}

#[test]
fn knows_weekdays_and_days_between() -> Result<(), ()> {
    for (text, weekday) in [
        ("2000-01-01T00:00:00Z", "Saturday"),
        ("2000-03-01T00:00:00Z", "Wednesday"),
        ("2024-02-29T23:59:59Z", "Thursday"),
        ("2026-01-02T03:04:05Z", "Friday"),
        ("2099-12-31T23:59:59Z", "Thursday"),
    ] {
        assert_eq!(moment(text)?.date().weekday(), weekday, "{text}");
    }
    let days = |from, to| -> Result<u32, ()> { Ok(moment(to)?.days_since(moment(from)?)) };
    assert_eq!(days("2026-01-01T12:00:00Z", "2026-01-02T11:59:59Z"), Ok(0));
    assert_eq!(days("2026-01-01T12:00:00Z", "2026-01-02T12:00:00Z"), Ok(1));
    assert_eq!(
        days("2000-01-01T00:00:00Z", "2099-12-31T23:59:59Z"),
        Ok(36_524)
    );
    Ok(())
}

#[test]
fn is_ordered_by_time() -> Result<(), ()> {
    let mut moments = [
        moment("2026-01-02T00:00:01Z")?,
        moment("2025-12-31T23:59:59Z")?,
        moment("2026-01-02T00:00:00Z")?,
    ];
    moments.sort();
    let texts = moments.map(|moment| moment.to_string());
    assert_eq!(
        texts,
        [
            "2025-12-31T23:59:59Z",
            "2026-01-02T00:00:00Z",
            "2026-01-02T00:00:01Z"
        ]
    );
    Ok(())
}
