package main

import (
	"strconv"
	"strings"
)

const mostRecords = 1000

type record struct {
	ID     int      `json:"id"`
	Name   string   `json:"name"`
	Email  string   `json:"email"`
	Score  int      `json:"score"`
	Active bool     `json:"active"`
	Tags   []string `json:"tags"`
}

// givenRecord is a record as a client sends it. A score of 0 and a missing one are the same in an int,
// and false and nothing in a bool, so these are pointers, which stay nil. For the others the zero
// value is out of range anyway.
type givenRecord struct {
	ID     int      `json:"id"`
	Name   string   `json:"name"`
	Email  string   `json:"email"`
	Score  *int     `json:"score"`
	Active *bool    `json:"active"`
	Tags   []string `json:"tags"`
}

type recordsBody struct {
	Records []givenRecord `json:"records"`
}

func (b *recordsBody) valid() bool {
	if b.Records == nil || len(b.Records) > mostRecords {
		return false
	}
	for place := range b.Records {
		if !b.Records[place].valid() {
			return false
		}
	}
	return true
}

func (r *givenRecord) valid() bool {
	return isBetween(&r.ID, 1, 1<<31-1) && hasLength(r.Name, 100) && isAddress(r.Email) &&
		isBetween(r.Score, 0, 1_000_000) && r.Active != nil && areTags(r.Tags)
}

// isAddress looks for an @ between other characters, and no further: whether an address exists is
// for a message to find out.
func isAddress(text string) bool {
	return len(text) >= 3 && hasLength(text, 254) && strings.Contains(text[1:len(text)-1], "@")
}

var colours = [8]string{"red", "orange", "yellow", "green", "blue", "indigo", "violet", "grey"}

// makeRecords draws three numbers for each record from one stream, which begins at the seed.
func makeRecords(count int, seed uint32) []record {
	state := seed
	next := func() uint32 {
		state = xorshift(state)
		return state
	}
	records := make([]record, count)
	for place := range records {
		// Each in a statement of its own: the order of the draws is a part of what is promised.
		score := next() % 1001
		active := next()%2 == 1
		bits := next()
		id := strconv.Itoa(place + 1)
		records[place] = record{
			ID:     place + 1,
			Name:   "Person " + id,
			Email:  "person" + id + "@example.org",
			Score:  int(score),
			Active: active,
			Tags:   []string{colours[bits%8], colours[bits>>3%8]},
		}
	}
	return records
}
