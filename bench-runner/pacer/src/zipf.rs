//! Ranks whose popularity falls as Zipf's law says: the second is asked for half as often as the first, the third a
//! third as often.

use crate::random::Random;

/// Ranks from 0 to `count` - 1, of which rank k is drawn with a probability proportional to 1 / (k + 1).
///
/// The exponent is 1, Zipf's own, and not a setting. Any other needs a power, whose last bit depends on the C library
/// (see `random.rs`); 1 needs a division, which IEEE 754 rounds alike everywhere. Traces of proxies have 0.64 to 0.83
/// (Breslau and others, "Web caching and Zipf-like distributions", INFOCOM 1999) and those of in-memory caches mostly 1
/// to 2 (Yang, Yue and Rashmi, "A large scale analysis of hundreds of in-memory cache clusters at Twitter", OSDI 2020).
#[derive(Clone, Debug)]
pub struct Zipf {
    /// How many of 2^53 draws fall on this rank or on one before it.
    upto: Vec<u64>,
}

/// As many as `Random::nth_below` is asked for: each is exact in a double.
const DRAWS: u64 = 1 << 53;

impl Zipf {
    /// Costs 8 bytes for each rank, once a window.
    pub fn new(count: usize) -> Self {
        let sums = |ranks: usize| {
            (1..=ranks).scan(0.0, |sum, rank| {
                *sum += 1.0 / rank as f64;
                Some(*sum)
            })
        };
        let whole: f64 = sums(count).last().unwrap_or(1.0);
        let mut upto: Vec<u64> =
            sums(count).map(|sum| (sum / whole * DRAWS as f64) as u64).collect();
        if let Some(last) = upto.last_mut() {
            *last = DRAWS;
        }
        Self { upto }
    }

    /// The rank at place `number` of a stream.
    pub fn nth(&self, random: &Random, number: u64) -> u64 {
        let draw = random.nth_below(number, DRAWS);
        self.upto.partition_point(|upto| *upto <= draw) as u64
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ranks_come_as_often_as_the_law_says() {
        const DRAWN: u64 = 400_000;
        let zipf = Zipf::new(1000);
        let random = Random::new(11, 2);
        let mut counts = vec![0u64; 1000];
        (0..DRAWN).for_each(|number| counts[zipf.nth(&random, number) as usize] += 1);

        // The harmonic number of 1,000 is 7.485470860550345 (Knuth, TAOCP 1, 1.2.7, and any table).
        let expected = |rank: u64| 1.0 / (rank as f64 * 7.485_470_860_550_345);
        for rank in [1, 2, 3, 10, 100] {
            let share = counts[rank as usize - 1] as f64 / DRAWN as f64;
            let probability = expected(rank);
            // Five standard deviations of a binomial share.
            let allowed = 5.0 * (probability * (1.0 - probability) / DRAWN as f64).sqrt();
            assert!(
                (share - probability).abs() < allowed,
                "rank {rank}: {share}, not {probability}"
            );
        }
        // Half of all that is asked for is the first 24 of them: what a small cache lives on.
        let first: f64 = counts[..24].iter().sum::<u64>() as f64 / DRAWN as f64;
        assert!((first - 0.5044).abs() < 0.004, "{first}");
        assert!(counts.iter().all(|count| *count > 0), "a rank that never came");
    }

    #[test]
    fn a_single_rank_is_always_drawn() {
        let random = Random::new(1, 2);
        assert!((0..1000).all(|number| Zipf::new(1).nth(&random, number) == 0));
    }
}
