//! Requests as bytes, built once: the hot path only writes them, or renders what differs.

use crate::plan::{Operation, Plan};
use crate::template::{FIRST_STREAM, Template};

/// A request, and what its answer is checked against.
#[derive(Clone, Debug)]
pub struct Request {
    /// The message.
    pub message: Message,
    /// The answer to a HEAD request has no body, whatever its header says (RFC 9112, 6.3).
    pub is_head: bool,
    /// Expected status.
    pub status: u16,
    /// Status of a refusal that is right too.
    pub refusal_status: Option<u16>,
    /// Expected length of the decoded body.
    pub body_bytes: Option<u64>,
}

/// Where the bytes of a request come from.
#[derive(Clone, Debug)]
pub enum Message {
    /// The same for every request of the operation.
    Fixed(Vec<u8>),
    /// Rendered for each request.
    Template(Template),
}

impl Request {
    /// The requests of a plan, in the order of its operations.
    pub fn all(plan: &Plan) -> Vec<Self> {
        let mut stream = FIRST_STREAM;
        let request = |operation: &Operation| {
            let request = Self::of(plan, operation, stream);
            stream += operation.parameters.len() as u64;
            request
        };
        plan.operations.iter().map(request).collect()
    }

    /// The whole message; `rendered` is the connection's copy of one that differs.
    pub fn bytes<'a>(&'a self, rendered: &'a [u8]) -> &'a [u8] {
        match &self.message {
            Message::Fixed(bytes) => bytes,
            Message::Template(_) => rendered,
        }
    }

    fn of(plan: &Plan, operation: &Operation, stream: u64) -> Self {
        let Operation { method, path, .. } = operation;
        // An IPv6 address is bracketed in Host (RFC 3986, section 3.2.2).
        let host =
            if plan.host.contains(':') { format!("[{}]", plan.host) } else { plan.host.clone() };
        let head = format!("{method} ");
        let mut tail = format!(" HTTP/1.1\r\nHost: {host}:{}\r\n", plan.port);
        for (name, value) in &operation.headers {
            tail.push_str(&format!("{name}: {value}\r\n"));
        }
        if plan.new_connections {
            tail.push_str("Connection: close\r\n");
        }
        tail.push_str(if operation.body.is_some() { "Content-Length: " } else { "\r\n" });
        let message = if operation.parameters.is_empty() {
            let body = match &operation.body {
                Some(body) => format!("{}\r\n\r\n{body}", body.len()),
                None => String::new(),
            };
            Message::Fixed(format!("{head}{path}{tail}{body}").into_bytes())
        } else {
            let seed = plan.arrivals.seed();
            Message::Template(Template::of(operation, &head, &tail, seed, stream))
        };
        Self {
            message,
            is_head: method == "HEAD",
            status: operation.expect.status,
            refusal_status: operation.expect.refusal_status,
            body_bytes: operation.expect.body_bytes,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn requests(operations: &str) -> Vec<Request> {
        Request::all(&plan(operations))
    }

    fn plan(operations: &str) -> Plan {
        let json = format!(
            r#"{{"host":"::1","port":8080,"threads":1,"connections":1,"arrivals":
            {{"kind":"uniform","ratePerSecond":1,"seed":7}},"seconds":1,"timeoutSeconds":1,
            "operations":[{operations}]}}"#
        );
        Plan::parse(json.as_bytes()).unwrap()
    }

    fn text(request: &Request, number: u64) -> String {
        let mut rendered = Vec::new();
        if let Message::Template(template) = &request.message {
            template.render(number, &mut rendered);
        }
        String::from_utf8(request.bytes(&rendered).to_vec()).unwrap()
    }

    #[test]
    fn a_request_is_one_well_formed_message() {
        let all = requests(
            r#"{"id":"post","weight":1,"method":"POST","path":"/items","headers":{"Accept":"*/*"},
             "body":"\u00e9","expect":{"status":201}}"#,
        );
        let expected = "POST /items HTTP/1.1\r\nHost: [::1]:8080\r\nAccept: */*\r\n\
                        Content-Length: 2\r\n\r\n\u{e9}";
        assert_eq!(text(&all[0], 0), expected);
        assert!(matches!(all[0].message, Message::Fixed(_)), "nothing to render");
    }

    #[test]
    fn a_request_with_a_connection_of_its_own_asks_to_close_it() {
        let mut plan = plan(
            r#"{"id":"a","weight":1,"method":"GET","path":"/","expect":{"status":200}},
            {"id":"b","weight":1,"method":"POST","path":"/","body":"1","expect":{"status":200}}"#,
        );
        plan.new_connections = true;
        let [get, post] = &Request::all(&plan)[..] else { panic!("two requests") };
        let head = " / HTTP/1.1\r\nHost: [::1]:8080\r\nConnection: close\r\n";
        assert_eq!(text(get, 0), format!("GET{head}\r\n"));
        assert_eq!(text(post, 0), format!("POST{head}Content-Length: 1\r\n\r\n1"));
    }

    const ITEM: &str = r#"{"id":"put","weight":1,"method":"PUT","path":"/items/{id}?q={q}",
        "body":"{\"n\":{n},\"q\":\"{q}\",\"r\":{n}}","expect":{"status":200},"parameters":{
        "id":{"kind":"uniform","from":1,"to":1000},"n":{"kind":"sequence","from":99},
        "q":{"kind":"choice","values":["a","bcd"]}}}"#;

    #[test]
    fn placeholders_are_filled_and_the_length_fits_each_body() {
        let request = &requests(ITEM)[0];
        let mut paths = std::collections::BTreeSet::new();
        for number in 0..500u64 {
            let text = text(request, number);
            let (head, body) = text.split_once("\r\n\r\n").unwrap();
            assert!(head.ends_with(&format!("\r\nContent-Length: {}", body.len())), "{text}");
            let n = 99 + number;
            let path = head.split(' ').nth(1).unwrap();
            let (id, q) = path.strip_prefix("/items/").unwrap().split_once("?q=").unwrap();
            assert_eq!(body, format!(r#"{{"n":{n},"q":"{q}","r":{n}}}"#));
            assert!((1..=1000).contains(&id.parse::<u64>().unwrap()), "{path}");
            assert!(["a", "bcd"].contains(&q), "{path}");
            paths.insert(path.to_owned());
        }
        // 500 draws out of 2,000 pairs: about 442 different ones.
        assert!(paths.len() > 400, "{}", paths.len());
    }

    #[test]
    fn values_depend_on_seed_operation_and_number_only() {
        let twice = format!("{ITEM},{}", ITEM.replace("put", "other"));
        let all = requests(&twice);
        assert_eq!(text(&all[0], 3), text(&requests(ITEM)[0], 3));
        let all_of = |request| (0..20).map(|number| text(request, number)).collect::<Vec<_>>();
        assert_ne!(all_of(&all[0]), all_of(&all[1]));
        // Written down once: published runs with this seed must stay repeatable.
        let path = text(&all[0], 3);
        assert_eq!(path.split(' ').nth(1), Some("/items/868?q=a"));
    }

    #[test]
    fn rendering_again_needs_no_further_memory() {
        let request = &requests(ITEM)[0];
        let Message::Template(template) = &request.message else { panic!("a template") };
        let mut buffer = Vec::with_capacity(512);
        let before = (buffer.as_ptr(), buffer.capacity());
        (0..1000).for_each(|number| template.render(number, &mut buffer));
        assert_eq!((buffer.as_ptr(), buffer.capacity()), before);
    }
}
