//! The program under test, and what holds of every result.

use std::io::Write;
use std::process::{Command, Output, Stdio};
use std::time::Instant;

use serde_json::{Value, json};

/// A closed loop of 0.3 s over 4 connections that expects `200` and `ok`.
pub(crate) fn plan(port: u16) -> Value {
    json!({
        "host": "127.0.0.1", "port": port, "threads": 1, "connections": 4,
        "arrivals": {"kind": "closed"}, "seconds": 0.3, "timeoutSeconds": 0.4,
        "operations": [{"id": "get", "weight": 1, "method": "GET", "path": "/", "headers": {},
            "body": null, "expect": {"status": 200, "bodyBytes": 2}}],
    })
}

pub(crate) fn start(plan: &Value) -> std::process::Child {
    let mut child = Command::new(env!("CARGO_BIN_EXE_pacer"))
        .arg("run")
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    child.stdin.take().unwrap().write_all(plan.to_string().as_bytes()).unwrap();
    child
}

/// Sends a signal, by its name without SIG.
pub(crate) fn signal(child: &std::process::Child, name: &str) {
    let kill = Command::new("kill").args([format!("-{name}"), child.id().to_string()]).status();
    assert!(kill.unwrap().success());
}

pub(crate) fn finish(child: std::process::Child) -> (Output, Value) {
    let output = child.wait_with_output().unwrap();
    let result = serde_json::from_slice(&output.stdout).unwrap_or(Value::Null);
    (output, result)
}

/// Runs a plan and checks what every result must fulfil: exit 0, an end within the bound that the
/// plan sets, and every request accounted for.
#[track_caller]
pub(crate) fn run(plan: &Value) -> Value {
    let started = Instant::now();
    let (output, result) = finish(start(plan));
    let stderr = String::from_utf8_lossy(&output.stderr);
    assert!(output.status.success() && stderr.is_empty(), "{:?} {stderr}", output.status);
    let timeout = plan["timeoutSeconds"].as_f64().unwrap();
    let bound = plan["seconds"].as_f64().unwrap() + 2.0 * timeout + 3.0;
    assert!(started.elapsed().as_secs_f64() < bound, "took {:?}", started.elapsed());
    assert_all_accounted_for(&result);
    result
}

#[track_caller]
pub(crate) fn assert_all_accounted_for(result: &Value) {
    let ended: u64 = ["valid", "invalidStatus", "invalidLength", "malformed", "timedOut", "failed"]
        .map(|name| count(result, name))
        .iter()
        .sum();
    let all = ended + count(result, "refused") + count(result, "unfinished");
    assert_eq!(count(result, "scheduled"), all, "{result}");
    assert_eq!(result["responseTime"]["count"], ended, "{result}");
    let buckets = result["responseTime"]["buckets"].as_array().unwrap();
    assert_eq!(buckets.iter().map(|bucket| bucket[1].as_u64().unwrap()).sum::<u64>(), ended);
}

#[track_caller]
pub(crate) fn count(result: &Value, name: &str) -> u64 {
    result["counts"][name].as_u64().unwrap_or_else(|| panic!("no count {name} in {result}"))
}

/// Asserts that requests ended as `name` says, and in no other way.
#[track_caller]
pub(crate) fn assert_only(result: &Value, name: &str) {
    assert!(count(result, name) > 0, "{result}");
    assert_eq!(count(result, name), count(result, "scheduled"), "{result}");
}
