package main

import (
	"context"
	"net/http"

	"github.com/jackc/pgx/v5"
	"golang.org/x/sync/errgroup"
)

// overview is a customer's page. Its five queries need nothing of one another.
type overview struct {
	Customer buyer `json:"customer"`
	totals
	Months   []month       `json:"months"`
	Products []productSold `json:"products"`
	Lines    []lineSold    `json:"lines"`
}

type buyer struct {
	ID      int    `json:"id"`
	Name    string `json:"name"`
	Email   string `json:"email"`
	Country string `json:"country"`
}

type totals struct {
	Orders       int `json:"orders"`
	RevenueCents int `json:"revenueCents"`
}

type month struct {
	Month        string `json:"month"`
	Orders       int    `json:"orders"`
	RevenueCents int    `json:"revenueCents"`
}

type productSold struct {
	ID           int    `json:"id"`
	Name         string `json:"name"`
	Quantity     int    `json:"quantity"`
	RevenueCents int    `json:"revenueCents"`
}

type lineSold struct {
	OrderID        int    `json:"orderId"`
	PlacedOn       string `json:"placedOn"`
	Status         string `json:"status"`
	ProductID      int    `json:"productId"`
	Name           string `json:"name"`
	Quantity       int    `json:"quantity"`
	UnitPriceCents int    `json:"unitPriceCents"`
}

// found is what the queries brought: of a customer who is not there no row.
type found struct {
	customers []buyer
	totals    []totals
	months    []month
	products  []productSold
	lines     []lineSold
}

// #region ways

// sequential asks one query after the other: a connection is held for as long as one takes.
func (s *pgxStore) sequential(ctx context.Context, id int) (f found, err error) {
	err = s.each(ctx, f.queries(), id)
	return f, err
}

func (s *pgxStore) each(ctx context.Context, queries []query, id int) error {
	for _, query := range queries {
		rows, err := s.pool.Query(ctx, query.sql, id)
		if err != nil {
			return databaseError(err)
		}
		if err := query.take(rows); err != nil {
			return databaseError(err)
		}
	}
	return nil
}

// parallel asks all at once, each on a connection of its own: the connections serve five times fewer
// requests at a time. The first error ends the others.
func (s *pgxStore) parallel(ctx context.Context, id int) (f found, err error) {
	group, ctx := errgroup.WithContext(ctx)
	for _, query := range f.queries() {
		group.Go(func() error {
			rows, err := s.pool.Query(ctx, query.sql, id)
			if err != nil {
				return err
			}
			return query.take(rows)
		})
	}
	err = group.Wait()
	return f, databaseError(err)
}

// pipelined sends all on one connection and then reads the answers in turn; PostgreSQL still works
// through them one by one. pgx ends the batch with one Sync, so its queries are one transaction.
func (s *pgxStore) pipelined(ctx context.Context, id int) (f found, err error) {
	var batch pgx.Batch
	for _, query := range f.queries() {
		batch.Queue(query.sql, id).Query(query.take)
	}
	err = s.pool.SendBatch(ctx, &batch).Close()
	return f, databaseError(err)
}

// #endregion ways

// #region n plus one

// nPlusOne is sequential without the join on products: it reads the product of each line with the
// function that was already there. No line of it looks wrong, and it asks as many queries more as there
// are lines. A join does it with none; `WHERE id = ANY($1)` with one, where a join cannot.
func (s *pgxStore) nPlusOne(ctx context.Context, id int) (f found, err error) {
	queries := f.queries()
	queries[len(queries)-1].sql = overviewBareLinesSQL
	if err := s.each(ctx, queries, id); err != nil {
		return f, err
	}
	for place, line := range f.lines {
		sold, err := s.read(ctx, line.ProductID)
		if err != nil {
			return f, err
		}
		if sold != nil { // nil: it was deleted since the lines were read
			f.lines[place].Name = sold.Name
		}
	}
	return f, nil
}

// #endregion n plus one

// query is one of the five, with the place that its rows go to.
type query struct {
	sql  string
	take func(pgx.Rows) error
}

func (f *found) queries() []query {
	return []query{
		{overviewCustomerSQL, into(&f.customers)},
		{overviewTotalsSQL, into(&f.totals)},
		{overviewMonthsSQL, into(&f.months)},
		{overviewProductsSQL, into(&f.products)},
		{overviewLinesSQL, into(&f.lines)},
	}
}

func into[Row any](place *[]Row) func(pgx.Rows) error {
	return func(rows pgx.Rows) (err error) {
		*place, err = pgx.CollectRows(rows, pgx.RowToStructByPos[Row])
		return err
	}
}

func (s *service) serveOverview(read func(context.Context, int) (found, error)) http.HandlerFunc {
	return func(w http.ResponseWriter, r *http.Request) {
		id, ok := rowID(r)
		if !ok {
			s.refuse(w, notFound)
			return
		}
		ctx, cancel := s.databaseContext(r)
		defer cancel()
		f, err := read(ctx, id)
		if err != nil {
			s.refuseError(w, err)
			return
		}
		if len(f.customers) == 0 {
			s.refuse(w, notFound)
			return
		}
		s.answer(w, http.StatusOK, overview{f.customers[0], f.totals[0], f.months, f.products, f.lines})
	}
}
