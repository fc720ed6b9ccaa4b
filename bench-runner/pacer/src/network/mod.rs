//! The real environment: non-blocking sockets, the monotonic clock, and a timer.

mod dialling;
#[cfg_attr(target_os = "linux", path = "timer_linux.rs")]
#[cfg_attr(not(target_os = "linux"), path = "timer_portable.rs")]
mod timer;

use std::io::{self, Read, Write};
use std::net::SocketAddr;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::{Duration, Instant};

use mio::net::TcpStream;
use mio::{Events, Interest, Poll, Token, Waker};

use crate::environment::{Environment, Event};
use crate::plan::Plan;
use dialling::Dialler;
pub use dialling::check_sources;
pub use timer::TIMER;
use timer::Timer;

const WAKE: Token = Token(usize::MAX - 2);
const TIMER_TOKEN: Token = Token(usize::MAX - 3);
const EVENTS_MAX: usize = 1024;

/// The sockets of one event loop.
pub struct Network {
    poll: Poll,
    events: Events,
    timer: Timer,
    spun_ns: u64,
    epoch: Instant,
    dialler: Dialler,
    streams: Vec<Option<TcpStream>>,
    interrupted: Arc<AtomicBool>,
}

impl Network {
    /// The event loop number `thread` of a plan, without sockets yet, and the handle that wakes it
    /// after `interrupted` is set.
    pub fn new(
        plan: &Plan,
        thread: usize,
        server: SocketAddr,
        epoch: Instant,
        interrupted: Arc<AtomicBool>,
    ) -> io::Result<(Self, Waker)> {
        let poll = Poll::new()?;
        let waker = Waker::new(poll.registry(), WAKE)?;
        let timer = Timer::new(poll.registry(), TIMER_TOKEN, epoch, plan.own_cores)?;
        let network = Self {
            poll,
            events: Events::with_capacity(EVENTS_MAX),
            timer,
            spun_ns: 0,
            epoch,
            dialler: Dialler::new(plan, thread, server),
            streams: Vec::new(),
            interrupted,
        };
        Ok((network, waker))
    }

    fn stream(&mut self, connection: usize) -> io::Result<&mut TcpStream> {
        let stream = self.streams.get_mut(connection).and_then(Option::as_mut);
        stream.ok_or_else(|| io::ErrorKind::NotConnected.into())
    }
}

impl Environment for Network {
    fn now_ns(&self) -> u64 {
        self.epoch.elapsed().as_nanos() as u64
    }

    fn connect(&mut self, connection: usize) -> io::Result<()> {
        let mut stream = self.dialler.dial(connection)?;
        // Nagle's algorithm would hold back the tail of a request until an ACK (RFC 896).
        stream.set_nodelay(true)?;
        // Both directions once: changing the interest for every request would be a system call.
        let interest = Interest::READABLE | Interest::WRITABLE;
        let registry = self.poll.registry();
        registry.register(&mut stream, Token(connection), interest)?;
        if self.streams.len() <= connection {
            self.streams.resize_with(connection + 1, || None);
        }
        self.streams[connection] = Some(stream);
        Ok(())
    }

    fn is_connected(&mut self, connection: usize) -> io::Result<bool> {
        let stream = self.stream(connection)?;
        if let Some(error) = stream.take_error()? {
            return Err(error);
        }
        // The order that mio's documentation of `TcpStream::connect` gives.
        match stream.peer_addr() {
            Ok(_) => Ok(true),
            Err(error) if error.kind() == io::ErrorKind::NotConnected => Ok(false),
            Err(error) if error.raw_os_error() == Some(libc::EINPROGRESS) => Ok(false),
            Err(error) => Err(error),
        }
    }

    fn write(&mut self, connection: usize, bytes: &[u8]) -> io::Result<usize> {
        self.stream(connection)?.write(bytes)
    }

    fn read(&mut self, connection: usize, buffer: &mut [u8]) -> io::Result<usize> {
        self.stream(connection)?.read(buffer)
    }

    fn close(&mut self, connection: usize) {
        if let Some(stream) = self.streams.get_mut(connection) {
            // Closing the file takes it out of the poll as well (epoll(7), kqueue(2)).
            *stream = None;
        }
    }

    fn wait(&mut self, until_ns: u64, events: &mut Vec<Event>) -> io::Result<()> {
        let now_ns = self.now_ns();
        let left_ns = until_ns.saturating_sub(now_ns);
        let timeout = self.timer.arm(until_ns, left_ns)?;
        match self.poll.poll(&mut self.events, timeout) {
            Err(error) if error.kind() == io::ErrorKind::Interrupted => {}
            result => result?,
        }
        if left_ns > 0 && timeout == Some(Duration::ZERO) && self.events.is_empty() {
            self.spun_ns += self.now_ns().saturating_sub(now_ns);
        }
        for event in &self.events {
            match event.token() {
                WAKE => {}
                TIMER_TOKEN => self.timer.fired(self.epoch.elapsed().as_nanos() as u64),
                Token(connection) => {
                    events.push(Event { connection, is_read_closed: event.is_read_closed() })
                }
            }
        }
        Ok(())
    }

    fn spun_ns(&self) -> u64 {
        self.spun_ns
    }

    fn is_interrupted(&self) -> bool {
        self.interrupted.load(Ordering::Relaxed)
    }
}
