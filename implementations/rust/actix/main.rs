//! An HTTP server on actix-web: `/health`, `/ready` and the workloads `/hello`, `/work`, `/wait` and
//! `/items`.
//!
//! The port and the rest come from the environment (`settings.rs`); `README.md` tells how to run
//! it.

mod answers;
mod body;
mod hello;
mod internals;
mod items;
mod middleware;
mod object;
mod parameters;
mod routes;
mod serve;
mod settings;
mod shutdown;
mod store;
mod version;
mod wait;
mod work;

use std::{env, io::Write, process::ExitCode};

use actix_web::rt::System;
use serve::Drained;
use settings::Settings;
use shutdown::StopSignals;

fn main() -> ExitCode {
    let arguments: Vec<String> = env::args_os()
        .skip(1)
        .map(|argument| argument.to_string_lossy().into_owned())
        .collect();

    let outcome = match arguments.as_slice() {
        [] => run(),
        [only] if only == "--version" => say(&version::as_json()),
        [unknown, ..] => Err(format!(
            "Unknown argument \"{unknown}\". The only one is --version; the rest is set by HOST, PORT, \
             VARIANT, SHUTDOWN_SECONDS and INTERNALS_FOLDER."
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
    // What `#[actix_web::main]` expands to. This thread takes signals and serves nothing: so it
    // hears of one even while every worker computes.
    match System::new().block_on(serve_until_signal(&settings))? {
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
    let signals = StopSignals::watch()
        .map_err(|error| format!("The signal handlers could not be installed: {error}."))?;
    let bound = serve::bind(settings)?;
    say(&format!("listening on http://{}", bound.address))?;
    bound.serve(signals, settings.shutdown_limit).await
}

/// `println!` panics when standard output is closed; this says so in a sentence.
fn say(line: &str) -> Result<(), String> {
    writeln!(std::io::stdout(), "{line}")
        .map_err(|error| format!("Standard output could not be written: {error}."))
}
