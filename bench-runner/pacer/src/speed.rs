//! How fast the core that this runs on is just now.
//!
//! A virtual core can lose half its speed to a neighbour on the same physical core, or some of it to a
//! lower clock, and nothing in the guest counts that: no time is stolen, no other program runs, and
//! yet each instruction takes longer. A fixed computation shows it. It knows nothing of any server,
//! so leaving out what it finds slow favours nobody.

use std::hint::black_box;
use std::io;
use std::time::Duration;

use crate::process::Usage;

const REPETITIONS: usize = 5;
const CANDIDATES: u32 = 60_000;

/// CPU time of a fixed computation of about two milliseconds: the least of five, because an
/// interrupt lengthens one of them and a slow core all.
pub fn fixed_work() -> io::Result<Duration> {
    let mut least = Duration::MAX;
    for _ in 0..REPETITIONS {
        let before = Usage::now()?;
        black_box(count_primes(black_box(CANDIDATES)));
        let cpu = Usage::now()?.since(before).cpu;
        least = least.min(Duration::from_secs_f64(cpu.user_seconds + cpu.system_seconds));
    }
    Ok(least)
}

/// Divisions keep one execution unit busy that two threads of a core have to share, so they feel a
/// neighbour more than additions would.
fn count_primes(limit: u32) -> usize {
    (2..limit)
        .filter(|candidate| {
            (2..)
                .take_while(|divisor| divisor * divisor <= *candidate)
                .all(|divisor| candidate % divisor != 0)
        })
        .count()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_work_is_done() {
        assert_eq!(count_primes(10), 4);
        assert_eq!(count_primes(CANDIDATES), 6057);
    }

    #[test]
    fn it_takes_cpu_time() {
        let least = fixed_work().expect("getrusage works");
        assert!(least > Duration::from_micros(100) && least < Duration::from_secs(2), "{least:?}");
    }
}
