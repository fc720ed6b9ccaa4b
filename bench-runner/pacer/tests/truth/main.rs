//! Does pacer report what theory says it must? Simulated time, so the answers are exact and the
//! tests take no longer than the arithmetic.

mod figures;
mod new_connections;
mod new_connections_failing;
mod opening;
mod quirks;
mod ramps;
mod records;
mod scenarios;
mod simulation;
mod stalls;
mod theory;
mod world;
