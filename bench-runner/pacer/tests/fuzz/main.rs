//! Random input, from a seed: nothing a peer sends may make pacer panic, hang, or miscount.
//!
//! `cargo test` draws a few thousand inputs, always the same. `cargo test --release --test fuzz --
//! --ignored` draws millions from a seed of its own, which it prints; `FUZZ_SEED` and `FUZZ_INPUTS`
//! repeat or lengthen it. Stable Rust and no tool of its own, so that everyone's tests run it.

mod budget;
mod draw;
mod engine;
mod message;
mod minimise;
mod mutate;
mod peer;
mod reader;
mod verdict;
