//! The command line: a plan in, a result out.

mod files;

use std::io;
use std::process::ExitCode;
use std::sync::Arc;
use std::sync::atomic::AtomicBool;

use files::Files;
use pacer::null::NullServer;
use pacer::plan::Plan;
use pacer::process::raise_file_limit;
use pacer::run::{Outcome, resolve, run};
use pacer::signals::StopSignals;
use pacer::speed::Speed;

const USAGE: &str = "Usage: pacer run [--plan FILE] [--result FILE] [--record FILE] (standard \
                     input and output unless given, and no record), pacer null [--port N] \
                     [--body-bytes K], pacer speed, or pacer --version.";

/// Longest body of the null server, 64 MiB.
const BODY_BYTES_MAX: usize = 1 << 26;
/// The plan or the command line is wrong.
const EXIT_PLAN: u8 = 2;
/// pacer or its machine is at fault.
const EXIT_FAULT: u8 = 1;

fn main() -> ExitCode {
    match command(std::env::args().skip(1)) {
        Ok(code) => code,
        Err((code, sentence)) => {
            eprintln!("{sentence}");
            ExitCode::from(code)
        }
    }
}

fn command(mut arguments: impl Iterator<Item = String>) -> Result<ExitCode, (u8, String)> {
    match arguments.next().as_deref() {
        Some("--version") => {
            println!("pacer {}", env!("CARGO_PKG_VERSION"));
            Ok(ExitCode::SUCCESS)
        }
        Some("run") => {
            let files = Files::parse(arguments).map_err(|sentence| (EXIT_PLAN, sentence))?;
            run_plan(&files)
        }
        Some("null") => {
            let (port, body_bytes) =
                null_options(arguments).map_err(|sentence| (EXIT_PLAN, sentence))?;
            serve_null(port, body_bytes)
                .map_err(|error| (EXIT_FAULT, format!("The null server failed: {error}.")))?;
            Ok(ExitCode::SUCCESS)
        }
        Some("speed") => {
            let fault = |error: io::Error| (EXIT_FAULT, format!("pacer failed: {error}."));
            let speed = Speed::now().map_err(fault)?;
            let json = serde_json::to_string(&speed).map_err(|error| fault(error.into()))?;
            println!("{json}");
            Ok(ExitCode::SUCCESS)
        }
        _ => Err((EXIT_PLAN, USAGE.to_owned())),
    }
}

fn run_plan(files: &Files) -> Result<ExitCode, (u8, String)> {
    let bad_plan = |sentence| (EXIT_PLAN, sentence);
    let fault = |error: io::Error| (EXIT_FAULT, format!("pacer failed: {error}."));
    let json = files.read_plan().map_err(bad_plan)?;
    let plan = Plan::parse(&json).map_err(bad_plan)?;
    let address = resolve(&plan).map_err(bad_plan)?;
    let record_file = files.create_record(&plan).map_err(bad_plan)?;
    let outcome = run(&plan, address, record_file.is_some()).map_err(fault)?;
    let Outcome { report, signal, records } = outcome;
    let mut json = serde_json::to_vec(&report).map_err(|error| fault(error.into()))?;
    json.push(b'\n');
    files.write_result(&json).map_err(|sentence| (EXIT_FAULT, sentence))?;
    if let Some(file) = record_file {
        files.write_record(file, &records, &plan).map_err(|sentence| (EXIT_FAULT, sentence))?;
    }
    // Stopped early: the result is written and says so, and the exit code is the shell's for a
    // program ended by that signal, so that a script does not go on as if all had run.
    Ok(signal.map_or(ExitCode::SUCCESS, |number| ExitCode::from(128 + number as u8)))
}

/// Serves until a signal ends it.
fn serve_null(port: u16, body_bytes: usize) -> io::Result<()> {
    raise_file_limit();
    let signals = StopSignals::hold_back();
    let (mut server, waker) = NullServer::listen(port, body_bytes)?;
    let stopped = Arc::new(AtomicBool::new(false));
    signals.watch(Arc::clone(&stopped), vec![waker])?;
    println!("listening on {}", server.address()?);
    server.serve(&stopped)
}

/// Port and body length of the null server.
fn null_options(mut arguments: impl Iterator<Item = String>) -> Result<(u16, usize), String> {
    let (mut port, mut body_bytes) = (0, 2);
    while let Some(name) = arguments.next() {
        let most = match name.as_str() {
            "--port" => u16::MAX as usize,
            "--body-bytes" => BODY_BYTES_MAX,
            _ => return Err(format!("{name:?} is no option of pacer null. {USAGE}")),
        };
        let value = arguments.next().and_then(|text| text.parse().ok());
        let number = value
            .filter(|number| *number <= most)
            .ok_or_else(|| format!("{name} needs a whole number, at most {most}. {USAGE}"))?;
        match u16::try_from(number) {
            Ok(number) if name == "--port" => port = number,
            _ => body_bytes = number,
        }
    }
    Ok((port, body_bytes))
}
