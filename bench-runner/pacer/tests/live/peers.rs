//! Peers that break off, half-close, speak out of turn, or never come to an end. Each is an outcome
//! that is counted, within the time that the plan sets: `run` checks that.

use std::thread::sleep;
use std::time::Duration;

use serde_json::{Value, json};

use crate::program::{assert_only, count, plan, run};
use crate::server::{Peer, answer, serve};

/// A request of which most does not fit in the buffers on the way.
fn large_post(port: u16) -> Value {
    let mut plan = plan(port);
    plan["operations"][0]["method"] = json!("POST");
    plan["operations"][0]["body"] = json!("x".repeat(1 << 23));
    plan
}

/// Says the same over and over, until the client has had enough.
fn for_ever(mut peer: Peer, start: &str, again: &str) {
    peer.request();
    peer.say(start);
    peer.say_for_ever(&again.repeat(1 + 65_536 / again.len()));
}

#[test]
fn a_reset_is_a_failure() {
    // Closing a socket with bytes unread resets the connection (RFC 2525, section 2.17).
    let port = serve(|mut peer| peer.wait_for_bytes());
    assert_only(&run(&large_post(port)), "failed");
}

#[test]
fn a_half_close_instead_of_an_answer_is_a_failure() {
    let port = serve(|mut peer| {
        peer.request();
        peer.shut_down_writing();
        peer.request();
    });
    assert_only(&run(&plan(port)), "failed");
}

#[test]
fn a_half_close_before_any_request_gets_none_answered_and_is_not_hammered() {
    let port = serve(|mut peer| {
        peer.shut_down_writing();
        peer.request();
    });
    let result = run(&plan(port));
    assert_eq!(count(&result, "failed"), count(&result, "scheduled"), "{result}");
    assert!(result["connections"]["reconnects"].as_u64().unwrap() < 60, "{result}");
}

#[test]
fn a_half_close_with_the_answer_costs_no_request() {
    let port = serve(|mut peer| {
        peer.request();
        peer.say("HTTP/1.0 200 OK\r\nContent-Length: 2\r\n\r\nok");
        peer.shut_down_writing();
        peer.request();
    });
    assert_only(&run(&plan(port)), "valid");
}

#[test]
fn interim_answers_are_passed_over() {
    let port = serve(|mut peer| {
        while peer.request() {
            peer.say("HTTP/1.1 103 Early Hints\r\nLink: </a>\r\n\r\nHTTP/1.1 100 Con");
            sleep(Duration::from_millis(1));
            peer.say(format!("tinue\r\n\r\n{}", answer(200, "ok")));
        }
    });
    assert_only(&run(&plan(port)), "valid");
}

#[test]
fn an_answer_that_comes_byte_by_byte_is_read() {
    let port = serve(|mut peer| {
        while peer.request() {
            for byte in answer(200, "ok").chars() {
                peer.say(byte.to_string());
                sleep(Duration::from_micros(200));
            }
        }
    });
    let mut plan = plan(port);
    plan["timeoutSeconds"] = json!(5.0);
    assert_only(&run(&plan), "valid");
}

#[test]
fn bytes_after_the_answer_are_malformed() {
    let port = serve(|mut peer| {
        while peer.request() {
            peer.say(format!("{}{}", answer(200, "ok"), answer(200, "ok")));
        }
    });
    assert_only(&run(&plan(port)), "malformed");
}

#[test]
fn a_peer_that_speaks_first_is_never_taken_at_its_word() {
    let port = serve(|mut peer| {
        peer.say("220 mail.example ESMTP\r\n");
        peer.request();
    });
    let result = run(&plan(port));
    assert_eq!(count(&result, "valid"), 0, "{result}");
    // A banner that came before the request was sent is a connection lost while idle instead.
    assert_eq!(count(&result, "malformed"), count(&result, "scheduled"), "{result}");
}

#[test]
fn a_head_without_end_is_malformed() {
    let port = serve(|peer| for_ever(peer, "HTTP/1.1 200 OK\r\n", "X: y\r\n"));
    assert_only(&run(&plan(port)), "malformed");
}

#[test]
fn interim_answers_without_end_time_out() {
    let port = serve(|peer| for_ever(peer, "", "HTTP/1.1 100 Continue\r\n\r\n"));
    assert_only(&run(&plan(port)), "timedOut");
}

#[test]
fn a_body_without_end_times_out_and_lets_others_have_their_turn() {
    // One connection in two; the first request of the other is answered while the first streams.
    let turn = std::sync::atomic::AtomicU64::new(0);
    let port = serve(move |mut peer| {
        if turn.fetch_add(1, std::sync::atomic::Ordering::Relaxed).is_multiple_of(2) {
            for_ever(peer, "HTTP/1.1 200 OK\r\nContent-Length: 999999999999999\r\n\r\n", "x");
        } else {
            while peer.request() {
                peer.say(answer(200, "ok"))
            }
        }
    });
    let result = run(&plan(port));
    assert!(count(&result, "timedOut") > 0, "{result}");
    assert!(count(&result, "valid") > 10, "{result}");
    assert_eq!(count(&result, "timedOut") + count(&result, "valid"), count(&result, "scheduled"));
}

#[test]
fn an_answer_that_refuses_the_rest_of_the_request_is_read() {
    let port = serve(|mut peer| {
        peer.wait_for_bytes();
        peer.say(
            "HTTP/1.1 413 Content Too Large\r\nConnection: close\r\nContent-Length: 2\r\n\r\nno",
        );
        peer.shut_down_writing();
        sleep(Duration::from_millis(50));
    });
    let mut plan = large_post(port);
    plan["operations"][0]["expect"]["status"] = json!(413);
    assert_only(&run(&plan), "valid");
}
