use std::{
    collections::HashMap,
    sync::{
        Mutex, PoisonError,
        atomic::{AtomicU64, Ordering},
    },
};

pub(crate) const MOST_SESSIONS: u32 = 16_000_000;
const VISITS: u32 = 4;
const SCORES: usize = 64;

/// What a service keeps of each of its users between two requests: a few small objects that point at
/// one another, with texts of their own, and a list of numbers.
///
/// The boxes are there because a collector's cost is objects and pointers, and all servers are to
/// hold the same ones. A Rust program would rather have the user in the session and the visits in a
/// `Vec`, and so a third of the allocations.
struct Session {
    id: u32,
    user: Box<User>,
    last_visit: Option<Box<Visit>>,
    scores: Vec<f64>,
}

struct User {
    name: String,
}

/// The newest of a list, each with the one before it.
struct Visit {
    path: String,
    seconds: u32,
    before: Option<Box<Visit>>,
}

// #region sessions
/// All sessions of the process, by their ids from 0 on. Their number never changes: a new one takes
/// the place of an old one.
///
/// Nobody collects anything: what a new session replaces is freed by the request that replaces it,
/// object by object, and its price is in that request.
pub(crate) struct Sessions {
    count: u32,
    turn: AtomicU64,
    by_id: Mutex<HashMap<u32, Box<Session>>>,
}

/// A prime, so that neighbours are dropped at different times, and every session in turn.
const STRIDE: u64 = 7_919;

#[derive(Debug, Default, PartialEq)]
pub(crate) struct Replaced {
    /// How many of those replaced were whole.
    pub(crate) dropped: u32,
    pub(crate) visits: u32,
}

impl Sessions {
    pub(crate) fn new(count: u32) -> Self {
        let made = (0..count).map(|id| (id, Box::new(Session::new(id))));
        Self {
            count,
            turn: AtomicU64::new(0),
            by_id: Mutex::new(made.collect()),
        }
    }

    pub(crate) fn replace(&self, count: u32) -> Replaced {
        let mut replaced = Replaced::default();
        for _ in 0..count {
            // The order of turns among threads does not matter, only that nobody has one twice.
            let turn = self.turn.fetch_add(1, Ordering::Relaxed);
            let id = u32::try_from(turn * STRIDE % u64::from(self.count)).unwrap_or_default();
            let old = self.put(Box::new(Session::new(id)));
            let Some(old) = old.filter(|old| old.is_whole(id)) else {
                continue;
            };
            replaced.dropped += 1;
            replaced.visits += old.visits();
        }
        replaced
    }

    /// The lock is held while two pointers change places; the old session is freed outside of it.
    fn put(&self, made: Box<Session>) -> Option<Box<Session>> {
        let mut by_id = self.by_id.lock().unwrap_or_else(PoisonError::into_inner);
        by_id.insert(made.id, made)
    }
}

impl Session {
    fn new(id: u32) -> Self {
        let mut last_visit = None;
        for place in 1..=VISITS {
            last_visit = Some(Box::new(Visit {
                path: format!("/items/{}", (id + place) % 100_000),
                seconds: place * 10,
                before: last_visit,
            }));
        }
        Self {
            id,
            user: Box::new(User {
                name: format!("user {id}"),
            }),
            last_visit,
            scores: vec![f64::from(id) + 0.5; SCORES],
        }
    }
}
// #endregion sessions

impl Session {
    fn is_whole(&self, id: u32) -> bool {
        let score = self.scores.last().copied().unwrap_or_default();
        self.id == id
            && self.user.name == format!("user {id}")
            // Bits, since these are copies of one number and not results of arithmetic.
            && score.to_bits() == (f64::from(id) + 0.5).to_bits()
    }

    fn visits(&self) -> u32 {
        let mut visits = 0;
        let mut next = self.last_visit.as_deref();
        while let Some(visit) = next {
            let is_real = visit.seconds > 0 && !visit.path.is_empty();
            visits += u32::from(is_real);
            next = visit.before.as_deref();
        }
        visits
    }
}

#[cfg(test)]
mod tests {
    use std::thread::scope;

    use super::{Replaced, Sessions};

    #[test]
    fn replaces_each_in_turn_and_finds_it_whole() {
        let sessions = Sessions::new(10);
        for _ in 0..3 {
            let (dropped, visits) = (10, 40);
            assert_eq!(sessions.replace(10), Replaced { dropped, visits });
        }
    }

    #[test]
    fn replaces_from_several_threads() {
        let sessions = Sessions::new(50);
        scope(|threads| {
            for _ in 0..4 {
                threads.spawn(|| {
                    let (dropped, visits) = (500, 2_000);
                    assert_eq!(sessions.replace(500), Replaced { dropped, visits });
                });
            }
        });
    }
}
