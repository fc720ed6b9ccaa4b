//! The answer reader: what is right is read as what it is, and nothing depends on where it was cut.

use std::panic::{AssertUnwindSafe, catch_unwind};

use pacer::random::Random;
use pacer::response::{Malformed, Progress, ResponseReader};

use crate::budget::{Budget, brief, long};
use crate::draw::{any_bytes, below, cut, once_in};
use crate::message::message;
use crate::minimise::minimise;
use crate::mutate::mutate;
use crate::verdict::{Verdict, verdict};

#[test]
fn right_answers_are_read_as_what_they_are() {
    read_right_answers(brief(1_000));
}

#[test]
#[ignore = "takes about a minute: npm run prove"]
fn millions_of_right_answers_are_read_as_what_they_are() {
    read_right_answers(long(3_000_000));
}

#[test]
fn any_bytes_get_one_verdict_wherever_they_are_cut() {
    read_any_bytes(brief(500));
}

#[test]
#[ignore = "takes about a minute: npm run prove"]
fn millions_of_any_bytes_get_one_verdict_wherever_they_are_cut() {
    read_any_bytes(long(3_000_000));
}

fn read_right_answers(budget: Budget) {
    for stream in 0..budget.inputs {
        let mut random = Random::new(budget.seed, stream);
        let right = message(&mut random);
        let expected = match right.until_close {
            true => Verdict::WholeAtClose(right.reading),
            false => Verdict::Whole(right.reading),
        };
        let pieces = cut(&mut random, &right.bytes, 5);
        let found = verdict(&pieces, right.to_head);
        assert_eq!(found, expected, "seed {}, {stream}: {pieces:?}", budget.seed);
        if right.until_close {
            continue;
        }
        // Not before its last byte, and not a byte after it.
        let shorter = &right.bytes[..right.bytes.len() - 1];
        assert_eq!(verdict(&[shorter], right.to_head), Verdict::CutOff, "{shorter:?}");
        let longer = [&right.bytes, b"H".as_slice()].concat();
        assert_eq!(verdict(&[&longer], right.to_head), Verdict::Malformed, "{longer:?}");
    }
}

fn read_any_bytes(budget: Budget) {
    for stream in 0..budget.inputs {
        let mut random = Random::new(budget.seed, stream);
        let right = message(&mut random);
        let mut bytes = right.bytes;
        if once_in(&mut random, 50) {
            let length = below(&mut random, 64);
            bytes = any_bytes(&mut random, length);
        } else {
            mutate(&mut random, &mut bytes);
        }
        let fails = |bytes: &[u8]| contradicts(bytes, right.to_head, budget.seed ^ stream);
        if catch_unwind(AssertUnwindSafe(|| fails(&bytes))).unwrap_or(true) {
            let least = minimise(bytes, fails);
            let text = String::from_utf8_lossy(&least);
            panic!("seed {}, {stream}, to HEAD {}: {least:?}\n{text}", budget.seed, right.to_head);
        }
    }
}

/// Whether some way of cutting the bytes changes the verdict, or the reader breaks its word.
fn contradicts(bytes: &[u8], to_head: bool, seed: u64) -> bool {
    let whole = verdict(&[bytes], to_head);
    if let Verdict::Whole(response) | Verdict::WholeAtClose(response) = whole {
        // It has not read what was not there, nor an interim answer as the real one.
        if response.body_bytes > bytes.len() as u64 || response.status < 200 {
            return true;
        }
    }
    let mut random = Random::new(seed, 1);
    let mut all_cuts = (0..4).map(|cuts| cut(&mut random, bytes, 1 << cuts));
    if all_cuts.any(|pieces| verdict(&pieces, to_head) != whole) {
        return true;
    }
    if bytes.len() < 200 && verdict(&bytes.chunks(1).collect::<Vec<_>>(), to_head) != whole {
        return true;
    }
    goes_on_after_the_verdict(bytes, to_head)
}

/// The engine stops at a verdict; a reader that is fed on must not panic, and starts afresh when told.
fn goes_on_after_the_verdict(bytes: &[u8], to_head: bool) -> bool {
    let mut reader = ResponseReader::default();
    reader.start(to_head);
    for piece in bytes.chunks(1 + bytes.len() / 16).chain([bytes]) {
        let _: Result<Progress, Malformed> = reader.feed(piece);
        let _ = reader.finish();
    }
    reader.start(false);
    let answer = reader.feed(b"HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok");
    !matches!(answer, Ok(Progress::Complete(response)) if response.body_bytes == 2)
}
