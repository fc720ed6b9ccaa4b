//! Values that differ from request to request.

use serde::Deserialize;

/// Largest whole number that every reader of JSON keeps exactly (RFC 8259, section 6).
const NUMBER_MAX: u64 = (1 << 53) - 1;

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
            Self::Uniform { from, to } if from > to => Err(format!("from {from} is above to {to}")),
            Self::Uniform { to: most, .. } | Self::Sequence { from: most }
                if *most > NUMBER_MAX =>
            {
                Err(format!("{most} is above {NUMBER_MAX}"))
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
            Self::Uniform { .. } | Self::Sequence { .. } => &[],
        }
    }
}
