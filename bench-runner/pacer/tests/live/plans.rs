//! What a plan can ask for beyond one request on a few connections.

use std::io::{BufRead, BufReader, Read, Write};
use std::net::{IpAddr, TcpListener};
use std::process::{Command, Stdio};
use std::sync::{Arc, Mutex};
use std::thread;
use std::time::{Duration, Instant};

use pacer::process::raise_file_limit;
use serde_json::json;
use socket2::{Domain, Socket, Type};

use crate::null::NullServer;
use crate::program::{assert_only, count, finish, plan, run, signal, start};
use crate::server::{answer, serve};

#[test]
fn ten_thousand_connections_open_cleanly_before_a_backlog_of_511() {
    let limit = raise_file_limit();
    assert!(limit > 10_100, "this test needs 10,100 open files, and the hard limit is {limit}");
    let socket = Socket::new(Domain::IPV4, Type::STREAM, None).unwrap();
    socket.bind(&std::net::SocketAddr::from(([127, 0, 0, 1], 0)).into()).unwrap();
    socket.listen(511).unwrap();
    let listener: TcpListener = socket.into();
    let port = listener.local_addr().unwrap().port();
    // Accepts every 100 ms only, as a server does whose event loop is held up now and then. All
    // 10,000 at once would have 511 in the backlog and the rest dropped at every retry.
    thread::spawn(move || {
        let mut accepted = Vec::new();
        listener.set_nonblocking(true).unwrap();
        loop {
            while let Ok((stream, _)) = listener.accept() {
                accepted.push(stream);
            }
            thread::sleep(Duration::from_millis(100));
        }
    });
    let mut plan = plan(port);
    plan["connections"] = json!(10_000);
    plan["arrivals"] = json!({"kind": "uniform", "ratePerSecond": 1, "seed": 1});
    plan["seconds"] = json!(0.1);
    let (output, result) = finish(start(&plan));
    assert!(output.status.success());
    let opened = json!({"planned": 10_000, "established": 10_000, "connectFailures": 0,
        "reconnects": 0});
    assert_eq!(result["connections"], opened);
}

#[test]
#[cfg(target_os = "linux")] // Elsewhere only 127.0.0.1 of the loopback network is set up.
fn connections_come_from_the_source_addresses_in_turn() {
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let port = listener.local_addr().unwrap().port();
    let peers: Arc<Mutex<Vec<IpAddr>>> = Arc::default();
    let seen = Arc::clone(&peers);
    thread::spawn(move || {
        for mut stream in listener.incoming().map_while(Result::ok) {
            seen.lock().unwrap().push(stream.peer_addr().unwrap().ip());
            thread::spawn(move || {
                let mut buffer = [0; 1000];
                while stream.read(&mut buffer).is_ok_and(|length| length > 0) {
                    stream.write_all(answer(200, "ok").as_bytes()).unwrap();
                }
            });
        }
    });
    let mut plan = plan(port);
    plan["connections"] = json!(7);
    plan["threads"] = json!(2);
    plan["sourceAddresses"] = json!(["127.0.0.1", "127.0.0.2", "127.1.2.3"]);
    assert_only(&run(&plan), "valid");
    let peers = peers.lock().unwrap();
    let of = |text: &str| peers.iter().filter(|ip| ip.to_string() == text).count();
    assert_eq!([of("127.0.0.1"), of("127.0.0.2"), of("127.1.2.3")], [3, 2, 2], "{peers:?}");
}

#[test]
fn placeholders_are_filled_alike_by_any_number_of_threads() {
    let requests: Arc<Mutex<Vec<String>>> = Arc::default();
    let log = Arc::clone(&requests);
    let port = serve(move |mut peer| {
        while let Some(text) = peer.request_text() {
            log.lock().unwrap().push(text);
            peer.say(answer(200, "ok"));
        }
    });
    let mut plan = plan(port);
    plan["arrivals"] = json!({"kind": "uniform", "ratePerSecond": 500, "seed": 9});
    plan["operations"][0]["method"] = json!("POST");
    plan["operations"][0]["path"] = json!("/items/{id}/{key}");
    plan["operations"][0]["body"] = json!("{\"n\":{n},\"q\":\"{q}\"}");
    plan["operations"][0]["parameters"] = json!({
        "id": {"kind": "uniform", "from": 5, "to": 5000}, "n": {"kind": "sequence", "from": 1},
        "key": {"kind": "zipf", "from": 7, "to": 900},
        "q": {"kind": "choice", "values": ["a", "", "long"]}});
    let mut by_threads = Vec::new();
    for threads in [1, 3] {
        plan["threads"] = json!(threads);
        assert_only(&run(&plan), "valid");
        let mut texts = std::mem::take(&mut *requests.lock().unwrap());
        texts.sort();
        by_threads.push(texts);
    }
    assert_eq!(by_threads[0].len(), 150);
    assert_eq!(by_threads[0], by_threads[1]);
    for n in [1, 10, 150] {
        let needle = format!("{{\"n\":{n},");
        assert!(by_threads[0].iter().any(|text| text.contains(&needle)), "{needle}");
    }
}

#[test]
fn a_record_has_a_row_a_request() {
    let server = NullServer::start(2);
    let path = std::env::temp_dir().join(format!("pacer-record-{}.csv", std::process::id()));
    for (arrivals, is_stopped) in [
        (json!({"kind": "closed"}), false),
        (json!({"kind": "poisson", "ratePerSecond": 500, "seed": 2}), false),
        (json!({"kind": "poisson", "ratePerSecond": 500, "seed": 2}), true),
    ] {
        let mut plan = plan(server.port);
        plan["arrivals"] = arrivals;
        plan["threads"] = json!(2);
        plan["seconds"] = json!(if is_stopped { 60.0 } else { 0.3 });
        let mut child = Command::new(env!("CARGO_BIN_EXE_pacer"))
            .args(["run", "--record"])
            .arg(&path)
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .spawn()
            .unwrap();
        child.stdin.take().unwrap().write_all(plan.to_string().as_bytes()).unwrap();
        if is_stopped {
            thread::sleep(Duration::from_millis(500));
            signal(&child, "INT");
        }
        let (output, result) = finish(child);
        assert_eq!(output.status.code(), Some(if is_stopped { 130 } else { 0 }));
        let rows = count(&result, "scheduled");
        assert_eq!(result["record"], json!({"rows": rows, "omitted": 0}));
        let file = BufReader::new(std::fs::File::open(&path).unwrap());
        let lines: Vec<String> = file.lines().map(Result::unwrap).collect();
        let header = "operation,outcome,intendedNs,noticedNs,sentNs,firstByteNs,endedNs";
        assert_eq!((lines[0].as_str(), lines.len() as u64), (header, rows + 1));
        for line in lines[1..].iter().filter(|line| line.contains(",valid,")) {
            let times = line.strip_prefix("get,valid,").unwrap().split(',');
            let times: Vec<u64> = times.map(|time| time.parse().unwrap()).collect();
            assert!(times.len() == 5 && times.is_sorted(), "{line}");
        }
        let valid = lines.iter().filter(|line| line.contains(",valid,")).count() as u64;
        assert_eq!(valid, count(&result, "valid"));
    }
    std::fs::remove_file(path).unwrap();
}

#[test]
fn a_record_that_could_not_be_kept_is_refused_before_the_run() {
    let mut many = plan(1);
    many["arrivals"] = json!({"kind": "uniform", "ratePerSecond": 200_000, "seed": 2});
    many["seconds"] = json!(60);
    for (plan, file, named) in
        [(&many, "/dev/null", "10000000"), (&plan(1), "/no/such/file", "/no/such/file")]
    {
        let path = std::env::temp_dir().join(format!("pacer-plan-{}.json", std::process::id()));
        std::fs::write(&path, plan.to_string()).unwrap();
        let output = Command::new(env!("CARGO_BIN_EXE_pacer"))
            .args(["run", "--record", file, "--plan"])
            .arg(&path)
            .output()
            .unwrap();
        std::fs::remove_file(path).unwrap();
        let stderr = String::from_utf8(output.stderr).unwrap();
        assert_eq!(output.status.code(), Some(2), "{stderr}");
        assert!(stderr.contains(named) && stderr.lines().count() == 1, "{stderr}");
    }
}

#[test]
fn connections_stay_open_as_long_as_the_plan_says_and_no_time_counts_it() {
    let server = NullServer::start(2);
    let mut plan = plan(server.port);
    plan["keepOpenSeconds"] = json!(0.7);
    let started = Instant::now();
    let (output, result) = finish(start(&plan));
    assert_eq!(output.status.code(), Some(0));
    let planned = plan["seconds"].as_f64().unwrap();
    assert!(started.elapsed().as_secs_f64() >= planned + 0.7);
    assert!(result["elapsedSeconds"].as_f64().unwrap() < planned + 0.7);
}

#[test]
fn a_signal_while_connections_are_opened_ends_the_run_with_a_result() {
    let server = NullServer::start(2);
    let mut plan = plan(server.port);
    plan["connections"] = json!(1000);
    plan["connectPerSecond"] = json!(10);
    let child = start(&plan);
    thread::sleep(Duration::from_millis(500));
    signal(&child, "TERM");
    let (output, result) = finish(child);
    assert_eq!(output.status.code(), Some(143));
    assert_eq!((&result["interrupted"], &result["seconds"]), (&json!(true), &json!(0.0)));
    assert_eq!(count(&result, "scheduled"), 0);
    assert!(result["connections"]["established"].as_u64().unwrap() < 1000);
}
