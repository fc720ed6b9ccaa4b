use super::*;

fn draft(name: &str) -> Draft {
    Draft {
        name: name.to_owned(),
        price_cents: 5,
        tags: Vec::new(),
    }
}

#[test]
fn has_a_thousand_items_at_the_start() {
    let store = Store::with_initial_items();
    assert_eq!(store.get(0), None);
    assert_eq!(store.get(1_001), None);
    let last = store
        .get(1_000)
        .map(|item| (item.name.clone(), item.price_cents));
    assert_eq!(last, Some(("Item 1000".to_owned(), 19_000)));
}

#[test]
fn creates_then_replaces() {
    let store = Store::with_initial_items();
    assert!(!store.put(LARGEST_ID, draft("One")).1);
    let (item, replaced) = store.put(LARGEST_ID, draft("Two"));
    assert!(replaced);
    assert_eq!(store.get(LARGEST_ID), Some(item));
}

#[test]
fn lists_in_order_and_names_the_next_over_gaps() {
    let store = Store::with_initial_items();
    store.put(9_000, draft("Far"));
    let ids = |page: &Page| page.items.iter().map(|item| item.id).collect::<Vec<_>>();

    let page = store.page(998, 2);
    assert_eq!((ids(&page), page.next), (vec![998, 999], Some(1_000)));
    let page = store.page(999, 2);
    assert_eq!((ids(&page), page.next), (vec![999, 1_000], Some(9_000)));
    let page = store.page(1_001, 100);
    assert_eq!((ids(&page), page.next), (vec![9_000], None));
    assert_eq!(store.page(9_001, 1).items, []);
}

#[test]
fn adds_up_rounds_down_and_has_zeros_for_nothing() {
    let store = Store::with_initial_items();
    let of = |from, limit| Summary::of(&store.page(from, limit).items);
    // 7,919 and 15,838 cents.
    let expected = Summary {
        count: 2,
        total_cents: 23_757,
        mean_cents: 11_878,
        max_cents: 15_838,
    };
    assert_eq!(of(1, 2), expected);
    let nothing = Summary {
        count: 0,
        total_cents: 0,
        mean_cents: 0,
        max_cents: 0,
    };
    assert_eq!(of(1_001, 100), nothing);
}

#[test]
fn knows_the_limits_of_an_item() {
    let with = |change: fn(&mut Draft)| {
        let mut changed = draft("Lamp");
        change(&mut changed);
        changed.is_valid()
    };
    assert!(with(|draft| draft.name = "é".repeat(100)));
    assert!(with(|draft| draft.price_cents = LARGEST_PRICE_CENTS));
    assert!(with(|draft| draft.tags = vec!["t".repeat(32); 8]));
    assert!(!with(|draft| draft.name = String::new()));
    assert!(!with(|draft| draft.name = "x".repeat(101)));
    assert!(!with(|draft| draft.price_cents = LARGEST_PRICE_CENTS + 1));
    assert!(!with(|draft| draft.tags = vec!["t".to_owned(); 9]));
    assert!(!with(|draft| draft.tags = vec![String::new()]));
    assert!(!with(|draft| draft.tags = vec!["t".repeat(33)]));
}
