//! What the tests give to a run, and ask of it when it is finished.

use pacer::engine::Finished;
use pacer::histogram::Histogram;
use pacer::plan::Plan;

pub(crate) const CLOSED: &str = r#"{"kind":"closed"}"#;
pub(crate) const UNIFORM_1000: &str = r#"{"kind":"uniform","ratePerSecond":1000,"seed":1}"#;

pub(crate) fn poisson(rate_per_second: f64, seed: u64) -> String {
    format!(r#"{{"kind":"poisson","ratePerSecond":{rate_per_second},"seed":{seed}}}"#)
}

/// A plan with one GET. `arrivals` is its JSON.
pub(crate) fn plan(arrivals: &str, seconds: f64, connections: usize, timeout_seconds: f64) -> Plan {
    let json = format!(
        r#"{{"host":"127.0.0.1","port":1,"threads":1,"connections":{connections},
        "arrivals":{arrivals},"seconds":{seconds},"timeoutSeconds":{timeout_seconds},
        "operations":[{{"id":"get","weight":1,"method":"GET","path":"/",
        "expect":{{"status":200,"bodyBytes":2}}}}]}}"#
    );
    Plan::parse(json.as_bytes()).expect("the tests' own plans are right")
}

/// Asserts that a value is the one theory gives, within 1 %.
#[track_caller]
pub(crate) fn assert_within_1_percent(what: &str, measured: f64, theory: f64) {
    let off = (measured / theory - 1.0).abs();
    assert!(off <= 0.01, "{what}: measured {measured}, theory {theory}");
}

#[track_caller]
pub(crate) fn quantile_ms(histogram: &Histogram, quantile: f64) -> f64 {
    histogram.quantile_us(quantile).expect("something was recorded") as f64 / 1e3
}

pub(crate) fn mean_ms(histogram: &Histogram) -> f64 {
    histogram.mean_us().expect("something was recorded") / 1e3
}

/// Little's law, and response = lag + wait + connect + service.
pub(crate) fn assert_consistent(finished: &Finished, scheduled_seconds: f64) {
    let recorder = &finished.recorder;
    let response = recorder.response_time();
    let in_flight = recorder.in_flight_integral_ns as f64 / finished.window_ns as f64;
    let rate = response.count() as f64 / scheduled_seconds;
    assert_within_1_percent("in flight", in_flight, rate * mean_ms(&response) / 1e3);
    // Of nobody where connections are kept.
    let connecting = recorder.connect_time.mean_us().unwrap_or_default() / 1e3;
    let parts = mean_ms(&recorder.schedule_lag)
        + mean_ms(&recorder.connection_wait)
        + connecting
        + mean_ms(&recorder.service_time);
    assert_within_1_percent("lag + wait + connect + service", parts, mean_ms(&response));
}

/// No request is lost, and every one that ended is in the distribution.
pub(crate) fn assert_all_accounted_for(finished: &Finished) {
    let counts = &finished.recorder.counts;
    let ended = counts.valid
        + counts.invalid_status
        + counts.invalid_length
        + counts.malformed
        + counts.timed_out
        + counts.failed;
    assert_eq!(counts.scheduled, ended + counts.unfinished, "{counts:?}");
    assert_eq!(finished.recorder.response_time().count(), ended, "{counts:?}");
}
