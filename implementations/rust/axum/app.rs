use std::sync::Arc;

use crate::{compute::Compute, sessions::Sessions, shutdown::Draining, store::Store};

/// What all requests share.
pub(crate) struct App {
    pub(crate) compute: Compute,
    pub(crate) store: Store,
    pub(crate) sessions: Sessions,
    pub(crate) draining: Draining,
}

impl App {
    pub(crate) fn new(compute: Compute, sessions: Sessions, draining: Draining) -> Arc<Self> {
        Arc::new(Self {
            compute,
            store: Store::with_initial_items(),
            sessions,
            draining,
        })
    }
}
