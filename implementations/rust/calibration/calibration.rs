use std::{
    fs::File,
    io::{self, Write},
    sync::{Arc, Mutex, MutexGuard, PoisonError},
};

use serde::Serialize;

use crate::{
    alarms::Alarms,
    clock::now_ns,
    known_truth::{Due, KnownTruth},
    loads::{Loads, WrittenLoad},
};

/// Answers when the formula says so, and keeps account of when it really did.
#[derive(Clone)]
pub(crate) struct Calibration(Arc<Shared>);

struct Shared {
    truth: KnownTruth,
    alarms: Alarms,
    loads: Mutex<Loads>,
}

#[derive(Serialize)]
struct Log {
    clock: &'static str,
    truth: KnownTruth,
    loads: Vec<WrittenLoad>,
}

impl Calibration {
    /// # Errors
    ///
    /// When the system gives no timer.
    pub(crate) fn new(truth: KnownTruth) -> io::Result<Self> {
        Ok(Self(Arc::new(Shared {
            truth,
            alarms: Alarms::new()?,
            loads: Mutex::default(),
        })))
    }

    /// Returns when the answer to a request that has just come is due.
    pub(crate) async fn until_due(&self) -> io::Result<()> {
        let arrived_ns = now_ns();
        let load_start_ns = self.0.loads().arrived(arrived_ns);
        let _in_flight = InFlight(&self.0);
        let due = self.0.truth.due(load_start_ns, arrived_ns);
        if due.at_ns > arrived_ns {
            self.0.alarms.until(due.at_ns).await?;
        }
        self.0.note(arrived_ns, &due);
        Ok(())
    }

    /// Wakes the requests that wait; must run beside the server.
    pub(crate) async fn keep_time(self) -> io::Result<()> {
        self.0.alarms.ring().await
    }

    pub(crate) fn write(&self, mut file: File) -> io::Result<()> {
        let log = Log {
            clock: "CLOCK_MONOTONIC",
            truth: self.0.truth,
            loads: self.0.loads().written(),
        };
        writeln!(file, "{}", serde_json::to_string(&log)?)
    }
}

impl Shared {
    fn note(&self, arrived_ns: u64, due: &Due) {
        self.loads().answered(arrived_ns, due, now_ns());
    }

    fn loads(&self) -> MutexGuard<'_, Loads> {
        // No code that panics holds it.
        self.loads.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// A client that hangs up drops the handler in the middle of its `await`: what must happen in the end
/// as well belongs into a destructor.
struct InFlight<'a>(&'a Shared);

impl Drop for InFlight<'_> {
    fn drop(&mut self) {
        self.0.loads().left();
    }
}

#[cfg(test)]
mod tests {
    use std::{fs, time::Duration};

    use serde_json::Value;
    use tokio::time::timeout;

    use super::*;

    type Outcome = Result<(), Box<dyn std::error::Error>>;

    fn log_of(calibration: &Calibration, name: &str) -> Result<Value, Box<dyn std::error::Error>> {
        let path = std::env::temp_dir().join(format!("{name}-{}.json", std::process::id()));
        calibration.write(File::create(&path)?)?;
        let text = fs::read_to_string(&path)?;
        fs::remove_file(&path)?;
        Ok(serde_json::from_str(&text)?)
    }

    #[tokio::test]
    async fn logs_what_really_happened() -> Outcome {
        let calibration = Calibration::new(KnownTruth {
            delay_us: 2_000,
            stall_ms: 20,
            stall_every_ms: 1_000,
            stall_at_ms: 5,
        })?;
        let time = tokio::spawn(calibration.clone().keep_time());
        for _ in 0..3 {
            calibration.until_due().await?;
        }
        time.abort();

        let log = log_of(&calibration, "calibration-log")?;
        assert_eq!(log["truth"]["delayUs"], 2_000);
        let load = &log["loads"][0];
        // A busy machine may be late, never early: the first or second is held, and never three.
        assert_eq!(load["requests"], 3);
        let [ordinary, held] = [&load["ordinary"], &load["held"]];
        assert!(ordinary["min"].as_u64() >= Some(2_000), "{load}");
        assert!(held["count"].as_u64() >= Some(1), "{load}");
        let stop = &load["stops"][0];
        assert!(stop["firstAnsweredNs"].as_u64() >= stop["endNs"].as_u64());
        Ok(())
    }

    #[tokio::test]
    async fn forgets_a_client_that_hangs_up() -> Outcome {
        let calibration = Calibration::new(KnownTruth {
            delay_us: 60_000_000,
            ..KnownTruth::default()
        })?;
        let soon = Duration::from_millis(1);
        assert!(timeout(soon, calibration.until_due()).await.is_err());
        tokio::time::sleep(Duration::from_millis(120)).await;
        assert!(timeout(soon, calibration.until_due()).await.is_err());
        // Were it still in flight, the second would have gone on with its load.
        let log = log_of(&calibration, "calibration-gone")?;
        assert_eq!(log["loads"].as_array().map(Vec::len), Some(2));
        Ok(())
    }
}
