package main

import (
	"cmp"
	"maps"
	"slices"
	"time"
)

const (
	bestCustomers = 10
	largestOrders = 20
)

type report struct {
	Orders        int               `json:"orders"`
	Cancelled     int               `json:"cancelled"`
	RevenueCents  int               `json:"revenueCents"`
	FirstPlacedAt *string           `json:"firstPlacedAt"` // null if every order was cancelled
	LastPlacedAt  *string           `json:"lastPlacedAt"`
	Days          int               `json:"days"`
	Countries     []*countryTotals  `json:"countries"`
	Customers     []*customerTotals `json:"customers"`
	Largest       []largeOrder      `json:"largest"`
}

type customerTotals struct {
	ID           int    `json:"id"`
	Name         string `json:"name"`
	Orders       int    `json:"orders"`
	RevenueCents int    `json:"revenueCents"`
}

type largeOrder struct {
	ID         int    `json:"id"`
	Customer   string `json:"customer"`
	Country    string `json:"country"`
	Date       string `json:"date"`
	Weekday    string `json:"weekday"`
	Quantity   int    `json:"quantity"`
	TotalCents int    `json:"totalCents"`
}

// keptOrder is an order that counts, with its place among all and the sums over its lines.
type keptOrder struct {
	*order
	place                int
	quantity, totalCents int
}

// #region report

// reportOn is for orders that are valid. It groups in maps and sorts at the end: in a Go map nothing
// has an order, and sorting a dozen countries costs less than keeping each in its place.
func reportOn(orders []order) report {
	kept := keptOf(orders)
	customers := map[int]*customerTotals{}
	countries := countryGroups{}
	result := report{Orders: len(kept), Cancelled: len(orders) - len(kept)}
	for _, order := range kept {
		result.RevenueCents += order.totalCents
		countries.add(order)
		totals, found := customers[order.Customer.ID]
		if !found {
			totals = &customerTotals{ID: order.Customer.ID, Name: order.Customer.Name}
			customers[order.Customer.ID] = totals
		}
		totals.Orders++
		totals.RevenueCents += order.totalCents
	}
	result.setSpan(kept)
	result.Countries = countries.sorted()
	best := sortedValues(customers, func(a, b *customerTotals) int {
		return cmp.Or(cmp.Compare(b.RevenueCents, a.RevenueCents), cmp.Compare(a.ID, b.ID))
	})
	result.Customers = best[:min(bestCustomers, len(best))]
	result.Largest = largestOf(kept)
	return result
}

// #endregion report

func keptOf(orders []order) []keptOrder {
	kept := make([]keptOrder, 0, len(orders))
	for place := range orders {
		if orders[place].Status == cancelled {
			continue
		}
		order := keptOrder{order: &orders[place], place: place}
		for place := range order.Lines {
			order.quantity += order.Lines[place].Quantity
			order.totalCents += order.Lines[place].revenueCents()
		}
		kept = append(kept, order)
	}
	return kept
}

// setSpan compares the instants as text: in this notation the order of the letters is that of time.
func (r *report) setSpan(kept []keptOrder) {
	if len(kept) == 0 {
		return
	}
	first, last := kept[0].PlacedAt, kept[0].PlacedAt
	for _, order := range kept {
		first, last = min(first, order.PlacedAt), max(last, order.PlacedAt)
	}
	r.FirstPlacedAt, r.LastPlacedAt = &first, &last
	begin, _ := parseInstant(first)
	end, _ := parseInstant(last)
	r.Days = int(end.Sub(begin) / (24 * time.Hour))
}

// largestOf sorts them all, which is short to write and a small part of what decoding them cost. A heap
// of twenty would do with fewer comparisons.
//
// The place decides between two orders of one id. slices.SortStableFunc would keep them in order by
// itself, and is slower for it: it merges in place, with rotations (slices/zsortanyfunc.go, Go 1.26).
func largestOf(kept []keptOrder) []largeOrder {
	slices.SortFunc(kept, func(a, b keptOrder) int {
		return cmp.Or(cmp.Compare(b.totalCents, a.totalCents), cmp.Compare(a.ID, b.ID), cmp.Compare(a.place, b.place))
	})
	kept = kept[:min(largestOrders, len(kept))]
	largest := make([]largeOrder, 0, len(kept))
	for _, order := range kept {
		placed, _ := parseInstant(order.PlacedAt)
		largest = append(largest, largeOrder{
			ID:         order.ID,
			Customer:   order.Customer.Name,
			Country:    order.Customer.Country,
			Date:       order.PlacedAt[:len(time.DateOnly)],
			Weekday:    placed.Weekday().String(),
			Quantity:   order.quantity,
			TotalCents: order.totalCents,
		})
	}
	return largest
}

// sortedValues is never nil, which JSON would write as null; slices.SortedFunc of no value is.
func sortedValues[K comparable, V any](values map[K]V, compare func(a, b V) int) []V {
	sorted := slices.AppendSeq(make([]V, 0, len(values)), maps.Values(values))
	slices.SortFunc(sorted, compare)
	return sorted
}
