//! The null server: the cheapest HTTP/1.1 answer there is, so that what a generator reaches against
//! it is the generator's own limit (its head-room over what was measured), not a server's.

mod request_reader;

use std::io::{self, Read, Write};
use std::net::{Ipv4Addr, SocketAddr};
use std::sync::atomic::{AtomicBool, Ordering};

use mio::net::{TcpListener, TcpStream};
use mio::{Events, Interest, Poll, Token, Waker};
use socket2::{Domain, Socket, Type};

use request_reader::RequestReader;

const WAKE: Token = Token(usize::MAX - 2);
const LISTENER: Token = Token(usize::MAX - 3);
/// Handshakes that may wait to be accepted. The standard library's 128 would drop the opening burst
/// of a generator that does not pace it; the kernel caps this at `net.core.somaxconn`.
const BACKLOG: i32 = 4096;
const EVENTS_MAX: usize = 1024;
const READ_BUFFER_BYTES: usize = 64 * 1024;
const REFUSAL: &[u8] =
    b"HTTP/1.1 400 Bad Request\r\nContent-Length: 0\r\nConnection: close\r\n\r\n";

/// One thread that answers every request with 200 and the same body.
///
/// It sends no `Date`, which a real server should (RFC 9110, section 6.6.1): it costs, and no
/// client needs it.
pub struct NullServer {
    poll: Poll,
    listener: TcpListener,
    peers: Vec<Option<Peer>>,
    free: Vec<usize>,
    /// The head of the answer, and behind it the body.
    answer: Vec<u8>,
    head_bytes: usize,
    read_buffer: Box<[u8]>,
}

struct Peer {
    stream: TcpStream,
    reader: RequestReader,
    /// Answers that the socket did not take yet.
    unsent: Vec<u8>,
    /// No request follows: closed as soon as everything is sent.
    is_last: bool,
}

impl NullServer {
    /// Listens on 127.0.0.1; port 0 lets the system choose. The waker ends [`Self::serve`].
    pub fn listen(port: u16, body_bytes: usize) -> io::Result<(Self, Waker)> {
        let poll = Poll::new()?;
        let waker = Waker::new(poll.registry(), WAKE)?;
        let mut listener = TcpListener::from_std(listen_on(port)?);
        poll.registry().register(&mut listener, LISTENER, Interest::READABLE)?;
        let mut answer =
            format!("HTTP/1.1 200 OK\r\nContent-Length: {body_bytes}\r\n\r\n").into_bytes();
        let head_bytes = answer.len();
        answer.resize(head_bytes + body_bytes, b'x');
        let server = Self {
            poll,
            listener,
            peers: Vec::new(),
            free: Vec::new(),
            answer,
            head_bytes,
            read_buffer: vec![0; READ_BUFFER_BYTES].into_boxed_slice(),
        };
        Ok((server, waker))
    }

    /// Where it listens.
    pub fn address(&self) -> io::Result<SocketAddr> {
        self.listener.local_addr()
    }

    /// Answers until `stopped` is set and the waker used. An error is the machine's.
    pub fn serve(&mut self, stopped: &AtomicBool) -> io::Result<()> {
        let mut events = Events::with_capacity(EVENTS_MAX);
        while !stopped.load(Ordering::Relaxed) {
            match self.poll.poll(&mut events, None) {
                Err(error) if error.kind() == io::ErrorKind::Interrupted => continue,
                result => result?,
            }
            for event in &events {
                match event.token() {
                    WAKE => {}
                    LISTENER => self.accept()?,
                    Token(index) => self.on_event(index, event.is_read_closed())?,
                }
            }
        }
        Ok(())
    }

    fn accept(&mut self) -> io::Result<()> {
        loop {
            match self.listener.accept() {
                Ok((stream, _)) => self.add(stream)?,
                Err(error) if error.kind() == io::ErrorKind::WouldBlock => return Ok(()),
                // Gone again before it was taken: its client's affair.
                Err(error) if error.kind() == io::ErrorKind::ConnectionAborted => {}
                // Out of files: the next connection that closes makes room and tries again.
                Err(error) if error.raw_os_error() == Some(libc::EMFILE) => return Ok(()),
                Err(error) => return Err(error),
            }
        }
    }

    fn add(&mut self, mut stream: TcpStream) -> io::Result<()> {
        stream.set_nodelay(true)?;
        let index = self.free.pop().unwrap_or(self.peers.len());
        let interest = Interest::READABLE | Interest::WRITABLE;
        self.poll.registry().register(&mut stream, Token(index), interest)?;
        if index == self.peers.len() {
            self.peers.push(None);
        }
        let reader = RequestReader::default();
        self.peers[index] = Some(Peer { stream, reader, unsent: Vec::new(), is_last: false });
        Ok(())
    }

    fn on_event(&mut self, index: usize, is_read_closed: bool) -> io::Result<()> {
        let Some(peer) = &mut self.peers[index] else {
            return Ok(());
        };
        let answer = (self.answer.as_slice(), self.head_bytes);
        // A connection that broke is its client's affair; only the machine's own errors end us.
        if !peer.exchange(answer, &mut self.read_buffer, is_read_closed).unwrap_or(false) {
            self.peers[index] = None;
            self.free.push(index);
            self.accept()?;
        }
        Ok(())
    }
}

impl Peer {
    /// Reads and answers all there is; false when the connection is done.
    fn exchange(
        &mut self,
        answer: (&[u8], usize),
        buffer: &mut [u8],
        is_read_closed: bool,
    ) -> io::Result<bool> {
        loop {
            if !self.unsent.is_empty() {
                let sent = write(&mut self.stream, &self.unsent)?;
                self.unsent.drain(..sent);
            }
            // A client that does not read its answers gets no further ones.
            if !self.unsent.is_empty() {
                return Ok(true);
            }
            if self.is_last {
                return Ok(false);
            }
            let count = match self.stream.read(buffer) {
                Ok(0) => return Ok(false),
                Ok(count) => count,
                Err(error) if is_not_now(&error) => return Ok(true),
                Err(error) => return Err(error),
            };
            self.take(answer, &buffer[..count])?;
            let is_drained = count < buffer.len() && !is_read_closed;
            if is_drained && self.unsent.is_empty() && !self.is_last {
                return Ok(true);
            }
        }
    }

    /// Answers the requests that `bytes` complete.
    fn take(&mut self, (answer, head_bytes): (&[u8], usize), mut bytes: &[u8]) -> io::Result<()> {
        while !self.is_last {
            let answer = match self.reader.next(&mut bytes) {
                Ok(None) => return Ok(()),
                Ok(Some(asked)) => {
                    self.is_last = !asked.keep_alive;
                    if asked.is_head { &answer[..head_bytes] } else { answer }
                }
                Err(_) => {
                    self.is_last = true;
                    REFUSAL
                }
            };
            // The usual request comes alone: its answer goes out without being copied first.
            let is_alone = bytes.is_empty() && self.unsent.is_empty();
            let sent = if is_alone { write(&mut self.stream, answer)? } else { 0 };
            self.unsent.extend_from_slice(&answer[sent..]);
        }
        Ok(())
    }
}

fn listen_on(port: u16) -> io::Result<std::net::TcpListener> {
    let socket = Socket::new(Domain::IPV4, Type::STREAM, None)?;
    // A port whose last connections are still in TIME_WAIT may be listened on again.
    socket.set_reuse_address(true)?;
    socket.set_nonblocking(true)?;
    socket.bind(&SocketAddr::from((Ipv4Addr::LOCALHOST, port)).into())?;
    socket.listen(BACKLOG)?;
    Ok(socket.into())
}

fn write(stream: &mut TcpStream, bytes: &[u8]) -> io::Result<usize> {
    match stream.write(bytes) {
        Err(error) if is_not_now(&error) => Ok(0),
        result => result,
    }
}

fn is_not_now(error: &io::Error) -> bool {
    matches!(error.kind(), io::ErrorKind::WouldBlock | io::ErrorKind::Interrupted)
}
