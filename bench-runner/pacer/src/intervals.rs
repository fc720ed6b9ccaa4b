//! The times of an open loop's arrivals.

use crate::plan::{Arrivals, Scatter};
use crate::ramp::Ramp;
use crate::random::Random;

/// A rule for the times of arrivals.
pub enum Intervals {
    /// A constant rate, evenly.
    #[expect(missing_docs, reason = "the name says it")]
    Uniform { interval_ns: f64 },
    /// A constant rate, independently.
    #[expect(missing_docs, reason = "the names say it")]
    Poisson { mean_ns: f64, at_ns: f64, random: Random },
    /// A rate that changes; its draws are there for a Poisson process only.
    #[expect(missing_docs, reason = "the names say it")]
    Ramp { ramp: Ramp, expected: f64, random: Option<Random> },
}

impl Intervals {
    /// The rule of a plan; nothing for a closed loop.
    pub fn of(arrivals: &Arrivals) -> Option<Self> {
        let random = Random::new(arrivals.seed(), 0);
        match arrivals {
            Arrivals::Closed {} => None,
            Arrivals::Uniform { rate_per_second, .. } => {
                Some(Self::Uniform { interval_ns: 1e9 / rate_per_second })
            }
            Arrivals::Poisson { rate_per_second, .. } => {
                Some(Self::Poisson { mean_ns: 1e9 / rate_per_second, at_ns: 0.0, random })
            }
            Arrivals::Ramp { arrivals, stages, .. } => Some(Self::Ramp {
                ramp: Ramp::of(stages),
                expected: 0.0,
                random: (*arrivals == Scatter::Poisson).then_some(random),
            }),
        }
    }

    /// When arrival `index` is due, ns from time 0; asked for in order. `u64::MAX` when a ramp has
    /// no further one.
    pub fn next_ns(&mut self, index: usize) -> u64 {
        match self {
            // From the index, not by adding up: rounding would drift over millions of arrivals.
            Self::Uniform { interval_ns } => (index as f64 * *interval_ns).round() as u64,
            Self::Poisson { mean_ns, at_ns, random } => {
                *at_ns += random.next_exponential() * *mean_ns;
                *at_ns as u64
            }
            Self::Ramp { ramp, expected, random } => {
                match random {
                    Some(random) => *expected += random.next_exponential(),
                    None => *expected = index as f64,
                }
                ramp.reaches(*expected).map_or(u64::MAX, |seconds| (seconds * 1e9) as u64)
            }
        }
    }
}
