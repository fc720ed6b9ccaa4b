use std::sync::Arc;

use crate::{
    compute::Compute, counters::Counters, sessions::Sessions, shutdown::Draining, sockets::Sockets,
    store::Store,
};

/// What all requests share.
pub(crate) struct App {
    pub(crate) compute: Compute,
    pub(crate) store: Store,
    pub(crate) sessions: Sessions,
    pub(crate) counters: Box<dyn Counters>,
    pub(crate) sockets: Sockets,
    pub(crate) draining: Draining,
}

impl App {
    pub(crate) fn new(
        compute: Compute,
        sessions: Sessions,
        counters: Box<dyn Counters>,
        sockets: Sockets,
        draining: Draining,
    ) -> Arc<Self> {
        Arc::new(Self {
            compute,
            store: Store::with_initial_items(),
            sessions,
            counters,
            sockets,
            draining,
        })
    }
}
