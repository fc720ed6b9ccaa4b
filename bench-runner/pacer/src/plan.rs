//! What to do: the JSON plan, read and checked once, before anything is opened.

use std::collections::{BTreeMap, BTreeSet};

use serde::Deserialize;

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
    /// When requests start.
    pub arrivals: Arrivals,
    /// Length of the sending window.
    pub seconds: f64,
    /// How long a request may take from its intended start before it is given up.
    pub timeout_seconds: f64,
    /// What is asked; one is drawn by weight for each arrival.
    pub operations: Vec<Operation>,
}

/// When requests start: after an answer (closed), or at times fixed in advance (open).
#[derive(Clone, Copy, Debug, Deserialize, PartialEq)]
#[serde(
    tag = "kind",
    rename_all = "lowercase",
    rename_all_fields = "camelCase",
    deny_unknown_fields
)]
pub enum Arrivals {
    /// Each connection sends its next request when the last one is answered.
    Closed {},
    /// Open loop, the same interval between any two arrivals.
    Uniform {
        /// Arrivals a second, all threads together.
        rate_per_second: f64,
        /// Start of the stream that draws operations.
        seed: u64,
    },
    /// Open loop, independent arrivals: exponential intervals with the mean `1 / rate`.
    Poisson {
        /// Mean arrivals a second, all threads together.
        rate_per_second: f64,
        /// Start of the streams that draw intervals and operations.
        seed: u64,
    },
}

/// One kind of request and what proves that it was answered.
#[derive(Clone, Debug, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct Operation {
    /// The name its results are filed under.
    pub id: String,
    /// Its share of the arrivals, relative to the other operations.
    pub weight: f64,
    /// The HTTP method.
    pub method: String,
    /// The request target, e.g. `/prime?n=2000`.
    pub path: String,
    /// Further header fields; `Host` and `Content-Length` are set by pacer.
    #[serde(default)]
    pub headers: BTreeMap<String, String>,
    /// The request body as text.
    #[serde(default)]
    pub body: Option<String>,
    /// What a valid answer looks like.
    pub expect: Expect,
}

/// What a valid answer looks like; every answer is checked.
#[derive(Clone, Copy, Debug, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct Expect {
    /// The status code.
    pub status: u16,
    /// Length of the decoded body; unchecked when absent.
    #[serde(default)]
    pub body_bytes: Option<u64>,
}

impl Plan {
    /// Reads a plan from JSON. The error is one sentence: what is wrong, where, what to do.
    pub fn parse(json: &[u8]) -> Result<Self, String> {
        let plan: Self = serde_json::from_slice(json)
            .map_err(|error| format!("The plan is not what pacer expects: {error}."))?;
        plan.check().map_err(|fault| format!("The plan cannot be run: {fault}."))?;
        Ok(plan)
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
        positive("seconds", self.seconds, 86_400.0)?;
        positive("timeoutSeconds", self.timeout_seconds, 3_600.0)?;
        if let Some((rate, _)) = self.arrivals.schedule() {
            positive("arrivals.ratePerSecond", rate, 10_000_000.0)?;
        }
        if self.operations.is_empty() {
            return Err("operations is empty; name one request at least".to_owned());
        }
        let mut ids = BTreeSet::new();
        for operation in &self.operations {
            operation.check()?;
            if !ids.insert(&operation.id) {
                return Err(format!("two operations are called {:?}", operation.id));
            }
        }
        Ok(())
    }
}

impl Arrivals {
    /// Rate and seed of an open loop; nothing for a closed one.
    pub fn schedule(self) -> Option<(f64, u64)> {
        match self {
            Self::Closed {} => None,
            Self::Uniform { rate_per_second, seed } | Self::Poisson { rate_per_second, seed } => {
                Some((rate_per_second, seed))
            }
        }
    }
}

impl Operation {
    fn check(&self) -> Result<(), String> {
        let place = |field: &str| format!("operation {:?}: {field}", self.id);
        if self.id.is_empty() {
            return Err("an operation has an empty id".to_owned());
        }
        positive(&place("weight"), self.weight, 1e9)?;
        if self.method.is_empty() || !self.method.bytes().all(is_token) {
            return Err(format!("{} {:?} is no HTTP method", place("method"), self.method));
        }
        if !self.path.starts_with('/') || !self.path.bytes().all(|byte| byte.is_ascii_graphic()) {
            return Err(format!(
                "{} {:?} must start with / and hold visible ASCII only; escape the rest",
                place("path"),
                self.path
            ));
        }
        for (name, value) in &self.headers {
            self.check_header(name, value)?;
        }
        if !(200..=599).contains(&self.expect.status) {
            return Err(format!("{} must be from 200 to 599", place("expect.status")));
        }
        Ok(())
    }

    fn check_header(&self, name: &str, value: &str) -> Result<(), String> {
        // These decide how the message is framed (RFC 9112, section 6); two authors would disagree.
        let framing = ["host", "content-length", "transfer-encoding"];
        let set_by_pacer = framing.contains(&name.to_ascii_lowercase().as_str());
        let printable = value.bytes().all(|byte| byte == b'\t' || !byte.is_ascii_control());
        if name.is_empty() || !name.bytes().all(is_token) || !printable || set_by_pacer {
            return Err(format!(
                "operation {:?}: header {name:?} is malformed, or one that pacer sets itself",
                self.id
            ));
        }
        Ok(())
    }
}

/// `tchar` of RFC 9110, section 5.6.2.
fn is_token(byte: u8) -> bool {
    byte.is_ascii_alphanumeric() || b"!#$%&'*+-.^_`|~".contains(&byte)
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
