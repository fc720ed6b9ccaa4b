use std::sync::Arc;

use crate::{relay::Store, settings::Settings, shutdown::Draining};

/// What the handlers share.
#[derive(Clone)]
pub(crate) struct App {
    pub(crate) draining: Draining,
    /// The program behind; the one that is the back has none.
    pub(crate) store: Option<Arc<Store>>,
}

impl App {
    /// # Errors
    ///
    /// One sentence, where the client of the program behind cannot be made.
    pub(crate) fn new(settings: &Settings, draining: Draining) -> Result<Self, String> {
        let store = settings
            .store
            .clone()
            .map(|address| Store::new(address, settings.part_wait, settings.traced))
            .transpose()?;
        Ok(Self {
            draining,
            store: store.map(Arc::new),
        })
    }
}
