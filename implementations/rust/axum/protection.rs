use std::{
    fmt,
    num::{NonZeroU32, NonZeroUsize},
    sync::Arc,
};

use crate::{rate_limit::Limiter, settings::read_integer, tokens::Verifier};

/// The key of HS256 must be as long as its hash, 256 bits (RFC 7518, section 3.2): a shorter one can
/// be tried out offline by whoever holds one token.
const SHORTEST_SECRET_BYTES: usize = 32;

/// What the paths behind a token need. Without a secret in the environment there are no such paths:
/// a default would be in everybody's hands.
#[derive(PartialEq)]
pub(crate) struct ProtectionSettings {
    pub(crate) secret: String,
    /// Of each subject.
    pub(crate) rate_per_second: NonZeroU32,
    /// How many may come at once before the rate counts.
    pub(crate) burst: NonZeroU32,
    /// How many subjects are remembered.
    pub(crate) most_subjects: NonZeroUsize,
}

/// By hand, because a derived one would write the secret wherever somebody logs the settings.
impl fmt::Debug for ProtectionSettings {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter
            .debug_struct("ProtectionSettings")
            .field("rate_per_second", &self.rate_per_second)
            .field("burst", &self.burst)
            .field("most_subjects", &self.most_subjects)
            .finish_non_exhaustive()
    }
}

impl ProtectionSettings {
    /// # Errors
    ///
    /// One sentence that names the variable and what it may be, and never repeats a secret.
    pub(crate) fn read(variable: impl Fn(&str) -> Option<String>) -> Result<Option<Self>, String> {
        let Some(secret) = variable("TOKEN_SECRET") else {
            return Ok(None);
        };
        if secret.len() < SHORTEST_SECRET_BYTES {
            return Err(format!(
                "TOKEN_SECRET must have at least {SHORTEST_SECRET_BYTES} bytes, or not be set at all."
            ));
        }
        let integer = |name, default: &str| {
            let text = variable(name).unwrap_or_else(|| default.to_owned());
            read_integer(name, &text, 1, 1_000_000)
        };
        let rate = integer("RATE_LIMIT_PER_SECOND", "100")?;
        let burst = integer("RATE_LIMIT_BURST", "200")?;
        let subjects = integer("RATE_LIMIT_SUBJECTS", "10000")?;
        Ok(Some(Self {
            secret,
            rate_per_second: NonZeroU32::new(rate).unwrap_or(NonZeroU32::MIN),
            burst: NonZeroU32::new(burst).unwrap_or(NonZeroU32::MIN),
            most_subjects: NonZeroUsize::new(subjects as usize).unwrap_or(NonZeroUsize::MIN),
        }))
    }
}

/// What stands before the paths behind a token.
pub(crate) struct Guards {
    pub(crate) verifier: Arc<Verifier>,
    pub(crate) limiter: Arc<Limiter>,
}

impl Guards {
    /// # Errors
    ///
    /// A sentence, where the secret is none.
    pub(crate) fn new(settings: &ProtectionSettings) -> Result<Self, String> {
        Ok(Self {
            verifier: Arc::new(Verifier::new(&settings.secret)?),
            limiter: Arc::new(Limiter::new(settings)),
        })
    }
}

#[cfg(test)]
mod tests {
    use super::ProtectionSettings;

    fn read(variables: &[(&str, &str)]) -> Result<Option<ProtectionSettings>, String> {
        ProtectionSettings::read(|name| {
            let found = variables.iter().find(|(given, _)| *given == name);
            found.map(|(_, value)| (*value).to_owned())
        })
    }

    #[test]
    fn has_defaults_for_all_but_the_secret() -> Result<(), String> {
        assert_eq!(read(&[("RATE_LIMIT_BURST", "5")]), Ok(None));
        let settings = read(&[("TOKEN_SECRET", &"s".repeat(32))])?;
        let limits = settings.map(|settings| {
            (
                settings.rate_per_second.get(),
                settings.burst.get(),
                settings.most_subjects.get(),
            )
        });
        assert_eq!(limits, Some((100, 200, 10_000)));
        Ok(())
    }

    #[test]
    fn refuses_a_short_secret_without_repeating_it() {
        let refusal = read(&[("TOKEN_SECRET", "hunter2")])
            .err()
            .unwrap_or_default();
        assert!(refusal.contains("TOKEN_SECRET must have at least 32 bytes"));
        assert!(!refusal.contains("hunter2"));
    }

    #[test]
    fn is_logged_without_its_secret() -> Result<(), String> {
        let secret = "s".repeat(32);
        let logged = format!("{:?}", read(&[("TOKEN_SECRET", &secret)])?);
        assert!(logged.contains("most_subjects: 10000"));
        assert!(!logged.contains(&secret));
        Ok(())
    }

    #[test]
    fn refuses_a_rate_of_none() {
        let secret = "s".repeat(32);
        let refusal = read(&[("TOKEN_SECRET", &secret), ("RATE_LIMIT_PER_SECOND", "0")]);
        assert_eq!(
            refusal,
            Err(
                "RATE_LIMIT_PER_SECOND is \"0\", but must be a whole number from 1 to 1000000."
                    .to_owned()
            )
        );
    }
}
