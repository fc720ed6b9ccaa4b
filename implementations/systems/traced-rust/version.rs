use serde::Serialize;

/// What this binary was compiled from, found out by `build.rs`; the answer to `--version`.
#[derive(Serialize)]
struct Versions {
    runtime: &'static str,
    framework: &'static str,
    rustc: &'static str,
    hyper: &'static str,
    opentelemetry: &'static str,
}

const VERSIONS: Versions = Versions {
    runtime: concat!("tokio ", env!("TOKIO_VERSION")),
    framework: concat!("axum ", env!("AXUM_VERSION")),
    rustc: env!("RUSTC_VERSION"),
    hyper: env!("HYPER_VERSION"),
    opentelemetry: env!("OPENTELEMETRY_VERSION"),
};

/// One JSON object of strings, on one line.
pub(crate) fn as_json() -> String {
    serde_json::json!(VERSIONS).to_string()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_the_versions_that_the_manifest_asks_for() {
        let manifest = include_str!("Cargo.toml");
        for version in [
            env!("TOKIO_VERSION"),
            env!("AXUM_VERSION"),
            env!("HYPER_VERSION"),
            env!("OPENTELEMETRY_VERSION"),
        ] {
            assert!(manifest.contains(&format!("\"={version}\"")), "{version}");
        }
        assert!(include_str!("rust-toolchain.toml").contains(env!("RUSTC_VERSION")));
    }

    #[test]
    fn is_one_object_of_strings() -> Result<(), serde_json::Error> {
        let object: std::collections::BTreeMap<String, String> = serde_json::from_str(&as_json())?;
        assert!(object["runtime"].starts_with("tokio 1."));
        assert!(object["framework"].starts_with("axum 0."));
        Ok(())
    }
}
