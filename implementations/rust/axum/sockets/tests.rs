use std::net::SocketAddr;

use futures_util::StreamExt;
use tokio::{
    io::{AsyncReadExt, AsyncWriteExt},
    net::{TcpSocket, TcpStream},
    task::JoinHandle,
};
use tokio_tungstenite::{WebSocketStream, client_async};
use tungstenite::{Message as Sent, protocol::frame::coding::CloseCode};

use super::*;
use crate::{
    compute::Compute,
    connection::Connections,
    counters,
    routes::{Additions, router},
    sessions::Sessions,
    settings::Variant,
    shutdown::Draining,
};

mod ends;
mod one;

pub(crate) type Outcome<T = ()> = Result<T, Box<dyn std::error::Error>>;
pub(crate) type Client = WebSocketStream<TcpStream>;

/// Small, so that it is soon full where one side does not read.
const KERNEL_BUFFER_BYTES: u32 = 4 * 1024;

/// A server on real sockets: hyper hands a connection over only where there is one.
pub(crate) struct Server {
    address: SocketAddr,
    pub(crate) app: Arc<App>,
    draining: Draining,
    stop: watch::Sender<bool>,
    pub(crate) slot: Arc<()>,
    accepting: JoinHandle<()>,
}

pub(crate) fn start() -> Outcome<Server> {
    let socket = TcpSocket::new_v4()?;
    socket.set_send_buffer_size(KERNEL_BUFFER_BYTES)?;
    socket.set_recv_buffer_size(KERNEL_BUFFER_BYTES)?;
    socket.bind(([127, 0, 0, 1], 0).into())?;
    let listener = socket.listen(16)?;
    let address = listener.local_addr()?;
    let (stop, draining, slot) = (watch::Sender::new(false), Draining::default(), Arc::new(()));
    let app = App::new(
        Compute::Inline,
        Sessions::new(1),
        counters::of(Variant::Inline),
        Sockets::new(stop.clone()),
        draining.clone(),
    );
    let paths = router(app.clone(), Additions::default());
    let (connections, each) = (Connections::new(paths, stop.subscribe()), slot.clone());
    let accepting = tokio::spawn(async move {
        while let Ok((socket, _)) = listener.accept().await {
            tokio::spawn(connections.hold(socket, each.clone()));
        }
    });
    Ok(Server {
        address,
        app,
        draining,
        stop,
        slot,
        accepting,
    })
}

impl Server {
    async fn connect(&self) -> Outcome<TcpStream> {
        let socket = TcpSocket::new_v4()?;
        socket.set_send_buffer_size(KERNEL_BUFFER_BYTES)?;
        socket.set_recv_buffer_size(KERNEL_BUFFER_BYTES)?;
        Ok(socket.connect(self.address).await?)
    }

    pub(crate) async fn open(&self, path: &str) -> Outcome<Client> {
        let url = format!("ws://{}{path}", self.address);
        let (client, _) = client_async(url, self.connect().await?).await?;
        Ok(client)
    }
}

pub(crate) async fn receive(client: &mut Client) -> Outcome<Sent> {
    Ok(client.next().await.ok_or("the server is gone")??)
}

/// The code of the close that comes next.
pub(crate) async fn closed_with(client: &mut Client) -> Outcome<CloseCode> {
    match receive(client).await? {
        Sent::Close(Some(close)) => Ok(close.code),
        other => Err(format!("no close, but {other}").into()),
    }
}
