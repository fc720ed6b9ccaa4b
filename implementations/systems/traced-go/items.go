package main

import (
	"fmt"
	"net/http"
	"strconv"

	"github.com/go-chi/chi/v5"
)

const mostItems = 1000

type item struct {
	ID   int    `json:"id"`
	Name string `json:"name"`
}

// lacking is this workload's own answer for an item that is not there.
type lacking struct {
	Error string `json:"error"`
}

// #region items

// serveItem makes the item it is asked for: there is no database behind, so that what tracing adds is not
// lost in what else a request takes.
func (s *service) serveItem(w http.ResponseWriter, r *http.Request) {
	id, ok := itemID(chi.URLParam(r, "id"))
	if !ok {
		s.answer(w, http.StatusNotFound, lacking{"not found"})
		return
	}
	s.answer(w, http.StatusOK, item{id, fmt.Sprintf("item %d", id)})
}

// #endregion items

// itemID wants a number as it would be written: "07" and "+7" are no other names of 7.
func itemID(text string) (int, bool) {
	id, err := strconv.Atoi(text)
	return id, err == nil && id >= 1 && id <= mostItems && strconv.Itoa(id) == text
}
