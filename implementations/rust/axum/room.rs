use std::{convert::Infallible, pin::pin, sync::Arc, time::Duration};

use axum::{
    extract::{
        State,
        ws::{Message, WebSocket},
    },
    response::Response,
};
use futures_util::{
    SinkExt, StreamExt,
    stream::{SplitSink, SplitStream},
};
use tokio::{
    sync::broadcast::{Receiver, Sender, error::RecvError},
    time::{sleep, timeout},
};

use crate::{
    app::App,
    last_word::{self, LastWord},
    sockets::{Handshake, heard, in_time, until},
};

/// Messages that wait for those who have not taken them yet: 4 MiB of the largest, once for the whole room.
const MOST_WAITING: usize = 64;
/// How long one message may take to be written before nobody waits for that socket.
const PATIENCE: Duration = Duration::from_millis(10);
/// The shortest that Tokio's timer knows.
const A_TURN: Duration = Duration::from_millis(1);

// #region broadcast
/// `GET /sockets/broadcast`: each message goes to all sockets of the room, its sender too.
///
/// The room is one ring for all, in which each socket has a place of its own: all see one order, memory does not grow with
/// the sockets, and nobody waits for one that is slow. A socket that falls a ring behind has lost messages, and is dropped.
///
/// A queue for each (`mpsc`, as a channel in Go) would tell the sender at once who is slow, but needs a lock
/// around the list of them and a push into every one. A `watch` channel drops nobody: it keeps the last message alone, which
/// suits a price and no conversation.
pub(crate) async fn broadcast(
    State(app): State<Arc<App>>,
    Handshake(upgrade): Handshake,
) -> Response {
    let mut stopping = app.sockets.stopping();
    // Before the answer: whoever has it is in the room.
    let waiting = app.sockets.room.ring.subscribe();
    // And waited for by nobody until it can take a message.
    let not_yet_open = app.sockets.room.absent();
    upgrade.on_upgrade(async move |socket| {
        drop(not_yet_open);
        let (mut sink, mut stream) = socket.split();
        let room = &app.sockets.room;
        let talk = async {
            // Side by side in one task: a socket that is slow to take a message is read from all the same.
            tokio::select! {
                end = write(&mut sink, waiting, room) => end,
                end = read(&mut stream, room) => end,
            }
        };
        let word = until(&mut stopping, talk).await;
        // They are two halves of one, so there is no other case.
        if let Ok(socket) = sink.reunite(stream) {
            last_word::say(socket, word).await;
        }
    })
}

async fn write(
    sink: &mut SplitSink<WebSocket, Message>,
    mut waiting: Receiver<Message>,
    room: &Room,
) -> Result<Infallible, LastWord> {
    loop {
        let message = match waiting.recv().await {
            Ok(message) => message,
            Err(RecvError::Lagged(_)) => return Err(LastWord::TOO_SLOW),
            Err(RecvError::Closed) => return Err(LastWord::GOING_AWAY),
        };
        let mut sending = pin!(in_time(sink.send(message)));
        if let Ok(sent) = timeout(PATIENCE, &mut sending).await {
            sent?;
        } else {
            let _slow = room.absent();
            sending.await?;
        }
    }
}

async fn read(stream: &mut SplitStream<WebSocket>, room: &Room) -> Result<Infallible, LastWord> {
    loop {
        if let Some(message) = heard(stream.next().await)? {
            room.send(message).await;
        }
    }
}
// #endregion broadcast

/// A ring of messages, and how many of those who read it cannot take any now.
pub(crate) struct Room {
    ring: Sender<Message>,
    /// Each of them has one of it, beside this one.
    absent: Arc<()>,
}

impl Room {
    pub(crate) fn new() -> Self {
        Self {
            ring: Sender::new(MOST_WAITING),
            absent: Arc::default(),
        }
    }

    /// Nobody waits for a socket while this is held for it.
    fn absent(&self) -> Arc<()> {
        self.absent.clone()
    }

    /// Waits only for those who can read and have not had a turn. A thousand small messages can come in one read, or one
    /// from each of a thousand sockets at once: the ring would run over, and all be dropped for the haste of a few. Whoever
    /// is behind for its own reasons is absent before long, and waited for no more.
    async fn send(&self, message: Message) {
        while self.ring.len() >= MOST_WAITING / 2 && Arc::strong_count(&self.absent) == 1 {
            sleep(A_TURN).await;
        }
        // An error says that nobody is in the room, and whoever sends is.
        let _receivers = self.ring.send(message);
    }
}

#[cfg(test)]
mod tests;
