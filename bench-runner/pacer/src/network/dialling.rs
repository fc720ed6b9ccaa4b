//! Where connections come from and go to.

use std::io;
use std::net::{IpAddr, SocketAddr};

use mio::net::TcpStream;
use socket2::{Domain, Socket, Type};

use crate::plan::Plan;

/// Opens the connections of one event loop.
pub(super) struct Dialler {
    server: SocketAddr,
    sources: Vec<IpAddr>,
    thread: usize,
    threads: usize,
    /// Connections so far, where each request has its own.
    count: Option<usize>,
}

impl Dialler {
    pub(super) fn new(plan: &Plan, thread: usize, server: SocketAddr) -> Self {
        let sources = plan.source_addresses.clone();
        let count = plan.new_connections.then_some(0);
        Self { server, sources, thread, threads: plan.threads, count }
    }

    /// Starts to connect; `connection` is its number on this event loop.
    pub(super) fn dial(&mut self, connection: usize) -> io::Result<TcpStream> {
        if self.sources.is_empty() {
            return TcpStream::connect(self.server);
        }
        let nth = match &mut self.count {
            None => connection,
            // By slot, a few slots would use as few addresses, however many connections they open.
            Some(count) => std::mem::replace(count, *count + 1),
        };
        let number = self.thread + nth * self.threads;
        let socket = bound(self.sources[number % self.sources.len()])?;
        socket.set_nonblocking(true)?;
        match socket.connect(&self.server.into()) {
            Err(error) if error.raw_os_error() != Some(libc::EINPROGRESS) => Err(error),
            _ => Ok(TcpStream::from_std(socket.into())),
        }
    }
}

/// Whether connections can come from all the plan's addresses. The error is one sentence.
pub fn check_sources(plan: &Plan, server: SocketAddr) -> Result<(), String> {
    for source in &plan.source_addresses {
        if source.is_ipv4() != server.is_ipv4() {
            return Err(format!(
                "The source address {source} cannot reach {}: take one of the same IP version.",
                server.ip()
            ));
        }
        bound(*source).map_err(|error| match error.kind() {
            io::ErrorKind::AddrNotAvailable => format!(
                "The source address {source} is not an address of this machine: add it to an \
                 interface, or take it out of sourceAddresses."
            ),
            _ => format!("The source address {source} cannot be used: {error}."),
        })?;
    }
    Ok(())
}

/// A socket that connects from `source`.
fn bound(source: IpAddr) -> io::Result<Socket> {
    let domain = if source.is_ipv4() { Domain::IPV4 } else { Domain::IPV6 };
    let socket = Socket::new(domain, Type::STREAM, None)?;
    leave_port_open(&socket)?;
    socket.bind(&SocketAddr::new(source, 0).into())?;
    Ok(socket)
}

/// Lets `connect` choose the port. `bind` has to choose before it knows the other end, so it gives
/// each port once for an address, to whatever servers; `connect` only needs the pair of both ends
/// to be new (ip(7), IP_BIND_ADDRESS_NO_PORT, Linux 4.2). It holds for IPv6 sockets as well.
#[cfg(target_os = "linux")]
#[expect(unsafe_code, reason = "neither std, mio nor socket2 offers this option")]
fn leave_port_open(socket: &Socket) -> io::Result<()> {
    use std::os::fd::AsRawFd;

    let on: libc::c_int = 1;
    // SAFETY: the pointer is valid for the length given, and the descriptor is open.
    let result = unsafe {
        libc::setsockopt(
            socket.as_raw_fd(),
            libc::IPPROTO_IP,
            libc::IP_BIND_ADDRESS_NO_PORT,
            (&raw const on).cast(),
            size_of_val(&on) as libc::socklen_t,
        )
    };
    if result < 0 { Err(io::Error::last_os_error()) } else { Ok(()) }
}

#[cfg(not(target_os = "linux"))]
#[expect(clippy::unnecessary_wraps, reason = "the signature of the Linux function")]
fn leave_port_open(_socket: &Socket) -> io::Result<()> {
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    #[cfg(target_os = "linux")]
    fn binding_an_address_takes_no_port_yet() {
        let local = bound([127, 0, 0, 1].into()).unwrap().local_addr().unwrap();
        assert_eq!(local.as_socket().map(|address| address.port()), Some(0));
    }
}
