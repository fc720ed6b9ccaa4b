use std::{convert::Infallible, sync::Arc};

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
    task::yield_now,
};

use crate::{
    app::App,
    last_word::{self, LastWord},
    sockets::{Handshake, heard, in_time, until},
};

/// Messages that wait for those who have not taken them yet: 4 MiB of the largest, once for the whole room.
pub(crate) const MOST_WAITING: usize = 64;

// #region broadcast
/// `GET /sockets/broadcast`: each message goes to all sockets of the room, its sender too.
///
/// The room is one ring for all, in which each socket has a place of its own: who sends never waits, all see one order,
/// and memory does not grow with the sockets. A socket that falls a ring behind has lost messages, and is dropped.
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
    let waiting = app.sockets.room.subscribe();
    upgrade.on_upgrade(async move |socket| {
        let (mut sink, mut stream) = socket.split();
        let talk = async {
            // Side by side in one task: a socket that is slow to take a message is read from all the same.
            tokio::select! {
                end = write(&mut sink, waiting) => end,
                end = read(&mut stream, &app.sockets.room) => end,
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
) -> Result<Infallible, LastWord> {
    loop {
        match waiting.recv().await {
            Ok(message) => in_time(sink.send(message)).await?,
            Err(RecvError::Lagged(_)) => return Err(LastWord::TOO_SLOW),
            Err(RecvError::Closed) => return Err(LastWord::GOING_AWAY),
        }
    }
}

async fn read(
    stream: &mut SplitStream<WebSocket>,
    room: &Sender<Message>,
) -> Result<Infallible, LastWord> {
    loop {
        if let Some(message) = heard(stream.next().await)? {
            give_turns(room).await;
            // An error says that nobody is in the room, and this socket is.
            let _receivers = room.send(message);
        }
    }
}

/// Lets the others take what waits for them, where that is much. A hundred small messages can come in one read, or one
/// from each of a hundred sockets at once: the ring would run over before those who read it had a turn, and they would be
/// dropped for the haste of others. A few turns and no more, because one of them may be slow indeed.
async fn give_turns(room: &Sender<Message>) {
    for _turn in 0..4 {
        if room.len() < MOST_WAITING / 2 {
            return;
        }
        yield_now().await;
    }
}
// #endregion broadcast
