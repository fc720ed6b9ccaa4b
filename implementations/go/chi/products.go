package main

import (
	"context"
	"errors"
	"fmt"
	"net/http"
	"net/url"
	"strconv"
	"strings"

	"github.com/go-chi/chi/v5"
)

// mostRowID is the largest that PostgreSQL's integer holds. A larger one in a path is not there,
// before the database says that it is out of range.
const mostRowID = 1<<31 - 1

var (
	conflict             = refusal{http.StatusConflict, "conflict", "Another product has this sku."}
	preconditionFailed   = refusal{http.StatusPreconditionFailed, "precondition-failed", "The product has another version by now."}
	preconditionRequired = refusal{http.StatusPreconditionRequired, "precondition-required", "Send If-Match with the version that you read."}
	unavailable          = refusal{http.StatusServiceUnavailable, "unavailable", "The database does not answer."}

	afterParameter = parameter{name: "after", least: 0, most: mostRowID}
)

// The errors of a productStore, whichever library is behind it.
var (
	errSkuTaken    = errors.New("another product has this sku")
	errUnavailable = errors.New("the database does not answer")
)

type product struct {
	ID         int    `json:"id" db:"id"`
	SKU        string `json:"sku" db:"sku"`
	Name       string `json:"name" db:"name"`
	PriceCents int    `json:"priceCents" db:"priceCents"`
	Stock      int    `json:"stock" db:"stock"`
	Version    int    `json:"version" db:"version"`
}

// productStore is what the handlers need of a database. Two libraries offer it: pgx_store.go, sqlx_store.go.
type productStore interface {
	create(ctx context.Context, draft productBody) (*product, error)
	read(ctx context.Context, id int) (*product, error) // nil where there is none
	list(ctx context.Context, after, limit int) ([]product, error)
	// update is nil where no product has this id and this version, of which nil means any.
	update(ctx context.Context, id int, draft productBody, version *int) (*product, error)
	exists(ctx context.Context, id int) (bool, error)
	remove(ctx context.Context, id int) (bool, error)
	close()
}

// productBody has pointers where 0 is a value and must still be given; see itemBody.
type productBody struct {
	SKU        string `json:"sku"`
	Name       string `json:"name"`
	PriceCents *int   `json:"priceCents"`
	Stock      *int   `json:"stock"`
}

// valid refuses NUL, the one character that PostgreSQL's text does not hold.
func (b productBody) valid() bool {
	return hasLength(b.SKU, 64) && hasLength(b.Name, 100) && !strings.ContainsRune(b.SKU+b.Name, 0) &&
		isBetween(b.PriceCents, 0, 100_000_000) && isBetween(b.Stock, 0, 1_000_000)
}

type productsAnswer struct {
	Products []product `json:"products"`
	Next     *int      `json:"next"`
}

// #region read

func (s *service) serveProduct(w http.ResponseWriter, r *http.Request) {
	id, ok := rowID(r)
	if !ok {
		s.refuse(w, notFound)
		return
	}
	ctx, cancel := s.databaseContext(r)
	defer cancel()
	found, err := s.products.read(ctx, id)
	s.answerProduct(w, http.StatusOK, found, err)
}

// #endregion read

func (s *service) createProduct(w http.ResponseWriter, r *http.Request) {
	draft, ok := s.readDraft(w, r)
	if !ok {
		return
	}
	ctx, cancel := s.databaseContext(r)
	defer cancel()
	// Whether the sku is free is not asked for beforehand: between the question and the INSERT another
	// request could take it.
	created, err := s.products.create(ctx, draft)
	if err == nil {
		w.Header().Set("Location", fmt.Sprintf("/products/%d", created.ID))
	}
	s.answerProduct(w, http.StatusCreated, created, err)
}

func (s *service) updateProduct(w http.ResponseWriter, r *http.Request) {
	id, ok := rowID(r)
	if !ok {
		s.refuse(w, notFound)
		return
	}
	draft, ok := s.readDraft(w, r)
	if !ok {
		return
	}
	ifMatch := r.Header.Get("If-Match")
	if ifMatch == "" {
		s.refuse(w, preconditionRequired)
		return
	}
	ctx, cancel := s.databaseContext(r)
	defer cancel()
	updated, err := s.products.update(ctx, id, draft, versionIn(ifMatch))
	if err == nil && updated == nil {
		var exists bool
		if exists, err = s.products.exists(ctx, id); exists {
			s.refuse(w, preconditionFailed)
			return
		}
	}
	s.answerProduct(w, http.StatusOK, updated, err)
}

func (s *service) removeProduct(w http.ResponseWriter, r *http.Request) {
	id, ok := rowID(r)
	if !ok {
		s.refuse(w, notFound)
		return
	}
	ctx, cancel := s.databaseContext(r)
	defer cancel()
	removed, err := s.products.remove(ctx, id)
	switch {
	case err != nil:
		s.refuseError(w, err)
	case !removed:
		s.refuse(w, notFound)
	default:
		s.answerNothing(w)
	}
}

func (s *service) serveProducts(w http.ResponseWriter, r *http.Request) {
	after, ok := afterParameter.read(r.URL.RawQuery)
	if !ok {
		s.refuse(w, afterParameter.refusal())
		return
	}
	limit, ok := limitParameter.read(r.URL.RawQuery)
	if !ok {
		s.refuse(w, limitParameter.refusal())
		return
	}
	ctx, cancel := s.databaseContext(r)
	defer cancel()
	// One more than asked for says whether there is a next page, without counting.
	products, err := s.products.list(ctx, after, limit+1)
	if err != nil {
		s.refuseError(w, err)
		return
	}
	body := productsAnswer{Products: products}
	if len(products) > limit {
		body.Products = products[:limit]
		body.Next = &products[limit-1].ID
	}
	s.answer(w, http.StatusOK, body)
}

// databaseContext ends when the client has gone, and when the database takes too long: for a free
// connection or for its answer.
func (s *service) databaseContext(r *http.Request) (context.Context, context.CancelFunc) {
	return context.WithTimeout(r.Context(), s.databaseWait)
}

// readDraft has answered when it is false.
func (s *service) readDraft(w http.ResponseWriter, r *http.Request) (draft productBody, ok bool) {
	if refused := readBody(r, &draft); refused != nil {
		s.refuse(w, *refused)
		return draft, false
	}
	if !draft.valid() {
		s.refuse(w, invalidBody)
		return draft, false
	}
	return draft, true
}

func (s *service) answerProduct(w http.ResponseWriter, status int, found *product, err error) {
	switch {
	case err != nil:
		s.refuseError(w, err)
	case found == nil:
		s.refuse(w, notFound)
	default:
		w.Header().Set("ETag", strconv.Quote(strconv.Itoa(found.Version)))
		s.answer(w, status, found)
	}
}

func (s *service) refuseError(w http.ResponseWriter, err error) {
	if errors.Is(err, errSkuTaken) {
		s.refuse(w, conflict)
		return
	}
	if errors.Is(err, errUnavailable) {
		w.Header().Set("Retry-After", "1")
		s.refuse(w, unavailable)
		return
	}
	// A statement that the database does not understand is a mistake in this program: net/http logs it
	// and closes this one connection.
	panic(err)
}

// versionIn is the version that If-Match names; nil for `*`, which every version matches. What names
// none that we give (a weak tag, a list) is 0, which matches none: versions begin at 1.
func versionIn(ifMatch string) *int {
	if ifMatch == "*" {
		return nil
	}
	version := 0
	if digits, found := strings.CutPrefix(ifMatch, `"`); found {
		if digits, found = strings.CutSuffix(digits, `"`); found {
			if number, ok := parseWhole(digits, 1, mostRowID); ok {
				version = number
			}
		}
	}
	return &version
}

// rowID is false for an id that no row can have; see itemID.
func rowID(r *http.Request) (int, bool) {
	text, err := url.PathUnescape(chi.URLParam(r, "id"))
	if err != nil {
		return 0, false
	}
	return parseWhole(text, 1, mostRowID)
}
