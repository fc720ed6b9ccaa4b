use tokio::net::{TcpListener, TcpSocket, lookup_host};

/// How many connections the kernel completes and keeps until they are accepted; it may lower this
/// to its own limit (`net.core.somaxconn`, 4,096 since Linux 5.4). `TcpListener::bind` asks for 128
/// (mio 1.2.4, src/net/tcp/listener.rs): a burst beyond it is retried by the clients a second
/// later.
const BACKLOG: u32 = 4_096;

/// Listens on the first address of `host`. Port 0 lets the system choose.
///
/// # Errors
///
/// One sentence that names the address and the system's reason.
pub(crate) async fn listen(host: &str, port: u16) -> Result<TcpListener, String> {
    let address = lookup_host((host, port))
        .await
        .map_err(|error| format!("HOST is \"{host}\", which has no address: {error}."))?
        .next()
        .ok_or_else(|| format!("HOST is \"{host}\", which has no address."))?;

    let open = || {
        let socket = if address.is_ipv4() {
            TcpSocket::new_v4()?
        } else {
            TcpSocket::new_v6()?
        };
        // Lets a restarted server have its port back while old connections are still in TIME_WAIT.
        // On Unix it does not let two servers listen on one port; that would be SO_REUSEPORT.
        socket.set_reuseaddr(true)?;
        socket.bind(address)?;
        socket.listen(BACKLOG)
    };
    open().map_err(|error: std::io::Error| {
        format!("Cannot listen on {address}: {error}. Set HOST and PORT to a free address.")
    })
}
