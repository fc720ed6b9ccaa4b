//! The open loop's timetable: when each request is meant to start, fixed before the first is sent.

use crate::intervals::Intervals;
use crate::mix::Mix;
use crate::plan::Plan;
use crate::random::Random;

/// One intended request.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Arrival {
    /// Intended start, ns from time 0.
    pub at_ns: u64,
    /// Index of the operation to send.
    pub operation: usize,
    /// How many arrivals of that operation came before, over all threads.
    pub number: u64,
}

/// All arrivals of one thread in order, drawn as they are needed.
///
/// Each thread draws the whole timetable and keeps every `threads`-th arrival, so the union over
/// threads is the same list whatever their number, and no thread waits for another.
pub struct Schedule {
    intervals: Intervals,
    operations: Random,
    mix: Mix,
    /// Arrivals so far, by operation.
    numbers: Vec<u64>,
    window_ns: u64,
    index: usize,
    thread: usize,
    threads: usize,
}

impl Schedule {
    /// The share of one thread, or nothing for a closed loop.
    pub fn of(plan: &Plan, thread: usize) -> Option<Self> {
        Some(Self {
            intervals: Intervals::of(&plan.arrivals)?,
            operations: Random::new(plan.arrivals.seed(), 1),
            mix: Mix::of(&plan.operations),
            numbers: vec![0; plan.operations.len()],
            window_ns: (plan.seconds * 1e9) as u64,
            index: 0,
            thread,
            threads: plan.threads,
        })
    }
}

impl Iterator for Schedule {
    type Item = Arrival;

    fn next(&mut self) -> Option<Arrival> {
        loop {
            let at_ns = self.intervals.next_ns(self.index);
            if at_ns >= self.window_ns {
                return None;
            }
            let operation = self.mix.draw(&mut self.operations);
            let number = self.numbers[operation];
            self.numbers[operation] += 1;
            let mine = self.index % self.threads == self.thread;
            self.index += 1;
            if mine {
                return Some(Arrival { at_ns, operation, number });
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn plan(arrivals: &str, threads: usize) -> Plan {
        let json = format!(
            r#"{{"host":"h","port":1,"threads":{threads},"connections":8,"arrivals":{arrivals},
            "seconds":20,"timeoutSeconds":1,"operations":[
            {{"id":"a","weight":3,"method":"GET","path":"/a","expect":{{"status":200}}}},
            {{"id":"b","weight":1,"method":"GET","path":"/b","expect":{{"status":200}}}}]}}"#
        );
        Plan::parse(json.as_bytes()).unwrap()
    }

    fn arrivals(plan: &Plan, thread: usize) -> Vec<Arrival> {
        Schedule::of(plan, thread).unwrap().collect()
    }

    #[test]
    fn uniform_arrivals_keep_their_interval_without_drift() {
        let list = arrivals(&plan(r#"{"kind":"uniform","ratePerSecond":3000,"seed":1}"#, 1), 0);
        assert_eq!(list.len(), 60_000);
        for (index, arrival) in list.iter().enumerate() {
            let exact = index as f64 * 1e9 / 3000.0;
            assert!((arrival.at_ns as f64 - exact).abs() <= 0.51, "arrival {index}");
        }
    }

    #[test]
    fn poisson_arrivals_have_the_rate_and_the_variance_of_counts() {
        let list = arrivals(&plan(r#"{"kind":"poisson","ratePerSecond":5000,"seed":9}"#, 1), 0);
        // 100,000 expected, standard deviation 316.
        assert!((98_500..101_500).contains(&list.len()), "{}", list.len());
        let mut counts = vec![0.0f64; 2000];
        for arrival in &list {
            counts[(arrival.at_ns / 10_000_000) as usize] += 1.0;
        }
        let mean = counts.iter().sum::<f64>() / 2000.0;
        let variance = counts.iter().map(|n| (n - mean).powi(2)).sum::<f64>() / 2000.0;
        // A Poisson count has variance = mean; the index of dispersion scatters by sqrt(2 / n).
        assert!((variance / mean - 1.0).abs() < 0.16, "{}", variance / mean);
    }

    #[test]
    fn one_seed_is_one_schedule_for_ever() {
        let seed_42 = plan(r#"{"kind":"poisson","ratePerSecond":1000,"seed":42}"#, 1);
        let list = arrivals(&seed_42, 0);
        assert_eq!(list, arrivals(&seed_42, 0));
        // Written down once: published runs with this seed must stay repeatable.
        let first: Vec<u64> = list.iter().take(3).map(|arrival| arrival.at_ns).collect();
        assert_eq!(first, PINNED_SEED_42);
        let other = plan(r#"{"kind":"poisson","ratePerSecond":1000,"seed":43}"#, 1);
        assert_ne!(list, arrivals(&other, 0));
    }

    const PINNED_SEED_42: [u64; 3] = [2_962_931, 3_136_849, 4_179_025];

    #[test]
    fn threads_share_one_schedule() {
        let json = r#"{"kind":"poisson","ratePerSecond":1000,"seed":5}"#;
        let whole = arrivals(&plan(json, 1), 0);
        let shared = plan(json, 3);
        let mut union: Vec<Arrival> = (0..3).flat_map(|thread| arrivals(&shared, thread)).collect();
        union.sort_by_key(|arrival| arrival.at_ns);
        assert_eq!(union, whole);
        for operation in 0..2 {
            let numbers = whole.iter().filter(|it| it.operation == operation).map(|it| it.number);
            let count = numbers.clone().count() as u64;
            assert!(numbers.eq(0..count), "operation {operation}");
        }
    }

    #[test]
    fn operations_are_drawn_by_weight() {
        let list = arrivals(&plan(r#"{"kind":"uniform","ratePerSecond":2000,"seed":3}"#, 1), 0);
        let share = list.iter().filter(|arrival| arrival.operation == 0).count() as f64 / 40_000.0;
        assert!((share - 0.75).abs() < 0.011, "{share}");
    }
}
