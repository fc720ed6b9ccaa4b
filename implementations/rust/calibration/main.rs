//! An HTTP server whose answers come at a time that is known beforehand: `/health`, `/ready` and
//! the workload `/hello`.
//!
//! The port and the rest come from the environment (`settings.rs`); `README.md` tells how to run
//! it, and what the truth is.

mod alarms;
mod answers;
mod calibration;
mod clock;
mod connection;
mod head_deadline;
mod hello;
mod histogram;
mod known_truth;
mod listen;
mod loads;
mod middleware;
mod routes;
mod serve;
mod settings;
mod shutdown;
#[cfg(target_os = "linux")]
mod timer_linux;
#[cfg(any(test, not(target_os = "linux")))]
mod timer_portable;
mod version;

use std::{env, fs::File, io::Write, path::Path, process::ExitCode};

use calibration::Calibration;
use serve::Drained;
use settings::Settings;
use shutdown::{Draining, StopSignals};
use tokio::runtime::{Builder, Runtime};

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

/// Serves until a signal, then writes what happened. The error is one sentence for whoever started
/// the program.
fn run() -> Result<(), String> {
    let settings = Settings::from_environment()?;
    // Opened now: that it cannot be written must not be found out after an hour's load.
    let log = settings.log.as_deref().map(create).transpose()?;
    let runtime = one_thread()?;
    let calibration = {
        let _context = runtime.enter();
        Calibration::new(settings.truth)
            .map_err(|error| format!("The system gave no timer: {error}."))?
    };
    let outcome = runtime.block_on(serve_until_signal(&settings, &calibration));
    runtime.shutdown_background();

    if let Some(file) = log {
        calibration
            .write(file)
            .map_err(|error| format!("The file of CALIBRATION_LOG was not written: {error}."))?;
    }
    match outcome? {
        Drained::Completely => Ok(()),
        Drained::NotInTime => Err(format!(
            "Requests were still being answered {} s after the signal; their connections were cut.",
            settings.shutdown_limit.as_secs()
        )),
    }
}

/// The multi-thread runtime is what a service would use. Here one thread does everything: nothing
/// computes, so that more would only take turns, and no answer is late because a task, the timer or
/// a socket's readiness was on another thread.
fn one_thread() -> Result<Runtime, String> {
    Builder::new_current_thread()
        .enable_all()
        .build()
        .map_err(|error| format!("The Tokio runtime did not start: {error}."))
}

fn create(path: &Path) -> Result<File, String> {
    File::create(path).map_err(|error| {
        format!(
            "CALIBRATION_LOG is \"{}\", which cannot be written: {error}.",
            path.display()
        )
    })
}

async fn serve_until_signal(
    settings: &Settings,
    calibration: &Calibration,
) -> Result<Drained, String> {
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

    let time = tokio::spawn(calibration.clone().keep_time());
    let router = routes::router(calibration.clone(), &draining);
    tokio::select! {
        drained = serve::serve(listener, router, signals, settings.shutdown_limit) => Ok(drained),
        failed = time => Err(format!("The timer failed, so that no answer could be due: {failed:?}.")),
    }
}

/// `println!` panics when standard output is closed; this says so in a sentence.
fn say(line: &str) -> Result<(), String> {
    writeln!(std::io::stdout(), "{line}")
        .map_err(|error| format!("Standard output could not be written: {error}."))
}
