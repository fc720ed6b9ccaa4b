package main

import (
	"slices"
	"time"
)

// ordersBody is what POST /transform takes. The numbers that may be 0 are pointers, so that a 0 and
// a missing field can be told apart; for the others 0 is out of range anyway.
type ordersBody struct {
	Orders []order `json:"orders"`
}

type order struct {
	ID       int         `json:"id"`
	Customer customer    `json:"customer"`
	PlacedAt string      `json:"placedAt"`
	Status   string      `json:"status"`
	Lines    []orderLine `json:"lines"`
}

type customer struct {
	ID      int    `json:"id"`
	Name    string `json:"name"`
	Country string `json:"country"`
}

type orderLine struct {
	SKU             string `json:"sku"`
	Quantity        int    `json:"quantity"`
	UnitPriceCents  *int   `json:"unitPriceCents"`
	DiscountPercent *int   `json:"discountPercent"`
}

const (
	mostOrders = 5000
	mostLines  = 50
	mostID     = 1<<31 - 1
)

const cancelled = "cancelled"

var statuses = []string{"pending", "paid", "shipped", cancelled}

func (b *ordersBody) valid() bool {
	return areAll(b.Orders, mostOrders, (*order).valid)
}

func (o *order) valid() bool {
	_, placed := parseInstant(o.PlacedAt)
	return placed && isBetween(&o.ID, 1, mostID) && o.Customer.valid() &&
		slices.Contains(statuses, o.Status) && areAll(o.Lines, mostLines, (*orderLine).valid)
}

func (c *customer) valid() bool {
	return isBetween(&c.ID, 1, mostID) && hasLength(c.Name, 100) &&
		len(c.Country) == 2 && isCapital(c.Country[0]) && isCapital(c.Country[1])
}

func (l *orderLine) valid() bool {
	return hasLength(l.SKU, 32) && isBetween(&l.Quantity, 1, 1000) &&
		isBetween(l.UnitPriceCents, 0, 1_000_000) && isBetween(l.DiscountPercent, 0, 100)
}

// revenueCents rounds down, as the division of integers does. The product is at most 10^11, for
// which an int has room on every 64-bit machine.
func (l *orderLine) revenueCents() int {
	return l.Quantity * *l.UnitPriceCents * (100 - *l.DiscountPercent) / 100
}

// areAll is true for one to most values that all pass. They are visited in place: a loop over the
// values would copy each of them, and these are structs of up to 100 bytes.
func areAll[T any](values []T, most int, valid func(*T) bool) bool {
	if len(values) < 1 || len(values) > most {
		return false
	}
	for place := range values {
		if !valid(&values[place]) {
			return false
		}
	}
	return true
}

func isCapital(letter byte) bool { return letter >= 'A' && letter <= 'Z' }

// parseInstant takes what RFC 3339 writes in 20 characters, with whole seconds and a Z, of the years
// 2000 to 2099. The length matters, because time.Parse also takes fractions of seconds that its
// layout does not mention; time.RFC3339 is the layout for which it has a parser of its own.
func parseInstant(text string) (time.Time, bool) {
	if len(text) != len("2006-01-02T15:04:05Z") || text[len(text)-1] != 'Z' {
		return time.Time{}, false
	}
	instant, err := time.Parse(time.RFC3339, text)
	return instant, err == nil && instant.Year() >= 2000 && instant.Year() <= 2099
}
