//! Counts what two threads do, without a lock: wrong on purpose.

use std::thread;

fn main() {
    let mut requests = 0;
    thread::scope(|scope| {
        scope.spawn(|| requests += 1);
        scope.spawn(|| requests += 1);
    });
    println!("{requests}");
}
