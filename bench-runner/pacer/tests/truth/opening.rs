//! How connections are opened.

use std::rc::Rc;

use crate::figures::{CLOSED, plan};
use crate::simulation::{Log, MS, Quirks, SECOND, ZERO_NS, simulate_engine};

#[test]
fn connections_are_opened_evenly_at_the_pace_of_the_plan() {
    let mut plan = plan(CLOSED, 0.1, 1000, 5.0);
    for (pace, is_default) in [(2_000.0, true), (5_000.0, false)] {
        if !is_default {
            plan.connect_per_second = pace;
        }
        let log = Log::default();
        let server = |arrived_ns| arrived_ns + MS;
        let all =
            simulate_engine(&plan, Quirks::default(), Rc::clone(&log), |engine| engine, server);
        assert_eq!(all.recorder.connections.established, 1000);
        assert_eq!(log.opened_ns.borrow().len(), 1000);
        for (index, at_ns) in log.opened_ns.borrow().iter().enumerate() {
            let due_ns = (index as f64 * 1e9 / pace) as u64;
            // Deadlines are looked through once a millisecond at most, and nothing else delays it.
            assert!((due_ns..=due_ns + MS).contains(at_ns), "{index} at {at_ns}, due {due_ns}");
        }
    }
}

#[test]
fn a_handshake_may_take_its_time_after_the_last_connection_too() {
    // The opening lasts 1 s, longer than the time-out of 0.3 s: nobody may be given up for that.
    let mut plan = plan(CLOSED, 0.1, 100, 0.3);
    plan.connect_per_second = 100.0;
    let log = Log::default();
    let server = |arrived_ns| arrived_ns + MS;
    let all = simulate_engine(&plan, Quirks::default(), Rc::clone(&log), |engine| engine, server);
    assert_eq!(all.recorder.connections.established, 100);
    assert_eq!((log.opened_ns.borrow().len(), all.recorder.connections.connect_failures), (100, 0));
}

#[test]
fn stopping_while_connections_are_opened_is_a_result_too() {
    let mut plan = plan(CLOSED, 10.0, 100, 5.0);
    plan.connect_per_second = 100.0;
    // Before time 0: half of the opening's second.
    let quirks = Quirks { stop_at_ns: Some(SECOND / 2), ..Quirks::default() };
    let log = Log::default();
    let stopped = simulate_engine(&plan, quirks, Rc::clone(&log), |engine| engine, |_| ZERO_NS);
    assert!(stopped.is_interrupted);
    assert_eq!((stopped.window_ns, stopped.recorder.counts.scheduled), (0, 0));
    assert!((49..=51).contains(&log.opened_ns.borrow().len()), "{}", log.opened_ns.borrow().len());
}

#[test]
fn what_opening_spins_away_is_none_of_the_window() {
    let plan = plan(CLOSED, 0.1, 1000, 5.0);
    let log = Log::default();
    let server = |arrived_ns| arrived_ns + MS;
    let all = simulate_engine(&plan, Quirks::default(), Rc::clone(&log), |engine| engine, server);
    let opened_ns = log.opened_ns.borrow().last().copied().expect("all are opened");
    let after_ns = ZERO_NS + all.elapsed_ns - opened_ns;
    assert!(all.spun_ns <= after_ns, "{} ns of {after_ns}", all.spun_ns);
    assert!(all.spun_ns >= all.elapsed_ns);
}
