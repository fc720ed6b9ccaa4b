//! The run second by second, to see whether it was steady.

use hdrhistogram::Histogram as Buckets;
use serde::Serialize;

use crate::counts::Outcome;

/// Two digits (0.8 % buckets) and small counters: an hour has 3,600 of these in memory.
const DIGITS: u8 = 2;

/// Why recording and adding cannot fail: `Buckets::new` gives an automatic one.
const GROWS: &str = "an automatic histogram takes every value";

/// Requests by the second in which they were sent or ended.
#[derive(Default)]
pub struct Series {
    seconds: Vec<Second>,
}

struct Second {
    sent: u64,
    valid: u64,
    errors: u64,
    response_us: Buckets<u32>,
}

/// The JSON form of a second; percentiles are absent when nothing ended in it.
#[derive(Debug, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct SecondRecord {
    second: usize,
    sent: u64,
    valid: u64,
    errors: u64,
    #[serde(skip_serializing_if = "Option::is_none")]
    response_time_us_p50: Option<u64>,
    #[serde(skip_serializing_if = "Option::is_none")]
    response_time_us_p99: Option<u64>,
}

impl Series {
    /// A request was sent.
    pub fn sent(&mut self, at_ns: u64) {
        self.second(at_ns).sent += 1;
    }

    /// A request ended.
    pub fn ended(&mut self, at_ns: u64, outcome: Outcome, response_ns: u64) {
        let second = self.second(at_ns);
        match outcome {
            Outcome::Refused => return,
            Outcome::Valid => second.valid += 1,
            _ => second.errors += 1,
        }
        second.response_us.record(response_ns / 1_000).expect(GROWS);
    }

    /// Adds another event loop's series.
    pub fn add(&mut self, other: &Self) {
        self.grow(other.seconds.len());
        for (mine, theirs) in self.seconds.iter_mut().zip(&other.seconds) {
            mine.sent += theirs.sent;
            mine.valid += theirs.valid;
            mine.errors += theirs.errors;
            mine.response_us.add(&theirs.response_us).expect(GROWS);
        }
    }

    /// The JSON form.
    pub fn to_records(&self) -> Vec<SecondRecord> {
        let record = |(second, it): (usize, &Second)| {
            let quantile =
                |q| (!it.response_us.is_empty()).then(|| it.response_us.value_at_quantile(q));
            SecondRecord {
                second,
                sent: it.sent,
                valid: it.valid,
                errors: it.errors,
                response_time_us_p50: quantile(0.5),
                response_time_us_p99: quantile(0.99),
            }
        };
        self.seconds.iter().enumerate().map(record).collect()
    }

    fn second(&mut self, at_ns: u64) -> &mut Second {
        let index = (at_ns / 1_000_000_000) as usize;
        if index >= self.seconds.len() {
            self.grow(index + 1);
        }
        &mut self.seconds[index]
    }

    fn grow(&mut self, length: usize) {
        if length > self.seconds.len() {
            self.seconds.resize_with(length, Second::default);
        }
    }
}

impl Default for Second {
    fn default() -> Self {
        let response_us = Buckets::new(DIGITS).expect("2 digits are within the 5 allowed");
        Self { sent: 0, valid: 0, errors: 0, response_us }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn requests_are_filed_under_the_second_they_ended_in() {
        let mut series = Series::default();
        series.sent(999_999_999);
        series.ended(2_000_000_000, Outcome::Failed, 100_000);
        let mut other = Series::default();
        other.ended(2_999_999_999, Outcome::Valid, 100_000);
        series.add(&other);
        let json = serde_json::to_value(series.to_records()).unwrap();
        assert_eq!(
            json,
            serde_json::json!([
                {"second": 0, "sent": 1, "valid": 0, "errors": 0},
                {"second": 1, "sent": 0, "valid": 0, "errors": 0},
                {"second": 2, "sent": 0, "valid": 1, "errors": 1,
                 "responseTimeUsP50": 100, "responseTimeUsP99": 100},
            ])
        );
    }
}
