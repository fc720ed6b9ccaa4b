//! Delays and queues whose figures are known.

use pacer::random::Random;

use crate::figures::{
    CLOSED, UNIFORM_1000, assert_consistent, assert_within_1_percent, mean_ms, plan, poisson,
    quantile_ms,
};
use crate::simulation::{MS, NEVER, simulate};

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
        assert_eq!(recorder.connection_wait.count(), 1000);
        assert_within_1_percent("mean", mean_ms(&response), 500.0);
        // A millisecond late at most: deadlines are looked through that often.
        let (least, most) = (quantile_ms(&response, 0.0), quantile_ms(&response, 1.0));
        assert!(500.0 <= least && most <= 501.1, "from {least} to {most} ms");
        assert!(finished.elapsed_ns <= 1_501 * MS);
    }
}

#[test]
fn time_outs_while_waiting_for_a_connection_stay_in_the_distribution() {
    // One connection, an arrival each 20 us, no answers. A time-out costs the connection, and while
    // it is opened again, 50 us, two or three others give up: two in five are sent.
    let arrivals = UNIFORM_1000.replace("1000", "50000");
    let finished = simulate(&plan(&arrivals, 0.2, 1, 0.5), |_| NEVER);
    let recorder = &finished.recorder;
    assert_eq!((recorder.counts.scheduled, recorder.counts.timed_out), (10_000, 10_000));
    assert!(recorder.counts.sent <= 4_100, "{:?}", recorder.counts);
    assert_eq!(recorder.service_time.count(), recorder.counts.sent);
    for times in [&recorder.response_time(), &recorder.connection_wait] {
        assert_eq!(times.count(), 10_000);
        for quantile in [0.5, 0.9, 0.99, 0.999, 1.0] {
            let name = format!("quantile {quantile}");
            assert_within_1_percent(&name, quantile_ms(times, quantile), 500.0);
        }
        assert_within_1_percent("mean", mean_ms(times), 500.0);
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
fn a_wait_for_the_server_is_not_called_lateness_of_the_generator() {
    let finished = simulate(&plan(&poisson(5000.0, 2), 5.0, 2, 5.0), |arrived_ns| arrived_ns + MS);
    assert_eq!(finished.recorder.schedule_lag.quantile_us(1.0), Some(0));
    assert!(quantile_ms(&finished.recorder.connection_wait, 0.5) > 100.0);
}
