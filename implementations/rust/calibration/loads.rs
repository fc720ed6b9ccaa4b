use serde::Serialize;

use crate::{
    histogram::{Histogram, Written},
    known_truth::{Due, Stop},
};

/// A request after as long a silence as this begins a load.
const SILENCE_NS: u64 = 100_000_000;
/// A server that is up for weeks must not grow with the loads that it has seen.
const MOST_LOADS: usize = 1_000;

/// What really happened, load by load.
#[derive(Default)]
pub(crate) struct Loads {
    all: Vec<Load>,
    in_flight: u64,
}

struct Load {
    start_ns: u64,
    /// The last arrival or answer.
    last_ns: u64,
    requests: u64,
    /// Answers that no stop held back, and those that one did.
    ordinary: Histogram,
    held: Histogram,
    stops: Vec<Stopped>,
}

/// A stop that held somebody back. Its beginning and end are exact: they are compared with the clock
/// as each request comes. When the answers went out is what the machine made of it.
#[derive(Clone, Copy, Debug, PartialEq, Serialize)]
#[serde(rename_all = "camelCase")]
pub(crate) struct Stopped {
    start_ns: u64,
    end_ns: u64,
    first_answered_ns: u64,
    last_answered_ns: u64,
    held: u64,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
pub(crate) struct WrittenLoad {
    start_ns: u64,
    end_ns: u64,
    requests: u64,
    ordinary: Written,
    held: Written,
    stops: Vec<Stopped>,
}

impl Loads {
    /// A request came.
    ///
    /// # Returns
    ///
    /// When the load began that it belongs to.
    pub(crate) fn arrived(&mut self, now_ns: u64) -> u64 {
        let in_flight = self.in_flight;
        self.in_flight += 1;
        if let Some(load) = self.all.last_mut()
            && (in_flight > 0 || now_ns < load.last_ns + SILENCE_NS)
        {
            load.last_ns = now_ns;
            load.requests += 1;
            return load.start_ns;
        }
        if self.all.len() == MOST_LOADS {
            self.all.remove(0);
        }
        self.all.push(Load {
            start_ns: now_ns,
            last_ns: now_ns,
            requests: 1,
            ordinary: Histogram::default(),
            held: Histogram::default(),
            stops: Vec::new(),
        });
        now_ns
    }

    pub(crate) fn answered(&mut self, arrived_ns: u64, due: &Due, now_ns: u64) {
        let Some(load) = self.all.last_mut() else {
            return;
        };
        load.last_ns = now_ns;
        match &due.stop {
            None => load.ordinary.record(now_ns - arrived_ns),
            Some(stop) => {
                load.held.record(now_ns - arrived_ns);
                load.released(stop, now_ns);
            }
        }
    }

    /// A request is over, answered or given up by its client.
    pub(crate) fn left(&mut self) {
        self.in_flight -= 1;
    }

    pub(crate) fn written(&self) -> Vec<WrittenLoad> {
        self.all
            .iter()
            .map(|load| WrittenLoad {
                start_ns: load.start_ns,
                end_ns: load.last_ns,
                requests: load.requests,
                ordinary: load.ordinary.written(),
                held: load.held.written(),
                stops: load.stops.clone(),
            })
            .collect()
    }
}

impl Load {
    fn released(&mut self, stop: &Stop, now_ns: u64) {
        if let Some(last) = self.stops.last_mut()
            && last.start_ns == stop.start_ns
        {
            last.last_answered_ns = now_ns;
            last.held += 1;
            return;
        }
        self.stops.push(Stopped {
            start_ns: stop.start_ns,
            end_ns: stop.end_ns,
            first_answered_ns: now_ns,
            last_answered_ns: now_ns,
            held: 1,
        });
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const MS: u64 = 1_000_000;
    const AT_ONCE: Due = Due {
        at_ns: 0,
        stop: None,
    };

    fn exchange(loads: &mut Loads, arrived_ns: u64, answered_ns: u64) -> u64 {
        let start_ns = loads.arrived(arrived_ns);
        loads.answered(arrived_ns, &AT_ONCE, answered_ns);
        loads.left();
        start_ns
    }

    #[test]
    fn a_load_begins_after_a_silence() {
        let mut loads = Loads::default();
        assert_eq!(exchange(&mut loads, 7 * MS, 8 * MS), 7 * MS);
        assert_eq!(exchange(&mut loads, 107 * MS, 107 * MS), 7 * MS);
        assert_eq!(exchange(&mut loads, 207 * MS, 208 * MS), 207 * MS);
        let written = loads.written();
        assert_eq!((written.len(), written[0].requests), (2, 2));
        assert_eq!((written[0].start_ns, written[0].end_ns), (7 * MS, 107 * MS));
    }

    #[test]
    fn a_load_goes_on_while_a_request_waits_and_after_its_answer() {
        let mut loads = Loads::default();
        assert_eq!(loads.arrived(MS), MS);
        // One connection in a closed loop: it asks again when the long stop has ended.
        assert_eq!(loads.arrived(900 * MS), MS);
        loads.answered(MS, &AT_ONCE, 2_000 * MS);
        loads.left();
        loads.left();
        assert_eq!(loads.arrived(2_001 * MS), MS);
    }

    #[test]
    fn a_request_that_was_given_up_is_no_longer_in_flight() {
        let mut loads = Loads::default();
        loads.arrived(MS);
        loads.left();
        assert_eq!(loads.arrived(101 * MS), 101 * MS);
    }

    #[test]
    fn tells_a_stop_by_its_first_and_last_answer() {
        let mut loads = Loads::default();
        let stop = Stop {
            start_ns: 10 * MS,
            end_ns: 20 * MS,
        };
        let due = Due {
            at_ns: 20 * MS,
            stop: Some(stop),
        };
        for _ in 0..3 {
            loads.arrived(15 * MS);
        }
        for later in 0..3 {
            loads.answered(15 * MS, &due, (21 + later) * MS);
        }
        assert_eq!(
            loads.written()[0].stops,
            [Stopped {
                start_ns: 10 * MS,
                end_ns: 20 * MS,
                first_answered_ns: 21 * MS,
                last_answered_ns: 23 * MS,
                held: 3,
            }]
        );
    }

    #[test]
    fn forgets_the_oldest_of_too_many_loads() {
        let mut loads = Loads::default();
        for load in 0..MOST_LOADS as u64 + 5 {
            exchange(&mut loads, load * SILENCE_NS, load * SILENCE_NS);
        }
        let written = loads.written();
        assert_eq!(written.len(), MOST_LOADS);
        assert_eq!(written[0].start_ns, 5 * SILENCE_NS);
    }
}
