//! A connection for each request, where some do not open: each is a request that failed, once.

use std::rc::Rc;

use pacer::counts::Outcome;
use pacer::record::ABSENT;

use crate::figures::{CLOSED, UNIFORM_1000, assert_within_1_percent, mean_ms, plan, quantile_ms};
use crate::new_connections::{dialling, simulate_new};
use crate::simulation::{Dial, Log, MS, NEVER, Quirks, SECOND, simulate_engine};

#[test]
fn a_refused_connection_is_a_failed_request_and_is_not_tried_again() {
    let quirks = dialling(|at_ns| Dial::Refused(at_ns + MS));
    let (finished, log) = simulate_new(plan(UNIFORM_1000, 1.0, 10, 5.0), quirks, |_| NEVER);
    let recorder = &finished.recorder;
    assert_eq!((recorder.counts.failed, recorder.counts.sent), (1000, 0));
    assert_eq!((recorder.connections.connect_failures, recorder.connections.opened), (1000, 0));
    assert_eq!(log.opened_ns.borrow().len(), 1000);
    // The open loop does not pause: its arrivals do not.
    assert_eq!(quantile_ms(&recorder.connection_wait, 1.0), 0.0);
    for times in [&recorder.response_time(), &recorder.connect_time] {
        assert_eq!(times.count(), 1000);
        assert_within_1_percent("mean", mean_ms(times), 1.0);
    }
    assert_eq!(recorder.service_time.count(), 0);
}

#[test]
fn refused_and_answered_requests_share_one_distribution() {
    let quirks = dialling(|at_ns| match at_ns / MS % 4 {
        0 => Dial::Refused(at_ns + MS),
        _ => Dial::Opens(at_ns + 2 * MS),
    });
    let plan = plan(UNIFORM_1000, 1.0, 20, 5.0);
    let (finished, _) = simulate_new(plan, quirks, |arrived_ns| arrived_ns + 3 * MS);
    let recorder = &finished.recorder;
    assert_eq!((recorder.counts.valid, recorder.counts.failed), (750, 250));
    assert_within_1_percent("mean", mean_ms(&recorder.response_time()), (1.0 + 3.0 * 5.0) / 4.0);
    assert_within_1_percent("connect", mean_ms(&recorder.connect_time), (1.0 + 3.0 * 2.0) / 4.0);
    assert_eq!(recorder.service_time.count(), 750);
}

#[test]
fn a_closed_loop_pauses_after_failures_and_goes_on_when_the_server_is_back() {
    // Refused for a second: pauses of 10, 20, 40 ms ... let an eighth attempt come at 1.27 s.
    let quirks = dialling(|at_ns| {
        if at_ns < SECOND { Dial::Refused(at_ns + 20_000) } else { Dial::Opens(at_ns + MS) }
    });
    let plan = plan(CLOSED, 3.0, 4, 5.0);
    let (finished, _) = simulate_new(plan, quirks, |arrived_ns| arrived_ns + MS);
    let recorder = &finished.recorder;
    assert_eq!((recorder.counts.failed, recorder.connections.connect_failures), (28, 28));
    assert_within_1_percent("answers", recorder.counts.valid as f64, 4.0 * 1.73 / 0.002);
}

#[test]
fn time_outs_cover_dialling_and_the_wait_before_it() {
    // With a slot for each, and with one slot, for which 50 arrive while deadlines are looked through
    // once: whoever still waits when its time is over has not dialled at all.
    for (per_second, connections, dialled_least, dialled_most) in
        [(1_000, 2000, 1000, 1000), (50_000, 1, 900, 1100)]
    {
        let arrivals = UNIFORM_1000.replace("1000", &per_second.to_string());
        let plan = plan(&arrivals, 1.0, connections, 0.5);
        let (finished, log) = simulate_new(plan, dialling(|_| Dial::Opens(NEVER)), |_| NEVER);
        let recorder = &finished.recorder;
        assert_eq!((recorder.counts.timed_out, recorder.counts.sent), (per_second, 0));
        let dialled = log.opened_ns.borrow().len() as u64;
        assert_eq!(recorder.connections.connect_failures, dialled);
        assert!((dialled_least..=dialled_most).contains(&dialled), "{dialled}");
        let response = recorder.response_time();
        assert_eq!((response.count(), recorder.connection_wait.count()), (per_second, per_second));
        let (least, most) = (quantile_ms(&response, 0.0), quantile_ms(&response, 1.0));
        assert!(500.0 <= least && most <= 501.1, "from {least} to {most} ms");
        assert!(finished.elapsed_ns <= 1_501 * MS);
    }
}

#[test]
fn a_time_out_counts_from_the_intended_start_after_connecting_too() {
    // Connected after 300 ms, answered 300 ms later, and given up in between.
    let quirks = dialling(|at_ns| Dial::Opens(at_ns + 300 * MS));
    let plan = plan(UNIFORM_1000, 1.0, 2000, 0.5);
    let (finished, _) = simulate_new(plan, quirks, |arrived_ns| arrived_ns + 300 * MS);
    let recorder = &finished.recorder;
    assert_eq!((recorder.counts.timed_out, recorder.counts.sent), (1000, 1000));
    assert_eq!((recorder.connections.opened, recorder.connections.connect_failures), (1000, 0));
    assert_within_1_percent("response", mean_ms(&recorder.response_time()), 500.0);
    assert_within_1_percent("service", mean_ms(&recorder.service_time), 200.0);
}

#[test]
fn an_attempt_that_the_own_machine_refuses_fails_like_any_other_however_many_wait() {
    // One slot is taken for half a second, and 50,000 arrivals wait for it; then no port is free.
    let quirks = dialling(|at_ns| match at_ns {
        0 => Dial::Opens(500 * MS),
        _ => Dial::Impossible,
    });
    let plan = plan(&UNIFORM_1000.replace("1000", "100000"), 0.5, 1, 5.0);
    let (finished, log) = simulate_new(plan, quirks, |arrived_ns| arrived_ns + MS);
    let counts = finished.recorder.counts;
    assert_eq!((counts.scheduled, counts.valid, counts.failed), (50_000, 1, 49_999));
    assert_eq!(log.opened_ns.borrow().len(), 50_000);
}

#[test]
fn a_server_that_hangs_up_with_the_handshake_fails_the_request() {
    let quirks = Quirks { is_hanging_up: true, ..dialling(|at_ns| Dial::Opens(at_ns + MS)) };
    let (finished, _) = simulate_new(plan(UNIFORM_1000, 1.0, 10, 5.0), quirks, |_| NEVER);
    let recorder = &finished.recorder;
    assert_eq!((recorder.counts.failed, recorder.connections.opened), (1000, 1000));
    assert_eq!(recorder.connections.connect_failures, 0);
    assert_within_1_percent("response", mean_ms(&recorder.response_time()), 1.0);
}

#[test]
fn a_stopped_run_counts_what_was_still_dialling() {
    // 1,000 arrived; the last 50 ms of them are in service, the 50 ms before those connecting.
    let quirks = Quirks { stop_ns: SECOND, ..dialling(|at_ns| Dial::Opens(at_ns + 50 * MS)) };
    let plan = plan(UNIFORM_1000, 10.0, 200, 5.0);
    let (finished, log) = simulate_new(plan, quirks, |arrived_ns| arrived_ns + 50 * MS);
    let recorder = &finished.recorder;
    assert!(finished.is_interrupted);
    assert!((99..=101).contains(&recorder.counts.unfinished), "{:?}", recorder.counts);
    let dialling = log.opened_ns.borrow().len() as u64 - recorder.connections.opened;
    assert!((49..=51).contains(&dialling), "{dialling}");
    let in_flight = recorder.in_flight_integral_ns as f64 / finished.window_ns as f64;
    assert_within_1_percent("in flight", in_flight, 100.0 - 100.0 * 0.05);
}

#[test]
fn rows_of_a_record_tell_the_send_from_the_start() {
    let quirks = dialling(|at_ns| match at_ns / MS % 10 {
        0 => Dial::Refused(at_ns + MS),
        _ => Dial::Opens(at_ns + 4 * MS),
    });
    let mut plan = plan(UNIFORM_1000, 1.0, 3, 0.3);
    plan.new_connections = true;
    let prepare = |engine: pacer::engine::Engine<_>| engine.recording(10_000);
    let server = |arrived_ns| arrived_ns + 6 * MS;
    let log = Log::default();
    let mut finished = simulate_engine(&plan, quirks, Rc::clone(&log), prepare, server);
    let record = finished.record.take().expect("a record was asked for");
    let recorder = &finished.recorder;
    assert_eq!(record.len() as u64, recorder.counts.scheduled);
    let with = |outcome| record.rows().filter(move |row| row.outcome == Some(outcome));
    assert!(with(Outcome::Failed).count() as u64 == recorder.counts.failed);
    assert!(with(Outcome::Failed).all(|row| row.sent_ns == ABSENT && row.ended_ns != ABSENT));
    assert!(
        recorder.counts.valid > 100 && recorder.counts.timed_out > 100,
        "{:?}",
        recorder.counts
    );
    for row in with(Outcome::Valid) {
        assert!(row.sent_ns - row.noticed_ns >= 4 * MS, "wait and connecting: {row:?}");
        assert_eq!(row.ended_ns - row.sent_ns, 6 * MS);
    }
}
