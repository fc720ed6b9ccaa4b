//! Arrivals that come whether or not the server keeps up.

use super::{Engine, NEVER, Source, Waiting};
use crate::counts::Outcome;
use crate::environment::Environment;
use crate::recorder::Times;

impl<E: Environment> Engine<E> {
    /// Open loop: starts every request whose time has come. Returns the time it is then.
    pub(super) fn release_due(&mut self) -> u64 {
        loop {
            let now_ns = self.environment.now_ns();
            let Source::Open(schedule) = &mut self.source else {
                return now_ns;
            };
            let zero_ns = self.zero_ns;
            let Some(arrival) = schedule.next_if(|next| zero_ns + next.at_ns <= now_ns) else {
                return now_ns;
            };
            self.recorder.counts.scheduled += 1;
            self.enter();
            let waiting = Waiting {
                operation: arrival.operation,
                number: arrival.number,
                intended_ns: zero_ns + arrival.at_ns,
                noticed_ns: now_ns,
            };
            // An idle connection means an empty queue: whoever becomes idle serves it first.
            match self.idle.pop_front() {
                Some(connection) => self.send(connection, waiting),
                None => {
                    self.waiting.push_back(waiting);
                    self.check_by(waiting.intended_ns + self.timeout_ns);
                }
            }
        }
    }

    pub(super) fn next_arrival_ns(&mut self) -> u64 {
        match &mut self.source {
            Source::Open(schedule) => {
                schedule.peek().map_or(NEVER, |arrival| self.zero_ns + arrival.at_ns)
            }
            Source::Closed { .. } => NEVER,
        }
    }

    /// A request whose time ran out before any connection was free. Its wait is recorded too:
    /// leaving out the longest waits would make them look shorter.
    pub(super) fn give_up_waiting(&mut self, waiting: Waiting, now_ns: u64) {
        let lag_ns = waiting.noticed_ns - waiting.intended_ns;
        self.recorder.schedule_lag.record_ns(lag_ns);
        self.recorder.connection_wait.record_ns(now_ns - waiting.noticed_ns);
        let times = Times {
            intended_ns: waiting.intended_ns - self.zero_ns,
            sent_ns: None,
            ended_ns: now_ns - self.zero_ns,
        };
        self.recorder.ended(waiting.operation, Outcome::TimedOut, times);
        self.record_waiting(waiting, Some((Outcome::TimedOut, now_ns)));
        self.in_flight -= 1;
    }
}
