//! What one event loop has seen. Pure: times in, counts and histograms out.

use std::collections::BTreeMap;

use crate::counts::{ConnectionCounts, Counts, Outcome};
use crate::histogram::Histogram;
use crate::series::Series;

/// The times of a request that ended, ns from time 0.
#[derive(Clone, Copy, Debug)]
pub struct Times {
    /// When it should have started.
    pub intended_ns: u64,
    /// When its first byte was sent; nothing if it never was.
    pub sent_ns: Option<u64>,
    /// When it ended.
    pub ended_ns: u64,
}

/// Results of one operation.
#[derive(Default)]
pub struct OperationRecord {
    /// Valid answers.
    pub valid: u64,
    /// Intended start to end, every outcome but a refusal.
    pub response_time: Histogram,
}

/// Everything one event loop records.
pub struct Recorder {
    window_ns: u64,
    /// Requests by outcome.
    pub counts: Counts,
    /// Connections.
    pub connections: ConnectionCounts,
    /// Valid answers that ended inside the window.
    pub answers_in_window: u64,
    /// Answers by status code.
    pub statuses: BTreeMap<u16, u64>,
    /// Bytes read from sockets.
    pub bytes_received: u64,
    /// Bytes written to sockets.
    pub bytes_sent: u64,
    /// Request time spent inside the window, from intended starts, added up.
    pub in_flight_integral_ns: u128,
    /// Most requests in flight at once.
    pub in_flight_max: u64,
    /// Intended start to end of refusals. They are quick, so among the answers they would make a server
    /// look faster the more it refuses.
    pub refusal_time: Histogram,
    /// Send to end, every request that was sent.
    pub service_time: Histogram,
    /// Intended start to the moment the generator acted on it: its own lateness.
    pub schedule_lag: Histogram,
    /// From there to the send: time spent waiting because every connection was busy.
    pub connection_wait: Histogram,
    /// Where each request has a connection of its own: dial to the end of the attempt, whether it
    /// succeeded or not. Leaving failures out would make slow connecting look faster.
    pub connect_time: Histogram,
    /// By operation, in the plan's order; response times of all requests are their sum.
    pub operations: Vec<OperationRecord>,
    /// By second of the run.
    pub series: Series,
}

impl Recorder {
    /// An empty record for a window of this length.
    pub fn new(window_ns: u64, operations: usize) -> Self {
        Self {
            window_ns,
            counts: Counts::default(),
            connections: ConnectionCounts::default(),
            answers_in_window: 0,
            statuses: BTreeMap::new(),
            bytes_received: 0,
            bytes_sent: 0,
            in_flight_integral_ns: 0,
            in_flight_max: 0,
            refusal_time: Histogram::default(),
            service_time: Histogram::default(),
            schedule_lag: Histogram::default(),
            connection_wait: Histogram::default(),
            connect_time: Histogram::default(),
            operations: (0..operations).map(|_| OperationRecord::default()).collect(),
            series: Series::default(),
        }
    }

    /// A request's first byte is on its way.
    pub fn sent(&mut self, at_ns: u64) {
        self.counts.sent += 1;
        self.series.sent(at_ns);
    }

    /// A request ended. Every outcome enters the distributions, a refusal one of its own: leaving
    /// failures and time-outs out would make a server look faster the more often it fails.
    pub fn ended(&mut self, operation: usize, outcome: Outcome, times: Times) {
        let response_ns = times.ended_ns.saturating_sub(times.intended_ns);
        let record = &mut self.operations[operation];
        if outcome == Outcome::Refused {
            self.refusal_time.record_ns(response_ns);
        } else {
            record.response_time.record_ns(response_ns);
        }
        if let Some(sent_ns) = times.sent_ns {
            self.service_time.record_ns(times.ended_ns.saturating_sub(sent_ns));
        }
        if outcome == Outcome::Valid {
            record.valid += 1;
            self.answers_in_window += u64::from(times.ended_ns <= self.window_ns);
        }
        *self.counts.of(outcome) += 1;
        self.series.ended(times.ended_ns, outcome, response_ns);
        self.in_flight(times.intended_ns, times.ended_ns);
    }

    /// An answer with this status came in.
    pub fn status(&mut self, status: u16) {
        *self.statuses.entry(status).or_default() += 1;
    }

    /// A request was still waiting for its answer when the run was over.
    pub fn unfinished(&mut self, intended_ns: u64) {
        self.counts.unfinished += 1;
        self.in_flight(intended_ns, self.window_ns);
    }

    /// The run was stopped early: the window ends here.
    pub fn cut_window(&mut self, window_ns: u64) {
        self.window_ns = self.window_ns.min(window_ns);
    }

    /// Adds what another event loop of the same run has seen.
    pub fn add(&mut self, other: &Self) {
        self.counts.add(&other.counts);
        self.connections.add(&other.connections);
        self.answers_in_window += other.answers_in_window;
        for (status, count) in &other.statuses {
            *self.statuses.entry(*status).or_default() += count;
        }
        self.bytes_received += other.bytes_received;
        self.bytes_sent += other.bytes_sent;
        self.in_flight_integral_ns += other.in_flight_integral_ns;
        self.in_flight_max += other.in_flight_max;
        self.refusal_time.add(&other.refusal_time);
        self.service_time.add(&other.service_time);
        self.schedule_lag.add(&other.schedule_lag);
        self.connection_wait.add(&other.connection_wait);
        self.connect_time.add(&other.connect_time);
        for (mine, theirs) in self.operations.iter_mut().zip(&other.operations) {
            mine.valid += theirs.valid;
            mine.response_time.add(&theirs.response_time);
        }
        self.series.add(&other.series);
    }

    /// Response times of all operations together.
    pub fn response_time(&self) -> Histogram {
        let mut all = Histogram::default();
        for operation in &self.operations {
            all.add(&operation.response_time);
        }
        all
    }

    /// The integral of requests in flight is the sum of the times they spent inside the window,
    /// so no running count has to be kept.
    fn in_flight(&mut self, from_ns: u64, to_ns: u64) {
        let inside = to_ns.min(self.window_ns).saturating_sub(from_ns);
        self.in_flight_integral_ns += u128::from(inside);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const SECOND: u64 = 1_000_000_000;

    fn times(intended_ns: u64, ended_ns: u64) -> Times {
        Times { intended_ns, sent_ns: None, ended_ns }
    }

    #[test]
    fn in_flight_time_counts_inside_the_window_only() {
        let mut recorder = Recorder::new(10 * SECOND, 1);
        recorder.ended(0, Outcome::Valid, times(SECOND, 3 * SECOND));
        recorder.ended(0, Outcome::TimedOut, times(9 * SECOND, 14 * SECOND));
        recorder.unfinished(8 * SECOND);
        assert_eq!(recorder.in_flight_integral_ns, u128::from((2 + 1 + 2) * SECOND));
        assert_eq!(recorder.answers_in_window, 1);
    }

    #[test]
    fn a_refusal_has_a_distribution_of_its_own() {
        let mut recorder = Recorder::new(SECOND, 1);
        recorder.ended(0, Outcome::Valid, times(0, 900));
        recorder.ended(0, Outcome::Refused, times(0, 1));
        assert_eq!((recorder.response_time().count(), recorder.refusal_time.count()), (1, 1));
        assert_eq!((recorder.counts.valid, recorder.counts.refused), (1, 1));
        assert_eq!(recorder.answers_in_window, 1);
        let second = &recorder.series.to_records()[0];
        assert!(format!("{second:?}").contains("valid: 1, errors: 0"), "{second:?}");
    }

    #[test]
    fn every_outcome_stays_in_the_distribution() {
        let mut recorder = Recorder::new(SECOND, 1);
        for outcome in [Outcome::Valid, Outcome::TimedOut, Outcome::Failed, Outcome::Malformed] {
            recorder.ended(0, outcome, times(0, SECOND));
        }
        assert_eq!(recorder.response_time().count(), 4);
        assert_eq!(recorder.service_time.count(), 0, "none of them was sent");
    }
}
