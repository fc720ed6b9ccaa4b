//! Seeded random numbers that are the same on every machine, forever.
//!
//! Only integer operations and the exactly rounded IEEE 754 operations (add, multiply, compare)
//! are used. A logarithm would be shorter, but its last bit depends on the C library, and two
//! machines would then replay two schedules from one seed.

/// SplitMix64: Steele, Lea and Flood, "Fast splittable pseudorandom number generators",
/// OOPSLA 2014, figure 17, with the constants of Stafford's variant 13.
#[derive(Clone, Debug)]
pub struct Random {
    state: u64,
}

/// 2^64 over the golden ratio, made odd.
const INCREMENT: u64 = 0x9e37_79b9_7f4a_7c15;

impl Random {
    /// A stream. Streams of one seed with different `stream` numbers are unrelated.
    pub fn new(seed: u64, stream: u64) -> Self {
        // Mixing the stream number once spreads it over all bits; seed and seed + 1 would
        // otherwise be the same sequence shifted by a few places.
        let offset = Self { state: stream }.next_u64();
        let state = Self { state: seed }.next_u64() ^ offset;
        Self { state }
    }

    /// Uniform in `[0, 1)`, 53 bits.
    pub fn next_unit(&mut self) -> f64 {
        const UNIT: f64 = 1.0 / (1u64 << 53) as f64;
        (self.next_u64() >> 11) as f64 * UNIT
    }

    /// Exponential with mean 1.
    ///
    /// Von Neumann's method, which needs comparisons only ("Various techniques used in connection
    /// with random digits", 1951; Devroye, "Non-Uniform Random Variate Generation", IV.2.2).
    /// A run `u1 >= u2 >= ... < uN` has `P(N even, u1 <= x) = 1 - exp(-x)`, so an even run yields
    /// the fraction, and each odd one before it adds 1. It draws about 4.3 numbers a value.
    pub fn next_exponential(&mut self) -> f64 {
        let mut whole = 0.0;
        loop {
            let first = self.next_unit();
            let mut last = first;
            let mut length = 1u32;
            loop {
                let next = self.next_unit();
                length += 1;
                if next > last {
                    break;
                }
                last = next;
            }
            if length.is_multiple_of(2) {
                return whole + first;
            }
            whole += 1.0;
        }
    }

    /// The value below `bound` at place `number` of the stream, without drawing those before it:
    /// SplitMix64 mixes a counter, so any place is as near as the next.
    ///
    /// Lemire's multiplication ("Fast random integer generation in an interval", 2019) without
    /// its rejection step: values are unequally likely by at most `bound` in 2^64.
    pub fn nth_below(&self, number: u64, bound: u64) -> u64 {
        let state = self.state.wrapping_add(INCREMENT.wrapping_mul(number));
        let word = Self { state }.next_u64();
        ((u128::from(word) * u128::from(bound)) >> 64) as u64
    }

    fn next_u64(&mut self) -> u64 {
        self.state = self.state.wrapping_add(INCREMENT);
        let mut mixed = self.state;
        mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        mixed ^ (mixed >> 31)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn splitmix64_gives_its_published_sequence() {
        // The reference C code (https://prng.di.unimi.it/splitmix64.c) started at 1234567.
        let mut random = Random { state: 1_234_567 };
        assert_eq!(random.next_u64(), 6_457_827_717_110_365_317);
        assert_eq!(random.next_u64(), 3_203_168_211_198_807_973);
    }

    #[test]
    fn exponential_has_mean_variance_and_tail_of_its_law() {
        let mut random = Random::new(7, 0);
        let count = 400_000;
        let values: Vec<f64> = (0..count).map(|_| random.next_exponential()).collect();
        let mean = values.iter().sum::<f64>() / f64::from(count);
        let variance =
            values.iter().map(|value| (value - mean).powi(2)).sum::<f64>() / f64::from(count);
        // Five standard errors: 1 / sqrt(n) for the mean, sqrt(8 / n) for the variance.
        assert!((mean - 1.0).abs() < 0.008, "mean {mean}");
        assert!((variance - 1.0).abs() < 0.023, "variance {variance}");
        for x in [0.1, 0.5, 1.0, 2.0, 4.0f64] {
            let above = values.iter().filter(|value| **value > x).count() as f64 / f64::from(count);
            assert!((above - (-x).exp()).abs() < 0.004, "P(X > {x}) = {above}");
        }
    }

    #[test]
    fn any_place_of_a_stream_can_be_read_at_once() {
        let mut random = Random::new(3, 4);
        let start = random.clone();
        let mut counts = [0u32; 5];
        for number in 0..50_000 {
            let word = random.next_u64();
            let value = start.nth_below(number, 5);
            assert_eq!(value, word / (u64::MAX / 5 + 1));
            counts[value as usize] += 1;
        }
        // 10,000 each, standard deviation 89.
        assert!(counts.iter().all(|count| (9_600..10_400).contains(count)), "{counts:?}");
    }

    #[test]
    fn neighbouring_seeds_and_streams_differ() {
        let first = |seed, stream| Random::new(seed, stream).next_u64();
        assert_ne!(first(1, 0), first(2, 0));
        assert_ne!(first(1, 0), first(1, 1));
    }
}
