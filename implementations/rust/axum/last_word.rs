use std::time::Duration;

use axum::extract::ws::{CloseFrame, Message, Utf8Bytes, WebSocket, close_code};
use futures_util::stream::FusedStream;
use tokio::time::{sleep, timeout};
use tungstenite::Error;

/// How long a client has to answer a close before its connection is cut.
const CLOSE_LIMIT: Duration = Duration::from_secs(2);
/// How long a client has to read why it is closed, where nothing more can be read from it.
const READ_WHY: Duration = Duration::from_millis(100);

/// Why a socket is closed by this side, as a close frame tells it (RFC 6455, section 7.4.1). None where the other side is
/// gone, or has said it.
#[derive(Debug, PartialEq)]
pub(crate) struct LastWord(Option<(u16, &'static str)>);

impl LastWord {
    pub(crate) const NONE: Self = Self(None);
    pub(crate) const GOING_AWAY: Self = Self(Some((close_code::AWAY, "")));
    pub(crate) const TOO_SLOW: Self = Self(Some((close_code::POLICY, "too slow")));

    /// What could not be read. The library reports it and leaves the rest to its user, and axum hides the library's error, which
    /// is the only way to tell a message that is too large from one that is broken.
    pub(crate) fn about(error: axum::Error) -> Self {
        let code = match error.into_inner().downcast_ref() {
            Some(Error::Capacity(_)) => close_code::SIZE,
            Some(Error::Utf8(_)) => close_code::INVALID,
            Some(Error::Protocol(_)) => close_code::PROTOCOL,
            _ => return Self::NONE,
        };
        Self(Some((code, "")))
    }
}

/// Closes: tells the client why, and waits until it has answered.
pub(crate) async fn say(mut socket: WebSocket, word: LastWord) {
    let farewell = async {
        if let LastWord(Some((code, reason))) = word {
            let reason = Utf8Bytes::from_static(reason);
            let close = Message::Close(Some(CloseFrame { code, reason }));
            socket.send(close).await?;
            // After an error the library reads no more. What the client has sent then stays in the kernel, which
            // answers the end of such a connection with a reset; that must not come before the close frame is read.
            if socket.is_terminated() {
                sleep(READ_WHY).await;
            }
        }
        // What it said before it knew is passed over.
        while let Some(message) = socket.recv().await {
            message?;
        }
        Ok::<_, axum::Error>(())
    };
    let _cut_after_the_limit = timeout(CLOSE_LIMIT, farewell).await;
}
