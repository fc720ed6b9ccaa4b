use std::{env, path::PathBuf, time::Duration};

use reqwest::Url;

use crate::trace_settings::read_traced;

/// What the variants of `implementation.json` are called. They differ in the other variables alone; this
/// one is read so that whoever asks for another is told.
const VARIANTS: [&str; 5] = ["untraced", "traced", "sampled", "back", "back-traced"];

/// What the environment says about one start of the program.
#[derive(Debug, PartialEq)]
pub(crate) struct Settings {
    pub(crate) host: String,
    pub(crate) port: u16,
    /// The longest time to drain after a signal.
    pub(crate) shutdown_limit: Duration,
    /// Where the figures of the runtime go (`internals.rs`), if anyone wants them.
    pub(crate) internals_folder: Option<PathBuf>,
    /// How long the program behind may take over an answer.
    pub(crate) part_wait: Duration,
    /// Where that program is; where it is nowhere, `/relay/{id}` does not exist.
    pub(crate) store: Option<Url>,
    pub(crate) traced: bool,
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
        let or = |name, default: &str| variable(name).unwrap_or_else(|| default.to_owned());
        check_variant(&or("VARIANT", VARIANTS[0]))?;
        let seconds = read_integer("SHUTDOWN_SECONDS", &or("SHUTDOWN_SECONDS", "10"), 1, 3_600)?;
        let wait = read_integer("PART_WAIT_MS", &or("PART_WAIT_MS", "2000"), 1, 60_000)?;
        Ok(Self {
            host: or("HOST", "127.0.0.1"),
            port: read_integer("PORT", &or("PORT", "8080"), 0, u16::MAX)?,
            shutdown_limit: Duration::from_secs(seconds.into()),
            internals_folder: variable("INTERNALS_FOLDER").map(PathBuf::from),
            part_wait: Duration::from_millis(wait.into()),
            store: variable("STORE_URL")
                .map(|text| read_address("STORE_URL", &text))
                .transpose()?,
            traced: read_traced(variable)?,
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

fn read_address(name: &str, text: &str) -> Result<Url, String> {
    text.parse()
        .ok()
        .filter(|url: &Url| url.scheme() == "http" && url.path() == "/" && url.query().is_none())
        .ok_or_else(|| {
            format!(
                "{name} is \"{text}\", but must be an address such as http://127.0.0.1:8081, or not \
                 set at all."
            )
        })
}

fn read_integer(name: &str, text: &str, least: u16, most: u16) -> Result<u16, String> {
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
            part_wait: Duration::from_secs(2),
            store: None,
            traced: false,
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
            Err("VARIANT is \"rayon\", but must be one of: untraced, traced, sampled, back, back-traced.".to_owned())
        );
        assert!(read(&[("SHUTDOWN_SECONDS", "0")]).is_err());
        for text in ["", "127.0.0.1:80", "https://127.0.0.1", "http://host/path"] {
            assert!(read(&[("STORE_URL", text)]).is_err(), "{text}");
        }
    }

    #[test]
    fn takes_what_is_set() -> Result<(), String> {
        let given = [
            ("PORT", "0"),
            ("VARIANT", "sampled"),
            ("SHUTDOWN_SECONDS", "2"),
            ("INTERNALS_FOLDER", "figures"),
            ("STORE_URL", "http://127.0.0.1:8081"),
            ("OTEL_TRACES_EXPORTER", "otlp"),
            ("OTEL_EXPORTER_OTLP_ENDPOINT", "http://127.0.0.1:4318"),
            ("PART_WAIT_MS", "300"),
        ];
        let settings = read(&given)?;
        assert_eq!(settings.port, 0);
        assert_eq!(settings.shutdown_limit, Duration::from_secs(2));
        assert_eq!(settings.internals_folder, Some(PathBuf::from("figures")));
        let store = settings.store.map(String::from);
        assert_eq!(store.as_deref(), Some("http://127.0.0.1:8081/"));
        assert!(settings.traced);
        assert_eq!(settings.part_wait, Duration::from_millis(300));
        Ok(())
    }
}
