package main

import (
	"context"
	"database/sql"
	"errors"
	"time"

	"github.com/jackc/pgx/v5"
	"github.com/jackc/pgx/v5/stdlib"
	"github.com/jmoiron/sqlx"
)

// sqlxStore asks through sqlx, which fills structs from the rows of database/sql; below that is
// pgx again, as a driver. It is the road that most Go programs take, since database/sql knows every
// database, and what it costs is measured beside pgxStore.
type sqlxStore struct {
	db *sqlx.DB
}

func openSqlxStore(settings databaseSettings) (*sqlxStore, error) {
	config, err := pgx.ParseConfig(settings.url)
	if err != nil {
		return nil, errDatabaseURL
	}
	config.ConnectTimeout = settings.wait
	db := sqlx.NewDb(stdlib.OpenDB(*config), "pgx")
	db.SetMaxOpenConns(settings.connections) // no limit by default
	// As many may be idle. The default of 2 closes the others after each query and opens them again for
	// the next, which is dearer than the query.
	db.SetMaxIdleConns(settings.connections)
	db.SetConnMaxIdleTime(time.Hour)
	return &sqlxStore{db}, nil
}

func (s *sqlxStore) close() { _ = s.db.Close() }

func (s *sqlxStore) create(ctx context.Context, draft productBody) (*product, error) {
	return s.one(ctx, createProductSQL, draft.SKU, draft.Name, *draft.PriceCents, *draft.Stock)
}

func (s *sqlxStore) read(ctx context.Context, id int) (*product, error) {
	return s.one(ctx, readProductSQL, id)
}

func (s *sqlxStore) list(ctx context.Context, after, limit int) ([]product, error) {
	products := []product{} // not nil, which JSON writes as null
	err := s.db.SelectContext(ctx, &products, listProductsSQL, after, limit)
	return products, databaseError(err)
}

func (s *sqlxStore) update(ctx context.Context, id int, draft productBody, version *int) (*product, error) {
	return s.one(ctx, updateProductSQL, id, draft.SKU, draft.Name, *draft.PriceCents, *draft.Stock, version)
}

func (s *sqlxStore) exists(ctx context.Context, id int) (bool, error) {
	return s.has(ctx, findProductSQL, id)
}

func (s *sqlxStore) remove(ctx context.Context, id int) (bool, error) {
	return s.has(ctx, deleteProductSQL, id)
}

func (s *sqlxStore) one(ctx context.Context, query string, arguments ...any) (*product, error) {
	var found product
	err := s.db.GetContext(ctx, &found, query, arguments...)
	if errors.Is(err, sql.ErrNoRows) {
		return nil, nil
	}
	return &found, databaseError(err)
}

func (s *sqlxStore) has(ctx context.Context, query string, id int) (bool, error) {
	var found []int
	err := s.db.SelectContext(ctx, &found, query, id)
	return len(found) > 0, databaseError(err)
}
