package main

import (
	"fmt"
	"net/http/httptest"
	"strings"
	"testing"
)

// Two customers, two countries, a cancelled order, and a tie between orders 3 and 2.
const fourOrders = `{"orders":[
{"id":3,"customer":{"id":8,"name":"Zoë <b>","country":"DE"},"placedAt":"2024-02-29T12:00:00Z","status":"paid",
 "lines":[{"sku":"A","quantity":2,"unitPriceCents":250,"discountPercent":0}]},
{"id":2,"customer":{"id":8,"name":"Zoe","country":"AT"},"placedAt":"2024-03-02T11:59:59Z","status":"shipped",
 "lines":[{"sku":"A","quantity":1,"unitPriceCents":400,"discountPercent":0},{"sku":"B","quantity":1,"unitPriceCents":333,"discountPercent":70},{"sku":"C","quantity":1,"unitPriceCents":1,"discountPercent":0}]},
{"id":1,"customer":{"id":9,"name":"Bo","country":"DE"},"placedAt":"2024-01-31T00:00:00Z","status":"pending",
 "lines":[{"sku":"A","quantity":1,"unitPriceCents":1,"discountPercent":1}]},
{"id":4,"customer":{"id":1,"name":"Nobody","country":"US"},"placedAt":"2001-01-01T00:00:00Z","status":"cancelled",
 "lines":[{"sku":"A","quantity":9,"unitPriceCents":9,"discountPercent":0}]}]}`

const fourOrdersReport = `{"orders":3,"cancelled":1,"revenueCents":1000,` +
	`"firstPlacedAt":"2024-01-31T00:00:00Z","lastPlacedAt":"2024-03-02T11:59:59Z","days":31,` +
	`"countries":[{"country":"AT","orders":1,"revenueCents":500,"months":[{"month":"2024-03","orders":1,"quantity":3,"revenueCents":500}]},` +
	`{"country":"DE","orders":2,"revenueCents":500,"months":[{"month":"2024-01","orders":1,"quantity":1,"revenueCents":0},` +
	`{"month":"2024-02","orders":1,"quantity":2,"revenueCents":500}]}],` +
	`"customers":[{"id":8,"name":"Zoë <b>","orders":2,"revenueCents":1000},{"id":9,"name":"Bo","orders":1,"revenueCents":0}],` +
	`"largest":[{"id":2,"customer":"Zoe","country":"AT","date":"2024-03-02","weekday":"Saturday","quantity":3,"totalCents":500},` +
	`{"id":3,"customer":"Zoë <b>","country":"DE","date":"2024-02-29","weekday":"Thursday","quantity":2,"totalCents":500},` +
	`{"id":1,"customer":"Bo","country":"DE","date":"2024-01-31","weekday":"Wednesday","quantity":1,"totalCents":0}]}`

const nothingKept = `{"orders":0,"cancelled":1,"revenueCents":0,"firstPlacedAt":null,"lastPlacedAt":null,"days":0,` +
	`"countries":[],"customers":[],"largest":[]}`

func TestTransform(t *testing.T) {
	_, fourth, _ := strings.Cut(fourOrders, `{"id":4`)
	for _, test := range []struct{ name, body, want string }{
		{"four orders", fourOrders, fourOrdersReport},
		{"one that was cancelled", `{"orders":[{"id":4` + fourth, nothingKept},
	} {
		request := httptest.NewRequest("POST", "/transform", strings.NewReader(test.body))
		request.Header.Set("Content-Type", "application/json")
		response := httptest.NewRecorder()
		(&service{items: newStore()}).routes().ServeHTTP(response, request)
		if response.Code != 200 || response.Body.String() != test.want {
			t.Errorf("%s: %d %s, want %s", test.name, response.Code, response.Body, test.want)
		}
	}
}

func TestReportKeepsTheBestTenAndTheLargestTwenty(t *testing.T) {
	price, discount := 100, 0
	var orders []order
	for id := 1; id <= 30; id++ {
		line := orderLine{SKU: "A", Quantity: id, UnitPriceCents: &price, DiscountPercent: &discount}
		orders = append(orders, order{
			ID: id, Customer: customer{ID: id, Name: "C", Country: "DE"}, PlacedAt: "2024-02-29T12:00:00Z", Status: "paid", Lines: []orderLine{line},
		})
	}
	result := reportOn(orders)
	if len(result.Customers) != bestCustomers || result.Customers[0].ID != 30 || result.Customers[9].ID != 21 {
		t.Errorf("%d best customers, want those from 30 down to 21", len(result.Customers))
	}
	if len(result.Largest) != largestOrders || result.Largest[0].ID != 30 || result.Largest[19].ID != 11 {
		t.Errorf("%d largest orders, want those from 30 down to 11", len(result.Largest))
	}
}

func TestLargestOrdersOfOneIdAndTotalStayInTheirOrder(t *testing.T) {
	price, discount := 100, 0
	var orders []order
	for place := range 100 {
		line := orderLine{SKU: "A", Quantity: 1 + place%3, UnitPriceCents: &price, DiscountPercent: &discount}
		orders = append(orders, order{
			ID: 7, Customer: customer{ID: 1, Name: fmt.Sprint(place), Country: "DE"}, PlacedAt: "2024-02-29T12:00:00Z", Status: "paid", Lines: []orderLine{line},
		})
	}
	for rank, order := range reportOn(orders).Largest {
		if want := fmt.Sprint(2 + 3*rank); order.Customer != want || order.Quantity != 3 {
			t.Errorf("rank %d has the order of %s, want %s", rank, order.Customer, want)
		}
	}
}
