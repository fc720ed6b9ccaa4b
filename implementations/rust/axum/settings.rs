use std::{env, fmt::Display, path::PathBuf, str::FromStr, time::Duration};

use crate::{Allocator, protection::ProtectionSettings, sessions::MOST_SESSIONS};

/// What the environment says about one start of the program.
#[derive(Debug, PartialEq)]
pub(crate) struct Settings {
    pub(crate) host: String,
    pub(crate) port: u16,
    pub(crate) variant: Variant,
    /// The longest time to drain after a signal.
    pub(crate) shutdown_limit: Duration,
    /// Where the runtime's figures go (`internals.rs`), if anyone wants them.
    pub(crate) internals_folder: Option<PathBuf>,
    /// How many sessions `/churn` keeps alive.
    pub(crate) live_sessions: u32,
    /// Without it there are no paths that need a database.
    pub(crate) database: Option<DatabaseSettings>,
    /// Without it there are no paths that need a token.
    pub(crate) protection: Option<ProtectionSettings>,
}

#[derive(Debug, PartialEq)]
pub(crate) struct DatabaseSettings {
    pub(crate) url: String,
    pub(crate) connections: u16,
    /// The longest that a request waits for the database.
    pub(crate) wait: Duration,
}

/// Which thread computes (`compute.rs`), how requests share counters (`counters.rs`), or which allocator the
/// program has; all but the second and third compute as `inline` does. `Limited` also refuses what is too many at once (`shedding.rs`).
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) enum Variant {
    Inline,
    SpawnBlocking,
    BlockInPlace,
    Mimalloc,
    Limited,
    RwLock,
    Moka,
    Atomics,
}

/// Those with a number in their name are `inline` with a number in their environment.
const VARIANTS: [(&str, Variant); 12] = [
    ("inline", Variant::Inline),
    ("spawn-blocking", Variant::SpawnBlocking),
    ("block-in-place", Variant::BlockInPlace),
    ("mimalloc", Variant::Mimalloc),
    ("heap-100", Variant::Inline),
    ("heap-1000", Variant::Inline),
    ("heap-4000", Variant::Inline),
    ("rate-1", Variant::Inline),
    ("limit", Variant::Limited),
    ("rw-lock", Variant::RwLock),
    ("moka", Variant::Moka),
    ("atomics", Variant::Atomics),
];

impl Settings {
    /// # Errors
    ///
    /// One sentence that names the variable, its value and what it may be.
    pub(crate) fn from_environment(allocator: Allocator) -> Result<Self, String> {
        // Lossy, not `env::var`: bytes that are no UTF-8 must end in the sentence about their
        // variable.
        let variable =
            |name: &str| env::var_os(name).map(|value| value.to_string_lossy().into_owned());
        Self::read(allocator, variable)
    }

    fn read(
        allocator: Allocator,
        variable: impl Fn(&str) -> Option<String>,
    ) -> Result<Self, String> {
        let or = |name, default: &str| variable(name).unwrap_or_else(|| default.to_owned());
        let seconds =
            read_integer::<u16>("SHUTDOWN_SECONDS", &or("SHUTDOWN_SECONDS", "10"), 1, 3_600)?;
        let live_sessions = or("LIVE_SESSIONS", "100");
        let variant = match allocator {
            Allocator::System => "inline",
            Allocator::Mimalloc => "mimalloc",
        };
        Ok(Self {
            host: or("HOST", "127.0.0.1"),
            port: read_integer("PORT", &or("PORT", "8080"), 0, u16::MAX)?,
            variant: read_variant(&or("VARIANT", variant), allocator)?,
            shutdown_limit: Duration::from_secs(seconds.into()),
            internals_folder: variable("INTERNALS_FOLDER").map(PathBuf::from),
            live_sessions: read_integer("LIVE_SESSIONS", &live_sessions, 1, MOST_SESSIONS)?,
            database: read_database(&variable)?,
            protection: ProtectionSettings::read(&variable)?,
        })
    }
}

fn read_database(
    variable: impl Fn(&str) -> Option<String>,
) -> Result<Option<DatabaseSettings>, String> {
    let Some(url) = variable("DATABASE_URL") else {
        return Ok(None);
    };
    let integer = |name, default: &str, most| {
        let text = variable(name).unwrap_or_else(|| default.to_owned());
        read_integer(name, &text, 1, most)
    };
    Ok(Some(DatabaseSettings {
        url,
        connections: integer("DATABASE_CONNECTIONS", "8", 1_000)?,
        wait: Duration::from_secs(integer("DATABASE_WAIT_SECONDS", "2", 3_600)?.into()),
    }))
}

fn read_variant(text: &str, allocator: Allocator) -> Result<Variant, String> {
    let Some((_, variant)) = VARIANTS.iter().find(|(name, _)| *name == text) else {
        let names = VARIANTS.map(|(name, _)| name).join(", ");
        return Err(format!(
            "VARIANT is \"{text}\", but must be one of: {names}."
        ));
    };
    let needs = match variant {
        Variant::Mimalloc => Allocator::Mimalloc,
        _ => Allocator::System,
    };
    if needs == allocator {
        return Ok(*variant);
    }
    let program = match needs {
        Allocator::System => "axum-server",
        Allocator::Mimalloc => "axum-server-mimalloc",
    };
    Err(format!(
        "VARIANT is \"{text}\", which is another program: start {program} instead."
    ))
}

pub(crate) fn read_integer<T>(name: &str, text: &str, least: T, most: T) -> Result<T, String>
where
    T: FromStr + PartialOrd + Display + Copy,
{
    let digits_only = text.bytes().all(|byte| byte.is_ascii_digit());
    text.parse::<T>()
        .ok()
        // `parse` alone would take "+80".
        .filter(|value| digits_only && (least..=most).contains(value))
        .ok_or_else(|| {
            format!("{name} is \"{text}\", but must be a whole number from {least} to {most}.")
        })
}

#[cfg(test)]
mod tests;
