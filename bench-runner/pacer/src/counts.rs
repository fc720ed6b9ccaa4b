//! What is counted, and the outcomes it is counted by.

use serde::Serialize;

/// How a request ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Outcome {
    /// Answered with the status and length expected.
    Valid,
    /// Answered with the status of a refusal, where one may be: right, and yet not what was asked for.
    Refused,
    /// Answered with another status.
    InvalidStatus,
    /// Answered with the right status and another body length.
    InvalidLength,
    /// The bytes received are no HTTP answer, or more than one.
    Malformed,
    /// Not answered in time, counted from the intended start.
    TimedOut,
    /// The connection was closed or reset before the answer was whole.
    Failed,
}

/// Requests by outcome. `scheduled` is the sum of all outcomes and `unfinished`.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
#[expect(missing_docs, reason = "named after the outcomes above")]
pub struct Counts {
    pub scheduled: u64,
    pub sent: u64,
    pub valid: u64,
    pub refused: u64,
    pub invalid_status: u64,
    pub invalid_length: u64,
    pub malformed: u64,
    pub timed_out: u64,
    pub failed: u64,
    pub unfinished: u64,
}

/// Connections, counted.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct ConnectionCounts {
    /// Open at time 0.
    pub established: u64,
    /// Attempts that failed, first ones and later ones.
    pub connect_failures: u64,
    /// Successful attempts on a connection that had been open before.
    pub reconnects: u64,
    /// Successful attempts where each request has a connection of its own.
    #[serde(skip)]
    pub opened: u64,
}

impl Outcome {
    /// Its name in the result.
    pub fn name(self) -> &'static str {
        match self {
            Self::Valid => "valid",
            Self::Refused => "refused",
            Self::InvalidStatus => "invalidStatus",
            Self::InvalidLength => "invalidLength",
            Self::Malformed => "malformed",
            Self::TimedOut => "timedOut",
            Self::Failed => "failed",
        }
    }
}

impl Counts {
    /// The count of an outcome.
    pub fn of(&mut self, outcome: Outcome) -> &mut u64 {
        match outcome {
            Outcome::Valid => &mut self.valid,
            Outcome::Refused => &mut self.refused,
            Outcome::InvalidStatus => &mut self.invalid_status,
            Outcome::InvalidLength => &mut self.invalid_length,
            Outcome::Malformed => &mut self.malformed,
            Outcome::TimedOut => &mut self.timed_out,
            Outcome::Failed => &mut self.failed,
        }
    }

    /// Adds another event loop's counts.
    pub fn add(&mut self, other: &Self) {
        self.scheduled += other.scheduled;
        self.sent += other.sent;
        self.valid += other.valid;
        self.refused += other.refused;
        self.invalid_status += other.invalid_status;
        self.invalid_length += other.invalid_length;
        self.malformed += other.malformed;
        self.timed_out += other.timed_out;
        self.failed += other.failed;
        self.unfinished += other.unfinished;
    }
}

impl ConnectionCounts {
    /// Adds another event loop's counts.
    pub fn add(&mut self, other: &Self) {
        self.established += other.established;
        self.connect_failures += other.connect_failures;
        self.reconnects += other.reconnects;
        self.opened += other.opened;
    }
}
