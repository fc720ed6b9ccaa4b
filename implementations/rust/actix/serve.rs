use std::{
    io,
    net::{SocketAddr, ToSocketAddrs},
    num::NonZero,
    pin::pin,
    sync::Arc,
    thread::available_parallelism,
    time::Duration,
};

use actix_web::{
    App, HttpServer,
    dev::Server,
    rt::{spawn, time::timeout},
    web::Data,
};
use tokio::runtime::Handle;

use crate::{
    internals::Internals,
    middleware::surround,
    routes,
    settings::Settings,
    shutdown::{Draining, StopSignals},
    store::Store,
};

/// How many connections the kernel completes and keeps until they are accepted; it may lower this
/// to its own limit (`net.core.somaxconn`, 4,096 since Linux 5.4). actix asks for 1,024.
const BACKLOG: u32 = 4_096;
/// A connection is an open file, and a service often may have 65,536 of them. This limit is to be met
/// first: beyond the other, `accept` fails, and so does whatever else the process wants to open.
const MOST_CONNECTIONS: usize = 60_000;
/// Longer than the 60 s for which load balancers usually keep an idle connection: whoever closes
/// first must be the balancer, or it sends a request into a closing connection. actix has 5 s.
const IDLE_LIMIT: Duration = Duration::from_secs(75);
/// From the start of the connection to the empty line after the first request's headers. actix has
/// 5 s.
const HEAD_LIMIT: Duration = Duration::from_secs(10);
/// How long the listener stays open after a signal, for those who were connected before it.
const LAST_CONNECTIONS: Duration = Duration::from_secs(1);

/// How the server ended after its signal.
pub(crate) enum Drained {
    Completely,
    NotInTime,
}

/// A server that has its address and does not run yet.
pub(crate) struct Bound {
    pub(crate) address: SocketAddr,
    server: Server,
    workers: u32,
    draining: Data<Draining>,
}

// #region server
/// Binds the address and sets every limit. The server runs once it is polled.
///
/// # Errors
///
/// One sentence that names the address and the system's reason.
pub(crate) fn bind(settings: &Settings) -> Result<Bound, String> {
    let Settings { host, port, .. } = settings;
    let address = first_address((host.as_str(), *port))
        .map_err(|reason| format!("HOST is \"{host}\", which has no address: {reason}."))?;
    // actix's own default, counted here because it shares out the limit on connections: as many
    // workers as the affinity mask of the process has cores.
    let workers = available_parallelism().map_or(1, NonZero::get);
    let draining = Data::new(Draining::default());
    // One store for all workers. What is made inside the closure below is made once a worker.
    let store = Data::new(Store::with_initial_items());

    let folder = settings.internals_folder.as_deref();
    let internals = folder.map(|folder| Internals::open(folder, workers));
    let internals = internals.transpose()?.map(Arc::new);

    let for_workers = draining.clone();
    let server = HttpServer::new(move || {
        let draining = for_workers.clone();
        let turns = draining.clone();
        spawn(async move { turns.take_turns().await });
        if let Some(internals) = &internals {
            internals.record(&Handle::current());
        }
        App::new()
            .app_data(draining)
            .app_data(store.clone())
            .configure(routes::configure)
            .wrap_fn(surround)
    })
    .workers(workers)
    .backlog(BACKLOG)
    .max_connections(MOST_CONNECTIONS / workers)
    .keep_alive(IDLE_LIMIT)
    .client_request_timeout(HEAD_LIMIT)
    // Nagle's algorithm holds a small segment back until the one before is acknowledged; with the
    // receiver's delayed acknowledgement that is up to 40 ms.
    .tcp_nodelay(true)
    .disable_signals()
    // `Bound::serve` has a limit that covers all of the shutdown, and meets it first.
    .shutdown_timeout(settings.shutdown_limit.as_secs())
    .bind(address)
    .map_err(|error| refusal(address, &error))?;

    Ok(Bound {
        // With port 0 the system has chosen one.
        address: server.addrs().first().copied().unwrap_or(address),
        server: server.run(),
        workers: u32::try_from(workers).unwrap_or(u32::MAX),
        draining,
    })
}
// #endregion server

impl Bound {
    /// Serves until a signal, then lets the requests in flight finish, for `shutdown_limit` at most.
    ///
    /// # Errors
    ///
    /// One sentence, where the workers cannot be started.
    pub(crate) async fn serve(
        self,
        signals: StopSignals,
        shutdown_limit: Duration,
    ) -> Result<Drained, String> {
        let handle = self.server.handle();
        let mut server = pin!(self.server);
        tokio::select! {
            ended = server.as_mut() => return Err(ended_by_itself(ended)),
            () = signals.first() => self.draining.begin(),
        }

        let stop = async {
            let all_turned = || self.draining.all_turned(self.workers);
            // Whoever was connected before the signal is not a newcomer, accepted or not: closing
            // the listener would reset them. But a worker may compute for longer than this.
            if timeout(LAST_CONNECTIONS, all_turned()).await.is_err() {
                handle.pause().await;
                all_turned().await;
            }
            handle.stop(true).await;
        };
        // The server acts on what its handle says only while it is polled.
        let drained = async { tokio::join!(stop, server) };
        match timeout(shutdown_limit, drained).await {
            Ok(_) => Ok(Drained::Completely),
            Err(_elapsed) => Ok(Drained::NotInTime),
        }
    }
}

fn ended_by_itself(outcome: io::Result<()>) -> String {
    match outcome {
        Ok(()) => "The server ended without a signal.".to_owned(),
        Err(error) => format!("The workers did not start: {error}."),
    }
}

/// A name such as `localhost` may have two. actix would listen on both, and make two applications a
/// worker (actix-web 4.18.1, src/server.rs, `workers`), each of which would take its turns at the
/// end.
fn first_address(addresses: impl ToSocketAddrs) -> io::Result<SocketAddr> {
    let first = addresses.to_socket_addrs()?.next();
    first.ok_or_else(|| io::Error::other("it stands for none"))
}

fn refusal(address: SocketAddr, error: &io::Error) -> String {
    format!("Cannot listen on {address}: {error}. Set HOST and PORT to a free address.")
}

#[cfg(test)]
mod tests {
    use std::net::Ipv4Addr;

    use super::*;

    #[test]
    fn listens_on_one_address_of_a_name_that_has_two() {
        let [one, other] = [1, 2].map(|port| SocketAddr::from((Ipv4Addr::LOCALHOST, port)));
        let first = first_address([one, other].as_slice());
        assert_eq!(first.ok(), Some(one));
        assert!(first_address([].as_slice()).is_err());
    }
}
