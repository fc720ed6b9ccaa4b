use std::borrow::Cow;

use axum::{
    Json,
    body::Bytes,
    extract::RawQuery,
    http::{HeaderName, header::CONTENT_TYPE},
};
use serde::{Deserialize, Serialize};

use crate::{
    answers::ApiError,
    body::{Checked, JsonBytes, Valid, has_length},
    object,
    parameters::WholeNumber,
    work::xorshift,
};

const RECORDS: WholeNumber = WholeNumber {
    name: "records",
    from: 1,
    to: 1_000,
};
const SEED: WholeNumber = WholeNumber {
    name: "seed",
    from: 1,
    to: u32::MAX,
};

const TAGS: [&str; 8] = [
    "red", "orange", "yellow", "green", "blue", "indigo", "violet", "grey",
];

/// The fields are written in this order.
#[derive(Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
struct Record {
    id: u32,
    name: String,
    email: String,
    score: u32,
    active: bool,
    tags: Vec<Cow<'static, str>>,
}

#[derive(Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Records {
    #[serde(deserialize_with = "object::list")]
    records: Vec<Record>,
}

#[derive(Serialize)]
pub(crate) struct Raised {
    count: usize,
    total: u64,
    records: Vec<Record>,
}

// #region handlers
/// `GET /json?records=&seed=`: builds so many records and writes them, for each request.
pub(crate) async fn serve(RawQuery(query): RawQuery) -> Result<Json<Records>, ApiError> {
    let count = RECORDS.read(query.as_deref())?;
    let seed = SEED.read(query.as_deref())?;
    Ok(Json(Records {
        records: make(count, seed),
    }))
}

/// `POST /json`: reads records, changes each, and writes them.
pub(crate) async fn raise(Checked(Records { mut records }): Checked<Records>) -> Json<Raised> {
    let total = records.iter().map(|record| u64::from(record.score)).sum();
    for record in &mut records {
        record.score += 1;
    }
    Json(Raised {
        count: records.len(),
        total,
        records,
    })
}
// #endregion handlers

// #region echo
/// `POST /json/echo`: sends a body back as it came. What `POST /json` costs beyond this is the JSON.
///
/// `Bytes` is a pointer to where the body was received, so that nothing is copied on the way.
pub(crate) async fn echo(
    JsonBytes(body): JsonBytes,
) -> Result<([(HeaderName, &'static str); 1], Bytes), ApiError> {
    if body.is_empty() {
        return Err(ApiError::InvalidBody);
    }
    Ok(([(CONTENT_TYPE, "application/json")], body))
}
// #endregion echo

fn make(count: u32, seed: u32) -> Vec<Record> {
    let mut state = seed;
    let mut next = || {
        state = xorshift(state);
        state
    };
    let tag = |bits: u32| Cow::Borrowed(TAGS[bits as usize % TAGS.len()]);
    (1..=count)
        .map(|id| {
            // In this order: each number follows from the one before.
            let (score, active, tags) = (next() % 1_001, next() % 2 == 1, next());
            Record {
                id,
                name: format!("Person {id}"),
                email: format!("person{id}@example.org"),
                score,
                active,
                tags: vec![tag(tags), tag(tags >> 3)],
            }
        })
        .collect()
}

impl Valid for Records {
    fn is_valid(&self) -> bool {
        self.records.len() <= 1_000 && self.records.iter().all(Record::is_valid)
    }
}

impl Record {
    fn is_valid(&self) -> bool {
        (1..=2_147_483_647).contains(&self.id)
            && has_length(&self.name, 1, 100)
            && has_length(&self.email, 3, 254)
            && has_inner_at(&self.email)
            && self.score <= 1_000_000
            && self.tags.len() <= 8
            && self.tags.iter().all(|tag| has_length(tag, 1, 32))
    }
}

/// An `@` that is neither the first nor the last character. That is all that the workload asks; who
/// wants to know whether an address exists sends mail to it.
fn has_inner_at(address: &str) -> bool {
    address.contains('@') && !address.starts_with('@') && !address.ends_with('@')
}

#[cfg(test)]
mod tests;
