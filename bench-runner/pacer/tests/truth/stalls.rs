//! Servers that stand still: what an open loop sees and a closed one omits.

use crate::figures::{
    CLOSED, UNIFORM_1000, assert_consistent, assert_within_1_percent, plan, quantile_ms,
};
use crate::simulation::{MS, SECOND, simulate};

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
