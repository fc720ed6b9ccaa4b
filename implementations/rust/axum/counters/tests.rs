use std::thread;

use super::*;

fn every_way() -> [Box<dyn Counters>; 4] {
    [
        Variant::Inline,
        Variant::RwLock,
        Variant::Moka,
        Variant::Atomics,
    ]
    .map(of)
}

#[test]
fn loses_no_increment() {
    for counters in every_way() {
        thread::scope(|scope| {
            for _ in 0..8 {
                scope.spawn(|| counters.increment(7, 1_000));
            }
        });
        assert_eq!(counters.read(7, 2), 16_000);
        assert_eq!(counters.get(8), 0);
    }
}

#[test]
fn adds_up_what_it_gave() {
    for counters in every_way() {
        assert_eq!(counters.increment(1, 100), 5_050);
        assert_eq!(counters.read(1, 3), 300);
    }
}

#[test]
fn compares_before_it_sets_and_wraps_around() {
    for counters in every_way() {
        assert!(counters.set(1, None, 3));
        assert!(!counters.set(1, Some(4), 5));
        assert!(counters.set(1, Some(3), u32::MAX));
        assert!(!counters.set(1, Some(3), 6));
        assert_eq!(counters.increment(1, 2), 1);
        assert!(
            counters.set(2, Some(0), 9),
            "one that nobody has written is 0"
        );
    }
}

#[test]
fn lets_one_of_those_who_saw_the_same_value_win() {
    for counters in every_way() {
        let winners = AtomicU32::new(0);
        thread::scope(|scope| {
            for value in 1..=20 {
                let (counters, winners) = (&counters, &winners);
                scope.spawn(move || {
                    if counters.set(2, Some(0), value) {
                        winners.fetch_add(1, Ordering::Relaxed);
                    }
                });
            }
        });
        assert_eq!(winners.into_inner(), 1);
    }
}
