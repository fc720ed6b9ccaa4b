//! Messages that differ from request to request: rendered into a buffer that is used again, so
//! that a request costs no allocation.

use std::io::Write;

use crate::placeholders::{Piece, pieces};
use crate::plan::{Operation, Parameter};
use crate::random::Random;
use crate::zipf::Zipf;

/// Stream of the first parameter of a plan; those before it draw intervals and operations.
pub const FIRST_STREAM: u64 = 2;

/// An operation's message with its values left open.
#[derive(Clone, Debug)]
pub struct Template {
    parts: Vec<Part>,
    /// Parts from here on are the body.
    body_from: usize,
    body_text_bytes: usize,
    values: Vec<Values>,
}

#[derive(Clone, Debug)]
enum Part {
    Text(Vec<u8>),
    /// Index of a parameter.
    Value(usize),
    /// The number in Content-Length.
    BodyBytes,
}

/// A parameter and the stream that its values are drawn from.
#[derive(Clone, Debug)]
struct Values {
    parameter: Parameter,
    random: Random,
    /// Of a parameter of that kind, made once.
    zipf: Option<Zipf>,
}

enum Value<'a> {
    Number(u64),
    Text(&'a str),
}

impl Template {
    /// The message of an operation: `head` up to its path, `tail` from there up to the body's
    /// length, if it has a body, or to the end. `stream` is the number of its first parameter's.
    pub fn of(operation: &Operation, head: &str, tail: &str, seed: u64, stream: u64) -> Self {
        let names: Vec<&str> = operation.parameters.keys().map(String::as_str).collect();
        let values = operation
            .parameters
            .values()
            .zip(stream..)
            .map(|(parameter, stream)| Values::of(parameter, Random::new(seed, stream)));
        let part = |piece: Piece<'_>| match piece {
            Piece::Text(text) => Part::Text(text.into()),
            // The plan was checked: every placeholder is a parameter.
            Piece::Placeholder(name) => Part::Value(names.binary_search(&name).unwrap_or_default()),
        };
        let mut parts = vec![Part::Text(head.into())];
        parts.extend(pieces(&operation.path).map(part));
        parts.push(Part::Text(tail.into()));
        if operation.body.is_some() {
            parts.push(Part::BodyBytes);
            parts.push(Part::Text("\r\n\r\n".into()));
        }
        let body_from = parts.len();
        parts.extend(pieces(operation.body.as_deref().unwrap_or_default()).map(part));
        let text_bytes = |part: &Part| if let Part::Text(text) = part { text.len() } else { 0 };
        let body_text_bytes = parts[body_from..].iter().map(text_bytes).sum();
        Self { parts, body_from, body_text_bytes, values: values.collect() }
    }

    /// Writes the message of the operation's request number `number` over `buffer`.
    ///
    /// Values are a function of that number alone, not of what was drawn before, so that event
    /// loops need not agree on who draws.
    pub fn render(&self, number: u64, buffer: &mut Vec<u8>) {
        buffer.clear();
        for part in &self.parts {
            match part {
                Part::Text(text) => buffer.extend_from_slice(text),
                Part::Value(index) => match self.values[*index].at(number) {
                    Value::Number(value) => push_number(value, buffer),
                    Value::Text(text) => buffer.extend_from_slice(text.as_bytes()),
                },
                Part::BodyBytes => push_number(self.body_bytes(number) as u64, buffer),
            }
        }
    }

    fn body_bytes(&self, number: u64) -> usize {
        let length = |part: &Part| match part {
            Part::Value(index) => self.values[*index].at(number).length(),
            _ => 0,
        };
        self.body_text_bytes + self.parts[self.body_from..].iter().map(length).sum::<usize>()
    }
}

impl Values {
    fn of(parameter: &Parameter, random: Random) -> Self {
        let zipf = match parameter {
            Parameter::Zipf { from, to } => Some(Zipf::new((to - from + 1) as usize)),
            _ => None,
        };
        Self { parameter: parameter.clone(), random, zipf }
    }

    fn at(&self, number: u64) -> Value<'_> {
        match &self.parameter {
            Parameter::Sequence { from } => Value::Number(from + number),
            Parameter::Uniform { from, to } => {
                Value::Number(from + self.random.nth_below(number, to - from + 1))
            }
            Parameter::Zipf { from, .. } => {
                let rank = self.zipf.as_ref().map(|zipf| zipf.nth(&self.random, number));
                Value::Number(from + rank.unwrap_or_default())
            }
            Parameter::Choice { values } => {
                Value::Text(&values[self.random.nth_below(number, values.len() as u64) as usize])
            }
        }
    }
}

impl Value<'_> {
    fn length(&self) -> usize {
        match self {
            Self::Number(value) => value.checked_ilog10().unwrap_or_default() as usize + 1,
            Self::Text(text) => text.len(),
        }
    }
}

fn push_number(value: u64, buffer: &mut Vec<u8>) {
    write!(buffer, "{value}").expect("a vector takes every byte");
}
