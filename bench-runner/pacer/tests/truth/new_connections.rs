//! A connection for each request: what theory says where all of them open.

use std::rc::Rc;

use pacer::engine::Finished;
use pacer::plan::Plan;

use crate::figures::{
    CLOSED, UNIFORM_1000, assert_consistent, assert_within_1_percent, mean_ms, plan, poisson,
    quantile_ms,
};
use crate::simulation::{Dial, Log, MS, Quirks, SECOND, ZERO_NS, simulate_engine};

/// The server closes with its answer, and handshakes go as `dial` says.
pub(crate) fn dialling(dial: fn(u64) -> Dial) -> Quirks {
    Quirks { dial: Some(dial), close_ns: Some(0), ..Quirks::default() }
}

/// Runs a plan with a connection for each request, and asserts what must always hold.
pub(crate) fn simulate_new(
    mut plan: Plan,
    quirks: Quirks,
    server: impl FnMut(u64) -> u64,
) -> (Finished, Log) {
    plan.new_connections = true;
    let log = Log::default();
    let finished = simulate_engine(&plan, quirks, Rc::clone(&log), |engine| engine, server);
    let recorder = &finished.recorder;
    let connections = recorder.connections;
    assert_eq!((connections.established, connections.reconnects), (0, 0));
    assert!(log.opened_ns.borrow().iter().all(|at_ns| *at_ns >= ZERO_NS), "before time 0");
    assert!(log.open_max.get() <= plan.connections as u64, "{} open", log.open_max.get());
    let dialled = log.opened_ns.borrow().len() as u64;
    assert!(dialled <= recorder.counts.scheduled, "{dialled} {:?}", recorder.counts);
    let ended = connections.opened + connections.connect_failures;
    assert_eq!(recorder.connect_time.count(), ended, "{connections:?}");
    assert!(ended == dialled || finished.is_interrupted, "{dialled} {connections:?}");
    assert_eq!(recorder.counts.sent, connections.opened, "{:?}", recorder.counts);
    (finished, log)
}

#[test]
fn connecting_is_in_the_response_time_and_told_apart_from_the_service() {
    let quirks = dialling(|at_ns| Dial::Opens(at_ns + 3 * MS));
    for arrivals in [UNIFORM_1000, &poisson(1000.0, 3), CLOSED] {
        let plan = plan(arrivals, 10.0, 100, 5.0);
        let (finished, log) = simulate_new(plan, quirks, |arrived_ns| arrived_ns + 5 * MS);
        let recorder = &finished.recorder;
        for quantile in [0.0, 0.5, 0.99, 1.0] {
            let name = format!("{arrivals}, quantile {quantile}");
            let response = quantile_ms(&recorder.response_time(), quantile);
            assert_within_1_percent(&name, response, 8.0);
            assert_within_1_percent(&name, quantile_ms(&recorder.connect_time, quantile), 3.0);
            assert_within_1_percent(&name, quantile_ms(&recorder.service_time, quantile), 5.0);
        }
        assert_eq!(recorder.counts.valid, recorder.counts.scheduled);
        assert_eq!(recorder.connections.opened, recorder.counts.scheduled);
        if arrivals != CLOSED {
            assert_consistent(&finished, 10.0);
            // 1,000 a second of 8 ms each, of which no two share a connection.
            assert!((8..50).contains(&log.open_max.get()), "{} open", log.open_max.get());
        }
    }
}

#[test]
fn a_closed_loop_completes_slots_over_connecting_and_service_requests_a_second() {
    let plan = plan(CLOSED, 10.0, 16, 5.0);
    let quirks = dialling(|at_ns| Dial::Opens(at_ns + 3 * MS));
    let (finished, log) = simulate_new(plan, quirks, |arrived_ns| arrived_ns + 5 * MS);
    let recorder = &finished.recorder;
    assert_within_1_percent("answers", recorder.answers_in_window as f64, 16.0 * 10.0 / 0.008);
    let in_flight = recorder.in_flight_integral_ns as f64 / finished.window_ns as f64;
    assert_within_1_percent("in flight", in_flight, 16.0);
    assert_eq!((recorder.in_flight_max, log.open_max.get()), (16, 16));
}

#[test]
fn one_slot_makes_the_queue_of_pollaczek_and_khinchine() {
    // M/D/1 at half load, of which connecting is a part: mean wait = D / 2.
    let plan = plan(&poisson(500.0, 4), 2000.0, 1, 5.0);
    let quirks = dialling(|at_ns| Dial::Opens(at_ns + 4 * MS / 10));
    let (finished, log) = simulate_new(plan, quirks, |arrived_ns| arrived_ns + 6 * MS / 10);
    let recorder = &finished.recorder;
    assert_within_1_percent("mean wait", mean_ms(&recorder.connection_wait), 0.5);
    assert_within_1_percent("mean connect", mean_ms(&recorder.connect_time), 0.4);
    assert_within_1_percent("mean service", mean_ms(&recorder.service_time), 0.6);
    assert_within_1_percent("mean response", mean_ms(&recorder.response_time()), 1.5);
    assert_consistent(&finished, 2000.0);
    assert_eq!(log.open_max.get(), 1);
}

#[test]
fn arrivals_beyond_the_slots_wait_and_that_counts() {
    // 1,000 a second offered, 3 slots of 10 ms each serve 300: the queue grows by 0.7 s a second.
    let plan = plan(UNIFORM_1000, 1.0, 3, 5.0);
    let quirks = dialling(|at_ns| Dial::Opens(at_ns + 4 * MS));
    let (finished, log) = simulate_new(plan, quirks, |arrived_ns| arrived_ns + 6 * MS);
    let recorder = &finished.recorder;
    assert_eq!((recorder.counts.valid, log.open_max.get()), (1000, 3));
    let longest_wait = quantile_ms(&recorder.connection_wait, 1.0);
    assert_within_1_percent("longest wait", longest_wait, 1000.0 / 0.3 - 1000.0);
    let longest = quantile_ms(&recorder.response_time(), 1.0);
    assert_within_1_percent("longest response", longest, longest_wait + 10.0);
    assert_eq!(quantile_ms(&recorder.schedule_lag, 1.0), 0.0);
}

#[test]
fn a_server_that_accepts_late_is_late_by_as_much() {
    // It accepts nothing for a second in ten: a tenth of all connections wait, evenly from a second
    // down to nothing, and the service of those that it has accepted is as quick as ever.
    let quirks = dialling(|at_ns| {
        let phase_ns = at_ns % (10 * SECOND);
        Dial::Opens(at_ns + MS + SECOND.saturating_sub(phase_ns))
    });
    let plan = plan(UNIFORM_1000, 10.0, 1100, 5.0);
    let (finished, _) = simulate_new(plan, quirks, |arrived_ns| arrived_ns + 2 * MS);
    let recorder = &finished.recorder;
    for quantile in [0.5, 0.92, 0.99, 0.999] {
        let connecting = 1.0 + 10_000.0 * (quantile - 0.9f64).max(0.0);
        let name = format!("{quantile}");
        assert_within_1_percent(&name, quantile_ms(&recorder.connect_time, quantile), connecting);
        let response = quantile_ms(&recorder.response_time(), quantile);
        assert_within_1_percent(&name, response, connecting + 2.0);
    }
    assert_within_1_percent("service", quantile_ms(&recorder.service_time, 1.0), 2.0);
    assert_eq!(quantile_ms(&recorder.connection_wait, 1.0), 0.0);
    assert_consistent(&finished, 10.0);
}

#[test]
fn a_slot_is_free_when_the_server_has_closed_which_no_response_time_includes() {
    let server = |arrived_ns| arrived_ns + 2 * MS;
    let dial = |at_ns| Dial::Opens(at_ns + MS);
    let late = Quirks { close_ns: Some(5 * MS), ..dialling(dial) };
    let (finished, _) = simulate_new(plan(CLOSED, 10.0, 10, 5.0), late, server);
    let recorder = &finished.recorder;
    assert_within_1_percent("answers", recorder.answers_in_window as f64, 10.0 * 10.0 / 0.008);
    assert_within_1_percent("longest", quantile_ms(&recorder.response_time(), 1.0), 3.0);
    let in_flight = recorder.in_flight_integral_ns as f64 / finished.window_ns as f64;
    assert_within_1_percent("in flight", in_flight, 10.0 * 3.0 / 8.0);
    // One that never closes is closed after 100 ms, seen up to a millisecond later.
    let never = Quirks { close_ns: None, ..late };
    let (finished, _) = simulate_new(plan(CLOSED, 10.0, 10, 5.0), never, server);
    let answers = finished.recorder.answers_in_window;
    assert!((960..=980).contains(&answers), "{answers} answers, theory 10 * 10 / 0.103");
}

#[test]
fn a_request_costs_one_write_one_read_and_three_readings_of_the_clock() {
    // All slots in step, so that turns hardly count.
    let quirks = dialling(|at_ns| Dial::Opens(at_ns + MS));
    let plan = plan(CLOSED, 1.0, 100, 5.0);
    let (finished, log) = simulate_new(plan, quirks, |arrived_ns| arrived_ns + MS);
    let requests = finished.recorder.counts.valid as f64;
    let readings = log.clock_readings.get() as f64 / requests;
    assert!((3.0..3.1).contains(&readings), "{readings} readings of the clock a request");
    let calls = log.reads_and_writes.get() as f64 / requests;
    assert!((2.0..2.01).contains(&calls), "{calls} reads and writes a request");
}
