use axum::http::Uri;

use crate::{
    part::{Part, new_client},
    settings::Settings,
    shutdown::Draining,
};

/// What the handlers share.
#[derive(Clone)]
pub(crate) struct App {
    pub(crate) draining: Draining,
    pub(crate) auth: Option<Part>,
    pub(crate) cache: Option<Part>,
    pub(crate) compute: Option<Part>,
}

impl App {
    pub(crate) fn new(settings: &Settings, draining: Draining) -> Self {
        // One client, and with it one pool of connections, for all programs.
        let client = new_client(settings.part_wait);
        let part = |address: &Option<Uri>| {
            let address = address.as_ref()?.clone();
            Some(Part::new(client.clone(), address, settings.part_wait))
        };
        Self {
            draining,
            auth: part(&settings.auth),
            cache: part(&settings.cache),
            compute: part(&settings.compute),
        }
    }
}
