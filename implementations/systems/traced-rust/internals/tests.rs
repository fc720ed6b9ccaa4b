use std::{env, fs, path::PathBuf};

use serde_json::Value;
use tokio::runtime::Builder;

use super::*;

type Outcome = Result<(), Box<dyn std::error::Error>>;

/// A folder for one test; `name` keeps it apart from those of the others in this process.
fn folder(name: &str) -> io::Result<PathBuf> {
    let folder = env::temp_dir().join(format!("internals-{}-{name}", process::id()));
    fs::create_dir_all(&folder)?;
    Ok(folder)
}

/// What has been written so far.
fn lines(folder: &Path) -> Result<Vec<Value>, Box<dyn std::error::Error>> {
    let text = fs::read_to_string(folder.join(format!("{}.ndjson", process::id())))?;
    let lines = text.lines().map(serde_json::from_str);
    Ok(lines.collect::<Result<_, _>>()?)
}

#[test]
fn tells_what_happened_since_the_reading_before() {
    let at = Instant::now();
    let reading = |milliseconds, busy: [u64; 2], parks| Reading {
        at: at + Duration::from_millis(milliseconds),
        alive_tasks: 3,
        global_queue_depth: 1,
        busy: busy.map(Duration::from_millis).to_vec(),
        parks,
    };
    let figures = Figures {
        workers: 2,
        alive_tasks: 3,
        global_queue_depth: 1,
        worker_busy_share: 0.75,
        worker_busy_share_mean: 0.5,
        worker_parks: 4,
    };
    let (before, now) = (reading(0, [1_000, 500], 7), reading(200, [1_050, 650], 11));
    assert_eq!(now.since(&before), figures);
}

/// A task that computes for long must not stop what tells of it.
#[test]
fn writes_while_the_only_worker_is_blocked() -> Outcome {
    let folder = folder("blocked")?;
    let runtime = Builder::new_current_thread().build()?;
    let end = Instant::now() + Duration::from_secs(10);
    let blocking = async {
        record(&folder, &Handle::current())?;
        // No `.await`: the worker does nothing else meanwhile.
        while lines(&folder).is_ok_and(|lines| lines.len() < 2) && Instant::now() < end {
            thread::sleep(INTERVAL);
        }
        lines(&folder).map_err(|error| error.to_string())
    };
    let while_blocked = runtime.block_on(blocking)?;
    assert!(while_blocked.len() >= 2, "{while_blocked:?}");

    let first = &while_blocked[0];
    let at_unix_ms = first["atUnixMs"].as_u64().ok_or("no whole number")?;
    let age = UNIX_EPOCH.elapsed()?.as_millis() - u128::from(at_unix_ms);
    assert!(age < 60_000, "{first}");
    let expected = serde_json::json!({
        "atUnixMs": at_unix_ms,
        "workers": 1,
        "aliveTasks": 0,
        "globalQueueDepth": 0,
        // The computation is told of when it is over.
        "workerBusyShare": 0.0,
        "workerBusyShareMean": 0.0,
        "workerParks": 0,
    });
    assert_eq!(*first, expected);
    Ok(fs::remove_dir_all(folder)?)
}

#[test]
fn says_where_nothing_can_be_written() -> io::Result<()> {
    let runtime = Builder::new_current_thread().build()?;
    for folder in ["", "/nowhere/at/all", "Cargo.toml"] {
        let refusal = record(Path::new(folder), runtime.handle()).err();
        let sentence = format!("INTERNALS_FOLDER is \"{folder}\", where no file can be written: ");
        assert!(
            refusal.is_some_and(|text| text.starts_with(&sentence)),
            "{folder}"
        );
    }
    Ok(())
}
