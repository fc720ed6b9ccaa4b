//! The program itself against servers on real sockets that do what servers do, and what they
//! should not. Machines are busy: bounds on times are wide, counts are exact.

#![expect(clippy::unwrap_used, reason = "a test fails by panicking")]

mod server;

use std::io::Write;
use std::process::{Command, Output, Stdio};
use std::thread::sleep;
use std::time::{Duration, Instant};

use serde_json::{Value, json};
use server::{Peer, answer, refused_port, serve};

/// A closed loop of 0.3 s over 4 connections that expects `200` and `ok`.
fn plan(port: u16) -> Value {
    json!({
        "host": "127.0.0.1", "port": port, "threads": 1, "connections": 4,
        "arrivals": {"kind": "closed"}, "seconds": 0.3, "timeoutSeconds": 0.4,
        "operations": [{"id": "get", "weight": 1, "method": "GET", "path": "/", "headers": {},
            "body": null, "expect": {"status": 200, "bodyBytes": 2}}],
    })
}

fn start(plan: &Value) -> std::process::Child {
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

fn finish(child: std::process::Child) -> (Output, Value) {
    let output = child.wait_with_output().unwrap();
    let result = serde_json::from_slice(&output.stdout).unwrap_or(Value::Null);
    (output, result)
}

/// Runs a plan and checks what every result must fulfil: exit 0, an end within the bound that the
/// plan sets, and every request accounted for.
#[track_caller]
fn run(plan: &Value) -> Value {
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
fn assert_all_accounted_for(result: &Value) {
    let ended: u64 = ["valid", "invalidStatus", "invalidLength", "malformed", "timedOut", "failed"]
        .map(|name| count(result, name))
        .iter()
        .sum();
    assert_eq!(count(result, "scheduled"), ended + count(result, "unfinished"), "{result}");
    assert_eq!(result["responseTime"]["count"], ended, "{result}");
    let buckets = result["responseTime"]["buckets"].as_array().unwrap();
    assert_eq!(buckets.iter().map(|bucket| bucket[1].as_u64().unwrap()).sum::<u64>(), ended);
}

#[track_caller]
fn count(result: &Value, name: &str) -> u64 {
    result["counts"][name].as_u64().unwrap_or_else(|| panic!("no count {name} in {result}"))
}

/// Asserts that requests ended as `name` says, and in no other way.
#[track_caller]
fn assert_only(result: &Value, name: &str) {
    assert!(count(result, name) > 0, "{result}");
    assert_eq!(count(result, name), count(result, "scheduled"), "{result}");
}

#[test]
fn valid_answers_are_counted_and_timed() {
    let port = serve(|mut peer| {
        while peer.request() {
            peer.say(answer(200, "ok"))
        }
    });
    let result = run(&plan(port));
    assert_only(&result, "valid");
    let valid = count(&result, "valid");
    assert_eq!(result["statuses"], json!({"200": valid}));
    assert_eq!(result["bytesReceived"], valid * answer(200, "ok").len() as u64);
    let established =
        json!({"planned": 4, "established": 4, "connectFailures": 0, "reconnects": 0});
    assert_eq!(result["connections"], established);
    assert_eq!(result["inFlightMax"], 4);
    assert_eq!(result["operations"]["get"]["valid"], valid);
    assert_eq!(result["operations"]["get"]["responseTime"], result["responseTime"]);
    assert!(result.get("scheduleLag").is_none() && result.get("connectionWait").is_none());
    assert!(result["cpu"]["systemSeconds"].as_f64().unwrap() > 0.0);
    let in_flight = result["inFlightIntegralSeconds"].as_f64().unwrap() / 0.3;
    assert!((3.5..=4.0).contains(&in_flight), "in flight {in_flight}");
}

#[test]
fn wrong_answers_are_told_apart() {
    let port = serve(|mut peer| {
        while peer.request() {
            peer.say(answer(503, "no"))
        }
    });
    assert_only(&run(&plan(port)), "invalidStatus");
    let port = serve(|mut peer| {
        while peer.request() {
            peer.say(answer(200, "long"))
        }
    });
    assert_only(&run(&plan(port)), "invalidLength");
    let port = serve(|mut peer| {
        while peer.request() {
            peer.say("SSH-2.0-OpenSSH_9.2\r\n")
        }
    });
    let result = run(&plan(port));
    assert_only(&result, "malformed");
    assert!(result["connections"]["reconnects"].as_u64().unwrap() > 0, "{result}");
}

#[test]
fn chunked_answers_in_pieces_are_read() {
    let port = serve(|mut peer| {
        while peer.request() {
            for piece in [
                "HTTP/1.1 200 OK\r\nTransfer-Enc",
                "oding: chunked\r\n\r\n1\r",
                "\no\r\n1\r\nk\r\n0\r\n",
                "\r\n",
            ] {
                peer.say(piece);
                sleep(Duration::from_millis(2));
            }
        }
    });
    let result = run(&plan(port));
    assert_only(&result, "valid");
    assert_eq!(result["connections"]["reconnects"], 0);
}

#[test]
fn an_announced_close_costs_a_reconnect_and_no_request() {
    let port = serve(|mut peer| {
        peer.request();
        peer.say("HTTP/1.1 200 OK\r\nConnection: close\r\nContent-Length: 2\r\n\r\nok");
    });
    let result = run(&plan(port));
    assert_only(&result, "valid");
    let reconnects = result["connections"]["reconnects"].as_u64().unwrap();
    assert!(reconnects + 4 >= count(&result, "valid"), "{result}");
}

#[test]
fn an_answer_that_ends_with_the_connection_is_whole() {
    let port = serve(|mut peer| {
        peer.request();
        peer.say("HTTP/1.1 200 OK\r\n\r\nok");
    });
    assert_only(&run(&plan(port)), "valid");
}

#[test]
fn a_close_out_of_turn_fails_the_request_it_hits_and_no_other() {
    let port = serve(|mut peer| {
        peer.request();
        peer.say(answer(200, "ok"));
    });
    let result = run(&plan(port));
    assert!(count(&result, "valid") > 0, "{result}");
    assert_eq!(count(&result, "scheduled"), count(&result, "valid") + count(&result, "failed"));
}

#[test]
fn a_cut_off_answer_is_a_failure() {
    // Half-closed: the server has sent its last byte and still reads.
    let port = serve(|mut peer| {
        peer.request();
        peer.say("HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\no");
        peer.shut_down_writing();
        peer.request();
    });
    assert_only(&run(&plan(port)), "failed");
}

#[test]
fn a_server_that_hangs_up_at_once_is_not_hammered() {
    let mut plan = plan(serve(drop));
    // With requests, and with connections that lie idle.
    for arrivals in
        [json!({"kind": "closed"}), json!({"kind": "uniform", "ratePerSecond": 1, "seed": 1})]
    {
        plan["arrivals"] = arrivals;
        let result = run(&plan);
        assert_eq!(count(&result, "valid"), 0);
        // 4 connections with pauses of 10, 20, 40 ms ... within at most 0.7 s.
        assert!(result["connections"]["reconnects"].as_u64().unwrap() < 60, "{result}");
    }
}

#[test]
fn an_answer_ends_the_growth_of_pauses() {
    // Every other connection hangs up, the rest answer once.
    let turn = std::sync::atomic::AtomicU64::new(0);
    let port = serve(move |mut peer| {
        if turn.fetch_add(1, std::sync::atomic::Ordering::Relaxed).is_multiple_of(2)
            && peer.request()
        {
            peer.say("HTTP/1.1 200 OK\r\nConnection: close\r\nContent-Length: 2\r\n\r\nok");
        }
    });
    let mut plan = plan(port);
    plan["connections"] = json!(1);
    plan["seconds"] = json!(1.0);
    // About 90 when each pause is 10 ms, 7 if they kept doubling.
    let result = run(&plan);
    assert!(count(&result, "valid") > 20, "{result}");
}

#[test]
fn an_unanswered_request_times_out_and_stays_in_the_distribution() {
    let port = serve(|mut peer| while peer.request() {});
    let result = run(&plan(port));
    assert_only(&result, "timedOut");
    assert_eq!(count(&result, "timedOut"), 4);
    assert!(result["responseTime"]["min"].as_u64().unwrap() >= 400_000, "{result}");
    assert!(result["series"].as_array().unwrap().iter().any(|second| second["errors"] == 4));
}

#[test]
fn a_server_that_stops_accepting_times_out() {
    // The kernel completes the handshakes; nobody ever reads.
    let listener = std::net::TcpListener::bind("127.0.0.1:0").unwrap();
    let result = run(&plan(listener.local_addr().unwrap().port()));
    assert_only(&result, "timedOut");
    assert_eq!(result["connections"]["established"], 4);
}

#[test]
fn nobody_listening_is_a_result() {
    let result = run(&plan(refused_port()));
    assert_eq!(count(&result, "scheduled"), 0);
    assert_eq!(result["connections"]["established"], 0);
    let failures = result["connections"]["connectFailures"].as_u64().unwrap();
    assert!((4..100).contains(&failures), "{failures}");
    assert!(result["responseTime"].get("mean").is_none());
}

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

#[test]
fn large_bodies_pass_both_ways() {
    let megabyte = "x".repeat(1 << 20);
    let body = megabyte.clone();
    let port = serve(move |mut peer| {
        while peer.request() {
            peer.say(answer(200, &body))
        }
    });
    let mut plan = plan(port);
    plan["timeoutSeconds"] = json!(5.0);
    plan["operations"][0]["method"] = json!("POST");
    plan["operations"][0]["body"] = json!(megabyte);
    plan["operations"][0]["expect"]["bodyBytes"] = json!(1 << 20);
    let result = run(&plan);
    assert_only(&result, "valid");
    assert!(result["bytesSent"].as_u64().unwrap() > count(&result, "valid") << 20);
}

#[test]
fn a_signal_ends_the_run_with_what_it_has() {
    for (signal, code) in [("INT", 130), ("TERM", 143)] {
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
        let kill =
            Command::new("kill").args([format!("-{signal}"), child.id().to_string()]).status();
        assert!(kill.unwrap().success());
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
    ];
    for (place, value, named) in faults {
        let mut plan = plan(1);
        match plan.pointer_mut(place) {
            Some(target) => *target = value,
            None => plan["operations"][0]["expects"] = value,
        }
        let (output, _) = finish(start(&plan));
        let stderr = String::from_utf8(output.stderr).unwrap();
        assert_eq!(output.status.code(), Some(2), "{place}: {stderr}");
        assert!(output.stdout.is_empty() && stderr.lines().count() == 1, "{place}: {stderr}");
        assert!(stderr.contains(named), "{place}: {stderr}");
    }
}
