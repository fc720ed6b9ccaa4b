use std::{
    cmp::Reverse,
    collections::{BTreeMap, HashMap},
};

use serde::Serialize;

use crate::{
    moment::{Date, Moment, Month},
    orders::{Country, Order},
};

const BEST_CUSTOMERS: usize = 10;
const LARGEST_ORDERS: usize = 20;

/// What `POST /transform` answers; the fields are written in this order.
#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
pub(crate) struct Sales {
    orders: usize,
    cancelled: usize,
    revenue_cents: u64,
    first_placed_at: Option<Moment>,
    last_placed_at: Option<Moment>,
    days: u32,
    countries: Vec<CountrySales>,
    customers: Vec<CustomerSales>,
    largest: Vec<LargeOrder>,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct CountrySales {
    country: Country,
    orders: u64,
    revenue_cents: u64,
    months: Vec<MonthSales>,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct MonthSales {
    month: Month,
    orders: u64,
    quantity: u64,
    revenue_cents: u64,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct CustomerSales {
    id: u32,
    name: String,
    orders: u64,
    revenue_cents: u64,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct LargeOrder {
    id: u32,
    customer: String,
    country: Country,
    date: Date,
    weekday: &'static str,
    quantity: u64,
    total_cents: u64,
}

/// An order that counts, with its sums: they are asked for up to four times.
struct Kept<'a> {
    order: &'a Order,
    quantity: u64,
    total_cents: u64,
}

// #region sales
/// Filters, groups, sums and sorts, each in a pass of its own: one loop that did it all would save
/// little beside the reading of the body, and say less.
pub(crate) fn summarise(orders: &[Order]) -> Sales {
    let kept: Vec<Kept> = orders
        .iter()
        .filter(|order| !order.is_cancelled())
        .map(|order| Kept {
            order,
            quantity: order.quantity(),
            total_cents: order.total_cents(),
        })
        .collect();

    let moments = || kept.iter().map(|kept| kept.order.placed_at);
    let (first, last) = (moments().min(), moments().max());
    Sales {
        orders: kept.len(),
        cancelled: orders.len() - kept.len(),
        revenue_cents: kept.iter().map(|kept| kept.total_cents).sum(),
        first_placed_at: first,
        last_placed_at: last,
        days: first
            .zip(last)
            .map_or(0, |(first, last)| last.days_since(first)),
        countries: by_country(&kept),
        customers: best_customers(&kept),
        largest: largest_orders(kept),
    }
}

/// One ordered map of both keys gives the groups and their order at once.
fn by_country(kept: &[Kept]) -> Vec<CountrySales> {
    let mut months: BTreeMap<(Country, Month), MonthSales> = BTreeMap::new();
    for Kept {
        order,
        quantity,
        total_cents,
    } in kept
    {
        let month = order.placed_at.date().month;
        let sales = months
            .entry((order.customer.country, month))
            .or_insert(MonthSales {
                month,
                orders: 0,
                quantity: 0,
                revenue_cents: 0,
            });
        sales.orders += 1;
        sales.quantity += quantity;
        sales.revenue_cents += total_cents;
    }

    let mut countries: Vec<CountrySales> = Vec::new();
    for ((country, _), sales) in months {
        if countries.last().is_none_or(|last| last.country != country) {
            countries.push(CountrySales {
                country,
                orders: 0,
                revenue_cents: 0,
                months: Vec::new(),
            });
        }
        if let Some(last) = countries.last_mut() {
            last.orders += sales.orders;
            last.revenue_cents += sales.revenue_cents;
            last.months.push(sales);
        }
    }
    countries
}

fn best_customers(kept: &[Kept]) -> Vec<CustomerSales> {
    let mut found: HashMap<u32, (&str, u64, u64)> = HashMap::new();
    for Kept {
        order, total_cents, ..
    } in kept
    {
        // Who ordered under two names has the first.
        let customer = &order.customer;
        let (_, orders, revenue_cents) =
            found
                .entry(customer.id)
                .or_insert((customer.name.as_str(), 0, 0));
        *orders += 1;
        *revenue_cents += total_cents;
    }

    let mut customers: Vec<_> = found.into_iter().collect();
    customers.sort_unstable_by_key(|&(id, (_, _, revenue_cents))| (Reverse(revenue_cents), id));
    customers.truncate(BEST_CUSTOMERS);
    let named = |(id, (name, orders, revenue_cents)): (u32, (&str, u64, u64))| CustomerSales {
        id,
        name: name.to_owned(),
        orders,
        revenue_cents,
    };
    customers.into_iter().map(named).collect()
}

fn largest_orders(mut kept: Vec<Kept>) -> Vec<LargeOrder> {
    // Stable: of orders that are alike in both, the one that came first stays first.
    kept.sort_by_key(|kept| (Reverse(kept.total_cents), kept.order.id));
    kept.truncate(LARGEST_ORDERS);
    let shown = |Kept {
                     order,
                     quantity,
                     total_cents,
                 }: Kept| LargeOrder {
        id: order.id,
        customer: order.customer.name.clone(),
        country: order.customer.country,
        date: order.placed_at.date(),
        weekday: order.placed_at.date().weekday(),
        quantity,
        total_cents,
    };
    kept.into_iter().map(shown).collect()
}
// #endregion sales

#[cfg(test)]
mod tests;
