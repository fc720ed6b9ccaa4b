use super::*;

#[test]
fn makes_the_records_that_the_seed_says() -> Result<(), serde_json::Error> {
    // As the reference implementation of the contract makes them.
    let expected = r#"[{"id":1,"name":"Person 1","email":"person1@example.org","score":693,"active":true,"tags":["green","red"]},{"id":2,"name":"Person 2","email":"person2@example.org","score":523,"active":true,"tags":["blue","yellow"]}]"#;
    assert_eq!(serde_json::to_string(&make(2, 7))?, expected);
    // The first records are the same whatever the count.
    assert_eq!(serde_json::to_string(&make(900, 7)[..2])?, expected);
    Ok(())
}

#[tokio::test]
async fn counts_and_raises_every_score() {
    let records = make(3, 1);
    let scores: Vec<u32> = records.iter().map(|record| record.score).collect();
    let Json(raised) = raise(Checked(Records { records })).await;
    assert_eq!(
        (raised.count, raised.total),
        (3, scores.iter().map(|&score| u64::from(score)).sum())
    );
    assert!(
        raised
            .records
            .iter()
            .zip(scores)
            .all(|(record, score)| record.score == score + 1)
    );
}

#[tokio::test]
async fn echoes_what_is_no_json_and_refuses_nothing_at_all() -> Result<(), ApiError> {
    let echoed = async |text: &'static str| echo(JsonBytes(Bytes::from(text))).await;
    let (headers, body) = echoed("{not JSON ").await?;
    assert_eq!(headers, [(CONTENT_TYPE, "application/json")]);
    assert_eq!(body, "{not JSON ");
    assert_eq!(echoed("").await, Err(ApiError::InvalidBody));
    Ok(())
}

#[test]
fn knows_the_limits_of_a_record() {
    let valid = |change: fn(&mut Record)| {
        let mut records = make(1, 1);
        records.iter_mut().for_each(change);
        Records { records }.is_valid()
    };
    assert!(valid(|_| {}));
    assert!(valid(|record| record.email = "a@b".to_owned()));
    assert!(valid(|record| record.id = 2_147_483_647));
    assert!(valid(|record| record.score = 1_000_000));
    assert!(!valid(|record| record.id = 0));
    assert!(!valid(|record| record.id = 2_147_483_648));
    assert!(!valid(|record| record.name = String::new()));
    assert!(!valid(|record| record.email = "@b.c".to_owned()));
    assert!(!valid(|record| record.email = "a.b@".to_owned()));
    assert!(!valid(|record| record.email = "a.b".to_owned()));
    assert!(!valid(|record| record.score = 1_000_001));
    assert!(!valid(|record| record.tags = vec!["x".into(); 9]));
    assert!(!valid(|record| record.tags = vec!["x".repeat(33).into()]));
}
