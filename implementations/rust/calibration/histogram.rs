use std::collections::BTreeMap;

use serde::Serialize;

/// Buckets are at most 2^-10 of their value wide: 0.1 %.
const SIGNIFICANT_BITS: u32 = 11;

/// Counts of durations in buckets whose width grows with the value.
///
/// The layout is `HdrHistogram`'s, in its sparse form: below 2^11 us every value has its bucket, above
/// it each power of two has 1,024. A list of all durations would be exact, and 100 MB after an hour
/// of a few thousand requests a second.
#[derive(Debug, Default)]
pub(crate) struct Histogram {
    count: u64,
    sum_ns: u64,
    min_ns: u64,
    max_ns: u64,
    counts: BTreeMap<u64, u64>,
}

/// What it looks like as JSON.
#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
pub(crate) struct Written {
    unit: &'static str,
    significant_bits: u32,
    count: u64,
    #[serde(flatten)]
    figures: Option<Figures>,
    buckets: Vec<(u64, u64)>,
}

/// Absent where nothing was recorded: the mean of no value is not 0.
#[derive(Serialize)]
struct Figures {
    min: u64,
    max: u64,
    mean: f64,
}

impl Histogram {
    pub(crate) fn record(&mut self, ns: u64) {
        self.min_ns = if self.count == 0 {
            ns
        } else {
            self.min_ns.min(ns)
        };
        self.max_ns = self.max_ns.max(ns);
        self.count += 1;
        self.sum_ns += ns;
        *self.counts.entry(lowest_of_bucket(ns / 1_000)).or_default() += 1;
    }

    pub(crate) fn written(&self) -> Written {
        let figures = (self.count > 0).then(|| Figures {
            min: self.min_ns / 1_000,
            max: self.max_ns / 1_000,
            mean: mean_us(self.sum_ns, self.count),
        });
        Written {
            unit: "us",
            significant_bits: SIGNIFICANT_BITS,
            count: self.count,
            figures,
            buckets: self
                .counts
                .iter()
                .map(|(us, count)| (*us, *count))
                .collect(),
        }
    }
}

fn lowest_of_bucket(us: u64) -> u64 {
    let bits = u64::BITS - us.leading_zeros();
    let dropped = bits.saturating_sub(SIGNIFICANT_BITS);
    us >> dropped << dropped
}

#[expect(
    clippy::cast_precision_loss,
    reason = "2^53 ns are a hundred days of waiting"
)]
fn mean_us(sum_ns: u64, count: u64) -> f64 {
    sum_ns as f64 / count as f64 / 1_000.0
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn keeps_eleven_significant_bits() {
        for (us, lowest) in [
            (0, 0),
            (2_047, 2_047),
            (2_048, 2_048),
            (2_049, 2_048),
            (4_095, 4_094),
            (1_000_000, 999_936),
        ] {
            assert_eq!(lowest_of_bucket(us), lowest);
            assert_eq!(lowest_of_bucket(lowest), lowest);
        }
    }

    #[test]
    fn is_written_with_its_extremes_and_mean() -> Result<(), serde_json::Error> {
        let mut histogram = Histogram::default();
        for ns in [4_095_900, 1_000, 1_900] {
            histogram.record(ns);
        }
        let written = serde_json::to_string(&histogram.written())?;
        assert_eq!(
            written,
            r#"{"unit":"us","significantBits":11,"count":3,"min":1,"max":4095,"mean":1366.2666666666667,"buckets":[[1,2],[4094,1]]}"#
        );
        Ok(())
    }

    #[test]
    fn has_no_figures_without_a_value() -> Result<(), serde_json::Error> {
        let written = serde_json::to_string(&Histogram::default().written())?;
        assert_eq!(
            written,
            r#"{"unit":"us","significantBits":11,"count":0,"buckets":[]}"#
        );
        Ok(())
    }
}
