//! Servers that follow a script, one thread a connection, until the test process ends.

use std::io::{BufRead, BufReader, Read, Write};
use std::net::{Shutdown, TcpListener, TcpStream};
use std::sync::Arc;
use std::thread;

/// The server's end of a connection.
pub(crate) struct Peer {
    stream: BufReader<TcpStream>,
}

impl Peer {
    /// Reads one request with its body; false when the client has closed.
    pub(crate) fn request(&mut self) -> bool {
        self.request_text().is_some()
    }

    /// The same: the request line and the body; nothing when the client has closed.
    pub(crate) fn request_text(&mut self) -> Option<String> {
        let mut body_bytes = 0;
        let mut text = String::new();
        loop {
            let mut line = String::new();
            match self.stream.read_line(&mut line) {
                Ok(0) | Err(_) => return None,
                Ok(_) if line == "\r\n" => break,
                Ok(_) => {
                    if let Some(length) = line.strip_prefix("Content-Length: ") {
                        body_bytes = length.trim().parse().unwrap();
                    }
                    if text.is_empty() {
                        text = line;
                    }
                }
            }
        }
        let mut body = vec![0; body_bytes];
        self.stream.read_exact(&mut body).ok()?;
        text.push_str(std::str::from_utf8(&body).unwrap());
        Some(text)
    }

    /// Reads the head of a request; nothing when the client has closed.
    pub(crate) fn head(&mut self) -> Option<String> {
        let mut head = String::new();
        while !head.ends_with("\r\n\r\n") {
            if self.stream.read_line(&mut head).ok()? == 0 {
                return None;
            }
        }
        Some(head)
    }

    /// Waits until the client has said something, and reads at most a few kilobytes of it.
    pub(crate) fn wait_for_bytes(&mut self) {
        let _ = self.stream.fill_buf();
    }

    /// Writes; a client that has gone is no concern of the server's.
    pub(crate) fn say(&mut self, text: impl AsRef<str>) {
        let _ = self.stream.get_mut().write_all(text.as_ref().as_bytes());
    }

    /// Writes the same over and over, until the client has gone.
    pub(crate) fn say_for_ever(&mut self, text: &str) {
        while self.stream.get_mut().write_all(text.as_bytes()).is_ok() {}
    }

    pub(crate) fn shut_down_writing(&mut self) {
        let _ = self.stream.get_mut().shutdown(Shutdown::Write);
    }
}

/// Starts a server that runs `script` for each connection; returns its port.
pub(crate) fn serve(script: impl Fn(Peer) + Send + Sync + 'static) -> u16 {
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let port = listener.local_addr().unwrap().port();
    let script = Arc::new(script);
    thread::spawn(move || {
        for stream in listener.incoming().map_while(Result::ok) {
            stream.set_nodelay(true).unwrap();
            let script = Arc::clone(&script);
            thread::spawn(move || script(Peer { stream: BufReader::new(stream) }));
        }
    });
    port
}

/// An answer with a body.
pub(crate) fn answer(status: u16, body: &str) -> String {
    format!("HTTP/1.1 {status} X\r\nContent-Length: {}\r\n\r\n{body}", body.len())
}

/// A port where nobody listens: it was free a moment ago.
pub(crate) fn refused_port() -> u16 {
    TcpListener::bind("127.0.0.1:0").unwrap().local_addr().unwrap().port()
}
