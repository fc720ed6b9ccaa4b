package main

import (
	"fmt"
	"slices"
	"sync"
	"testing"
)

func TestStoreBeginsWithItsItems(t *testing.T) {
	items := newStore()
	if first := items.get(1); first == nil || first.Name != "Item 1" || first.PriceCents != 7919 || !slices.Equal(first.Tags, []string{"new"}) {
		t.Errorf("item 1 is %+v", first)
	}
	if last := items.get(itemsAtStart); last == nil || last.PriceCents != 19_000 {
		t.Errorf("item %d is %+v", itemsAtStart, last)
	}
	if beyond := items.get(itemsAtStart + 1); beyond != nil {
		t.Errorf("item %d is %+v, want none", itemsAtStart+1, beyond)
	}
}

func TestPutCreatesOnceAndThenReplaces(t *testing.T) {
	items := newStore()
	for round, want := range []bool{true, false} {
		name := fmt.Sprintf("Round %d", round)
		if created := items.put(&item{ID: mostItemID, Name: name}); created != want {
			t.Errorf("round %d: created is %t, want %t", round, created, want)
		}
		if got := items.get(mostItemID); got == nil || got.Name != name {
			t.Errorf("round %d: the item is %+v", round, got)
		}
	}
}

func TestListIsInOrderWhateverTheOrderOfWrites(t *testing.T) {
	items := newStore()
	for _, id := range []int{5000, 3000, 4000, 3000} {
		items.put(&item{ID: id})
	}
	for _, test := range []struct {
		from, limit int
		ids         []int
		next        int
	}{
		{1, 2, []int{1, 2}, 3},
		{999, 5, []int{999, 1000, 3000, 4000, 5000}, 0},
		{1001, 2, []int{3000, 4000}, 5000},
		{3001, 2, []int{4000, 5000}, 0},
		{5001, 100, []int{}, 0},
		{mostItemID, 1, []int{}, 0},
	} {
		listed, next := items.list(test.from, test.limit)
		ids := make([]int, 0, len(listed))
		for _, item := range listed {
			ids = append(ids, item.ID)
		}
		if !slices.Equal(ids, test.ids) || next != test.next || listed == nil {
			t.Errorf("%d from %d: %v, next %d; want %v, next %d", test.limit, test.from, ids, next, test.ids, test.next)
		}
	}
}

// With -race this also shows that what a reader holds is never written to.
func TestWritersAtTheSameTimeLeaveEachIdOnce(t *testing.T) {
	items := newStore()
	var writers sync.WaitGroup
	for writer := range 8 {
		writers.Go(func() {
			for id := 2000; id < 2100; id++ {
				items.put(&item{ID: id, PriceCents: writer})
				if listed, _ := items.list(id, 3); len(listed) == 0 || listed[0].PriceCents > 7 {
					t.Errorf("the list from %d begins with %+v", id, listed)
				}
			}
		})
	}
	writers.Wait()
	if want := itemsAtStart + 100; len(items.ids) != want || !slices.IsSorted(items.ids) {
		t.Errorf("%d ids are kept, want %d in order", len(items.ids), want)
	}
}
