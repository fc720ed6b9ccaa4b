//! The engine: whatever the peers do, a run ends in time and every request is accounted for.

use std::panic::{AssertUnwindSafe, catch_unwind, resume_unwind};

use pacer::engine::{Engine, Finished, GRACE_NS};
use pacer::plan::Plan;
use pacer::random::Random;

use crate::budget::{Budget, brief, long};
use crate::draw::{below, once_in};
use crate::peer::Hostile;

const MS: u64 = 1_000_000;

#[test]
fn a_run_among_hostile_peers_ends_and_counts_every_request() {
    let outcomes = run_all(brief(30));
    assert!(outcomes.iter().all(|count| *count > 0), "not every outcome was drawn: {outcomes:?}");
}

#[test]
#[ignore = "takes about a minute: npm run prove"]
fn many_thousands_of_runs_among_hostile_peers_end_and_count_every_request() {
    let outcomes = run_all(long(15_000));
    println!("valid, status, length, malformed, timed out, failed, unfinished: {outcomes:?}");
}

/// Requests by outcome, over all runs.
fn run_all(budget: Budget) -> [u64; 7] {
    let mut sums = [0; 7];
    for stream in 0..budget.inputs {
        let run = || run_one(Random::new(budget.seed, stream));
        let outcomes = catch_unwind(AssertUnwindSafe(run)).unwrap_or_else(|panic| {
            eprintln!("seed {}, {stream}", budget.seed);
            resume_unwind(panic)
        });
        sums.iter_mut().zip(outcomes).for_each(|(sum, count)| *sum += count);
    }
    sums
}

fn run_one(mut random: Random) -> [u64; 7] {
    let plan = plan(&mut random);
    let stop_ns =
        if once_in(&mut random, 8) { below(&mut random, 1400) as u64 * MS } else { u64::MAX };
    let world = Hostile::new(random, plan.connections, stop_ns);
    let mut engine = Engine::new(&plan, 0, world);
    engine.open().expect("the world itself has no faults");
    // All are open or given up by then: the longest time-out is below a second.
    let finished = engine.run(1000 * MS).expect("the world itself has no faults");
    let bound_ns = (plan.seconds + plan.timeout_seconds) * 1e9 + (GRACE_NS + 100 * MS) as f64;
    assert!(finished.elapsed_ns as f64 <= bound_ns, "ran for {} ns", finished.elapsed_ns);
    account(&finished, plan.new_connections)
}

fn account(finished: &Finished, new_connections: bool) -> [u64; 7] {
    let recorder = &finished.recorder;
    let counts = &recorder.counts;
    let by_status = counts.valid + counts.invalid_status + counts.invalid_length;
    let ended = by_status + counts.malformed + counts.timed_out + counts.failed;
    assert_eq!(counts.scheduled, ended + counts.unfinished, "{counts:?}");
    assert_eq!(recorder.response_time().count(), ended, "{counts:?}");
    assert_eq!(recorder.statuses.values().sum::<u64>(), by_status, "{counts:?}");
    assert!(counts.sent <= counts.scheduled, "{counts:?}");
    assert!(recorder.service_time.count() <= counts.sent, "{counts:?}");
    if !finished.is_interrupted {
        assert_eq!(counts.unfinished, 0, "{counts:?}");
    }
    if new_connections {
        let connections = &recorder.connections;
        let attempts = connections.opened + connections.connect_failures;
        assert_eq!(recorder.connect_time.count(), attempts, "{connections:?}");
        assert!(attempts <= counts.scheduled, "{connections:?} {counts:?}");
        assert!(counts.sent <= connections.opened, "{connections:?} {counts:?}");
    }
    [
        counts.valid,
        counts.invalid_status,
        counts.invalid_length,
        counts.malformed,
        counts.timed_out,
        counts.failed,
        counts.unfinished,
    ]
}

fn plan(random: &mut Random) -> Plan {
    let seed = below(random, 1_000_000);
    let rate = 20 + below(random, 400);
    let arrivals = match below(random, 3) {
        0 => r#"{"kind":"closed"}"#.to_owned(),
        1 => format!(r#"{{"kind":"uniform","ratePerSecond":{rate},"seed":{seed}}}"#),
        _ => format!(r#"{{"kind":"poisson","ratePerSecond":{rate},"seed":{seed}}}"#),
    };
    let connections = 1 + below(random, 8);
    let seconds = (20 + below(random, 300)) as f64 / 1e3;
    let timeout_seconds = (20 + below(random, 600)) as f64 / 1e3;
    let new_connections = once_in(random, 2);
    let body = "b".repeat(below(random, 3) * 40_000);
    let json = format!(
        r#"{{"host":"127.0.0.1","port":1,"threads":1,"connections":{connections},
        "newConnections":{new_connections},"arrivals":{arrivals},"seconds":{seconds},
        "timeoutSeconds":{timeout_seconds},"operations":[
        {{"id":"get","weight":3,"method":"GET","path":"/","expect":{{"status":200,"bodyBytes":2}}}},
        {{"id":"head","weight":1,"method":"HEAD","path":"/","expect":{{"status":200}}}},
        {{"id":"post","weight":1,"method":"POST","path":"/","body":"{body}","expect":{{"status":201}}}}
        ]}}"#
    );
    Plan::parse(json.as_bytes()).expect("the tests' own plans are right")
}
