//! Holds COUNT of what its variant names, each only waiting, says so, and stays until SIGTERM.

mod held;

use std::io::{self, Write};

use tokio::signal::unix::{SignalKind, signal};

fn main() -> Result<(), Box<dyn std::error::Error>> {
    if std::env::args().nth(1).as_deref() == Some("--version") {
        println!("{{\"tokio\":\"1.54.1\"}}");
        return Ok(());
    }
    let count = std::env::var("COUNT")
        .ok()
        .and_then(|text| text.parse::<usize>().ok())
        .ok_or("COUNT must be a whole number of what to hold.")?;
    let kind = std::env::var("HOLDS").unwrap_or_default();
    tokio::runtime::Builder::new_multi_thread()
        .enable_all()
        .build()?
        .block_on(wait(&kind, count))
}

async fn wait(kind: &str, count: usize) -> Result<(), Box<dyn std::error::Error>> {
    let mut stop = signal(SignalKind::terminate())?;
    let _held = held::hold(kind, count).await?;
    println!("holding {count}");
    io::stdout().flush()?;
    stop.recv().await;
    // Threads that are parked have nobody who wakes them.
    std::process::exit(0)
}
