//! Drawing from pacer's own random numbers.

use pacer::random::Random;

/// A whole number below `limit`.
pub(crate) fn below(random: &mut Random, limit: usize) -> usize {
    (random.next_unit() * limit as f64) as usize
}

/// True once in `times`.
pub(crate) fn once_in(random: &mut Random, times: usize) -> bool {
    below(random, times) == 0
}

/// One of several.
pub(crate) fn one_of<'a, T: ?Sized>(random: &mut Random, choices: &[&'a T]) -> &'a T {
    choices[below(random, choices.len())]
}

/// Bytes of any value.
pub(crate) fn any_bytes(random: &mut Random, length: usize) -> Vec<u8> {
    (0..length).map(|_| below(random, 256) as u8).collect()
}

/// Cuts `bytes` at up to `cuts` places; pieces may be empty.
pub(crate) fn cut<'a>(random: &mut Random, bytes: &'a [u8], cuts: usize) -> Vec<&'a [u8]> {
    let mut places: Vec<usize> = (0..cuts).map(|_| below(random, bytes.len() + 1)).collect();
    places.sort_unstable();
    let mut from = 0;
    let mut pieces = Vec::new();
    for place in places.into_iter().chain([bytes.len()]) {
        pieces.push(&bytes[from..place]);
        from = place;
    }
    pieces
}
