//! Drops an error that was returned to it: wrong on purpose.

use std::fs;

fn main() {
    // A full disk, a missing folder, a file that may not be written: nobody will know.
    fs::write("missing/counters.json", "{}");
    println!("written");
}
