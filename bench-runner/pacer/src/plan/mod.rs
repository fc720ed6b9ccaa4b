//! What to do: the JSON plan, read and checked once, before anything is opened.

mod arrivals;
mod operation;
mod parameters;

use std::collections::BTreeSet;
use std::net::IpAddr;

use serde::Deserialize;

pub use arrivals::{Arrivals, Scatter, Stage};
pub use operation::{Expect, Operation};
pub use parameters::Parameter;

/// Connections opened a second unless the plan says otherwise.
///
/// A server's handshakes queue until it accepts them; Node.js asks for a queue of 511
/// (its documentation of `server.listen`), and what does not fit is dropped and tried again by the kernel a second later. At
/// 2,000 a second a server may be busy with something else for a quarter of a second.
const CONNECT_PER_SECOND: f64 = 2_000.0;
/// Longest opening; a slower one is a plan's mistake.
const CONNECT_SECONDS_MAX: f64 = 3_600.0;

/// A load on one server: who asks, when, what, and which answers count as valid.
#[derive(Clone, Debug, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct Plan {
    /// Name or address of the server.
    pub host: String,
    /// Its TCP port.
    pub port: u16,
    /// Event loops, one a thread; connections and arrivals are dealt out to them in turn.
    pub threads: usize,
    /// Connections kept open, all threads together.
    pub connections: usize,
    /// Opens a connection for each request instead, at its start; `connections` is then how many
    /// may be open at once.
    #[serde(default)]
    pub new_connections: bool,
    /// How many of them are opened a second, before time 0.
    #[serde(default = "connect_per_second")]
    pub connect_per_second: f64,
    /// Own addresses that connections come from, dealt out in turn; the system chooses when empty.
    #[serde(default)]
    pub source_addresses: Vec<IpAddr>,
    /// Nothing else may use the cores that it runs on: it then spins away the last microseconds
    /// before a request.
    #[serde(default)]
    pub own_cores: bool,
    /// When requests start.
    pub arrivals: Arrivals,
    /// Length of the sending window.
    pub seconds: f64,
    /// How long a request may take from its intended start before it is given up.
    pub timeout_seconds: f64,
    /// How long connections stay open when all is over. Closing ten thousand of them keeps a core
    /// busy for a fifth of a second, in which a generator beside this one could not send.
    #[serde(default)]
    pub keep_open_seconds: f64,
    /// What is asked; one is drawn by weight for each arrival.
    pub operations: Vec<Operation>,
}

impl Plan {
    /// Reads a plan from JSON. The error is one sentence: what is wrong, where, what to do.
    pub fn parse(json: &[u8]) -> Result<Self, String> {
        let plan: Self = serde_json::from_slice(json)
            .map_err(|error| format!("The plan is not what pacer expects: {error}."))?;
        plan.check().map_err(|fault| format!("The plan cannot be run: {fault}."))?;
        Ok(plan)
    }

    /// When a connection is opened, ns from the first one.
    pub fn opening_ns(&self, connection: usize) -> u64 {
        (connection as f64 * 1e9 / self.connect_per_second) as u64
    }

    fn check(&self) -> Result<(), String> {
        whole("threads", self.threads, 1, 256)?;
        whole("connections", self.connections, 1, 1_000_000)?;
        if self.threads > self.connections {
            return Err(format!(
                "{} threads cannot share {} connections; give each thread one at least",
                self.threads, self.connections
            ));
        }
        positive("connectPerSecond", self.connect_per_second, 10_000_000.0)?;
        positive(
            "connections / connectPerSecond",
            self.connections as f64 / self.connect_per_second,
            CONNECT_SECONDS_MAX,
        )?;
        positive("seconds", self.seconds, 86_400.0)?;
        positive("timeoutSeconds", self.timeout_seconds, 3_600.0)?;
        if !(0.0..=60.0).contains(&self.keep_open_seconds) {
            return Err(format!(
                "keepOpenSeconds is {}; it must be from 0 to 60",
                self.keep_open_seconds
            ));
        }
        self.arrivals.check(self.seconds)?;
        if self.operations.is_empty() {
            return Err("operations is empty; name one request at least".to_owned());
        }
        let mut ids = BTreeSet::new();
        for operation in &self.operations {
            operation.check()?;
            if self.new_connections && operation.has_header("Connection") {
                return Err(format!(
                    "operation {:?}: pacer sets the header Connection itself where newConnections \
                     is true; leave it out",
                    operation.id
                ));
            }
            if !ids.insert(&operation.id) {
                return Err(format!("two operations are called {:?}", operation.id));
            }
        }
        Ok(())
    }
}

fn connect_per_second() -> f64 {
    CONNECT_PER_SECOND
}

fn positive(name: &str, value: f64, most: f64) -> Result<(), String> {
    if value > 0.0 && value <= most {
        return Ok(());
    }
    Err(format!("{name} is {value}; it must be above 0 and at most {most}"))
}

fn whole(name: &str, value: usize, least: usize, most: usize) -> Result<(), String> {
    if (least..=most).contains(&value) {
        return Ok(());
    }
    Err(format!("{name} is {value}; it must be from {least} to {most}"))
}
