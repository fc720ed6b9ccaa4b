package main

import (
	"context"
	"errors"
	"time"

	"github.com/jackc/pgx/v5"
	"github.com/jackc/pgx/v5/pgconn"
	"github.com/jackc/pgx/v5/pgxpool"
)

// pgxStore asks through pgx itself: rows come in PostgreSQL's binary format and go straight into
// structs. Each statement is prepared once a connection, which is pgx's default.
type pgxStore struct {
	pool *pgxpool.Pool
}

// #region pool

// openPgxStore does not connect: the first request does, so that a server starts without its
// database and outlives it.
//
// With keeps false each connection is closed after one use, as in a program that opens one for each request.
func openPgxStore(settings databaseSettings, keeps bool) (*pgxStore, error) {
	config, err := pgxpool.ParseConfig(settings.url)
	if err != nil {
		return nil, errDatabaseURL
	}
	// pgx's own default is the larger of 4 and the number of cores. What a database can serve does
	// not follow from the cores of whoever asks it.
	config.MaxConns = int32(settings.connections)
	// Kept: a connection costs PostgreSQL a process, and the first request on it waits for that.
	config.MaxConnIdleTime = time.Hour
	config.ConnConfig.ConnectTimeout = settings.wait
	config.AfterRelease = func(*pgx.Conn) bool { return keeps }
	pool, err := pgxpool.NewWithConfig(context.Background(), config)
	if err != nil {
		return nil, errDatabaseURL
	}
	return &pgxStore{pool}, nil
}

// #endregion pool

func (s *pgxStore) close() { s.pool.Close() }

func (s *pgxStore) create(ctx context.Context, draft productBody) (*product, error) {
	return oneProduct(s.pool.Query(ctx, createProductSQL, draft.SKU, draft.Name, *draft.PriceCents, *draft.Stock))
}

func (s *pgxStore) read(ctx context.Context, id int) (*product, error) {
	return oneProduct(s.pool.Query(ctx, readProductSQL, id))
}

func (s *pgxStore) list(ctx context.Context, after, limit int) ([]product, error) {
	return collect[product](s.pool.Query(ctx, listProductsSQL, after, limit))
}

func (s *pgxStore) update(ctx context.Context, id int, draft productBody, version *int) (*product, error) {
	return oneProduct(s.pool.Query(ctx, updateProductSQL,
		id, draft.SKU, draft.Name, *draft.PriceCents, *draft.Stock, version))
}

func (s *pgxStore) exists(ctx context.Context, id int) (bool, error) {
	return hasRow(s.pool.Query(ctx, findProductSQL, id))
}

func (s *pgxStore) remove(ctx context.Context, id int) (bool, error) {
	return hasRow(s.pool.Query(ctx, deleteProductSQL, id))
}

// collect takes what Query returns. Its error also comes out of CollectRows, so it is looked at once.
func collect[Row any](rows pgx.Rows, _ error) ([]Row, error) {
	found, err := pgx.CollectRows(rows, pgx.RowToStructByPos[Row])
	return found, databaseError(err)
}

func oneProduct(rows pgx.Rows, _ error) (*product, error) {
	found, err := pgx.CollectOneRow(rows, pgx.RowToAddrOfStructByPos[product])
	if errors.Is(err, pgx.ErrNoRows) {
		return nil, nil
	}
	return found, databaseError(err)
}

func hasRow(rows pgx.Rows, _ error) (bool, error) {
	found, err := pgx.CollectRows(rows, pgx.RowTo[int])
	return len(found) > 0, databaseError(err)
}

// databaseError tells three kinds apart. What PostgreSQL says of a statement has a code (its
// appendix A); whatever else goes wrong on the way there and back means that it cannot be reached.
func databaseError(err error) error {
	if err == nil {
		return nil
	}
	said, isSaid := errors.AsType[*pgconn.PgError](err)
	if !isSaid {
		return errUnavailable
	}
	switch {
	case said.Code == "23505": // unique_violation
		return errSkuTaken
	case said.Code == "55000", said.Code[:2] == "08", said.Code[:2] == "53", said.Code[:3] == "57P":
		return errUnavailable // it shuts down, starts, or has no connection left
	}
	return err
}
