//! The program itself against servers on real sockets that do what servers do, and what they
//! should not. Machines are busy: bounds on times are wide, counts are exact.

#![expect(clippy::unwrap_used, reason = "a test fails by panicking")]

mod answers;
mod command_line;
mod connections;
mod new_connections;
mod null;
mod open_loop;
mod peers;
mod plans;
mod program;
mod server;
