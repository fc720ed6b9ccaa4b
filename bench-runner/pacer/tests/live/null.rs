//! The null server, alone and under load.

use std::io::{BufRead, BufReader, Read, Write};
use std::net::TcpStream;
use std::process::{Child, Command, Stdio};
use std::thread::sleep;
use std::time::Duration;

use serde_json::json;

use crate::program::{assert_only, plan, run, signal};

/// A running `pacer null`; it ends with the test.
pub(crate) struct NullServer {
    child: Child,
    pub(crate) port: u16,
}

impl NullServer {
    pub(crate) fn start(body_bytes: usize) -> Self {
        let mut child = Command::new(env!("CARGO_BIN_EXE_pacer"))
            .args(["null", "--body-bytes", &body_bytes.to_string()])
            .stdout(Stdio::piped())
            .spawn()
            .unwrap();
        let mut line = String::new();
        BufReader::new(child.stdout.take().unwrap()).read_line(&mut line).unwrap();
        let port = line.trim_end().strip_prefix("listening on 127.0.0.1:").unwrap();
        Self { port: port.parse().unwrap(), child }
    }

    /// Sends `pieces` one after the other; returns all that comes back until the server closes.
    fn say(&self, pieces: &[&[u8]]) -> String {
        let mut stream = TcpStream::connect(("127.0.0.1", self.port)).unwrap();
        stream.set_read_timeout(Some(Duration::from_secs(20))).unwrap();
        stream.set_nodelay(true).unwrap();
        for piece in pieces {
            stream.write_all(piece).unwrap();
            sleep(Duration::from_millis(1));
        }
        let mut text = String::new();
        stream.read_to_string(&mut text).unwrap();
        text
    }
}

impl Drop for NullServer {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

#[test]
fn every_kind_of_request_is_answered_in_order() {
    let server = NullServer::start(3);
    let requests = "GET / HTTP/1.1\r\nHost: a\r\n\r\n\
        POST / HTTP/1.1\r\nContent-Length: 2\r\n\r\nhi\
        PUT / HTTP/1.1\r\nTransfer-Encoding: chunked\r\n\r\n1\r\nx\r\n0\r\n\r\n\
        HEAD / HTTP/1.1\r\nConnection: close\r\n\r\n";
    let head = "HTTP/1.1 200 OK\r\nContent-Length: 3\r\n\r\n";
    let answers = format!("{head}xxx{head}xxx{head}xxx{head}");
    assert_eq!(server.say(&[requests.as_bytes()]), answers);
    let bytes: Vec<&[u8]> = requests.as_bytes().chunks(1).collect();
    assert_eq!(server.say(&bytes), answers);
    assert!(server.say(&[b"no such thing\r\n\r\n"]).starts_with("HTTP/1.1 400 "));
}

#[test]
fn answers_larger_than_a_socket_takes_arrive_whole() {
    let server = NullServer::start(5_000_000);
    let get = "GET / HTTP/1.1\r\n\r\n".repeat(3);
    let last = "GET / HTTP/1.1\r\nConnection: close\r\n\r\n";
    let text = server.say(&[get.as_bytes(), last.as_bytes()]);
    assert_eq!(text.matches("HTTP/1.1 200 OK").count(), 4);
    assert_eq!(text.matches('x').count(), 20_000_000);
}

#[test]
fn it_can_be_loaded_and_ends_on_a_signal_with_0() {
    for name in ["INT", "TERM"] {
        let mut server = NullServer::start(2);
        assert_only(&run(&plan(server.port)), "valid");
        let mut with_body = plan(server.port);
        with_body["operations"][0]["method"] = json!("POST");
        with_body["operations"][0]["body"] = json!("x".repeat(200_000));
        assert_only(&run(&with_body), "valid");
        signal(&server.child, name);
        assert_eq!(server.child.wait().unwrap().code(), Some(0));
    }
}

#[test]
fn a_bad_option_is_one_sentence_and_exit_2() {
    for (options, named) in [
        (["--port", "70000"], "--port"),
        (["--body-bytes", "-1"], "--body-bytes"),
        (["--host", "::"], "--host"),
    ] {
        let output =
            Command::new(env!("CARGO_BIN_EXE_pacer")).arg("null").args(options).output().unwrap();
        let stderr = String::from_utf8(output.stderr).unwrap();
        assert_eq!(output.status.code(), Some(2), "{stderr}");
        assert!(stderr.contains(named) && stderr.lines().count() == 1, "{stderr}");
    }
}
