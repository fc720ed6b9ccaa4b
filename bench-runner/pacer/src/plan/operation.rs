//! What is asked, and which answers count as valid.

use std::collections::{BTreeMap, BTreeSet};

use serde::Deserialize;

use super::parameters::Parameter;
use super::positive;
use crate::placeholders::{Piece, pieces};

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
    /// The request target, e.g. `/prime?n=2000` or `/items/{id}`.
    pub path: String,
    /// Further header fields; `Host` and `Content-Length` are set by pacer.
    #[serde(default)]
    pub headers: BTreeMap<String, String>,
    /// The request body as text; may hold placeholders, as the path may.
    #[serde(default)]
    pub body: Option<String>,
    /// What the placeholders stand for, by name.
    #[serde(default)]
    pub parameters: BTreeMap<String, Parameter>,
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
    /// A status with which the server may refuse the request; such answers are counted apart.
    #[serde(default)]
    pub refusal_status: Option<u16>,
}

impl Operation {
    pub(super) fn has_header(&self, name: &str) -> bool {
        self.headers.keys().any(|header| header.eq_ignore_ascii_case(name))
    }

    pub(super) fn check(&self) -> Result<(), String> {
        let place = |field: &str| format!("operation {:?}: {field}", self.id);
        if self.id.is_empty() {
            return Err("an operation has an empty id".to_owned());
        }
        positive(&place("weight"), self.weight, 1e9)?;
        if self.method.is_empty() || !self.method.bytes().all(is_token) {
            return Err(format!("{} {:?} is no HTTP method", place("method"), self.method));
        }
        if !self.path.starts_with('/') || !is_visible(&self.path) {
            return Err(format!(
                "{} {:?} must start with / and hold visible ASCII only; escape the rest",
                place("path"),
                self.path
            ));
        }
        for (name, value) in &self.headers {
            self.check_header(name, value)?;
        }
        self.check_parameters()?;
        if !(200..=599).contains(&self.expect.status) {
            return Err(format!("{} must be from 200 to 599", place("expect.status")));
        }
        if let Some(refusal) = self.expect.refusal_status
            && (refusal == self.expect.status || !(400..=599).contains(&refusal))
        {
            return Err(format!(
                "{} must be from 400 to 599 and not the status of a valid answer",
                place("expect.refusalStatus")
            ));
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

    fn check_parameters(&self) -> Result<(), String> {
        let id = &self.id;
        let in_path: BTreeSet<&str> = placeholders(&self.path).collect();
        let in_body = placeholders(self.body.as_deref().unwrap_or_default());
        let used: BTreeSet<&str> = in_path.iter().copied().chain(in_body).collect();
        if let Some(name) = used.iter().find(|name| !self.parameters.contains_key(**name)) {
            return Err(format!(
                "operation {id:?}: {{{name}}} stands in its path or body, and its parameters do \
                 not say what for"
            ));
        }
        for (name, parameter) in &self.parameters {
            let fault = |what: &str| format!("operation {id:?}: parameter {name:?}: {what}");
            parameter.check().map_err(|what| fault(&what))?;
            if !used.contains(name.as_str()) {
                return Err(fault("neither path nor body has a placeholder for it"));
            }
            let is_in_path = in_path.contains(name.as_str());
            if is_in_path && !parameter.texts().iter().all(|text| is_visible(text)) {
                return Err(fault("values for a path must be visible ASCII; escape the rest"));
            }
        }
        Ok(())
    }
}

fn placeholders(text: &str) -> impl Iterator<Item = &str> {
    pieces(text).filter_map(|piece| match piece {
        Piece::Placeholder(name) => Some(name),
        Piece::Text(_) => None,
    })
}

fn is_visible(text: &str) -> bool {
    text.bytes().all(|byte| byte.is_ascii_graphic())
}

/// `tchar` of RFC 9110, section 5.6.2.
fn is_token(byte: u8) -> bool {
    byte.is_ascii_alphanumeric() || b"!#$%&'*+-.^_`|~".contains(&byte)
}
