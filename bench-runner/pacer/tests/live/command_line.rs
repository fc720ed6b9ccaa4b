//! What the caller sees: exit codes, signals, sentences.

use std::thread::sleep;
use std::time::Duration;

use serde_json::{Value, json};

use crate::program::{assert_all_accounted_for, assert_only, finish, plan, signal, start};
use crate::server::{answer, serve};

#[test]
fn a_signal_ends_the_run_with_what_it_has() {
    for (name, code) in [("INT", 130), ("TERM", 143)] {
        let port = serve(|mut peer| {
            while peer.request() {
                peer.say(answer(200, "ok"))
            }
        });
        let mut plan = plan(port);
        // One arrival now, the next in 20 s: nothing but the signal can wake the loop in between.
        plan["arrivals"] = json!({"kind": "uniform", "ratePerSecond": 0.05, "seed": 1});
        plan["seconds"] = json!(60.0);
        plan["timeoutSeconds"] = json!(30.0);
        let child = start(&plan);
        sleep(Duration::from_millis(500));
        signal(&child, name);
        let (output, result) = finish(child);
        assert_eq!(output.status.code(), Some(code));
        assert_eq!(result["interrupted"], true);
        assert_only(&result, "valid");
        assert!(result["seconds"].as_f64().unwrap() < 10.0, "{result}");
        assert_all_accounted_for(&result);
    }
}

#[test]
fn a_bad_plan_is_one_sentence_and_exit_2() {
    let faults = [
        ("/connections", json!(0), "connections"),
        ("/threads", json!(9), "threads"),
        ("/seconds", json!(-1), "seconds"),
        ("/arrivals", json!({"kind": "poisson", "ratePerSecond": 0, "seed": 1}), "ratePerSecond"),
        ("/arrivals", json!({"kind": "poisson", "ratePerSecond": 1}), "seed"),
        ("/arrivals", json!({"kind": "closed", "seed": 1}), "seed"),
        ("/operations", json!([]), "operations"),
        ("/operations/0/path", json!("prime"), "path"),
        ("/operations/0/method", json!("GET /"), "method"),
        ("/operations/0/headers", json!({"Host": "x"}), "Host"),
        ("/operations/0/headers", json!({"X": "a\r\nY: b"}), "X"),
        ("/operations/0/weight", json!(0), "weight"),
        ("/operations/0/expect/status", json!(99), "status"),
        ("/operations/0/expects", json!({}), "expects"),
        ("/operations/0/path", json!("/items/{id}"), "{id}"),
        ("/operations/0/parameters", json!({"id": {"kind": "sequence", "from": 1}}), "\"id\""),
        ("/connectPerSecond", json!(0), "connectPerSecond"),
        ("/sourceAddresses", json!(["192.0.2.1"]), "192.0.2.1 is not an address of this machine"),
        ("/sourceAddresses", json!(["::1"]), "IP version"),
        ("/sourceAddresses", json!(["localhost"]), "IP address"),
        ("/arrivals", ramp(2.0, 10.0), "seconds"),
        ("/arrivals", ramp(0.3, 0.0), "stages"),
        ("/arrivals", ramp(0.3, -1.0), "toRatePerSecond"),
    ];
    for (place, value, named) in faults {
        let mut plan = plan(1);
        match plan.pointer_mut(place) {
            Some(target) => *target = value,
            None => set_new(&mut plan, place, value),
        }
        let (output, _) = finish(start(&plan));
        let stderr = String::from_utf8(output.stderr).unwrap();
        assert_eq!(output.status.code(), Some(2), "{place}: {stderr}");
        assert!(output.stdout.is_empty() && stderr.lines().count() == 1, "{place}: {stderr}");
        assert!(stderr.contains(named), "{place}: {stderr}");
    }
}

/// Adds a field that the plan does not have.
fn set_new(plan: &mut Value, place: &str, value: Value) {
    let (parent, name) = place.rsplit_once('/').unwrap();
    plan.pointer_mut(parent).unwrap()[name] = value;
}

fn ramp(seconds: f64, to_rate: f64) -> Value {
    let stage = json!({"seconds": seconds, "fromRatePerSecond": 0, "toRatePerSecond": to_rate});
    json!({"kind": "ramp", "arrivals": "poisson", "stages": [stage], "seed": 1})
}
