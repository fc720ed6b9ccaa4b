//! A front that asks a back for each request, on axum; both tell a collector by OpenTelemetry what a
//! request took, or do not.
//!
//! One program that runs twice. The port, where the other one is, and whether requests are traced come
//! from the environment (`settings.rs`, `trace_settings.rs`); `README.md` tells how to run it.

mod answers;
mod app;
mod client_span;
mod connection;
mod head_deadline;
mod hello;
mod internals;
mod items;
mod listen;
mod middleware;
mod relay;
mod routes;
mod serve;
mod settings;
mod shutdown;
mod trace_context;
mod trace_settings;
mod traces;
mod version;

use std::{env, io::Write, process::ExitCode};

use app::App;
use serve::Drained;
use settings::Settings;
use shutdown::{Draining, StopSignals};
use tokio::runtime::Runtime;
use traces::Traces;

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
    let traces = settings.traced.then(Traces::start).transpose()?;

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
    // After the last request, whose spans are among those that wait, and outside the runtime: this
    // blocks.
    if let Some(traces) = traces {
        traces.flush();
    }
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
    let app = App::new(settings, draining)?;
    let spans = settings.traced.then(traces::server_spans).transpose()?;
    let listener = listen::listen(&settings.host, settings.port).await?;
    let address = listener
        .local_addr()
        .map_err(|error| format!("The address is not known: {error}."))?;
    say(&format!("listening on http://{address}"))?;

    let router = routes::router(app, spans);
    Ok(serve::serve(listener, router, signals, settings.shutdown_limit).await)
}

/// `println!` panics when standard output is closed; this says so in a sentence.
fn say(line: &str) -> Result<(), String> {
    writeln!(std::io::stdout(), "{line}")
        .map_err(|error| format!("Standard output could not be written: {error}."))
}
