//! Tells the program which versions it is made of, for `--version`.
//!
//! A constant in the source would be wrong after the next upgrade. The lock file cannot be: it is
//! what cargo builds from, and cargo writes it before any build script runs.

use std::{env, error::Error, fs, process::Command};

const REPORTED: [(&str, &str); 4] = [
    ("tokio", "TOKIO_VERSION"),
    ("axum", "AXUM_VERSION"),
    ("hyper", "HYPER_VERSION"),
    ("opentelemetry_sdk", "OPENTELEMETRY_VERSION"),
];

fn main() -> Result<(), Box<dyn Error>> {
    println!("cargo::rerun-if-changed=Cargo.lock");

    let lock = fs::read_to_string("Cargo.lock")?;
    for (package, variable) in REPORTED {
        let version = locked_version(&lock, package)
            .ok_or_else(|| format!("Cargo.lock names no version of {package}"))?;
        println!("cargo::rustc-env={variable}={version}");
    }
    println!("cargo::rustc-env=RUSTC_VERSION={}", compiler_version()?);
    Ok(())
}

/// The version in the lock file's entry for `package`, which is two lines: `name = "…"`, `version =
/// "…"`.
fn locked_version<'a>(lock: &'a str, package: &str) -> Option<&'a str> {
    let entry = format!("name = \"{package}\"\nversion = \"");
    let (_, rest) = lock.split_once(&entry)?;
    rest.split('"').next()
}

/// `1.95.0` out of `rustc 1.95.0 (59807616e 2026-04-14)`.
fn compiler_version() -> Result<String, Box<dyn Error>> {
    // Cargo names the compiler it uses: the one on PATH may be another.
    let output = Command::new(env::var("RUSTC")?).arg("--version").output()?;
    let text = String::from_utf8(output.stdout)?;
    let version = text
        .split_whitespace()
        .nth(1)
        .ok_or("rustc printed no version")?;
    Ok(version.to_owned())
}
