//! How many inputs, and from which seed.

use std::time::{SystemTime, UNIX_EPOCH};

/// A seed and a number of inputs; input `i` is drawn from stream `i` of the seed.
#[derive(Clone, Copy)]
pub(crate) struct Budget {
    pub(crate) seed: u64,
    pub(crate) inputs: u64,
}

/// Always the same: a pull request must not fail by chance.
pub(crate) fn brief(inputs: u64) -> Budget {
    Budget { seed: 1, inputs }
}

/// Another seed each time, unless told, so that each night looks elsewhere.
pub(crate) fn long(inputs: u64) -> Budget {
    let since_epoch = SystemTime::now().duration_since(UNIX_EPOCH).expect("it is after 1970");
    let seed = variable("FUZZ_SEED").unwrap_or(since_epoch.as_micros() as u64);
    let inputs = variable("FUZZ_INPUTS").unwrap_or(inputs);
    println!("FUZZ_SEED={seed} FUZZ_INPUTS={inputs}");
    Budget { seed, inputs }
}

fn variable(name: &str) -> Option<u64> {
    let text = std::env::var(name).ok()?;
    Some(text.parse().unwrap_or_else(|_| panic!("{name} is no whole number: {text}")))
}
