//! Tasks, futures and threads that wait for something that does not happen.

use std::future::Future;
use std::pin::Pin;
use std::sync::Arc;
use std::task::{Context, Waker};
use std::thread;

use tokio::sync::Semaphore;
use tokio::task::JoinHandle;

type BoxedFuture = Pin<Box<dyn Future<Output = ()> + Send>>;

/// What is held, so that nothing of it is dropped while it is measured.
#[allow(dead_code)]
pub(crate) enum Held {
    Tasks(Vec<JoinHandle<()>>),
    Futures(Vec<BoxedFuture>),
    Threads(Vec<thread::JoinHandle<()>>),
}

/// # Errors
///
/// Where the kind is none of the three, or the system gives no more threads.
pub(crate) async fn hold(kind: &str, count: usize) -> Result<Held, Box<dyn std::error::Error>> {
    match kind {
        "tasks" => Ok(Held::Tasks(tasks(count).await)),
        "futures" => Ok(Held::Futures(futures(count))),
        "threads" => Ok(Held::Threads(threads(count)?)),
        other => Err(format!("HOLDS must be tasks, futures or threads, not \"{other}\".").into()),
    }
}

// #region tasks
/// Spawned: each has an allocation of its own for its header, its future and its waker.
async fn tasks(count: usize) -> Vec<JoinHandle<()>> {
    let never = Arc::new(Semaphore::new(0));
    let held = (0..count)
        .map(|_| tokio::spawn(wait_for(Arc::clone(&never))))
        .collect();
    // They were queued in order, so when this one ran all of them did, or soon will.
    let _ = tokio::spawn(async {}).await;
    held
}
// #endregion tasks

/// Not spawned: a future is a value, here one in a box of its own, and nothing else. Each is polled once, because one that
/// was never polled has not begun to wait.
fn futures(count: usize) -> Vec<BoxedFuture> {
    let never = Arc::new(Semaphore::new(0));
    let mut context = Context::from_waker(Waker::noop());
    (0..count)
        .map(|_| {
            let mut future: BoxedFuture = Box::pin(wait_for(Arc::clone(&never)));
            let _ = future.as_mut().poll(&mut context);
            future
        })
        .collect()
}

/// Each has a stack of 2 MiB in its address space (`std::thread`), of which the pages it touches take memory.
fn threads(count: usize) -> std::io::Result<Vec<thread::JoinHandle<()>>> {
    (0..count)
        .map(|_| {
            thread::Builder::new().spawn(|| {
                loop {
                    thread::park();
                }
            })
        })
        .collect()
}

async fn wait_for(never: Arc<Semaphore>) {
    let _ = never.acquire().await;
}

#[cfg(test)]
mod tests;
