use std::{env, path::PathBuf, time::Duration};

use crate::known_truth::KnownTruth;

/// What the environment says about one start of the program.
#[derive(Debug, PartialEq)]
pub(crate) struct Settings {
    pub(crate) host: String,
    pub(crate) port: u16,
    /// The variant's, where no variable says otherwise.
    pub(crate) truth: KnownTruth,
    /// The longest time to drain after a signal.
    pub(crate) shutdown_limit: Duration,
    /// Where to write what really happened.
    pub(crate) log: Option<PathBuf>,
}

/// `implementation.json` declares the same as environment variables, for whoever computes the
/// truth; a test below compares the two.
const VARIANTS: [(&str, KnownTruth); 5] = [
    ("null", truth(0, 0, 0, 0)),
    ("delay-1ms", truth(1_000, 0, 0, 0)),
    ("delay-50ms", truth(50_000, 0, 0, 0)),
    ("stall", truth(0, 1_000, 10_000, 4_500)),
    ("pause", truth(0, 200, 10_000, 4_500)),
];

const fn truth(delay_us: u32, stall_ms: u32, stall_every_ms: u32, stall_at_ms: u32) -> KnownTruth {
    KnownTruth {
        delay_us,
        stall_ms,
        stall_every_ms,
        stall_at_ms,
    }
}

/// An hour: longer than any load.
const LONGEST_MS: u32 = 3_600_000;
/// A minute: longer than any time-out of a load generator.
const LONGEST_DELAY_US: u32 = 60_000_000;

impl Settings {
    /// # Errors
    ///
    /// One sentence that names the variable, its value and what it may be.
    pub(crate) fn from_environment() -> Result<Self, String> {
        // Lossy, not `env::var`: bytes that are no UTF-8 must end in the sentence about their
        // variable.
        Self::read(|name| env::var_os(name).map(|value| value.to_string_lossy().into_owned()))
    }

    fn read(variable: impl Fn(&str) -> Option<String>) -> Result<Self, String> {
        let or = |name, default: &str| variable(name).unwrap_or_else(|| default.to_owned());
        let whole = |name, default: u32, least, most| {
            read_integer(name, &or(name, &default.to_string()), least, most)
        };
        let named = read_variant(&or("VARIANT", VARIANTS[0].0))?;
        let port = whole("PORT", 8_080, 0, u16::MAX.into())?;
        Ok(Self {
            host: or("HOST", "127.0.0.1"),
            port: u16::try_from(port).map_err(|error| error.to_string())?,
            truth: KnownTruth {
                delay_us: whole("DELAY_US", named.delay_us, 0, LONGEST_DELAY_US)?,
                stall_ms: whole("STALL_MS", named.stall_ms, 0, LONGEST_MS)?,
                stall_every_ms: whole("STALL_EVERY_MS", named.stall_every_ms, 0, LONGEST_MS)?,
                stall_at_ms: whole("STALL_AT_MS", named.stall_at_ms, 0, LONGEST_MS)?,
            }
            .checked()?,
            shutdown_limit: Duration::from_secs(whole("SHUTDOWN_SECONDS", 10, 1, 3_600)?.into()),
            log: variable("CALIBRATION_LOG").map(PathBuf::from),
        })
    }
}

fn read_variant(text: &str) -> Result<KnownTruth, String> {
    VARIANTS
        .iter()
        .find(|(name, _)| *name == text)
        .map(|(_, truth)| *truth)
        .ok_or_else(|| {
            let names = VARIANTS.map(|(name, _)| name).join(", ");
            format!("VARIANT is \"{text}\", but must be one of: {names}.")
        })
}

fn read_integer(name: &str, text: &str, least: u32, most: u32) -> Result<u32, String> {
    let digits_only = text.bytes().all(|byte| byte.is_ascii_digit());
    text.parse()
        .ok()
        // `parse` alone would take "+80".
        .filter(|value| digits_only && (least..=most).contains(value))
        .ok_or_else(|| {
            format!("{name} is \"{text}\", but must be a whole number from {least} to {most}.")
        })
}

#[cfg(test)]
mod tests;
