//! Which operation comes next.

use crate::plan::Operation;
use crate::random::Random;

/// Operations by weight.
#[derive(Clone, Debug)]
pub struct Mix {
    /// Running totals of the weights.
    cumulative: Vec<f64>,
}

impl Mix {
    /// The mix of a plan's operations.
    pub fn of(operations: &[Operation]) -> Self {
        let running = |total: &mut f64, operation: &Operation| {
            *total += operation.weight;
            Some(*total)
        };
        let cumulative = operations.iter().scan(0.0, running).collect();
        Self { cumulative }
    }

    /// Index of the next operation.
    pub fn draw(&self, random: &mut Random) -> usize {
        // The usual plan has one operation: it should cost neither a draw nor a search.
        let last = self.cumulative.len() - 1;
        if last == 0 {
            return 0;
        }
        let point = random.next_unit() * self.cumulative[last];
        self.cumulative.partition_point(|total| *total <= point).min(last)
    }
}
