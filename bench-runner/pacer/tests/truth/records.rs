//! The record of each request against the distributions of the same run.

use std::rc::Rc;

use pacer::counts::Outcome;
use pacer::engine::{Engine, Finished};
use pacer::histogram::Histogram;
use pacer::plan::Plan;
use pacer::record::{ABSENT, Record, Row};

use crate::figures::{CLOSED, UNIFORM_1000, plan};
use crate::simulation::{Log, MS, NEVER, Quirks, SECOND, simulate_engine};

fn recorded(plan: &Plan, quirks: Quirks, server: impl FnMut(u64) -> u64) -> (Finished, Record) {
    let prepare = |engine: Engine<_>| engine.recording(1_000_000);
    let mut finished = simulate_engine(plan, quirks, Log::default(), prepare, server);
    let record = finished.record.take().expect("a record was asked for");
    (finished, record)
}

fn histogram(record: &Record, duration: impl Fn(&Row) -> Option<u64>) -> String {
    let mut histogram = Histogram::default();
    record.rows().filter_map(duration).for_each(|ns| histogram.record_ns(ns));
    json(&histogram)
}

fn json(histogram: &Histogram) -> String {
    serde_json::to_string(&histogram.to_record()).expect("a histogram has a JSON form")
}

fn between(from_ns: u64, to_ns: u64) -> Option<u64> {
    (to_ns != ABSENT && from_ns != ABSENT).then(|| to_ns - from_ns)
}

/// The distributions rebuilt from rows are those of the run, and counts agree.
fn assert_same(finished: &Finished, record: &Record, is_open: bool) {
    let recorder = &finished.recorder;
    let response = histogram(record, |row| between(row.intended_ns, row.ended_ns));
    assert_eq!(response, json(&recorder.response_time()));
    let ended = |row: &Row| if row.outcome.is_some() { row.ended_ns } else { ABSENT };
    let service = histogram(record, |row| between(row.sent_ns, ended(row)));
    assert_eq!(service, json(&recorder.service_time));
    if is_open && recorder.counts.unfinished == 0 {
        let lag = histogram(record, |row| between(row.intended_ns, row.noticed_ns));
        assert_eq!(lag, json(&recorder.schedule_lag));
        let wait_end = |row: &Row| if row.sent_ns == ABSENT { row.ended_ns } else { row.sent_ns };
        let wait = histogram(record, |row| between(row.noticed_ns, wait_end(row)));
        assert_eq!(wait, json(&recorder.connection_wait));
    }
    for row in record.rows().filter(|row| row.outcome.is_some() && row.sent_ns != ABSENT) {
        let lag = row.noticed_ns - row.intended_ns;
        let wait = row.sent_ns - row.noticed_ns;
        let service = row.ended_ns - row.sent_ns;
        assert_eq!(lag + wait + service, row.ended_ns - row.intended_ns);
    }
    assert_eq!(record.len() as u64, recorder.counts.scheduled);
}

#[test]
fn rows_add_up_to_the_distributions_of_the_run() {
    // Slow answers in between, connections too few, and time-outs both sent and unsent.
    let server = |arrived_ns: u64| match arrived_ns / MS % 100 {
        0..5 => NEVER,
        phase => arrived_ns + (phase % 7 + 1) * MS,
    };
    let too_many = UNIFORM_1000.replace("1000", "100000");
    for arrivals in [too_many.as_str(), CLOSED] {
        let plan = plan(arrivals, 0.5, 4, 0.2);
        let (finished, record) = recorded(&plan, Quirks::default(), server);
        let is_open = arrivals != CLOSED;
        assert_same(&finished, &record, is_open);
        let timed_out = record.rows().filter(|row| row.outcome == Some(Outcome::TimedOut));
        assert!(timed_out.clone().count() > 10);
        assert!(timed_out.clone().all(|row| row.first_byte_ns == ABSENT));
        assert_eq!(timed_out.filter(|row| row.sent_ns == ABSENT).count() > 10, is_open);
        for row in record.rows().filter(|row| row.outcome == Some(Outcome::Valid)) {
            assert_eq!(row.first_byte_ns, row.ended_ns, "an answer in one piece");
        }
    }
}

#[test]
fn a_stopped_run_records_what_had_no_end() {
    let quirks = Quirks { stop_ns: SECOND, ..Quirks::default() };
    let plan = plan(UNIFORM_1000, 10.0, 20, 5.0);
    let (finished, record) = recorded(&plan, quirks, |arrived_ns| arrived_ns + 50 * MS);
    assert_same(&finished, &record, true);
    let unfinished = record.rows().filter(|row| row.outcome.is_none());
    assert!(unfinished.clone().all(|row| row.ended_ns == ABSENT));
    assert_eq!(unfinished.clone().count() as u64, finished.recorder.counts.unfinished);
    // 20 in flight; 1,000 arrived and 20 in 50 ms were served: 600 wait.
    assert_eq!(unfinished.filter(|row| row.sent_ns != ABSENT).count(), 20);
}

#[test]
fn only_a_record_reads_the_clock_for_the_first_byte() {
    // 100 connections in four groups that answer together, so that turns hardly count.
    let plan = plan(CLOSED, 1.0, 100, 5.0);
    let cost = |is_recorded: bool| {
        let log = Log::default();
        let prepare =
            |engine: Engine<_>| if is_recorded { engine.recording(1_000_000) } else { engine };
        let server = |arrived_ns| arrived_ns + MS;
        let seen = Rc::clone(&log);
        let finished = simulate_engine(&plan, Quirks::default(), log, prepare, server);
        let requests = finished.recorder.counts.valid as f64;
        (seen.clock_readings.get() as f64 / requests, seen.reads_and_writes.get() as f64 / requests)
    };
    let ((plain, plain_calls), (recorded, recorded_calls)) = (cost(false), cost(true));
    assert!((2.0..2.1).contains(&plain), "{plain} readings of the clock a request");
    assert!((3.0..3.1).contains(&recorded), "{recorded} readings, recorded");
    assert!((2.0..2.01).contains(&plain_calls) && plain_calls == recorded_calls, "{plain_calls}");
}
