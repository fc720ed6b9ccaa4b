//! Worlds in which the generator, its user, a socket or the server is awkward.

use crate::figures::{
    CLOSED, UNIFORM_1000, assert_consistent, assert_within_1_percent, plan, poisson, quantile_ms,
};
use crate::simulation::{Log, MS, NEVER, Quirks, SECOND, simulate_engine, simulate_with};

#[test]
fn stopping_early_keeps_what_was_measured() {
    let plan = plan(UNIFORM_1000, 10.0, 100, 5.0);
    let quirks = Quirks { stop_ns: 3 * SECOND, ..Quirks::default() };
    let finished = simulate_with(&plan, quirks, |arrived_ns| arrived_ns + 50 * MS);
    assert!(finished.is_interrupted);
    assert_eq!(finished.window_ns, 3 * SECOND);
    let recorder = &finished.recorder;
    assert_within_1_percent("scheduled", recorder.counts.scheduled as f64, 3_000.0);
    assert!((49..=51).contains(&recorder.counts.unfinished), "{:?}", recorder.counts);
    let in_flight = recorder.in_flight_integral_ns as f64 / finished.window_ns as f64;
    // 1,000 a second of 50 ms each, less the ramp of the first 50 ms.
    assert_within_1_percent("in flight", in_flight, 50.0 - 50.0 * 0.025 / 3.0);
}

#[test]
fn a_generator_that_loses_its_core_counts_and_names_its_own_lateness() {
    // 100 ms in 10 s: a hundredth of all arrivals is late, evenly from 100 ms down to nothing.
    let quirks = Quirks { frozen_ns: (4 * SECOND, 4 * SECOND + 100 * MS), ..Quirks::default() };
    let plan = plan(UNIFORM_1000, 10.0, 200, 5.0);
    let finished = simulate_with(&plan, quirks, |arrived_ns| arrived_ns + MS);
    let recorder = &finished.recorder;
    for quantile in [0.995, 0.999] {
        let late = (quantile - 0.99) / 0.01 * 100.0;
        let name = format!("{quantile}");
        assert_within_1_percent(&name, quantile_ms(&recorder.schedule_lag, quantile), late);
        // An answer under way when the core was lost is read late, and moves the rank by 1 ms.
        let response = quantile_ms(&recorder.response_time(), quantile);
        assert!((response - late - 1.0).abs() <= 1.1, "response {response}, late {late}");
    }
    assert_eq!(recorder.connection_wait.quantile_us(1.0), Some(0));
    assert_consistent(&finished, 10.0);
}

#[test]
fn a_close_that_comes_with_the_answer_costs_no_request() {
    let quirks = Quirks { close_ns: Some(0), ..Quirks::default() };
    let finished =
        simulate_with(&plan(CLOSED, 10.0, 4, 5.0), quirks, |arrived_ns| arrived_ns + 2 * MS);
    let counts = finished.recorder.counts;
    assert_eq!(counts.valid, counts.scheduled);
    // Every request but each connection's first needed a reconnect, and draining needs none.
    assert_eq!(finished.recorder.connections.reconnects, counts.scheduled - 4);
}

#[test]
fn connections_closed_while_idle_are_replaced_before_they_are_needed() {
    let quirks = Quirks { close_ns: Some(3 * MS), ..Quirks::default() };
    let plan = plan(&poisson(200.0, 6), 100.0, 4, 5.0);
    let finished = simulate_with(&plan, quirks, |arrived_ns| arrived_ns + 2 * MS);
    let counts = finished.recorder.counts;
    // One that closes under a request just sent fails it; that needs a reuse within 3 ms.
    assert!(counts.valid as f64 > 0.9 * counts.scheduled as f64, "{counts:?}");
    assert!(finished.recorder.connections.reconnects as f64 > 0.9 * counts.scheduled as f64);
}

#[test]
fn a_socket_that_takes_a_few_bytes_at_a_time_gets_them_all() {
    let quirks = Quirks { write_bytes_max: 7, ..Quirks::default() };
    let plan = plan(UNIFORM_1000, 1.0, 10, 5.0);
    let finished = simulate_with(&plan, quirks, |arrived_ns| arrived_ns + MS);
    let recorder = &finished.recorder;
    assert_eq!((recorder.counts.valid, recorder.counts.sent), (1000, 1000));
    let request = "GET / HTTP/1.1\r\nHost: 127.0.0.1:1\r\n\r\n";
    assert_eq!(recorder.bytes_sent, 1000 * request.len() as u64);
}

#[test]
fn a_close_that_comes_with_the_handshake_is_heard_and_costs_no_request() {
    let quirks = Quirks { is_hanging_up: true, ..Quirks::default() };
    let plan = plan(CLOSED, 10.0, 4, 5.0);
    let finished = simulate_engine(&plan, quirks, Log::default(), |engine| engine, |_| NEVER);
    assert_eq!(finished.recorder.counts.scheduled, 0);
    assert_eq!(finished.recorder.connections.established, 0);
    // Pauses of 10, 20, 40 ms ... 1.28 s: 8 in the first 2.5 s, then one each 1.28 s.
    assert!(finished.recorder.connections.reconnects < 4 * 20);
}
