//! The scenarios by which generators are judged, each against the whole of its distribution:
//! p50, p90, p99, p99.9, longest and mean, within 1 % of a formula.
//!
//! Arrivals are uniform, 1,000 a second, so that in a stall the waits are spread evenly.

use std::cell::Cell;

use pacer::histogram::Histogram;

use crate::figures::{CLOSED, UNIFORM_1000, assert_within_1_percent, mean_ms, plan, quantile_ms};
use crate::simulation::{MS, simulate};

/// What theory says, in ms.
struct Theory<Q> {
    quantile: Q,
    longest: f64,
    mean: f64,
}

impl<Q: Fn(f64) -> f64> Theory<Q> {
    #[track_caller]
    fn assert_of(&self, response: &Histogram) {
        for quantile in [0.5, 0.9, 0.99, 0.999] {
            let name = format!("quantile {quantile}");
            let theory = (self.quantile)(quantile);
            assert_within_1_percent(&name, quantile_ms(response, quantile), theory);
        }
        assert_within_1_percent("longest", quantile_ms(response, 1.0), self.longest);
        assert_within_1_percent("mean", mean_ms(response), self.mean);
    }
}

/// A server that answers after 1 ms, but stands still for `pause_ms` at the start of each period.
fn pausing(pause_ms: u64, period_ms: u64) -> impl Fn(u64) -> u64 {
    move |arrived_ns| {
        let phase_ns = arrived_ns % (period_ms * MS);
        arrived_ns + MS + (pause_ms * MS).saturating_sub(phase_ns)
    }
}

/// Of a period T the share L / T arrives in the pause L, and waits evenly from L down to nothing:
/// above the quantile q = 1 - L / T the wait is T (q - (1 - L / T)), the longest is L, and the mean
/// over all is (L / T) (L / 2). The service of 1 ms comes on top.
fn open_with_pause(pause_ms: f64, period_ms: f64) -> Theory<impl Fn(f64) -> f64> {
    let quick = 1.0 - pause_ms / period_ms;
    Theory {
        quantile: move |q: f64| 1.0 + period_ms * (q - quick).max(0.0),
        longest: 1.0 + pause_ms,
        mean: 1.0 + pause_ms * pause_ms / (2.0 * period_ms),
    }
}

/// One connection is always waiting for one answer, so answers come one after the other: of a
/// period T the pause L takes one of 1 + L ms, and the rest T - L has one each ms. The others do
/// not ask during the pause; one request in T - L is slow, which no quantile here sees, and the
/// mean is the time over the number, T / (T - L).
fn closed_with_pause(pause_ms: f64, period_ms: f64) -> Theory<impl Fn(f64) -> f64> {
    Theory { quantile: |_| 1.0, longest: 1.0 + pause_ms, mean: period_ms / (period_ms - pause_ms) }
}

#[test]
fn fixed_delays_of_1_and_50_ms() {
    for delay_ms in [1u64, 50] {
        let fixed = delay_ms as f64;
        let theory = Theory { quantile: |_| fixed, longest: fixed, mean: fixed };
        for arrivals in [UNIFORM_1000, CLOSED] {
            let server = |arrived_ns| arrived_ns + delay_ms * MS;
            let finished = simulate(&plan(arrivals, 10.0, 100, 5.0), server);
            theory.assert_of(&finished.recorder.response_time());
        }
    }
}

#[test]
fn a_stall_of_1_s_in_10_s() {
    let open = simulate(&plan(UNIFORM_1000, 10.0, 1100, 5.0), pausing(1_000, 10_000));
    open_with_pause(1_000.0, 10_000.0).assert_of(&open.recorder.response_time());
    let closed = simulate(&plan(CLOSED, 10.0, 1, 5.0), pausing(1_000, 10_000));
    closed_with_pause(1_000.0, 10_000.0).assert_of(&closed.recorder.response_time());
    assert_within_1_percent("asked", closed.recorder.counts.scheduled as f64, 9_000.0);
}

#[test]
fn a_pause_of_200_ms_every_10_s() {
    let open = simulate(&plan(UNIFORM_1000, 30.0, 300, 5.0), pausing(200, 10_000));
    open_with_pause(200.0, 10_000.0).assert_of(&open.recorder.response_time());
    let closed = simulate(&plan(CLOSED, 30.0, 1, 5.0), pausing(200, 10_000));
    closed_with_pause(200.0, 10_000.0).assert_of(&closed.recorder.response_time());
    assert_within_1_percent("asked", closed.recorder.counts.scheduled as f64, 29_400.0);
}

#[test]
fn exponential_service_times_of_10_ms() {
    // Drawn by inversion, -10 ln(1 - u), from u = the fractions of i phi: the sequence that fills
    // [0, 1) most evenly, so that p99.9 of 200,000 draws is that of the law to 0.1 % and not, as
    // with random numbers, to 1 % (Niederreiter, "Random Number Generation and Quasi-Monte Carlo
    // Methods", 1992, section 3.1). With connections to spare nothing waits: M/G/infinity.
    let exponential_ms = |u: f64| -10.0 * (1.0 - u).ln();
    let (index, longest) = (Cell::new(0u32), Cell::new(0.0f64));
    let server = |arrived_ns: u64| {
        index.set(index.get() + 1);
        let u = (f64::from(index.get()) * 0.618_033_988_749_894_9).fract();
        longest.set(longest.get().max(exponential_ms(u)));
        arrived_ns + (exponential_ms(u) * 1e6) as u64
    };
    let open = simulate(&plan(UNIFORM_1000, 200.0, 200, 5.0), server);
    assert_eq!(index.get(), 200_000);
    let theory = Theory { quantile: exponential_ms, longest: longest.get(), mean: 10.0 };
    theory.assert_of(&open.recorder.response_time());
}
