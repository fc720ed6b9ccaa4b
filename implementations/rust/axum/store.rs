use std::{
    collections::BTreeMap,
    sync::{Arc, PoisonError, RwLock},
};

use serde::{Deserialize, Serialize};

use crate::body::{Valid, has_length};

/// The store has room for these and no others, so that nobody can fill the memory.
pub(crate) const LARGEST_ID: u32 = 10_000;
const INITIAL_ITEMS: u32 = 1_000;
const LARGEST_PRICE_CENTS: u32 = 100_000_000;

#[derive(Debug, PartialEq, Serialize)]
#[serde(rename_all = "camelCase")]
pub(crate) struct Item {
    pub(crate) id: u32,
    pub(crate) name: String,
    pub(crate) price_cents: u32,
    pub(crate) tags: Vec<String>,
}

/// An item as a client sends it: the path has its id.
#[derive(Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub(crate) struct Draft {
    pub(crate) name: String,
    pub(crate) price_cents: u32,
    pub(crate) tags: Vec<String>,
}

#[derive(Debug, PartialEq, Serialize)]
pub(crate) struct Page {
    pub(crate) items: Vec<Arc<Item>>,
    /// The id of the first item after these.
    pub(crate) next: Option<u32>,
}

#[derive(Debug, PartialEq, Serialize)]
#[serde(rename_all = "camelCase")]
pub(crate) struct Summary {
    count: u64,
    total_cents: u64,
    mean_cents: u64,
    max_cents: u32,
}

// #region store
/// The items of the process, shared by all its connections.
///
/// - The lock is the standard library's, not Tokio's: it is held for a few pointers and never over
///   an `.await`, which is when Tokio's own documentation advises it (tokio 1.54.1,
///   src/sync/mutex.rs). It waits on a futex, so the crate `parking_lot` would win little.
/// - An item is behind an `Arc`, so a reader holds the lock while it copies a pointer, not while
///   it writes JSON; and a writer replaces it whole.
/// - The map is ordered. A hash map finds one item sooner, and would have to look at all to list
///   those from an id on; a `Vec` by id would walk over every gap.
pub(crate) struct Store {
    items: RwLock<BTreeMap<u32, Arc<Item>>>,
}

impl Store {
    pub(crate) fn with_initial_items() -> Self {
        let items = (1..=INITIAL_ITEMS).map(|id| (id, Arc::new(initial(id))));
        Self {
            items: RwLock::new(items.collect()),
        }
    }

    pub(crate) fn get(&self, id: u32) -> Option<Arc<Item>> {
        // A lock is poisoned where its holder panicked. Nothing here can leave the map half-changed,
        // so there is no reason to fail every request after that one.
        let items = self.items.read().unwrap_or_else(PoisonError::into_inner);
        items.get(&id).cloned()
    }

    /// The item as it is stored now, and whether there was one before.
    pub(crate) fn put(&self, id: u32, draft: Draft) -> (Arc<Item>, bool) {
        let Draft {
            name,
            price_cents,
            tags,
        } = draft;
        let item = Arc::new(Item {
            id,
            name,
            price_cents,
            tags,
        });
        let mut items = self.items.write().unwrap_or_else(PoisonError::into_inner);
        let before = items.insert(id, item.clone());
        // First the lock, then the item that was replaced: nobody should wait while it is freed.
        drop(items);
        (item, before.is_some())
    }

    /// At most `limit` items in the order of their ids, from `from` on.
    pub(crate) fn page(&self, from: u32, limit: usize) -> Page {
        let items = self.items.read().unwrap_or_else(PoisonError::into_inner);
        let mut rest = items.range(from..).map(|(_, item)| item);
        Page {
            items: rest.by_ref().take(limit).cloned().collect(),
            next: rest.next().map(|item| item.id),
        }
    }
}
// #endregion store

impl Summary {
    /// The light computation: a pass over a page, without writing it.
    pub(crate) fn of(items: &[Arc<Item>]) -> Self {
        let prices = || items.iter().map(|item| item.price_cents);
        let count = items.len() as u64;
        let total_cents: u64 = prices().map(u64::from).sum();
        Self {
            count,
            total_cents,
            mean_cents: total_cents.checked_div(count).unwrap_or(0),
            max_cents: prices().max().unwrap_or(0),
        }
    }
}

impl Valid for Draft {
    fn is_valid(&self) -> bool {
        has_length(&self.name, 1, 100)
            && self.price_cents <= LARGEST_PRICE_CENTS
            && self.tags.len() <= 8
            && self.tags.iter().all(|tag| has_length(tag, 1, 32))
    }
}

fn initial(id: u32) -> Item {
    Item {
        id,
        name: format!("Item {id}"),
        price_cents: (id * 7_919) % 100_000,
        tags: vec!["new".to_owned()],
    }
}

#[cfg(test)]
mod tests;
