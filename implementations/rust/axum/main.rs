//! The server with the system's allocator, as a plain `cargo build --release` makes it: see `lib.rs`.

use std::process::ExitCode;

use axum_server::Allocator;

fn main() -> ExitCode {
    axum_server::start(Allocator::System)
}
