use std::{env, fmt::Display, path::PathBuf, str::FromStr, time::Duration};

use hyper::Uri;

/// The ways to run this server. They differ in the room that their environment gives the cache, and the name is
/// read so that whoever asks for another is told.
const VARIANTS: [&str; 3] = ["multi-thread", "entries-25", "entries-500"];

/// What the environment says about one start of the program.
#[derive(Debug, PartialEq)]
pub(crate) struct Settings {
    pub(crate) host: String,
    pub(crate) port: u16,
    /// The longest time to drain after a signal.
    pub(crate) shutdown_limit: Duration,
    /// Where the figures of the runtime go (`internals.rs`), if anyone wants them.
    pub(crate) internals_folder: Option<PathBuf>,
    /// Absent where nothing says which origin there is to cache.
    pub(crate) cache: Option<CacheSettings>,
}

#[derive(Clone, Debug, PartialEq)]
pub(crate) struct CacheSettings {
    pub(crate) origin_url: String,
    /// How long the origin may take.
    pub(crate) origin_wait: Duration,
    /// How many documents are kept at most.
    pub(crate) entries: u32,
    /// How long, where the origin does not say.
    pub(crate) ttl: Duration,
}

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
        let or = |name: &str, default: &str| variable(name).unwrap_or_else(|| default.to_owned());
        check_variant(&or("VARIANT", VARIANTS[0]))?;
        let seconds = read_integer(
            "SHUTDOWN_SECONDS",
            &or("SHUTDOWN_SECONDS", "10"),
            1_u16,
            3_600,
        )?;
        Ok(Self {
            host: or("HOST", "127.0.0.1"),
            port: read_integer("PORT", &or("PORT", "8080"), 0, u16::MAX)?,
            shutdown_limit: Duration::from_secs(seconds.into()),
            internals_folder: variable("INTERNALS_FOLDER").map(PathBuf::from),
            cache: variable("ORIGIN_URL")
                .map(|origin_url| CacheSettings::read(origin_url, or))
                .transpose()?,
        })
    }
}

impl CacheSettings {
    fn read(origin_url: String, or: impl Fn(&str, &str) -> String) -> Result<Self, String> {
        let host = origin_url.strip_prefix("http://").unwrap_or_default();
        let is_host = !host.is_empty() && !host.contains(['/', '?', '#']);
        if !is_host || origin_url.parse::<Uri>().is_err() {
            return Err(format!(
                "ORIGIN_URL is \"{origin_url}\", but must be like http://127.0.0.1:8081, without a path."
            ));
        }
        let read = |name, default, to| read_integer(name, &or(name, default), 1, to);
        Ok(Self {
            origin_url,
            origin_wait: Duration::from_millis(read("ORIGIN_WAIT_MS", "2000", 60_000_u32)?.into()),
            entries: read("CACHE_ENTRIES", "1000", 1_000_000)?,
            ttl: Duration::from_millis(read("CACHE_TTL_MS", "60000", 86_400_000)?.into()),
        })
    }
}

fn check_variant(text: &str) -> Result<(), String> {
    if VARIANTS.contains(&text) {
        return Ok(());
    }
    Err(format!(
        "VARIANT is \"{text}\", but must be one of: {}.",
        VARIANTS.join(", ")
    ))
}

fn read_integer<N: FromStr + PartialOrd + Display + Copy>(
    name: &str,
    text: &str,
    least: N,
    most: N,
) -> Result<N, String> {
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
mod tests {
    use super::*;

    fn read(variables: &[(&str, &str)]) -> Result<Settings, String> {
        Settings::read(|name| {
            let found = variables.iter().find(|(given, _)| *given == name);
            found.map(|(_, value)| (*value).to_owned())
        })
    }

    #[test]
    fn has_defaults() {
        let defaults = Settings {
            host: "127.0.0.1".to_owned(),
            port: 8080,
            shutdown_limit: Duration::from_secs(10),
            internals_folder: None,
            cache: None,
        };
        assert_eq!(read(&[]), Ok(defaults));
    }

    #[test]
    fn refuses_a_wrong_value_with_a_sentence() {
        let port = |text| read(&[("PORT", text)]);
        for text in ["", "abc", "-1", "+80", "65536", "80 "] {
            let sentence =
                format!("PORT is \"{text}\", but must be a whole number from 0 to 65535.");
            assert_eq!(port(text), Err(sentence));
        }
        assert_eq!(
            read(&[("VARIANT", "rayon")]),
            Err(
                "VARIANT is \"rayon\", but must be one of: multi-thread, entries-25, entries-500."
                    .to_owned()
            )
        );
        assert!(read(&[("SHUTDOWN_SECONDS", "0")]).is_err());
    }

    #[test]
    fn takes_what_is_set() -> Result<(), String> {
        let given = [
            ("PORT", "0"),
            ("VARIANT", "multi-thread"),
            ("SHUTDOWN_SECONDS", "2"),
            ("INTERNALS_FOLDER", "figures"),
        ];
        let settings = read(&given)?;
        assert_eq!(settings.port, 0);
        assert_eq!(settings.shutdown_limit, Duration::from_secs(2));
        assert_eq!(settings.internals_folder, Some(PathBuf::from("figures")));
        Ok(())
    }
}
