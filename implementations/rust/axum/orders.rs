use std::str::FromStr;

use serde::{Deserialize, Serialize, Serializer};

use crate::{
    body::{Valid, has_length},
    moment::Moment,
    object, text,
};

const LARGEST_ID: u32 = 2_147_483_647;

/// The body of `POST /transform`.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Orders {
    #[serde(deserialize_with = "object::list")]
    pub(crate) orders: Vec<Order>,
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub(crate) struct Order {
    pub(crate) id: u32,
    #[serde(deserialize_with = "object::one")]
    pub(crate) customer: Customer,
    #[serde(deserialize_with = "text::parsed")]
    pub(crate) placed_at: Moment,
    #[serde(deserialize_with = "text::parsed")]
    pub(crate) status: Status,
    #[serde(deserialize_with = "object::list")]
    pub(crate) lines: Vec<Line>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Customer {
    pub(crate) id: u32,
    pub(crate) name: String,
    #[serde(deserialize_with = "text::parsed")]
    pub(crate) country: Country,
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub(crate) struct Line {
    #[serde(rename = "sku", deserialize_with = "text::parsed")]
    _sku: Sku,
    pub(crate) quantity: u32,
    unit_price_cents: u32,
    discount_percent: u32,
}

/// Of the four statuses one changes the answer.
#[derive(Clone, Copy, PartialEq)]
pub(crate) enum Status {
    Kept,
    Cancelled,
}

/// Two capital letters.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Country([u8; 2]);

/// Must be there and of the right length, and counts for nothing: so it is not kept.
struct Sku;

impl Order {
    pub(crate) fn is_cancelled(&self) -> bool {
        self.status == Status::Cancelled
    }

    pub(crate) fn total_cents(&self) -> u64 {
        self.lines.iter().map(Line::revenue_cents).sum()
    }

    pub(crate) fn quantity(&self) -> u64 {
        self.lines.iter().map(|line| u64::from(line.quantity)).sum()
    }
}

impl Line {
    /// Rounded down; 64 bits wide, because the product is up to 10^11.
    fn revenue_cents(&self) -> u64 {
        let paid_percent = u64::from(100 - self.discount_percent);
        u64::from(self.quantity) * u64::from(self.unit_price_cents) * paid_percent / 100
    }

    fn is_valid(&self) -> bool {
        (1..=1_000).contains(&self.quantity)
            && self.unit_price_cents <= 1_000_000
            && self.discount_percent <= 100
    }
}

impl Valid for Orders {
    fn is_valid(&self) -> bool {
        (1..=5_000).contains(&self.orders.len())
            && self.orders.iter().all(|order| {
                (1..=LARGEST_ID).contains(&order.id)
                    && (1..=LARGEST_ID).contains(&order.customer.id)
                    && has_length(&order.customer.name, 1, 100)
                    && (1..=50).contains(&order.lines.len())
                    && order.lines.iter().all(Line::is_valid)
            })
    }
}

impl FromStr for Status {
    type Err = ();

    fn from_str(text: &str) -> Result<Self, ()> {
        match text {
            "pending" | "paid" | "shipped" => Ok(Self::Kept),
            "cancelled" => Ok(Self::Cancelled),
            _ => Err(()),
        }
    }
}

impl FromStr for Country {
    type Err = ();

    fn from_str(text: &str) -> Result<Self, ()> {
        let letters: [u8; 2] = text.as_bytes().try_into().map_err(|_| ())?;
        let capitals = letters.iter().all(u8::is_ascii_uppercase);
        capitals.then_some(Self(letters)).ok_or(())
    }
}

impl Serialize for Country {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let [first, second] = self.0.map(char::from);
        serializer.collect_str(&format_args!("{first}{second}"))
    }
}

impl FromStr for Sku {
    type Err = ();

    fn from_str(text: &str) -> Result<Self, ()> {
        has_length(text, 1, 32).then_some(Self).ok_or(())
    }
}
