use super::*;

fn read(variables: &[(&str, &str)]) -> Result<Settings, String> {
    read_for(Allocator::System, variables)
}

fn read_for(allocator: Allocator, variables: &[(&str, &str)]) -> Result<Settings, String> {
    Settings::read(allocator, |name| {
        let found = variables.iter().find(|(given, _)| *given == name);
        found.map(|(_, value)| (*value).to_owned())
    })
}

#[test]
fn has_defaults() {
    let defaults = Settings {
        host: "127.0.0.1".to_owned(),
        port: 8080,
        variant: Variant::Inline,
        shutdown_limit: Duration::from_secs(10),
        internals_folder: None,
        live_sessions: 100,
        database: None,
        protection: None,
    };
    assert_eq!(read(&[]), Ok(defaults));
    let variant = read_for(Allocator::Mimalloc, &[]).map(|settings| settings.variant);
    assert_eq!(variant, Ok(Variant::Mimalloc));
}

#[test]
fn refuses_a_wrong_value_with_a_sentence() {
    let port = |text| read(&[("PORT", text)]);
    for text in ["", "abc", "-1", "+80", "65536", "80 "] {
        let sentence = format!("PORT is \"{text}\", but must be a whole number from 0 to 65535.");
        assert_eq!(port(text), Err(sentence));
    }
    assert_eq!(
        read(&[("VARIANT", "rayon")]),
        Err(
            "VARIANT is \"rayon\", but must be one of: inline, spawn-blocking, \
             block-in-place, mimalloc, heap-100, heap-1000, heap-4000, rate-1, limit, rw-lock, moka, atomics."
                .to_owned()
        )
    );
    assert!(read(&[("SHUTDOWN_SECONDS", "0")]).is_err());
}

#[test]
fn refuses_a_variant_of_the_other_program() {
    for (allocator, variant, program) in [
        (Allocator::System, "mimalloc", "axum-server-mimalloc"),
        (Allocator::Mimalloc, "inline", "axum-server"),
    ] {
        let sentence =
            format!("VARIANT is \"{variant}\", which is another program: start {program} instead.");
        let refusal = read_for(allocator, &[("VARIANT", variant)]);
        assert_eq!(refusal, Err(sentence));
    }
}

#[test]
fn takes_what_is_set() -> Result<(), String> {
    let given = [
        ("PORT", "0"),
        ("VARIANT", "spawn-blocking"),
        ("SHUTDOWN_SECONDS", "2"),
        ("INTERNALS_FOLDER", "figures"),
        ("LIVE_SESSIONS", "4000000"),
        ("DATABASE_URL", "postgres://user@127.0.0.1/shop"),
        ("DATABASE_CONNECTIONS", "3"),
    ];
    let settings = read(&given)?;
    assert_eq!(
        (settings.port, settings.variant),
        (0, Variant::SpawnBlocking)
    );
    assert_eq!(settings.shutdown_limit, Duration::from_secs(2));
    assert_eq!(settings.internals_folder, Some(PathBuf::from("figures")));
    assert_eq!(settings.live_sessions, 4_000_000);
    let database = DatabaseSettings {
        url: "postgres://user@127.0.0.1/shop".to_owned(),
        connections: 3,
        wait: Duration::from_secs(2),
    };
    assert_eq!(settings.database, Some(database));
    Ok(())
}
