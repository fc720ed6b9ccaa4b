use std::{
    array,
    collections::HashMap,
    sync::{
        Mutex, MutexGuard, PoisonError, RwLock,
        atomic::{AtomicU32, Ordering},
    },
};

use moka::{ops::compute, sync::Cache};

use crate::settings::Variant;

pub(crate) const LARGEST_KEY: u32 = 128;

/// A small map that all requests share. How they share it is what some variants differ in.
///
/// Every method takes `&self`: the map is in an `Arc` that all connections have, and the compiler lets
/// nobody write through a shared reference but by a type that makes it safe, as each below is. What
/// happens without one is in `implementations/races`, as rustc says it.
///
/// A counter has 32 bits and wraps around, in every language.
pub(crate) trait Counters: Send + Sync {
    fn get(&self, key: u32) -> u32;

    /// Adds 1; the value that this gave.
    fn next(&self, key: u32) -> u32;

    /// Writes a value where the counter still has the old one; any, where there is none given.
    fn set(&self, key: u32, old: Option<u32>, value: u32) -> bool;

    /// Reads a counter so many times, and adds up what it read. Each time takes the lock, or whatever stands
    /// for it, anew: so a request does to the map what so many requests would, and is not one long turn.
    fn read(&self, key: u32, times: u32) -> u64 {
        (0..times).map(|_| u64::from(self.get(key))).sum()
    }

    fn increment(&self, key: u32, times: u32) -> u64 {
        (0..times).map(|_| u64::from(self.next(key))).sum()
    }
}

pub(crate) fn of(variant: Variant) -> Box<dyn Counters> {
    match variant {
        Variant::RwLock => Box::new(BehindRwLock::default()),
        Variant::Moka => Box::new(InMoka::default()),
        Variant::Atomics => Box::new(Atomics::default()),
        _ => Box::new(BehindMutex::default()),
    }
}

// #region mutex
/// What a Rust program begins with. The lock is around the map, not beside it: without it there is no way
/// to the map, and a guard that is forgotten is a compile error, not a race.
///
/// The standard library's, because it is never held over an `.await` (see `store.rs`). The map hashes with
/// `SipHash`, its default: slower than others, and safe where strangers choose the keys.
#[derive(Default)]
struct BehindMutex(Mutex<HashMap<u32, u32>>);

impl BehindMutex {
    fn lock(&self) -> MutexGuard<'_, HashMap<u32, u32>> {
        // Poisoned where its holder panicked; no step here can leave a counter half-written.
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Counters for BehindMutex {
    fn get(&self, key: u32) -> u32 {
        self.lock().get(&key).copied().unwrap_or_default()
    }

    fn next(&self, key: u32) -> u32 {
        let mut counters = self.lock();
        let counter = counters.entry(key).or_default();
        *counter = counter.wrapping_add(1);
        *counter
    }

    fn set(&self, key: u32, old: Option<u32>, value: u32) -> bool {
        replace(self.lock().entry(key).or_default(), old, value)
    }
}
// #endregion mutex

/// Lets readers in together. They still write: each adds itself to a count of readers, one word that all
/// cores then hand to one another.
#[derive(Default)]
struct BehindRwLock(RwLock<HashMap<u32, u32>>);

impl Counters for BehindRwLock {
    fn get(&self, key: u32) -> u32 {
        let counters = self.0.read().unwrap_or_else(PoisonError::into_inner);
        counters.get(&key).copied().unwrap_or_default()
    }

    fn next(&self, key: u32) -> u32 {
        let mut counters = self.0.write().unwrap_or_else(PoisonError::into_inner);
        let counter = counters.entry(key).or_default();
        *counter = counter.wrapping_add(1);
        *counter
    }

    fn set(&self, key: u32, old: Option<u32>, value: u32) -> bool {
        let mut counters = self.0.write().unwrap_or_else(PoisonError::into_inner);
        replace(counters.entry(key).or_default(), old, value)
    }
}

/// A cache as a map, which is what a cache in front of a database would be built on. It counts how often
/// each key is used, to know what to evict, and keeps a lock a key for those who change it: all of
/// which is paid here, where nothing is ever evicted.
struct InMoka(Cache<u32, u32>);

impl Default for InMoka {
    fn default() -> Self {
        // Room for more than there are, because what is evicted would begin again at 0.
        Self(Cache::new(u64::from(LARGEST_KEY) * 100))
    }
}

impl Counters for InMoka {
    fn get(&self, key: u32) -> u32 {
        self.0.get(&key).unwrap_or_default()
    }

    // #region moka
    /// `get` and then `insert` would lose increments: each is safe by itself, the two together are not.
    fn next(&self, key: u32) -> u32 {
        let entry = self.0.entry(key);
        let raised = entry.and_upsert_with(|entry| {
            let value = entry.map_or(0, moka::Entry::into_value);
            value.wrapping_add(1)
        });
        raised.into_value()
    }
    // #endregion moka

    fn set(&self, key: u32, old: Option<u32>, value: u32) -> bool {
        let outcome = self.0.entry(key).and_compute_with(|entry| {
            let mut counter = entry.map_or(0, moka::Entry::into_value);
            if replace(&mut counter, old, value) {
                compute::Op::Put(counter)
            } else {
                compute::Op::Nop
            }
        });
        matches!(
            outcome,
            compute::CompResult::Inserted(_) | compute::CompResult::ReplacedWith(_)
        )
    }
}

// #region atomics
/// Needs no map, because all keys are known beforehand. Sixteen counters share a cache line, so cores that
/// write to different ones still take it from one another; a line for each would be quicker under
/// contention, and 8 KB instead of 512 bytes.
struct Atomics([AtomicU32; LARGEST_KEY as usize + 1]);

impl Default for Atomics {
    fn default() -> Self {
        Self(array::from_fn(|_| AtomicU32::new(0)))
    }
}

/// `Relaxed`: nothing else is read or written in an order that a counter would have to keep. Go has no
/// such choice; its atomics are sequentially consistent, which on x86 costs a store more, not an addition.
impl Counters for Atomics {
    fn get(&self, key: u32) -> u32 {
        self.0[key as usize].load(Ordering::Relaxed)
    }

    fn next(&self, key: u32) -> u32 {
        let before = self.0[key as usize].fetch_add(1, Ordering::Relaxed);
        before.wrapping_add(1)
    }

    fn set(&self, key: u32, old: Option<u32>, value: u32) -> bool {
        let counter = &self.0[key as usize];
        let Some(old) = old else {
            counter.store(value, Ordering::Relaxed);
            return true;
        };
        let outcome = counter.compare_exchange(old, value, Ordering::Relaxed, Ordering::Relaxed);
        outcome.is_ok()
    }
}
// #endregion atomics

/// Whoever calls it holds the lock.
fn replace(counter: &mut u32, old: Option<u32>, value: u32) -> bool {
    let same = old.is_none_or(|old| old == *counter);
    if same {
        *counter = value;
    }
    same
}

#[cfg(test)]
mod tests;
