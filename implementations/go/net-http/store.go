package main

import "net/http"

var (
	fromParameter  = parameter{name: "from", least: 1, most: mostItemID}
	limitParameter = parameter{name: "limit", least: 1, most: 100}
)

// itemBody is what PUT takes. A missing price and a price of 0 would be the same in an int, so it is
// a pointer, which stays nil. Name and Tags need none: their zero values are not allowed.
type itemBody struct {
	Name       string   `json:"name"`
	PriceCents *int     `json:"priceCents"`
	Tags       []string `json:"tags"`
}

func (b itemBody) valid() bool {
	return hasLength(b.Name, 100) && isBetween(b.PriceCents, 0, 100_000_000) && areTags(b.Tags)
}

type itemsAnswer struct {
	Items []*item `json:"items"`
	Next  *int    `json:"next"`
}

type summaryAnswer struct {
	Count      int `json:"count"`
	TotalCents int `json:"totalCents"`
	MeanCents  int `json:"meanCents"`
	MaxCents   int `json:"maxCents"`
}

// #region handlers

func (s *service) serveItem(w http.ResponseWriter, r *http.Request) {
	id, ok := itemID(r)
	if !ok {
		s.refuse(w, notFound)
		return
	}
	found := s.items.get(id)
	if found == nil {
		s.refuse(w, notFound)
		return
	}
	s.answer(w, http.StatusOK, found)
}

func (s *service) putItem(w http.ResponseWriter, r *http.Request) {
	id, ok := itemID(r)
	if !ok {
		s.refuse(w, notFound)
		return
	}
	var body itemBody
	if refused := readBody(w, r, &body); refused != nil {
		s.refuse(w, *refused)
		return
	}
	if !body.valid() {
		s.refuse(w, invalidBody)
		return
	}
	stored := &item{ID: id, Name: body.Name, PriceCents: *body.PriceCents, Tags: body.Tags}
	status := http.StatusOK
	if s.items.put(stored) {
		status = http.StatusCreated
	}
	s.answer(w, status, stored)
}

func (s *service) serveItems(w http.ResponseWriter, r *http.Request) {
	items, next, ok := s.listed(w, r)
	if !ok {
		return
	}
	body := itemsAnswer{Items: items}
	if next != 0 {
		body.Next = &next
	}
	s.answer(w, http.StatusOK, body)
}

// serveSummary adds up outside of the lock: the pointers were copied under it.
func (s *service) serveSummary(w http.ResponseWriter, r *http.Request) {
	items, _, ok := s.listed(w, r)
	if !ok {
		return
	}
	summary := summaryAnswer{Count: len(items)}
	for _, item := range items {
		summary.TotalCents += item.PriceCents
		summary.MaxCents = max(summary.MaxCents, item.PriceCents)
	}
	if summary.Count > 0 {
		summary.MeanCents = summary.TotalCents / summary.Count
	}
	s.answer(w, http.StatusOK, summary)
}

// #endregion handlers

// listed reads the query of a list, and has answered when it is false.
func (s *service) listed(w http.ResponseWriter, r *http.Request) (items []*item, next int, ok bool) {
	from, ok := fromParameter.read(r.URL.RawQuery)
	if !ok {
		s.refuse(w, fromParameter.refusal())
		return nil, 0, false
	}
	limit, ok := limitParameter.read(r.URL.RawQuery)
	if !ok {
		s.refuse(w, limitParameter.refusal())
		return nil, 0, false
	}
	items, next = s.items.list(int(from), int(limit))
	return items, next, true
}

// itemID is false for an id that no item can have.
func itemID(r *http.Request) (int, bool) {
	id, ok := parseWhole(r.PathValue("id"), 1, mostItemID)
	return int(id), ok
}
