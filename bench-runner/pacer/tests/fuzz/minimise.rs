//! The shortest input that still fails, found by leaving out.

use std::panic::{AssertUnwindSafe, catch_unwind};

/// Leaves out ever smaller parts while `fails` stays true (delta debugging: Zeller and Hildebrandt,
/// "Simplifying and isolating failure-inducing input", IEEE TSE 28(2), 2002, without complements).
pub(crate) fn minimise(mut bytes: Vec<u8>, fails: impl Fn(&[u8]) -> bool) -> Vec<u8> {
    let fails = |bytes: &[u8]| catch_unwind(AssertUnwindSafe(|| fails(bytes))).unwrap_or(true);
    let mut size = bytes.len();
    while size > 0 {
        let mut at = 0;
        while at < bytes.len() {
            let to = (at + size).min(bytes.len());
            let shorter = [&bytes[..at], &bytes[to..]].concat();
            if fails(&shorter) {
                bytes = shorter;
            } else {
                at = to;
            }
        }
        size /= 2;
    }
    bytes
}

#[test]
fn what_does_not_matter_is_left_out() {
    let fails = |bytes: &[u8]| bytes.contains(&b'x') && bytes.contains(&b'y');
    assert_eq!(minimise(b"abxcdyef".to_vec(), fails), b"xy");
    assert_eq!(minimise(b"abc".to_vec(), |bytes| bytes.len() > 1 && panic!("as it may")), b"bc");
}
