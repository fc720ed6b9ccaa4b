//! When requests start.

use serde::Deserialize;

use super::positive;

/// Highest rate accepted, arrivals a second.
const RATE_MAX: f64 = 10_000_000.0;

/// When requests start: after an answer (closed), or at times fixed in advance (open).
#[derive(Clone, Debug, Deserialize, PartialEq)]
#[serde(
    tag = "kind",
    rename_all = "lowercase",
    rename_all_fields = "camelCase",
    deny_unknown_fields
)]
pub enum Arrivals {
    /// Each connection sends its next request when the last one is answered.
    Closed {},
    /// Open loop, the same interval between any two arrivals.
    Uniform {
        /// Arrivals a second, all threads together.
        rate_per_second: f64,
        /// Start of the streams that draw operations and their parameters.
        seed: u64,
    },
    /// Open loop, independent arrivals: exponential intervals with the mean `1 / rate`.
    Poisson {
        /// Mean arrivals a second, all threads together.
        rate_per_second: f64,
        /// Start of the streams that draw intervals, operations and their parameters.
        seed: u64,
    },
    /// Open loop whose rate changes linearly within each stage.
    Ramp {
        /// How arrivals scatter around the rate.
        arrivals: Scatter,
        /// One after the other; together as long as the plan.
        stages: Vec<Stage>,
        /// As of the kind that `arrivals` names.
        seed: u64,
    },
}

/// How the arrivals of a ramp scatter.
#[derive(Clone, Copy, Debug, Deserialize, PartialEq, Eq)]
#[serde(rename_all = "lowercase")]
pub enum Scatter {
    /// Not at all: one each time that the rate has added up to a whole request.
    Uniform,
    /// As independent arrivals do: a Poisson process with that rate.
    Poisson,
}

/// A stretch of a ramp.
#[derive(Clone, Copy, Debug, Deserialize, PartialEq)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct Stage {
    /// Its length.
    pub seconds: f64,
    /// Rate at its start; 0 for none.
    pub from_rate_per_second: f64,
    /// Rate at its end.
    pub to_rate_per_second: f64,
}

impl Arrivals {
    /// Whether requests start at times fixed in advance.
    pub fn is_open(&self) -> bool {
        !matches!(self, Self::Closed {})
    }

    /// Where random streams start. A closed loop's times are not drawn; its operations and
    /// parameters always start at 0.
    pub fn seed(&self) -> u64 {
        match self {
            Self::Closed {} => 0,
            Self::Uniform { seed, .. } | Self::Poisson { seed, .. } | Self::Ramp { seed, .. } => {
                *seed
            }
        }
    }

    /// Mean number of arrivals in a window of this length; nothing for a closed loop.
    pub fn expected(&self, seconds: f64) -> Option<f64> {
        match self {
            Self::Closed {} => None,
            Self::Uniform { rate_per_second, .. } | Self::Poisson { rate_per_second, .. } => {
                Some(rate_per_second * seconds)
            }
            Self::Ramp { stages, .. } => Some(stages.iter().map(Stage::expected).sum()),
        }
    }

    pub(super) fn check(&self, seconds: f64) -> Result<(), String> {
        match self {
            Self::Closed {} => Ok(()),
            Self::Uniform { rate_per_second, .. } | Self::Poisson { rate_per_second, .. } => {
                positive("arrivals.ratePerSecond", *rate_per_second, RATE_MAX)
            }
            Self::Ramp { stages, .. } => check_stages(stages, seconds),
        }
    }
}

impl Stage {
    /// Mean number of arrivals in it.
    pub fn expected(&self) -> f64 {
        (self.from_rate_per_second + self.to_rate_per_second) / 2.0 * self.seconds
    }
}

fn check_stages(stages: &[Stage], seconds: f64) -> Result<(), String> {
    for (index, stage) in stages.iter().enumerate() {
        let place = |field| format!("arrivals.stages[{index}].{field}");
        positive(&place("seconds"), stage.seconds, 86_400.0)?;
        for (field, rate) in [
            ("fromRatePerSecond", stage.from_rate_per_second),
            ("toRatePerSecond", stage.to_rate_per_second),
        ] {
            if !(0.0..=RATE_MAX).contains(&rate) {
                let name = place(field);
                return Err(format!("{name} is {rate}; it must be from 0 to {RATE_MAX}"));
            }
        }
    }
    if !stages.iter().any(|stage| stage.expected() > 0.0) {
        return Err("arrivals.stages has no stage with a rate above 0".to_owned());
    }
    let total: f64 = stages.iter().map(|stage| stage.seconds).sum();
    // Lengths such as 0.1 have no exact binary form, so their sum may be off by a rounding.
    if (total - seconds).abs() > 1e-6 {
        return Err(format!(
            "arrivals.stages last {total} s together, and seconds is {seconds}; make them equal"
        ));
    }
    Ok(())
}
