//! Answers, right and wrong.

use std::thread::sleep;
use std::time::Duration;

use serde_json::json;

use crate::program::{assert_only, count, plan, run};
use crate::server::{answer, serve};

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
fn refusals_are_counted_and_timed_apart_where_they_may_be() {
    let port = serve(|mut peer| {
        while peer.request() {
            peer.say(answer(200, "ok"));
            if peer.request() {
                peer.say(answer(503, "not now"));
            }
        }
    });
    let mut plan = plan(port);
    plan["operations"][0]["expect"]["refusalStatus"] = json!(503);
    let result = run(&plan);
    let (valid, refused) = (count(&result, "valid"), count(&result, "refused"));
    assert!(valid > 0 && refused > 0 && count(&result, "invalidStatus") == 0, "{result}");
    assert_eq!(result["responseTime"]["count"], valid);
    assert_eq!(result["refusalTime"]["count"], refused);
    assert_eq!(result["serviceTime"]["count"], valid + refused);
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
fn an_answer_that_ends_with_the_connection_is_whole() {
    let port = serve(|mut peer| {
        peer.request();
        peer.say("HTTP/1.1 200 OK\r\n\r\nok");
    });
    assert_only(&run(&plan(port)), "valid");
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
fn an_unanswered_request_times_out_and_stays_in_the_distribution() {
    let port = serve(|mut peer| while peer.request() {});
    let result = run(&plan(port));
    assert_only(&result, "timedOut");
    assert_eq!(count(&result, "timedOut"), 4);
    assert!(result["responseTime"]["min"].as_u64().unwrap() >= 400_000, "{result}");
    assert!(result["series"].as_array().unwrap().iter().any(|second| second["errors"] == 4));
}
