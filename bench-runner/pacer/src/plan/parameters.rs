//! Values that differ from request to request.

use serde::Deserialize;

/// Largest whole number that every reader of JSON keeps exactly (RFC 8259, section 6).
const NUMBER_MAX: u64 = (1 << 53) - 1;

/// A table of 8 MB.
const RANKS_MAX: u64 = 1_000_000;

/// What a placeholder `{name}` in a path or body stands for.
#[derive(Clone, Debug, Deserialize, PartialEq, Eq)]
#[serde(tag = "kind", rename_all = "lowercase", deny_unknown_fields)]
pub enum Parameter {
    /// A whole number, each from `from` to `to` equally likely.
    Uniform {
        /// Least.
        from: u64,
        /// Most.
        to: u64,
    },
    /// A whole number from `from` to `to`, the first the most popular: number k of them is asked for 1 / k as often.
    Zipf {
        /// The most popular.
        from: u64,
        /// The least popular.
        to: u64,
    },
    /// `from` for the operation's first request, then one more each time.
    Sequence {
        /// The first.
        from: u64,
    },
    /// A text, each equally likely.
    Choice {
        /// The texts.
        values: Vec<String>,
    },
}

impl Parameter {
    pub(super) fn check(&self) -> Result<(), String> {
        match self {
            Self::Uniform { from, to } | Self::Zipf { from, to } if from > to => {
                Err(format!("from {from} is above to {to}"))
            }
            Self::Uniform { to: most, .. }
            | Self::Zipf { to: most, .. }
            | Self::Sequence { from: most }
                if *most > NUMBER_MAX =>
            {
                Err(format!("{most} is above {NUMBER_MAX}"))
            }
            Self::Zipf { from, to } if to - from >= RANKS_MAX => {
                Err(format!("from {from} to {to} are more than {RANKS_MAX} numbers"))
            }
            Self::Choice { values } if values.is_empty() => {
                Err("values is empty; name one at least".to_owned())
            }
            _ => Ok(()),
        }
    }

    /// The texts that it adds to a message, as far as they are the plan's own and not digits.
    pub(super) fn texts(&self) -> &[String] {
        match self {
            Self::Choice { values } => values,
            Self::Uniform { .. } | Self::Zipf { .. } | Self::Sequence { .. } => &[],
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ranges_that_cannot_be_drawn_are_refused() {
        let zipf = |from, to| Parameter::Zipf { from, to }.check();
        assert_eq!(zipf(1, 1_000_000), Ok(()));
        assert_eq!(zipf(2, 1), Err("from 2 is above to 1".to_owned()));
        let sentence = "from 0 to 1000000 are more than 1000000 numbers";
        assert_eq!(zipf(0, 1_000_000), Err(sentence.to_owned()));
        assert!(zipf(NUMBER_MAX, NUMBER_MAX + 1).is_err());
    }
}
