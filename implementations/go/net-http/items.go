package main

import (
	"fmt"
	"slices"
	"sync"
)

const (
	mostItemID   = 10_000
	itemsAtStart = 1_000
)

// item is never changed once it is in the store: a PUT puts another in its place. So a reader may
// keep the pointer and encode what it points to after it has let go of the lock.
type item struct {
	ID         int      `json:"id"`
	Name       string   `json:"name"`
	PriceCents int      `json:"priceCents"`
	Tags       []string `json:"tags"`
}

// #region store

// store holds the items of one process.
//
// An RWMutex lets readers in together, and is what a Go program begins with. Its count of readers is
// still one word that every core writes to, held here for as long as it takes to copy pointers.
// The roads not taken: sync.Map, which has no order; a []atomic.Pointer, in which readers write
// nothing at all, but a list would see one item from before a change and the next from after it.
//
// The ids are bounded, so they are places in a slice, which is a map without the hashing. Where
// they are not, it would be a map[int]*item, and the rest would stay. The order of the ids is kept
// beside it: a list looks its beginning up in 14 steps and walks from there. Without it, a list
// that begins behind the last item would look at thousands of empty places, and one from a map
// would sort all keys first. A new id moves those behind it up by one, at most 80 KB of
// memory; an id is new once, and nothing is ever deleted.
type store struct {
	mutex sync.RWMutex
	byID  []*item // nil where there is none
	ids   []int   // ascending
}

func newStore() *store {
	items := &store{byID: make([]*item, mostItemID+1), ids: make([]int, 0, mostItemID)}
	for id := 1; id <= itemsAtStart; id++ {
		items.put(&item{ID: id, Name: fmt.Sprintf("Item %d", id), PriceCents: id * 7919 % 100_000, Tags: []string{"new"}})
	}
	return items
}

// get is nil when there is no such item. The id must be one that can be.
func (s *store) get(id int) *item {
	s.mutex.RLock()
	defer s.mutex.RUnlock()
	return s.byID[id]
}

// put says whether the item is new. It keeps the pointer.
func (s *store) put(item *item) (created bool) {
	s.mutex.Lock()
	defer s.mutex.Unlock()
	if s.byID[item.ID] == nil {
		created = true
		place, _ := slices.BinarySearch(s.ids, item.ID)
		s.ids = slices.Insert(s.ids, place, item.ID)
	}
	s.byID[item.ID] = item
	return created
}

// list has at most limit items from an id on, in order, and the id of the one after them or 0.
func (s *store) list(from, limit int) (items []*item, next int) {
	items = make([]*item, 0, limit) // before the lock, and not nil, which JSON writes as null
	s.mutex.RLock()
	defer s.mutex.RUnlock()
	first, _ := slices.BinarySearch(s.ids, from)
	for _, id := range s.ids[first:] {
		if len(items) == limit {
			return items, id
		}
		items = append(items, s.byID[id])
	}
	return items, 0
}

// #endregion store
