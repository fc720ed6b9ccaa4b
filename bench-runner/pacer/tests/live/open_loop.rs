//! Arrivals by timetable.

use std::thread::sleep;
use std::time::{Duration, Instant};

use serde_json::{Value, json};

use crate::program::{assert_only, count, plan, run};
use crate::server::{Peer, answer, refused_port, serve};

#[test]
fn nobody_listening_leaves_an_open_loop_with_time_outs() {
    let mut plan = plan(refused_port());
    plan["arrivals"] = json!({"kind": "uniform", "ratePerSecond": 100, "seed": 1});
    let result = run(&plan);
    assert_only(&result, "timedOut");
    assert_eq!((count(&result, "scheduled"), count(&result, "sent")), (30, 0));
}

#[test]
fn an_open_loop_sends_its_whole_schedule_whatever_the_number_of_threads() {
    let port = serve(|mut peer| {
        while peer.request() {
            peer.say(answer(200, "ok"))
        }
    });
    let mut plan = plan(port);
    plan["arrivals"] = json!({"kind": "uniform", "ratePerSecond": 500, "seed": 1});
    for threads in [1, 3] {
        plan["threads"] = json!(threads);
        let result = run(&plan);
        assert_only(&result, "valid");
        assert_eq!(count(&result, "scheduled"), 150);
        assert_eq!(result["connections"]["established"], 4);
        for name in ["scheduleLag", "connectionWait", "serviceTime"] {
            assert_eq!(result[name]["count"], 150, "{name}");
        }
    }
}

#[test]
fn an_open_loop_sees_a_stall_that_a_closed_loop_omits() {
    // One stall of 150 ms, 50 ms after the first request.
    let stalled = || {
        let start = std::sync::OnceLock::new();
        let serve_one = move |mut peer: Peer| {
            while peer.request() {
                let since = start.get_or_init(Instant::now).elapsed();
                if (50..200).contains(&since.as_millis()) {
                    sleep(Duration::from_millis(200).saturating_sub(since));
                }
                peer.say(answer(200, "ok"));
            }
        };
        serve(serve_one)
    };
    let slow = |result: &Value| -> f64 {
        let buckets = result["responseTime"]["buckets"].as_array().unwrap();
        let over = buckets.iter().filter(|bucket| bucket[0].as_u64().unwrap() >= 50_000);
        let over: u64 = over.map(|bucket| bucket[1].as_u64().unwrap()).sum();
        over as f64 / count(result, "valid") as f64
    };
    let closed = run(&plan(stalled()));
    let mut open_plan = plan(stalled());
    open_plan["arrivals"] = json!({"kind": "uniform", "ratePerSecond": 500, "seed": 1});
    let open = run(&open_plan);
    // Open: those of the stall's first 100 ms wait over 50 ms, a third of all. Closed: 4 requests.
    assert!(slow(&open) > 0.25, "open {}", slow(&open));
    assert!(slow(&closed) < 0.05, "closed {}", slow(&closed));
}
