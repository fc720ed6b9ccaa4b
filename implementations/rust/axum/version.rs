use serde::Serialize;

use crate::Allocator;

/// What this binary was compiled from, found out by `build.rs`; the answer to `--version`.
#[derive(Serialize)]
struct Versions {
    runtime: &'static str,
    framework: &'static str,
    rustc: &'static str,
    hyper: &'static str,
    moka: &'static str,
    sqlx: &'static str,
    #[serde(rename = "tokio-postgres")]
    tokio_postgres: &'static str,
    jsonwebtoken: &'static str,
    governor: &'static str,
    tungstenite: &'static str,
    allocator: &'static str,
}

/// One JSON object of strings, on one line.
pub(crate) fn as_json(allocator: Allocator) -> String {
    let versions = Versions {
        runtime: concat!("tokio ", env!("TOKIO_VERSION")),
        framework: concat!("axum ", env!("AXUM_VERSION")),
        rustc: env!("RUSTC_VERSION"),
        hyper: env!("HYPER_VERSION"),
        moka: env!("MOKA_VERSION"),
        sqlx: env!("SQLX_VERSION"),
        tokio_postgres: env!("TOKIO_POSTGRES_VERSION"),
        jsonwebtoken: env!("JSONWEBTOKEN_VERSION"),
        governor: env!("GOVERNOR_VERSION"),
        tungstenite: env!("TUNGSTENITE_VERSION"),
        allocator: match allocator {
            Allocator::System => "the system's",
            Allocator::Mimalloc => concat!("mimalloc ", env!("MIMALLOC_VERSION")),
        },
    };
    serde_json::json!(versions).to_string()
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
            env!("MIMALLOC_VERSION"),
            env!("MOKA_VERSION"),
            env!("SQLX_VERSION"),
            env!("TOKIO_POSTGRES_VERSION"),
            env!("JSONWEBTOKEN_VERSION"),
            env!("GOVERNOR_VERSION"),
            env!("TUNGSTENITE_VERSION"),
        ] {
            assert!(manifest.contains(&format!("\"={version}\"")), "{version}");
        }
        assert!(include_str!("rust-toolchain.toml").contains(env!("RUSTC_VERSION")));
    }

    #[test]
    fn is_one_object_of_strings() -> Result<(), serde_json::Error> {
        for (allocator, named) in [
            (Allocator::System, "the system's"),
            (Allocator::Mimalloc, "mimalloc 0."),
        ] {
            let text = as_json(allocator);
            let object: std::collections::BTreeMap<String, String> = serde_json::from_str(&text)?;
            assert!(object["runtime"].starts_with("tokio 1."));
            assert!(object["framework"].starts_with("axum 0."));
            assert!(object["allocator"].starts_with(named));
        }
        Ok(())
    }
}
