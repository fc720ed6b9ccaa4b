//! A gateway on axum: it has requests answered by the programs behind it, once an authentication
//! service has agreed.
//!
//! The port, where those programs are, and the rest come from the environment (`settings.rs`);
//! `README.md` tells how to run it.

mod answers;
mod app;
mod connection;
mod gateway;
mod head_deadline;
mod hello;
mod internals;
mod kept_connection;
mod listen;
mod middleware;
mod part;
mod request_headers;
mod routes;
mod serve;
mod settings;
mod shutdown;
mod version;

use std::{env, io::Write, process::ExitCode};

use app::App;
use serve::Drained;
use settings::Settings;
use shutdown::{Draining, StopSignals};
use tokio::runtime::Runtime;

fn main() -> ExitCode {
    let arguments: Vec<String> = env::args_os()
        .skip(1)
        .map(|argument| argument.to_string_lossy().into_owned())
        .collect();

    let outcome = match arguments.as_slice() {
        [] => run(),
        [only] if only == "--version" => say(&version::as_json()),
        [unknown, ..] => Err(format!(
            "Unknown argument \"{unknown}\". The only one is --version; the rest is set by the \
             environment; README.md names the variables."
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
fn run() -> Result<(), String> {
    let settings = Settings::from_environment()?;

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
    let listener = listen::listen(&settings.host, settings.port).await?;
    let address = listener
        .local_addr()
        .map_err(|error| format!("The address is not known: {error}."))?;
    say(&format!("listening on http://{address}"))?;

    let router = routes::router(App::new(settings, draining));
    Ok(serve::serve(listener, router, signals, settings.shutdown_limit).await)
}

/// `println!` panics when standard output is closed; this says so in a sentence.
fn say(line: &str) -> Result<(), String> {
    writeln!(std::io::stdout(), "{line}")
        .map_err(|error| format!("Standard output could not be written: {error}."))
}
