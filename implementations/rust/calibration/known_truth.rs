use serde::Serialize;

const NS_PER_US: u64 = 1_000;
const NS_PER_MS: u64 = 1_000_000;

/// When a request is answered, as a formula. What a load generator reports can be checked against
/// it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Serialize)]
#[serde(rename_all = "camelCase")]
pub(crate) struct KnownTruth {
    /// From the arrival of a request to its answer.
    pub(crate) delay_us: u32,
    /// How long each stop lasts; 0 where there is none.
    pub(crate) stall_ms: u32,
    /// From the beginning of a stop to the beginning of the next.
    pub(crate) stall_every_ms: u32,
    /// From the first request of a load to the beginning of the first stop.
    pub(crate) stall_at_ms: u32,
}

/// When an answer is due, in nanoseconds of the clock that the arrival was read from.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) struct Due {
    pub(crate) at_ns: u64,
    /// The stop that the request waits for.
    pub(crate) stop: Option<Stop>,
}

#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) struct Stop {
    pub(crate) start_ns: u64,
    pub(crate) end_ns: u64,
}

// #region known-truth
impl KnownTruth {
    /// What would be answered during a stop is answered at its end; everything else after the delay.
    ///
    /// A stop is a rule about the clock and not a thread that sleeps: it begins at exactly
    /// `start_ns`, on a busy machine too, and `/ready` knows nothing of it. A real pause, of a
    /// garbage collector for instance, would stop both.
    pub(crate) fn due(&self, load_start_ns: u64, arrived_ns: u64) -> Due {
        let at_ns = arrived_ns + u64::from(self.delay_us) * NS_PER_US;
        match self.stop_at(load_start_ns, at_ns) {
            Some(stop) => Due {
                at_ns: stop.end_ns,
                stop: Some(stop),
            },
            None => Due { at_ns, stop: None },
        }
    }

    fn stop_at(&self, load_start_ns: u64, at_ns: u64) -> Option<Stop> {
        if self.stall_ms == 0 {
            return None;
        }
        let every_ns = u64::from(self.stall_every_ms) * NS_PER_MS;
        let first_ns = load_start_ns + u64::from(self.stall_at_ms) * NS_PER_MS;
        let number = at_ns.checked_sub(first_ns)? / every_ns;
        let start_ns = first_ns + number * every_ns;
        let end_ns = start_ns + u64::from(self.stall_ms) * NS_PER_MS;
        (at_ns < end_ns).then_some(Stop { start_ns, end_ns })
    }

    /// # Errors
    ///
    /// One sentence, where the stops do not lie inside their periods.
    pub(crate) fn checked(self) -> Result<Self, String> {
        let end_ms = u64::from(self.stall_at_ms) + u64::from(self.stall_ms);
        if self.stall_ms > 0 && end_ms > self.stall_every_ms.into() {
            return Err(format!(
                "STALL_AT_MS + STALL_MS is {end_ms}, but must be at most STALL_EVERY_MS, which is {}: a stop \
                 lies inside one period.",
                self.stall_every_ms
            ));
        }
        Ok(self)
    }
}
// #endregion known-truth

#[cfg(test)]
mod tests {
    use super::*;

    const STALL: KnownTruth = KnownTruth {
        delay_us: 0,
        stall_ms: 1_000,
        stall_every_ms: 10_000,
        stall_at_ms: 4_500,
    };

    /// When a request is answered, in microseconds after the load began; 77 ns is when that was.
    fn answered_us(truth: KnownTruth, arrived_us: u64) -> u64 {
        (truth.due(77, 77 + arrived_us * 1_000).at_ns - 77) / 1_000
    }

    #[test]
    fn answers_after_the_delay() {
        let delay = KnownTruth {
            delay_us: 1_000,
            ..KnownTruth::default()
        };
        for arrived in [0, 1, 4_500_000, 20_000_000] {
            assert_eq!(answered_us(delay, arrived), arrived + 1_000);
            assert_eq!(answered_us(KnownTruth::default(), arrived), arrived);
        }
    }

    #[test]
    fn answers_at_the_end_of_a_stop_what_comes_during_it() {
        for (arrived, answered) in [
            (0, 0),
            (4_499_999, 4_499_999),
            (4_500_000, 5_500_000),
            (5_499_999, 5_500_000),
            (5_500_000, 5_500_000),
            (14_499_999, 14_499_999),
            (15_000_000, 15_500_000),
            (95_499_999, 95_500_000),
        ] {
            assert_eq!(answered_us(STALL, arrived), answered, "{arrived}");
        }
        assert_eq!(
            STALL.due(77, 77 + 15_000 * NS_PER_MS).stop,
            Some(Stop {
                start_ns: 77 + 14_500 * NS_PER_MS,
                end_ns: 77 + 15_500 * NS_PER_MS,
            })
        );
    }

    #[test]
    fn holds_back_an_answer_that_falls_into_a_stop() {
        let both = KnownTruth {
            delay_us: 2_000,
            ..STALL
        };
        assert_eq!(answered_us(both, 4_499_000), 5_500_000);
        assert_eq!(answered_us(both, 5_499_000), 5_501_000);
    }

    #[test]
    fn refuses_a_stop_that_does_not_end_within_its_period() {
        let late = KnownTruth {
            stall_at_ms: 9_500,
            ..STALL
        };
        assert!(
            late.checked().is_err_and(|sentence| sentence.starts_with(
                "STALL_AT_MS + STALL_MS is 10500, but must be at most STALL_EVERY_MS"
            ))
        );
        assert_eq!(STALL.checked(), Ok(STALL));
    }
}
