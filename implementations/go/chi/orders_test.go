package main

import "testing"

func validOrder(change func(*order)) *order {
	price, discount := 0, 100
	valid := &order{
		ID:       1,
		Customer: customer{ID: 1, Name: "Ada", Country: "DE"},
		PlacedAt: "2024-02-29T23:59:59Z",
		Status:   "paid",
		Lines:    []orderLine{{SKU: "A", Quantity: 1, UnitPriceCents: &price, DiscountPercent: &discount}},
	}
	change(valid)
	return valid
}

func TestOrdersAtTheirBoundsAreValid(t *testing.T) {
	for name, change := range map[string]func(*order){
		"nothing changed":    func(*order) {},
		"the greatest id":    func(o *order) { o.ID = mostID },
		"a cancelled order":  func(o *order) { o.Status = cancelled },
		"the first instant":  func(o *order) { o.PlacedAt = "2000-01-01T00:00:00Z" },
		"the last instant":   func(o *order) { o.PlacedAt = "2099-12-31T23:59:59Z" },
		"the greatest price": func(o *order) { *o.Lines[0].UnitPriceCents = 1_000_000 },
		"fifty lines":        func(o *order) { o.Lines = repeated(o.Lines[0], mostLines) },
	} {
		if !validOrder(change).valid() {
			t.Errorf("%s: refused, want it taken", name)
		}
	}
}

func TestOrdersBeyondTheirBoundsAreNot(t *testing.T) {
	for name, change := range map[string]func(*order){
		"no id":              func(o *order) { o.ID = 0 },
		"an id too great":    func(o *order) { o.ID = mostID + 1 },
		"no customer":        func(o *order) { o.Customer = customer{} },
		"a name too long":    func(o *order) { o.Customer.Name = string(make([]byte, 101)) },
		"a small country":    func(o *order) { o.Customer.Country = "dE" },
		"a long country":     func(o *order) { o.Customer.Country = "DEU" },
		"two bytes, one Ä":   func(o *order) { o.Customer.Country = "Ä" },
		"an unknown status":  func(o *order) { o.Status = "Paid" },
		"no line":            func(o *order) { o.Lines = nil },
		"too many lines":     func(o *order) { o.Lines = repeated(o.Lines[0], mostLines+1) },
		"a wrong last line":  func(o *order) { o.Lines = append(o.Lines, orderLine{}) },
		"no sku":             func(o *order) { o.Lines[0].SKU = "" },
		"no quantity":        func(o *order) { o.Lines[0].Quantity = 0 },
		"a great quantity":   func(o *order) { o.Lines[0].Quantity = 1001 },
		"no price":           func(o *order) { o.Lines[0].UnitPriceCents = nil },
		"a price below 0":    func(o *order) { *o.Lines[0].UnitPriceCents = -1 },
		"no discount":        func(o *order) { o.Lines[0].DiscountPercent = nil },
		"a discount of 101":  func(o *order) { *o.Lines[0].DiscountPercent = 101 },
		"no instant":         func(o *order) { o.PlacedAt = "" },
		"no such day":        func(o *order) { o.PlacedAt = "2025-02-29T00:00:00Z" },
		"no such hour":       func(o *order) { o.PlacedAt = "2025-02-28T24:00:00Z" },
		"a leap second":      func(o *order) { o.PlacedAt = "2016-12-31T23:59:60Z" },
		"the century before": func(o *order) { o.PlacedAt = "1999-12-31T23:59:59Z" },
		"the century after":  func(o *order) { o.PlacedAt = "2100-01-01T00:00:00Z" },
		"an offset":          func(o *order) { o.PlacedAt = "2025-02-28T00:00+00:00" },
		"one digit, a part":  func(o *order) { o.PlacedAt = "2025-02-28T0:00:0.5Z" },
	} {
		if validOrder(change).valid() {
			t.Errorf("%s: taken, want it refused", name)
		}
	}
}

func TestRevenueRoundsDown(t *testing.T) {
	price, discount := 333, 50
	line := orderLine{Quantity: 3, UnitPriceCents: &price, DiscountPercent: &discount}
	if got := line.revenueCents(); got != 499 {
		t.Errorf("half of 999 is %d, want 499", got)
	}
}

func repeated(line orderLine, times int) []orderLine {
	lines := make([]orderLine, times)
	for place := range lines {
		lines[place] = line
	}
	return lines
}
