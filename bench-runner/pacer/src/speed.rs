//! How fast the core that this runs on is just now.
//!
//! A virtual core can lose half its speed to a neighbour on the same physical core, or some of it to a
//! lower clock, and nothing in the guest counts that: no time is stolen, no other program runs, and
//! yet each instruction takes longer. Fixed computations show it. They know nothing of any server,
//! so leaving out what they find slow favours nobody.
//!
//! There are three, because two hardware threads share a core by parts, and a program is slowed only
//! where it waits for a part that the neighbour uses too (Tullsen, Eggers and Levy, "Simultaneous
//! multithreading", ISCA 1995). A loop that waits for the divider leaves most issue slots empty, so
//! it does not miss those that the neighbour takes, while a server that fills them loses a third.
//!
//! What lies beyond the second-level cache is left out: a chase through 4 MiB took from 33 to 109 ns a
//! hop within a minute on a cloud machine that was otherwise steady. No threshold can be held there.

use std::hint::black_box;
use std::io;
use std::time::Duration;

use serde::Serialize;

use crate::process::Usage;
use crate::random::Random;

const REPETITIONS: usize = 5;
const CANDIDATES: u32 = 35_000;
const STEPS: u64 = 1_000_000;
const HOPS: u32 = 1 << 17;
/// 256 KiB: beyond every first-level data cache and within every second-level one of today's servers.
const LINES: usize = 4096;

/// CPU time of each computation, about a millisecond.
#[derive(Clone, Copy, Debug, PartialEq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Speed {
    /// Waits for the divider: slow when the clock falls, or the neighbour divides.
    pub divider_ns: u64,
    /// Fills the issue slots: slow when the neighbour computes anything at all.
    pub issue_slots_ns: u64,
    /// Waits for the second-level cache: slow when the neighbour displaces what lies there.
    pub cache_ns: u64,
}

impl Speed {
    /// Measures the core that this thread runs on.
    pub fn now() -> io::Result<Self> {
        let ring = ring(LINES);
        Ok(Self {
            divider_ns: least_cpu_ns(|| count_primes(black_box(CANDIDATES)))?,
            issue_slots_ns: least_cpu_ns(|| mix(black_box(STEPS)))?,
            cache_ns: least_cpu_ns(|| chase(&ring, black_box(HOPS)))?,
        })
    }
}

/// The least of five: an interrupt lengthens one of them, and a slow core all.
fn least_cpu_ns<T>(work: impl Fn() -> T) -> io::Result<u64> {
    let mut least = Duration::MAX;
    for _ in 0..REPETITIONS {
        let before = Usage::now()?;
        black_box(work());
        let cpu = Usage::now()?.since(before).cpu;
        least = least.min(Duration::from_secs_f64(cpu.user_seconds + cpu.system_seconds));
    }
    Ok(least.as_nanos() as u64)
}

/// One division after the other, by trial.
fn count_primes(limit: u32) -> usize {
    (2..limit)
        .filter(|candidate| {
            (2..)
                .take_while(|divisor| divisor * divisor <= *candidate)
                .all(|divisor| candidate % divisor != 0)
        })
        .count()
}

/// Eight chains that do not wait for each other, of operations that take one cycle each (one
/// multiplies, in three): more than a core of today can issue at once. No two chains are alike, so
/// that the compiler cannot turn them into a few vector instructions.
fn mix(steps: u64) -> u64 {
    let [mut a, mut b, mut c, mut d, mut e, mut f, mut g, mut h] =
        black_box([1u64, 2, 3, 5, 7, 11, 13, 17]);
    let odd = black_box(0x9e37_79b9_7f4a_7c15u64);
    for step in 0..steps {
        a = a.wrapping_add(step) ^ odd;
        b = b.wrapping_sub(step) ^ odd;
        c = c.wrapping_mul(odd);
        d = (d ^ step).wrapping_add(odd);
        e = (e ^ step).wrapping_sub(odd);
        f = (f & odd).wrapping_add(step);
        g = (g | step).wrapping_sub(odd);
        h = h.rotate_left(5) ^ step;
    }
    a ^ b ^ c ^ d ^ e ^ f ^ g ^ h
}

/// A cache line (64 bytes on x86-64; half a line on Apple's cores) that names the next one.
#[repr(align(64))]
struct Line {
    next: u32,
}

/// Lines in one cycle through all of them, in an order that no prefetcher guesses: Sattolo, "An
/// algorithm to generate a random cyclic permutation", Information Processing Letters 22 (1986).
fn ring(lines: usize) -> Vec<Line> {
    let mut random = Random::new(1, 0);
    let mut ring: Vec<Line> = (0..lines as u32).map(|next| Line { next }).collect();
    for last in (1..lines).rev() {
        let other = (random.next_unit() * last as f64) as usize;
        let next = ring[last].next;
        ring[last].next = std::mem::replace(&mut ring[other].next, next);
    }
    ring
}

/// Each load's address is what the last one brought.
fn chase(ring: &[Line], hops: u32) -> u32 {
    (0..hops).fold(0, |at, _| ring[at as usize].next)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_work_is_done() {
        assert_eq!(count_primes(10), 4);
        assert_eq!(count_primes(CANDIDATES), 3732);
        assert_ne!(mix(STEPS), mix(STEPS - 1));
    }

    #[test]
    fn the_ring_is_one_cycle_through_every_line() {
        let ring = ring(LINES);
        let mut seen = vec![false; LINES];
        for hops in 0..LINES as u32 {
            assert!(!std::mem::replace(&mut seen[chase(&ring, hops) as usize], true), "{hops}");
        }
        assert_eq!(chase(&ring, LINES as u32), 0);
    }

    #[test]
    fn each_takes_cpu_time() {
        let speed = Speed::now().expect("getrusage works");
        for nanoseconds in [speed.divider_ns, speed.issue_slots_ns, speed.cache_ns] {
            assert!((10_000..2_000_000_000).contains(&nanoseconds), "{speed:?}");
        }
    }
}
