use serde::Serialize;

/// What this binary was compiled from, found out by `build.rs`; the answer to `--version`.
#[derive(Serialize)]
struct Versions {
    runtime: &'static str,
    framework: &'static str,
    moka: &'static str,
    rustc: &'static str,
}

const VERSIONS: Versions = Versions {
    runtime: concat!("tokio ", env!("TOKIO_VERSION")),
    framework: concat!("hyper ", env!("HYPER_VERSION")),
    moka: env!("MOKA_VERSION"),
    rustc: env!("RUSTC_VERSION"),
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
            env!("HYPER_VERSION"),
            env!("MOKA_VERSION"),
        ] {
            assert!(manifest.contains(&format!("\"={version}\"")), "{version}");
        }
        assert!(include_str!("rust-toolchain.toml").contains(env!("RUSTC_VERSION")));
    }

    #[test]
    fn is_one_object_of_strings() -> Result<(), serde_json::Error> {
        let object: std::collections::BTreeMap<String, String> = serde_json::from_str(&as_json())?;
        assert!(object["runtime"].starts_with("tokio 1."));
        assert!(object["framework"].starts_with("hyper 1."));
        Ok(())
    }
}
