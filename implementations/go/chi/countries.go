package main

import "cmp"

type countryTotals struct {
	Country      string         `json:"country"`
	Orders       int            `json:"orders"`
	RevenueCents int            `json:"revenueCents"`
	Months       []*monthTotals `json:"months"`

	months map[string]*monthTotals // becomes Months when all orders are in
}

type monthTotals struct {
	Month        string `json:"month"`
	Orders       int    `json:"orders"`
	Quantity     int    `json:"quantity"`
	RevenueCents int    `json:"revenueCents"`
}

type countryGroups map[string]*countryTotals

func (g countryGroups) add(order keptOrder) {
	country, found := g[order.Customer.Country]
	if !found {
		country = &countryTotals{Country: order.Customer.Country, months: map[string]*monthTotals{}}
		g[country.Country] = country
	}
	country.Orders++
	country.RevenueCents += order.totalCents

	// A part of a string shares its bytes, so this copies nothing.
	name := order.PlacedAt[:len("2006-01")]
	month, found := country.months[name]
	if !found {
		month = &monthTotals{Month: name}
		country.months[name] = month
	}
	month.Orders++
	month.Quantity += order.quantity
	month.RevenueCents += order.totalCents
}

func (g countryGroups) sorted() []*countryTotals {
	countries := sortedValues(g, func(a, b *countryTotals) int { return cmp.Compare(a.Country, b.Country) })
	for _, country := range countries {
		country.Months = sortedValues(country.months, func(a, b *monthTotals) int { return cmp.Compare(a.Month, b.Month) })
	}
	return countries
}
