use std::collections::BTreeMap;

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
        truth: KnownTruth::default(),
        shutdown_limit: Duration::from_secs(10),
        log: None,
    };
    assert_eq!(read(&[]), Ok(defaults));
}

#[test]
fn refuses_a_wrong_value_with_a_sentence() {
    for text in ["", "abc", "-1", "+80", "65536", "80 "] {
        let sentence = format!("PORT is \"{text}\", but must be a whole number from 0 to 65535.");
        assert_eq!(read(&[("PORT", text)]), Err(sentence));
    }
    assert_eq!(
        read(&[("VARIANT", "slow")]),
        Err(
            "VARIANT is \"slow\", but must be one of: null, delay-1ms, delay-50ms, stall, pause."
                .to_owned()
        )
    );
    for name in ["DELAY_US", "STALL_MS", "STALL_EVERY_MS", "STALL_AT_MS"] {
        assert!(read(&[(name, "1.5")]).is_err_and(|sentence| sentence.starts_with(name)));
    }
    assert!(read(&[("SHUTDOWN_SECONDS", "0")]).is_err());
    assert!(read(&[("VARIANT", "stall"), ("STALL_AT_MS", "9999")]).is_err());
}

#[test]
fn takes_what_is_set() -> Result<(), String> {
    let given = [
        ("PORT", "0"),
        ("VARIANT", "pause"),
        ("STALL_MS", "300"),
        ("SHUTDOWN_SECONDS", "2"),
        ("CALIBRATION_LOG", "log.json"),
    ];
    let settings = read(&given)?;
    assert_eq!(settings.truth, truth(0, 300, 10_000, 4_500));
    assert_eq!(settings.shutdown_limit, Duration::from_secs(2));
    assert_eq!(settings.log, Some(PathBuf::from("log.json")));
    Ok(())
}

#[derive(serde::Deserialize)]
struct Manifest {
    variants: BTreeMap<String, Declared>,
}

#[derive(serde::Deserialize)]
struct Declared {
    environment: BTreeMap<String, String>,
}

#[test]
fn the_manifest_declares_the_same() -> Result<(), Box<dyn std::error::Error>> {
    let manifest: Manifest = serde_json::from_str(include_str!("../implementation.json"))?;
    assert_eq!(manifest.variants.len(), VARIANTS.len());
    for (name, truth) in VARIANTS {
        let declared = &manifest.variants[name].environment;
        let value = |variable: &str| declared[variable].parse::<u32>();
        let said = KnownTruth {
            delay_us: value("DELAY_US")?,
            stall_ms: value("STALL_MS")?,
            stall_every_ms: value("STALL_EVERY_MS")?,
            stall_at_ms: value("STALL_AT_MS")?,
        };
        assert_eq!((said, declared.len()), (truth, 4), "{name}");
    }
    Ok(())
}
