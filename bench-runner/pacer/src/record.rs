//! Every request's own times, for those who want more than distributions.
//!
//! Kept in memory and written after the run: a file written during it would take the core and the
//! disk from what is being measured.

use std::io::{self, Write};

use crate::counts::Outcome;
use crate::plan::Operation;

/// Most requests recorded, all threads together: 480 MB of memory.
pub const ROWS_MAX: usize = 10_000_000;
/// Rows allocated at a time. One growing vector would copy all earlier rows amid the measurement.
const CHUNK_ROWS: usize = 65_536;

/// No such moment. An `Option` would make a row 72 bytes instead of 48.
pub const ABSENT: u64 = u64::MAX;

/// One request; times are ns from time 0, or [`ABSENT`].
#[derive(Clone, Copy, Debug)]
pub struct Row {
    /// Index of the operation.
    pub operation: u32,
    /// How it ended; nothing if it had not when the run was over.
    pub outcome: Option<Outcome>,
    /// When it should have started.
    pub intended_ns: u64,
    /// When the generator acted on that.
    pub noticed_ns: u64,
    /// When its first byte was sent.
    pub sent_ns: u64,
    /// When the first bytes of its answer were read.
    pub first_byte_ns: u64,
    /// When it ended.
    pub ended_ns: u64,
}

/// The requests of one event loop, in the order in which they ended.
pub struct Record {
    chunks: Vec<Vec<Row>>,
    rows: usize,
    rows_max: usize,
    /// Requests beyond the bound, which are not in it.
    pub omitted: u64,
}

impl Record {
    /// Room for at most `rows_max` requests, allocated as they come.
    pub fn new(rows_max: usize) -> Self {
        Self { chunks: Vec::new(), rows: 0, rows_max, omitted: 0 }
    }

    /// Adds a request.
    pub fn push(&mut self, row: Row) {
        if self.rows == self.rows_max {
            self.omitted += 1;
            return;
        }
        if self.rows.is_multiple_of(CHUNK_ROWS) {
            self.chunks.push(Vec::with_capacity(CHUNK_ROWS));
        }
        if let Some(chunk) = self.chunks.last_mut() {
            chunk.push(row);
        }
        self.rows += 1;
    }

    /// Requests in it.
    pub fn len(&self) -> usize {
        self.rows
    }

    /// Whether it has none.
    pub fn is_empty(&self) -> bool {
        self.rows == 0
    }

    /// All of them.
    pub fn rows(&self) -> impl Iterator<Item = &Row> + Clone {
        self.chunks.iter().flatten()
    }
}

/// Writes records as CSV (RFC 4180, but for the bare line feeds); absent moments are empty.
pub fn write_csv(
    records: &[Record],
    operations: &[Operation],
    output: &mut impl Write,
) -> io::Result<()> {
    writeln!(output, "operation,outcome,intendedNs,noticedNs,sentNs,firstByteNs,endedNs")?;
    let ids: Vec<String> = operations.iter().map(|operation| quoted(&operation.id)).collect();
    for row in records.iter().flat_map(Record::rows) {
        let outcome = row.outcome.map_or("unfinished", Outcome::name);
        write!(output, "{},{outcome}", ids[row.operation as usize])?;
        let moments =
            [row.intended_ns, row.noticed_ns, row.sent_ns, row.first_byte_ns, row.ended_ns];
        for moment in moments {
            match moment {
                ABSENT => write!(output, ",")?,
                ns => write!(output, ",{ns}")?,
            }
        }
        writeln!(output)?;
    }
    output.flush()
}

fn quoted(text: &str) -> String {
    if text.contains([',', '"', '\n', '\r']) {
        format!("\"{}\"", text.replace('"', "\"\""))
    } else {
        text.to_owned()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const ROW: Row = Row {
        operation: 0,
        outcome: None,
        intended_ns: 5,
        noticed_ns: 6,
        sent_ns: ABSENT,
        first_byte_ns: ABSENT,
        ended_ns: ABSENT,
    };

    #[test]
    fn a_record_is_bounded_and_counts_what_it_leaves_out() {
        let mut record = Record::new(CHUNK_ROWS + 2);
        (0..CHUNK_ROWS + 5).for_each(|_| record.push(ROW));
        assert_eq!((record.len(), record.omitted), (CHUNK_ROWS + 2, 3));
        assert_eq!(record.rows().count(), CHUNK_ROWS + 2);
        assert!(record.chunks.iter().all(|chunk| chunk.capacity() == CHUNK_ROWS));
    }

    #[test]
    fn rows_have_the_size_that_the_bound_is_computed_with() {
        assert_eq!(size_of::<Row>() * ROWS_MAX, 480_000_000);
    }

    #[test]
    fn names_are_quoted_where_csv_needs_it() {
        assert_eq!(quoted("a"), "a");
        assert_eq!(quoted("a,\"b\""), "\"a,\"\"b\"\"\"");
    }
}
