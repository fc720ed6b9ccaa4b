//! Times in a mergeable histogram, and its JSON form.

use hdrhistogram::Histogram as Buckets;
use serde::Serialize;

/// Significant decimal digits; HdrHistogram turns 3 into 2,048 exact values (11 bits).
const DIGITS: u8 = 3;
const SIGNIFICANT_BITS: u32 = 11;

/// Why recording and adding cannot fail: `auto` is on.
const GROWS: &str = "an automatic histogram takes every value";

/// Durations in whole microseconds (rounded down), with the exact sum beside them.
pub struct Histogram {
    buckets: Buckets<u64>,
    sum_ns: u128,
    min_us: u64,
    max_us: u64,
}

/// The JSON form: `buckets` are `[lowest value of the bucket, count]`, empty ones left out.
///
/// Values below `2^significantBits` have a bucket each; above, each power of two has
/// `2^(significantBits - 1)`. Histograms of equal layout are added bucket by bucket.
#[derive(Debug, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct HistogramRecord {
    unit: &'static str,
    significant_bits: u32,
    count: u64,
    #[serde(skip_serializing_if = "Option::is_none")]
    min: Option<u64>,
    #[serde(skip_serializing_if = "Option::is_none")]
    max: Option<u64>,
    #[serde(skip_serializing_if = "Option::is_none")]
    mean: Option<f64>,
    buckets: Vec<(u64, u64)>,
}

impl Default for Histogram {
    fn default() -> Self {
        // Room for a minute from the start: growing costs an allocation amid the measurement.
        let mut buckets =
            Buckets::new_with_max(60_000_000, DIGITS).expect("3 digits are within the 5 allowed");
        buckets.auto(true);
        Self { buckets, sum_ns: 0, min_us: u64::MAX, max_us: 0 }
    }
}

impl Histogram {
    /// Adds one duration.
    pub fn record_ns(&mut self, ns: u64) {
        let us = ns / 1_000;
        // Not `saturating_record`: it clamps to the present size instead of growing.
        self.buckets.record(us).expect(GROWS);
        self.sum_ns += u128::from(ns);
        self.min_us = self.min_us.min(us);
        self.max_us = self.max_us.max(us);
    }

    /// Adds all of another histogram, exactly.
    pub fn add(&mut self, other: &Self) {
        self.buckets.add(&other.buckets).expect(GROWS);
        self.sum_ns += other.sum_ns;
        self.min_us = self.min_us.min(other.min_us);
        self.max_us = self.max_us.max(other.max_us);
    }

    /// Values recorded.
    pub fn count(&self) -> u64 {
        self.buckets.len()
    }

    /// Exact mean in µs; nothing when empty.
    pub fn mean_us(&self) -> Option<f64> {
        let count = self.count();
        (count > 0).then(|| self.sum_ns as f64 / count as f64 / 1_000.0)
    }

    /// The value that a share `quantile` of all values does not exceed, in µs; nothing when empty.
    pub fn quantile_us(&self, quantile: f64) -> Option<u64> {
        let edge_us = || self.buckets.value_at_quantile(quantile);
        // An edge of a bucket may lie outside of what was recorded; the extremes are known exactly.
        (self.count() > 0).then(|| edge_us().clamp(self.min_us, self.max_us))
    }

    /// The JSON form.
    pub fn to_record(&self) -> HistogramRecord {
        let filled = self.count() > 0;
        let lowest = |value| self.buckets.lowest_equivalent(value);
        HistogramRecord {
            unit: "us",
            significant_bits: SIGNIFICANT_BITS,
            count: self.count(),
            min: filled.then_some(self.min_us),
            max: filled.then_some(self.max_us),
            mean: self.mean_us(),
            buckets: self
                .buckets
                .iter_recorded()
                .map(|step| (lowest(step.value_iterated_to()), step.count_at_value()))
                .collect(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The layout as src/core/schemas/histogram.ts states it, computed without HdrHistogram.
    fn bucket_of(us: u64) -> u64 {
        let bits = 64 - us.leading_zeros();
        let shift = bits.saturating_sub(SIGNIFICANT_BITS);
        us >> shift << shift
    }

    #[test]
    fn buckets_have_the_layout_of_the_schema() {
        for exponent in 0..36 {
            for us in [
                1u64 << exponent,
                (1 << exponent) + 1,
                (1 << exponent) * 3 / 2,
                (2 << exponent) - 1,
            ] {
                let mut histogram = Histogram::default();
                histogram.record_ns(us * 1_000 + 999);
                assert_eq!(histogram.to_record().buckets, [(bucket_of(us), 1)], "{us} us");
            }
        }
    }

    #[test]
    fn mean_is_exact_and_extremes_are_whole_microseconds() {
        let mut histogram = Histogram::default();
        for ns in [1_500, 2_500, 5_000_123] {
            histogram.record_ns(ns);
        }
        let record = histogram.to_record();
        assert_eq!((record.min, record.max, record.count), (Some(1), Some(5_000), 3));
        assert!((record.mean.unwrap() - 5_004_123.0 / 3_000.0).abs() < 1e-9);
    }

    #[test]
    fn adding_equals_recording_into_one() {
        let (mut left, mut right, mut both) =
            (Histogram::default(), Histogram::default(), Histogram::default());
        for step in 0..10_000u64 {
            let ns = step * step * 1_013;
            if step % 3 == 0 { &mut left } else { &mut right }.record_ns(ns);
            both.record_ns(ns);
        }
        left.add(&right);
        let json = |histogram: &Histogram| serde_json::to_string(&histogram.to_record()).unwrap();
        assert_eq!(json(&left), json(&both));
    }

    #[test]
    fn an_empty_histogram_claims_nothing() {
        let json = serde_json::to_string(&Histogram::default().to_record()).unwrap();
        assert_eq!(json, r#"{"unit":"us","significantBits":11,"count":0,"buckets":[]}"#);
    }
}
