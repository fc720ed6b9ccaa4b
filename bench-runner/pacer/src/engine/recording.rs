//! Each request's own times, where they are asked for.

use super::{Engine, Waiting};
use crate::connection::{Exchange, State, Trace};
use crate::counts::Outcome;
use crate::environment::Environment;
use crate::record::{ABSENT, Row};

impl<E: Environment> Engine<E> {
    pub(super) fn trace_sent(&mut self, index: usize, noticed_ns: u64) {
        if self.record.is_some() {
            self.connections[index].trace = Trace { noticed_ns, first_byte_ns: None };
        }
    }

    /// Reads the clock for a record only: distributions have no use for the first byte.
    pub(super) fn trace_read(&mut self, index: usize) {
        if self.record.is_some() && self.connections[index].trace.first_byte_ns.is_none() {
            self.connections[index].trace.first_byte_ns = Some(self.environment.now_ns());
        }
    }

    /// A request that was given to a connection is over, or the run is before it.
    pub(super) fn record_exchange(
        &mut self,
        index: usize,
        exchange: Exchange,
        ended: Option<(Outcome, u64)>,
    ) {
        let Some(record) = &mut self.record else {
            return;
        };
        let trace = self.connections[index].trace;
        let from_zero = |ns: u64| ns - self.zero_ns;
        record.push(Row {
            operation: exchange.operation as u32,
            outcome: ended.map(|(outcome, _)| outcome),
            intended_ns: from_zero(exchange.intended_ns),
            noticed_ns: from_zero(trace.noticed_ns),
            sent_ns: if exchange.written > 0 { from_zero(exchange.sent_ns) } else { ABSENT },
            first_byte_ns: trace.first_byte_ns.map_or(ABSENT, from_zero),
            ended_ns: ended.map_or(ABSENT, |(_, at_ns)| from_zero(at_ns)),
        });
    }

    /// A request that no connection had time for is over, or the run is before it.
    pub(super) fn record_waiting(&mut self, waiting: Waiting, ended: Option<(Outcome, u64)>) {
        let Some(record) = &mut self.record else {
            return;
        };
        record.push(Row {
            operation: waiting.operation as u32,
            outcome: ended.map(|(outcome, _)| outcome),
            intended_ns: waiting.intended_ns - self.zero_ns,
            noticed_ns: waiting.noticed_ns - self.zero_ns,
            sent_ns: ABSENT,
            first_byte_ns: ABSENT,
            ended_ns: ended.map_or(ABSENT, |(_, at_ns)| at_ns - self.zero_ns),
        });
    }

    /// The run is over: what waits or is in flight has no end.
    pub(super) fn leave_unfinished(&mut self) {
        for waiting in std::mem::take(&mut self.waiting) {
            self.recorder.unfinished(waiting.intended_ns - self.zero_ns);
            self.record_waiting(waiting, None);
        }
        for index in 0..self.connections.len() {
            let state = self.connections[index].state;
            if let State::Busy(exchange) | State::Dialling(exchange) = state {
                self.recorder.unfinished(exchange.intended_ns - self.zero_ns);
                self.record_exchange(index, exchange, None);
            }
        }
    }
}
