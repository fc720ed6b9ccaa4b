//! Rates that change linearly, stage by stage.

use crate::plan::Stage;

/// Turns a number of arrivals into the time at which a ramp has let that many be expected.
///
/// A process of rate 1 whose times go through this, the inverse of the cumulative rate, has the
/// ramp's rate: Çinlar, "Introduction to Stochastic Processes" (1975), section 4.7. The other road
/// is thinning (Lewis and Shedler, Naval Research Logistics 26, 1979), which draws at the highest
/// rate and throws away. Inversion keeps each draw and, for a rate linear in time, needs no more
/// than a square root, which IEEE 754 rounds exactly: the same times on every machine.
pub struct Ramp {
    stages: Vec<Stage>,
    stage: usize,
    /// Arrivals expected, and seconds, before the present stage.
    expected_before: f64,
    seconds_before: f64,
}

impl Ramp {
    /// At the start of the first stage.
    pub fn of(stages: &[Stage]) -> Self {
        Self { stages: stages.to_vec(), stage: 0, expected_before: 0.0, seconds_before: 0.0 }
    }

    /// Seconds from time 0 until more than `expected` arrivals are expected; nothing if they never
    /// are. To be asked with rising numbers.
    pub fn reaches(&mut self, expected: f64) -> Option<f64> {
        while let Some(stage) = self.stages.get(self.stage) {
            let into = expected - self.expected_before;
            if into < stage.expected() {
                return Some(self.seconds_before + seconds_into(stage, into));
            }
            self.expected_before += stage.expected();
            self.seconds_before += stage.seconds;
            self.stage += 1;
        }
        None
    }
}

/// Solves `from t + (to - from) t^2 / (2 seconds) = expected` for t, in the form that loses no
/// digits where the rate hardly changes (Press et al., "Numerical Recipes", section 5.6).
fn seconds_into(stage: &Stage, expected: f64) -> f64 {
    if expected <= 0.0 {
        return 0.0;
    }
    let from = stage.from_rate_per_second;
    let slope = (stage.to_rate_per_second - from) / stage.seconds;
    // Rounding may leave a hair less than nothing under the root at the end of a fall to 0.
    2.0 * expected / (from + (from * from + 2.0 * slope * expected).max(0.0).sqrt())
}

#[cfg(test)]
mod tests {
    use crate::intervals::Intervals;

    fn times(scatter: &str, seed: u64) -> Vec<f64> {
        let json =
            format!(r#"{{"kind":"ramp","arrivals":"{scatter}","stages":{STAGES},"seed":{seed}}}"#);
        let mut intervals = Intervals::of(&serde_json::from_str(&json).unwrap()).unwrap();
        let due = (0..).map(|index| intervals.next_ns(index)).take_while(|at| *at < u64::MAX);
        due.map(|at_ns| at_ns as f64 / 1e9).collect()
    }

    /// Up from nothing, level, silent, down to nothing: 1,000 + 4,000 + 0 + 2,000 arrivals.
    const STAGES: &str = r#"[
        {"seconds":2,"fromRatePerSecond":0,"toRatePerSecond":1000},
        {"seconds":4,"fromRatePerSecond":1000,"toRatePerSecond":1000},
        {"seconds":3,"fromRatePerSecond":0,"toRatePerSecond":0},
        {"seconds":4,"fromRatePerSecond":1000,"toRatePerSecond":0}]"#;

    /// Arrivals that the stages above expect before `seconds`, integrated by hand.
    fn expected_before(seconds: f64) -> f64 {
        let fall = (seconds - 9.0).max(0.0);
        250.0 * seconds.min(2.0).powi(2)
            + 1000.0 * (seconds.min(6.0) - 2.0).max(0.0)
            + 1000.0 * fall
            - 125.0 * fall * fall
    }

    #[test]
    fn a_uniform_ramp_follows_the_integral_of_its_rate() {
        let times = times("uniform", 1);
        assert_eq!(times.len(), 7_000);
        for (index, seconds) in times.iter().enumerate() {
            let off = expected_before(*seconds) - index as f64;
            // A nanosecond of rounding at up to 1,000 a second.
            assert!(off.abs() < 1e-5, "arrival {index} at {seconds} s: {off}");
        }
        assert!(!times.iter().any(|seconds| (6.001..8.999).contains(seconds)), "silence");
    }

    #[test]
    fn a_poisson_ramp_has_the_rate_and_the_variance_of_counts() {
        // 500 windows of 26 ms over 40 seeds. Pearson's statistic (squared difference over the
        // expected count) has mean 1 a window for a Poisson process.
        let (windows, seeds) = (500u32, 40u64);
        let width = 13.0 / f64::from(windows);
        let (mut pearson, mut used, mut total) = (0.0, 0.0, 0);
        for seed in 0..seeds {
            let times = times("poisson", seed);
            total += times.len();
            let mut counts = vec![0.0f64; windows as usize];
            for at in times {
                counts[(at / width) as usize] += 1.0;
            }
            for (window, count) in (0..windows).zip(counts) {
                let from = f64::from(window) * width;
                let expected = expected_before(from + width) - expected_before(from);
                if expected > 1.0 {
                    pearson += (count - expected).powi(2) / expected;
                    used += 1.0;
                }
            }
        }
        // 280,000 expected, standard deviation 529; Pearson's mean scatters by sqrt(2 / used).
        assert!((278_000..282_000).contains(&total), "{total}");
        assert!((pearson / used - 1.0).abs() < 5.0 * (2.0f64 / used).sqrt(), "{}", pearson / used);
    }

    #[test]
    fn one_seed_is_one_ramp_for_ever() {
        // Written down once: published runs with this seed must stay repeatable.
        let first: Vec<f64> = times("poisson", 42).into_iter().take(3).collect();
        assert_eq!(first, [0.108865633, 0.112015177, 0.129290772]);
    }
}
