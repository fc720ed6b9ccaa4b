//! An HTTP server on axum, hyper and Tokio: `/health`, `/ready` and the workloads `/hello`, `/prime`,
//! `/work`, `/wait`, `/items`, `/json`, `/transform`, `/churn`, `/counters` and `/sockets`; with a database also `/products` and
//! `/customers`, with a secret for tokens `/me`.
//!
//! The port and the rest come from the environment (`settings.rs`); `README.md` tells how to run
//! it.
//!
//! It is a library because two programs are made of it, which differ in one line: `main.rs` and
//! `mimalloc.rs`.

mod answers;
mod app;
mod body;
mod churn;
mod compute;
mod connection;
mod counters;
mod database;
mod head_deadline;
mod hello;
mod internals;
mod items;
mod json;
mod last_word;
mod listen;
mod me;
mod middleware;
mod moment;
mod object;
mod orders;
mod overview;
mod parameters;
mod prime;
mod products;
mod protection;
mod rate_limit;
mod room;
mod routes;
mod sales;
mod seats;
mod serve;
mod sessions;
mod settings;
mod shared_state;
mod shedding;
mod shutdown;
mod sockets;
mod store;
mod text;
mod tokens;
mod transform;
mod version;
mod wait;
mod work;

use std::{env, io::Write, process::ExitCode, sync::Arc};

use app::App;
use compute::Compute;
use database::Database;
use protection::Guards;
use routes::Additions;
use serve::Drained;
use sessions::Sessions;
use settings::{Settings, Variant};
use shutdown::{Draining, StopSignals};
use sockets::Sockets;
use tokio::{runtime::Runtime, sync::watch};

/// What a program is linked with, and cannot change while it runs.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Allocator {
    System,
    Mimalloc,
}

/// Does what the command line and the environment say, as a program's `main`.
#[must_use]
pub fn start(allocator: Allocator) -> ExitCode {
    let arguments: Vec<String> = env::args_os()
        .skip(1)
        .map(|argument| argument.to_string_lossy().into_owned())
        .collect();

    let outcome = match arguments.as_slice() {
        [] => run(allocator),
        [only] if only == "--version" => say(&version::as_json(allocator)),
        [unknown, ..] => Err(format!(
            "Unknown argument \"{unknown}\". The only one is --version; the rest is set by HOST, PORT, \
             VARIANT, SHUTDOWN_SECONDS, INTERNALS_FOLDER, LIVE_SESSIONS, DATABASE_URL and TOKEN_SECRET."
        )),
    };
    match outcome {
        Ok(()) => ExitCode::SUCCESS,
        Err(sentence) => {
            eprintln!("{sentence}");
            ExitCode::FAILURE
        }
    }
}

/// Serves until a signal. The error is one sentence for whoever started the program.
fn run(allocator: Allocator) -> Result<(), String> {
    let settings = Settings::from_environment(allocator)?;

    // What `#[tokio::main]` expands to, written out because the end matters below: the multi-thread
    // runtime, with as many workers as `available_parallelism` counts, and that reads the affinity
    // mask of the process.
    let runtime =
        Runtime::new().map_err(|error| format!("The Tokio runtime did not start: {error}."))?;
    if let Some(folder) = &settings.internals_folder {
        internals::record(folder, runtime.handle())?;
    }
    let outcome = runtime.block_on(serve_until_signal(&settings));

    // Dropping the runtime would wait for each `spawn_blocking` closure that has begun, since
    // nothing can interrupt it (tokio 1.54.1, src/task/blocking.rs). Past the deadline that would
    // be a wait without an end.
    runtime.shutdown_background();
    match outcome? {
        Drained::Completely => Ok(()),
        Drained::NotInTime => Err(format!(
            "Requests were still being answered {} s after the signal; their connections were cut.",
            settings.shutdown_limit.as_secs()
        )),
    }
}

async fn serve_until_signal(settings: &Settings) -> Result<Drained, String> {
    // Before the first connection: a signal that comes as soon as the line below is read must not
    // kill the process.
    let draining = Draining::default();
    let signals = StopSignals::watch(&draining)
        .map_err(|error| format!("The signal handlers could not be installed: {error}."))?;
    let database = match &settings.database {
        Some(settings) => Some(Arc::new(Database::open(settings)?)),
        None => None,
    };
    // Before the port is open: with millions of sessions it takes seconds.
    let sessions = Sessions::new(settings.live_sessions);
    let guards = match &settings.protection {
        Some(settings) => Some(Guards::new(settings)?),
        None => None,
    };
    let listener = listen::listen(&settings.host, settings.port).await?;
    let address = listener
        .local_addr()
        .map_err(|error| format!("The address is not known: {error}."))?;
    say(&format!("listening on http://{address}"))?;

    let variant = settings.variant;
    let stop = watch::Sender::new(false);
    let app = App::new(
        Compute::of(variant),
        sessions,
        counters::of(variant),
        Sockets::new(stop.clone()),
        draining,
    );
    // Never dropped: to free millions of sessions one by one takes seconds, and the process gives all of
    // its memory back at once when it ends.
    std::mem::forget(app.clone());
    let additions = Additions {
        database,
        guards,
        limited: variant == Variant::Limited,
    };
    let router = routes::router(app, additions);
    Ok(serve::serve(listener, router, signals, stop, settings.shutdown_limit).await)
}

/// `println!` panics when standard output is closed; this says so in a sentence.
fn say(line: &str) -> Result<(), String> {
    writeln!(std::io::stdout(), "{line}")
        .map_err(|error| format!("Standard output could not be written: {error}."))
}
