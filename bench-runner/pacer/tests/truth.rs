//! Does pacer report what theory says it must? Simulated time, so the answers are exact and the
//! tests take no longer than the arithmetic.

mod support;

use pacer::engine::Finished;
use pacer::histogram::Histogram;
use pacer::random::Random;
use support::{MS, NEVER, Quirks, SECOND, assert_within_1_percent, plan, simulate, simulate_with};

const CLOSED: &str = r#"{"kind":"closed"}"#;
const UNIFORM_1000: &str = r#"{"kind":"uniform","ratePerSecond":1000,"seed":1}"#;

fn poisson(rate_per_second: f64, seed: u64) -> String {
    format!(r#"{{"kind":"poisson","ratePerSecond":{rate_per_second},"seed":{seed}}}"#)
}

#[track_caller]
fn quantile_ms(histogram: &Histogram, quantile: f64) -> f64 {
    histogram.quantile_us(quantile).expect("something was recorded") as f64 / 1e3
}

fn mean_ms(histogram: &Histogram) -> f64 {
    histogram.mean_us().expect("something was recorded") / 1e3
}

/// A server that answers after `delay_ns`, and stands still for `length_ns` from `at_ns` on.
fn standing_still(delay_ns: u64, at_ns: u64, length_ns: u64) -> impl Fn(u64) -> u64 {
    move |arrived_ns| {
        let end_ns = at_ns + length_ns;
        if (at_ns..end_ns).contains(&arrived_ns) {
            end_ns + delay_ns
        } else {
            arrived_ns + delay_ns
        }
    }
}

/// Little's law, and response = lag + wait + service.
fn assert_consistent(finished: &Finished, scheduled_seconds: f64) {
    let recorder = &finished.recorder;
    let response = recorder.response_time();
    let in_flight = recorder.in_flight_integral_ns as f64 / finished.window_ns as f64;
    let rate = response.count() as f64 / scheduled_seconds;
    assert_within_1_percent("in flight", in_flight, rate * mean_ms(&response) / 1e3);
    let parts = mean_ms(&recorder.schedule_lag)
        + mean_ms(&recorder.connection_wait)
        + mean_ms(&recorder.service_time);
    assert_within_1_percent("lag + wait + service", parts, mean_ms(&response));
}

#[test]
fn a_fixed_delay_is_what_every_percentile_says() {
    for delay_ms in [1, 50] {
        for arrivals in [CLOSED, UNIFORM_1000, &poisson(1000.0, 3)] {
            let plan = plan(arrivals, 10.0, 200, 5.0);
            let finished = simulate(&plan, |arrived_ns| arrived_ns + delay_ms * MS);
            let response = finished.recorder.response_time();
            for quantile in [0.0, 0.5, 0.99, 1.0] {
                let name = format!("{arrivals} {delay_ms} ms, quantile {quantile}");
                assert_within_1_percent(&name, quantile_ms(&response, quantile), delay_ms as f64);
            }
            assert_eq!(finished.recorder.counts.valid, finished.recorder.counts.scheduled);
        }
    }
}

#[test]
fn a_closed_loop_completes_connections_over_delay_requests_a_second() {
    let finished = simulate(&plan(CLOSED, 10.0, 16, 5.0), |arrived_ns| arrived_ns + 2 * MS);
    let recorder = &finished.recorder;
    assert_within_1_percent("answers", recorder.answers_in_window as f64, 16.0 * 10.0 / 0.002);
    let in_flight = recorder.in_flight_integral_ns as f64 / finished.window_ns as f64;
    assert_within_1_percent("in flight", in_flight, 16.0);
    assert_eq!(recorder.in_flight_max, 16);
}

#[test]
fn an_open_loop_sees_the_whole_of_a_stall() {
    // A second in ten: a tenth of all arrivals wait, evenly from a second down to nothing.
    let finished =
        simulate(&plan(UNIFORM_1000, 10.0, 1100, 5.0), standing_still(MS, 4 * SECOND, SECOND));
    let response = finished.recorder.response_time();
    assert_eq!(response.count(), 10_000);
    assert_within_1_percent("p50", quantile_ms(&response, 0.5), 1.0);
    for quantile in [0.92, 0.95, 0.99, 0.999] {
        let theory = 1.0 + (quantile - 0.9) / 0.1 * 1000.0;
        assert_within_1_percent(&format!("{quantile}"), quantile_ms(&response, quantile), theory);
    }
    assert_eq!(finished.recorder.connection_wait.quantile_us(1.0), Some(0));
}

#[test]
fn an_open_loop_sees_the_stall_through_too_few_connections_as_well() {
    // 64 connections hold 64 of the 1,000 requests; the others wait in pacer, and that counts.
    let finished =
        simulate(&plan(UNIFORM_1000, 10.0, 64, 5.0), standing_still(MS, 4 * SECOND, SECOND));
    let recorder = &finished.recorder;
    let response = recorder.response_time();
    // The backlog of 936 then drains at 64 a millisecond, while one more arrives.
    let drained_ms = 1000.0 - 64.0;
    let p99 = quantile_ms(&response, 0.99);
    let theory = 900.0 + 1.0 + 100.0 / 64.0;
    assert_within_1_percent("p99", p99, theory);
    let service_max = quantile_ms(&recorder.service_time, 1.0);
    assert_within_1_percent("longest service", service_max, 1001.0);
    let wait_max = quantile_ms(&recorder.connection_wait, 1.0);
    assert_within_1_percent("longest wait", wait_max, drained_ms + 1.0);
    assert_consistent(&finished, 10.0);
}

#[test]
fn a_closed_loop_omits_the_stall_as_theory_says() {
    // Coordinated omission: each connection asks once during the stall, so 1 request in 9,001 is
    // slow where an open loop finds 1 in 10.
    let finished = simulate(&plan(CLOSED, 10.0, 1, 5.0), standing_still(MS, 4 * SECOND, SECOND));
    let response = finished.recorder.response_time();
    assert!((8_999..=9_001).contains(&response.count()), "{}", response.count());
    assert_within_1_percent("p99", quantile_ms(&response, 0.99), 1.0);
    assert_within_1_percent("p99.98", quantile_ms(&response, 0.9998), 1.0);
    assert_within_1_percent("longest", quantile_ms(&response, 1.0), 1001.0);
}

#[test]
fn pauses_of_200_ms_every_10_seconds_show_in_the_99th_percentile() {
    let paused = |arrived_ns: u64| {
        let phase_ns = arrived_ns % (10 * SECOND);
        arrived_ns + MS + (200 * MS).saturating_sub(phase_ns)
    };
    let finished = simulate(&plan(UNIFORM_1000, 30.0, 300, 5.0), paused);
    let response = finished.recorder.response_time();
    assert_within_1_percent("p97", quantile_ms(&response, 0.97), 1.0);
    for quantile in [0.99, 0.995] {
        let theory = 1.0 + (quantile - 0.98) / 0.02 * 200.0;
        assert_within_1_percent(&format!("{quantile}"), quantile_ms(&response, quantile), theory);
    }
}

#[test]
fn exponential_service_without_a_queue_keeps_its_percentiles() {
    // M/M/infinity: with connections to spare every request has its own exponential time.
    let mut random = Random::new(11, 5);
    let server = |arrived_ns| arrived_ns + (random.next_exponential() * 10e6) as u64;
    let finished = simulate(&plan(&poisson(2000.0, 8), 200.0, 200, 5.0), server);
    let response = finished.recorder.response_time();
    for quantile in [0.5, 0.9, 0.99f64] {
        let theory = -10.0 * (1.0 - quantile).ln();
        assert_within_1_percent(&format!("{quantile}"), quantile_ms(&response, quantile), theory);
    }
    assert_consistent(&finished, 200.0);
}

#[test]
fn one_connection_makes_the_queue_of_pollaczek_and_khinchine() {
    // M/D/1 at half load: mean wait = rho D / (2 (1 - rho)) = D / 2.
    let finished =
        simulate(&plan(&poisson(500.0, 4), 2000.0, 1, 5.0), |arrived_ns| arrived_ns + MS);
    let recorder = &finished.recorder;
    assert_within_1_percent("mean wait", mean_ms(&recorder.connection_wait), 0.5);
    assert_within_1_percent("mean service", mean_ms(&recorder.service_time), 1.0);
    assert_within_1_percent("mean response", mean_ms(&recorder.response_time()), 1.5);
    assert_consistent(&finished, 2000.0);
}

#[test]
fn requests_never_answered_stay_in_the_distribution_at_the_time_out() {
    for connections in [4, 2000] {
        let finished = simulate(&plan(UNIFORM_1000, 1.0, connections, 0.5), |_| NEVER);
        let recorder = &finished.recorder;
        assert_eq!((recorder.counts.timed_out, recorder.counts.valid), (1000, 0));
        let response = recorder.response_time();
        // A millisecond late at most: deadlines are looked through that often.
        let (least, most) = (quantile_ms(&response, 0.0), quantile_ms(&response, 1.0));
        assert!(500.0 <= least && most <= 501.1, "from {least} to {most} ms");
        assert!(finished.elapsed_ns <= 1_501 * MS);
    }
}

#[test]
fn an_overloaded_server_cannot_hide_behind_the_queue() {
    // 1,000 a second offered, one connection serves 500: the wait grows by half a second a second.
    // From 2 s on it is the time-out, and a server that keeps working at full speed answers
    // nobody in time.
    let finished = simulate(&plan(UNIFORM_1000, 10.0, 1, 1.0), |arrived_ns| arrived_ns + 2 * MS);
    let recorder = &finished.recorder;
    assert_within_1_percent("answers in window", recorder.answers_in_window as f64, 1_000.0);
    assert_within_1_percent("response p50", quantile_ms(&recorder.response_time(), 0.5), 1000.0);
    assert_within_1_percent("time-outs", recorder.counts.timed_out as f64, 9_000.0);
    assert!(quantile_ms(&recorder.service_time, 1.0) < 2.1);
}

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
fn a_wait_for_the_server_is_not_called_lateness_of_the_generator() {
    let finished = simulate(&plan(&poisson(5000.0, 2), 5.0, 2, 5.0), |arrived_ns| arrived_ns + MS);
    assert_eq!(finished.recorder.schedule_lag.quantile_us(1.0), Some(0));
    assert!(quantile_ms(&finished.recorder.connection_wait, 0.5) > 100.0);
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
