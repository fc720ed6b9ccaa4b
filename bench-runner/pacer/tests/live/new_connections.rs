//! A connection for each request, on real sockets.

use std::net::{IpAddr, TcpListener};
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Arc, Mutex};
use std::thread::{self, sleep};
use std::time::Duration;

use serde_json::{Value, json};
use socket2::{Domain, Socket, Type};

use crate::null::NullServer;
use crate::program::{assert_only, count, finish, plan, run, start};
use crate::server::{answer, refused_port, serve};

fn plan_new(port: u16) -> Value {
    let mut plan = plan(port);
    plan["newConnections"] = json!(true);
    plan
}

fn per_second(rate: u32) -> Value {
    json!({"kind": "uniform", "ratePerSecond": rate, "seed": 1})
}

#[track_caller]
fn assert_connections(result: &Value, opened: u64, failures: u64) {
    let expected = json!({"planned": result["connections"]["planned"], "established": 0,
        "connectFailures": failures, "reconnects": 0, "opened": opened});
    assert_eq!(result["connections"], expected);
    assert_eq!(result["connectTime"]["count"], opened + failures);
}

#[test]
fn each_request_has_a_connection_that_it_asks_to_close() {
    let (accepted, kept) = (Arc::new(AtomicU64::new(0)), Arc::new(AtomicU64::new(0)));
    let (accepted_there, kept_there) = (Arc::clone(&accepted), Arc::clone(&kept));
    let port = serve(move |mut peer| {
        accepted_there.fetch_add(1, Ordering::Relaxed);
        let is_to_close =
            peer.head().is_some_and(|head| head.contains("\r\nConnection: close\r\n"));
        kept_there.fetch_add(u64::from(!is_to_close), Ordering::Relaxed);
        peer.say(answer(200, "ok"));
    });
    for (arrivals, threads) in [(json!({"kind": "closed"}), 1), (per_second(500), 3)] {
        let mut plan = plan_new(port);
        plan["arrivals"] = arrivals;
        plan["threads"] = json!(threads);
        accepted.store(0, Ordering::Relaxed);
        let result = run(&plan);
        assert_only(&result, "valid");
        let valid = count(&result, "valid");
        assert_connections(&result, valid, 0);
        assert_eq!(accepted.load(Ordering::Relaxed), valid);
        assert_eq!(result["serviceTime"]["count"], valid);
        let mean = |name: &str| result[name]["mean"].as_f64().unwrap_or_default();
        let parts = ["scheduleLag", "connectionWait", "connectTime", "serviceTime"];
        let sum: f64 = parts.map(mean).iter().sum();
        assert!((sum - mean("responseTime")).abs() < 0.01, "{sum} {result}");
    }
    assert_eq!(kept.load(Ordering::Relaxed), 0);
}

#[test]
fn kept_connections_have_no_time_to_connect_and_are_not_asked_to_close() {
    let server = NullServer::start(2);
    let result = run(&plan(server.port));
    assert!(result.get("connectTime").is_none());
    assert!(result["connections"].get("opened").is_none());
    assert_eq!(result["connections"]["reconnects"], 0);
}

#[test]
fn refused_connections_are_failed_requests() {
    let mut plan = plan_new(refused_port());
    plan["arrivals"] = per_second(100);
    let result = run(&plan);
    assert_only(&result, "failed");
    assert_eq!((count(&result, "scheduled"), count(&result, "sent")), (30, 0));
    assert_connections(&result, 0, 30);
    // A closed loop pauses for 10, 20, 40 ms ..., or it would do nothing but dial.
    plan["arrivals"] = json!({"kind": "closed"});
    let result = run(&plan);
    assert_only(&result, "failed");
    assert!((4..=28).contains(&count(&result, "failed")), "{result}");
    assert_connections(&result, 0, count(&result, "failed"));
}

#[test]
fn a_server_that_hangs_up_or_half_closes_at_once_fails_each_request() {
    let half_closing = serve(|mut peer| {
        peer.shut_down_writing();
        peer.request();
    });
    for port in [serve(drop), half_closing] {
        let mut plan = plan_new(port);
        plan["arrivals"] = per_second(100);
        let result = run(&plan);
        assert_only(&result, "failed");
        assert_eq!(count(&result, "failed"), 30);
        assert_eq!(result["connections"]["opened"], 30);
    }
}

#[test]
#[cfg(target_os = "linux")] // Elsewhere a full backlog may refuse.
fn a_handshake_that_nobody_completes_times_out() {
    let socket = Socket::new(Domain::IPV4, Type::STREAM, None).unwrap();
    socket.bind(&std::net::SocketAddr::from(([127, 0, 0, 1], 0)).into()).unwrap();
    socket.listen(1).unwrap();
    let listener: TcpListener = socket.into();
    let mut plan = plan_new(listener.local_addr().unwrap().port());
    plan["arrivals"] = per_second(100);
    plan["connections"] = json!(100);
    let result = run(&plan);
    assert_only(&result, "timedOut");
    assert_eq!(count(&result, "timedOut"), 30);
    // The backlog has room for two; nobody reads what they send.
    assert_connections(&result, count(&result, "sent"), 30 - count(&result, "sent"));
    assert!((1..10).contains(&count(&result, "sent")), "{result}");
    assert!(result["responseTime"]["min"].as_u64().unwrap() >= 400_000, "{result}");
}

#[test]
#[cfg(target_os = "linux")] // The table is read where Linux has it.
fn the_server_closes_first_and_so_keeps_the_pair_of_ports() {
    let port = serve(|mut peer| {
        peer.request();
        peer.say(answer(200, "ok"));
        sleep(Duration::from_millis(3));
    });
    let result = run(&plan_new(port));
    assert_only(&result, "valid");
    // TIME_WAIT is state 06 (Linux, include/net/tcp_states.h).
    let table = std::fs::read_to_string("/proc/net/tcp").unwrap();
    let with_port_in = |column: usize| {
        let ends = format!(":{port:04X}");
        let is_ours = |line: &&str| {
            let columns: Vec<&str> = line.split_whitespace().collect();
            columns.get(3) == Some(&"06") && columns[column].ends_with(&ends)
        };
        table.lines().filter(is_ours).count() as u64
    };
    let (server, client) = (with_port_in(1), with_port_in(2));
    // Those of the last answers are closed with the process.
    assert!(client <= 4, "{client} of ours in TIME_WAIT, {server} of the server's");
    assert!(server + 4 >= count(&result, "valid"), "{server} of the server's, {result}");
}

#[test]
#[cfg(target_os = "linux")] // Elsewhere only 127.0.0.1 of the loopback network is set up.
fn few_slots_come_from_all_source_addresses_in_turn() {
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let mut plan = plan_new(listener.local_addr().unwrap().port());
    let peers: Arc<Mutex<Vec<IpAddr>>> = Arc::default();
    let seen = Arc::clone(&peers);
    thread::spawn(move || {
        for stream in listener.incoming().map_while(Result::ok) {
            seen.lock().unwrap().push(stream.peer_addr().unwrap().ip());
        }
    });
    plan["connections"] = json!(1);
    plan["arrivals"] = per_second(100);
    plan["sourceAddresses"] = json!(["127.0.0.1", "127.0.0.2", "127.1.2.3"]);
    assert_only(&run(&plan), "failed");
    let peers = peers.lock().unwrap();
    let of = |text: &str| peers.iter().filter(|ip| ip.to_string() == text).count();
    assert_eq!([of("127.0.0.1"), of("127.0.0.2"), of("127.1.2.3")], [10, 10, 10], "{peers:?}");
}

#[test]
fn a_header_that_pacer_sets_is_refused() {
    let mut plan = plan_new(1);
    plan["operations"][0]["headers"] = json!({"connection": "keep-alive"});
    let (output, _) = finish(start(&plan));
    let stderr = String::from_utf8(output.stderr).unwrap();
    assert_eq!(output.status.code(), Some(2), "{stderr}");
    assert!(stderr.contains("newConnections") && stderr.lines().count() == 1, "{stderr}");
}
