//! Rates that change.

use pacer::plan::Plan;

use crate::figures::{assert_consistent, assert_within_1_percent, mean_ms, plan};
use crate::simulation::{MS, simulate};

fn ramp(arrivals: &str) -> Plan {
    let stages = r#"[{"seconds":10,"fromRatePerSecond":100,"toRatePerSecond":1900},
        {"seconds":10,"fromRatePerSecond":1000,"toRatePerSecond":1000}]"#;
    let json = format!(r#"{{"kind":"ramp","arrivals":"{arrivals}","stages":{stages},"seed":3}}"#);
    plan(&json, 20.0, 200, 5.0)
}

#[test]
fn each_second_of_a_ramp_has_the_integral_of_its_rate() {
    // From 100 to 1,900 in 10 s: second k sends 100 + 180 k + 90. Then 1,000 each.
    let finished = simulate(&ramp("uniform"), |arrived_ns| arrived_ns + MS);
    let series = serde_json::to_value(finished.recorder.series.to_records()).unwrap_or_default();
    for second in 0..20 {
        let theory = if second < 10 { 190.0 + 180.0 * second as f64 } else { 1000.0 };
        let sent = series[second]["sent"].as_f64().unwrap_or_default();
        assert!((sent - theory).abs() <= 1.0, "second {second}: {sent}, theory {theory}");
    }
    assert_eq!(finished.recorder.counts.scheduled, 20_000);
    assert_consistent(&finished, 20.0);
}

#[test]
fn a_queue_under_a_ramp_grows_by_what_the_server_cannot_do() {
    // One connection of 1 ms serves 1,000 a second, and 5 s into the ramp more arrive: the excess
    // of 180 t a second adds up to 90 t^2, and is served a second later for each 1,000 of it.
    // Longest wait: 90 * 25 / 1000 = 2.25 s, which the level stage neither grows nor shrinks.
    let mut plan = ramp("uniform");
    plan.connections = 1;
    let finished = simulate(&plan, |arrived_ns| arrived_ns + MS);
    let wait = &finished.recorder.connection_wait;
    let longest_ms = wait.quantile_us(1.0).unwrap_or_default() as f64 / 1e3;
    assert_within_1_percent("longest wait", longest_ms, 2250.0);
    // Poisson arrivals with connections to spare take their service time and nothing else.
    let scattered = simulate(&ramp("poisson"), |arrived_ns| arrived_ns + MS);
    assert_within_1_percent("service", mean_ms(&scattered.recorder.response_time()), 1.0);
    // 20,000 expected, standard deviation 141.
    let arrivals = scattered.recorder.counts.scheduled;
    assert!((19_500..20_500).contains(&arrivals), "{arrivals}");
}
