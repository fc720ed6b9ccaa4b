//! Connections that close, hang, or never open.

use serde_json::json;

use crate::program::{assert_only, count, plan, run};
use crate::server::{answer, refused_port, serve};

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
