//! Requests as bytes, built once: the hot path only writes them.

use crate::plan::{Operation, Plan};

/// A request ready to be written, and what its answer is checked against.
#[derive(Clone, Debug)]
pub struct Request {
    /// The whole message.
    pub bytes: Vec<u8>,
    /// The answer to a HEAD request has no body, whatever its header says (RFC 9112, 6.3).
    pub is_head: bool,
    /// Expected status.
    pub status: u16,
    /// Expected length of the decoded body.
    pub body_bytes: Option<u64>,
}

impl Request {
    /// The requests of a plan, in the order of its operations.
    pub fn all(plan: &Plan) -> Vec<Self> {
        plan.operations.iter().map(|operation| Self::of(plan, operation)).collect()
    }

    fn of(plan: &Plan, operation: &Operation) -> Self {
        let Operation { method, path, .. } = operation;
        // An IPv6 address is bracketed in Host (RFC 3986, section 3.2.2).
        let host =
            if plan.host.contains(':') { format!("[{}]", plan.host) } else { plan.host.clone() };
        let mut text = format!("{method} {path} HTTP/1.1\r\nHost: {host}:{}\r\n", plan.port);
        for (name, value) in &operation.headers {
            text.push_str(&format!("{name}: {value}\r\n"));
        }
        if let Some(body) = &operation.body {
            text.push_str(&format!("Content-Length: {}\r\n", body.len()));
        }
        text.push_str("\r\n");
        text.push_str(operation.body.as_deref().unwrap_or_default());
        Self {
            bytes: text.into_bytes(),
            is_head: method == "HEAD",
            status: operation.expect.status,
            body_bytes: operation.expect.body_bytes,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_request_is_one_well_formed_message() {
        let plan = Plan::parse(
            br#"{"host":"::1","port":8080,"threads":1,"connections":1,
            "arrivals":{"kind":"closed"},"seconds":1,"timeoutSeconds":1,"operations":[
            {"id":"post","weight":1,"method":"POST","path":"/items","headers":{"Accept":"*/*"},
             "body":"\u00e9","expect":{"status":201}}]}"#,
        )
        .unwrap();
        let text = String::from_utf8(Request::all(&plan).remove(0).bytes).unwrap();
        assert_eq!(
            text,
            "POST /items HTTP/1.1\r\nHost: [::1]:8080\r\nAccept: */*\r\nContent-Length: 2\r\n\r\n\u{e9}"
        );
    }
}
