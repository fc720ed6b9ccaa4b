use crate::{body::parse, orders::Orders};

use super::*;

/// What the contract's reference implementation answers too, worked out by hand here.
fn answer(orders: &[&str]) -> Option<serde_json::Value> {
    let body = format!(r#"{{"orders":[{}]}}"#, orders.join(","));
    let Orders { orders } = parse(body.as_bytes()).ok()?;
    serde_json::to_value(summarise(&orders)).ok()
}

fn order(id: u32, customer: &str, placed_at: &str, status: &str) -> String {
    format!(
        r#"{{"id":{id},"customer":{customer},"placedAt":"{placed_at}","status":"{status}","lines":[{LINE}]}}"#
    )
}

/// 3 times 333 at half the price, rounded down: 499.
const LINE: &str = r#"{"sku":"A","quantity":3,"unitPriceCents":333,"discountPercent":50}"#;
const ADA: &str = r#"{"id":1,"name":"Ada","country":"DE"}"#;

#[test]
fn rounds_down_groups_and_leaves_cancelled_orders_out() {
    let answer = answer(&[
        &order(1, ADA, "2026-01-02T03:04:05Z", "paid"),
        &order(2, ADA, "2025-12-31T23:59:59Z", "shipped"),
        &order(
            3,
            r#"{"id":2,"name":"Bo","country":"AT"}"#,
            "2026-01-01T00:00:00Z",
            "pending",
        ),
        &order(4, ADA, "2020-01-01T00:00:00Z", "cancelled"),
    ]);
    let month = |month: &str| serde_json::json!({"month": month, "orders": 1, "quantity": 3, "revenueCents": 499});
    let expected = serde_json::json!({
        "orders": 3, "cancelled": 1, "revenueCents": 1497,
        "firstPlacedAt": "2025-12-31T23:59:59Z", "lastPlacedAt": "2026-01-02T03:04:05Z", "days": 1,
        "countries": [
            {"country": "AT", "orders": 1, "revenueCents": 499, "months": [month("2026-01")]},
            {"country": "DE", "orders": 2, "revenueCents": 998, "months": [month("2025-12"), month("2026-01")]},
        ],
        "customers": [
            {"id": 1, "name": "Ada", "orders": 2, "revenueCents": 998},
            {"id": 2, "name": "Bo", "orders": 1, "revenueCents": 499},
        ],
        "largest": [
            {"id": 1, "customer": "Ada", "country": "DE", "date": "2026-01-02", "weekday": "Friday", "quantity": 3, "totalCents": 499},
            {"id": 2, "customer": "Ada", "country": "DE", "date": "2025-12-31", "weekday": "Wednesday", "quantity": 3, "totalCents": 499},
            {"id": 3, "customer": "Bo", "country": "AT", "date": "2026-01-01", "weekday": "Thursday", "quantity": 3, "totalCents": 499},
        ],
    });
    assert_eq!(answer, Some(expected));
}

#[test]
fn answers_for_nothing_but_cancelled_orders() {
    let answer = answer(&[&order(1, ADA, "2026-01-02T03:04:05Z", "cancelled")]);
    let text = answer.map(|answer| answer.to_string()).unwrap_or_default();
    assert!(text.contains(r#""firstPlacedAt":null"#), "{text}");
    assert!(text.contains(r#""days":0"#), "{text}");
}

#[test]
fn refuses_what_is_no_order() {
    let good = order(1, ADA, "2026-01-02T03:04:05Z", "paid");
    assert!(answer(&[&good]).is_some());
    for (from, to) in [
        ("\"id\":1,\"customer\"", "\"id\":0,\"customer\""),
        ("\"DE\"", "\"de\""),
        ("\"DE\"", "\"DEU\""),
        ("\"DE\"", "\"Ä\""),
        ("\"Ada\"", "\"\""),
        ("2026-01-02", "2026-02-30"),
        ("\"paid\"", "\"lost\""),
        ("\"paid\"", "{\"paid\":null}"),
        ("\"sku\":\"A\"", "\"sku\":\"\""),
        ("\"quantity\":3", "\"quantity\":0"),
        ("\"quantity\":3", "\"quantity\":1001"),
        ("\"unitPriceCents\":333", "\"unitPriceCents\":1000001"),
        ("\"discountPercent\":50", "\"discountPercent\":101"),
        (LINE, ""),
        (ADA, "[1,\"Ada\",\"DE\"]"),
    ] {
        let changed = good.replace(from, to);
        assert_ne!(changed, good);
        assert_eq!(answer(&[&changed]), None, "{changed}");
    }
    assert_eq!(answer(&[]), None);
}
