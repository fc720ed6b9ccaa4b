//! The same server with mimalloc, for the variant of that name: see `lib.rs`.

use std::process::ExitCode;

use axum_server::Allocator;

// #region allocator
/// Every `Box`, `Vec` and `String` of the program comes from here, those of hyper and Tokio too.
///
/// Blocks of a size share a page that belongs to a thread, and each page has a list of free blocks for
/// its thread and another for what other threads give back: so neither takes a lock (Leijen, Zorn,
/// de Moura, "Mimalloc: Free List Sharding in Action", Microsoft Research, 2019). glibc has a small
/// cache a thread, and behind it arenas with a lock each.
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;
// #endregion allocator

fn main() -> ExitCode {
    axum_server::start(Allocator::Mimalloc)
}
