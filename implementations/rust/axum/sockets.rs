use std::{convert::Infallible, sync::Arc, time::Duration};

use axum::{
    extract::{
        FromRequestParts, State,
        ws::{Message, WebSocket, WebSocketUpgrade},
    },
    http::request::Parts,
    response::Response,
};
use futures_util::SinkExt;
use tokio::{sync::watch, time::timeout};

use crate::{
    answers::ApiError,
    app::App,
    last_word::{self, LastWord},
    room::Room,
};

const LARGEST_MESSAGE_BYTES: usize = 64 * 1024;
/// tungstenite fills its read buffer with zeros before each read (0.29.0, src/protocol/frame/mod.rs, `read_in`), so all of it
/// is resident, for a silent socket too. Its documentation suggests 4 KiB for many connections; the default is 128 KiB.
const READ_BUFFER_BYTES: usize = 4 * 1024;
/// What may wait in one socket to be written. Without it a client that pings and never reads would fill the memory with
/// pongs: the library reads on when it cannot write them (0.29.0, src/protocol/mod.rs, `read`).
const MOST_UNWRITTEN_BYTES: usize = 2 * LARGEST_MESSAGE_BYTES;
/// For one message: beyond it nobody reads at the other end.
pub(crate) const WRITE_LIMIT: Duration = Duration::from_secs(5);

/// What the sockets of this process share.
pub(crate) struct Sockets {
    pub(crate) room: Room,
    stop: watch::Sender<bool>,
}

impl Sockets {
    /// All are closed once `stop` is true, which knows by its receivers when the last one is.
    pub(crate) fn new(stop: watch::Sender<bool>) -> Self {
        let room = Room::new();
        Self { room, stop }
    }

    /// To be kept to the end of the socket: a shutdown waits for it.
    pub(crate) fn stopping(&self) -> watch::Receiver<bool> {
        self.stop.subscribe()
    }
}

/// A request that begins a WebSocket; any other is refused. The field `Origin` is not looked at: nothing here is
/// allowed by a cookie. The library knows no compression.
pub(crate) struct Handshake(pub(crate) WebSocketUpgrade);

impl<S: Send + Sync> FromRequestParts<S> for Handshake {
    type Rejection = ApiError;

    async fn from_request_parts(parts: &mut Parts, state: &S) -> Result<Self, ApiError> {
        let upgrade = WebSocketUpgrade::from_request_parts(parts, state).await;
        let upgrade = upgrade.map_err(|_no_handshake| ApiError::UpgradeRequired)?;
        Ok(Self(
            upgrade
                .max_message_size(LARGEST_MESSAGE_BYTES)
                .max_frame_size(LARGEST_MESSAGE_BYTES)
                .read_buffer_size(READ_BUFFER_BYTES)
                // Each message is flushed anyway, so there is nothing to collect.
                .write_buffer_size(0)
                .max_write_buffer_size(MOST_UNWRITTEN_BYTES),
        ))
    }
}

// #region echo
/// `GET /sockets/echo`: each message comes back.
pub(crate) async fn echo(State(app): State<Arc<App>>, Handshake(upgrade): Handshake) -> Response {
    let mut stopping = app.sockets.stopping();
    upgrade.on_upgrade(async move |mut socket| {
        let word = until(&mut stopping, send_back(&mut socket)).await;
        last_word::say(socket, word).await;
    })
}

/// In turn: a client that does not read its answers is not read from either. The kernel's buffers are the queue, and TCP does
/// the rest.
async fn send_back(socket: &mut WebSocket) -> Result<Infallible, LastWord> {
    loop {
        match heard(socket.recv().await)? {
            Some(message) => in_time(socket.send(message)).await?,
            // The library has an answer to a ping ready; it leaves before more is read.
            None => in_time(socket.flush()).await?,
        }
    }
}
// #endregion echo

/// A message for us, or none: pings and pongs are the library's business.
pub(crate) fn heard(
    next: Option<Result<Message, axum::Error>>,
) -> Result<Option<Message>, LastWord> {
    match next {
        Some(Ok(message @ (Message::Text(_) | Message::Binary(_)))) => Ok(Some(message)),
        Some(Ok(Message::Ping(_) | Message::Pong(_))) => Ok(None),
        // The answer to a close is the library's as well.
        Some(Ok(Message::Close(_))) | None => Err(LastWord::NONE),
        Some(Err(error)) => Err(LastWord::about(error)),
    }
}

pub(crate) async fn in_time(
    write: impl Future<Output = Result<(), axum::Error>>,
) -> Result<(), LastWord> {
    match timeout(WRITE_LIMIT, write).await {
        Ok(Ok(())) => Ok(()),
        Ok(Err(_)) | Err(_) => Err(LastWord::NONE),
    }
}

/// Lets a socket talk until it ends or the server does.
pub(crate) async fn until(
    stopping: &mut watch::Receiver<bool>,
    talk: impl Future<Output = Result<Infallible, LastWord>>,
) -> LastWord {
    tokio::select! {
        Err(word) = talk => word,
        _ = stopping.wait_for(|stop| *stop) => LastWord::GOING_AWAY,
    }
}

#[cfg(test)]
pub(crate) mod tests;
