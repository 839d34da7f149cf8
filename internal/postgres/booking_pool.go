package postgres

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"sync"
	"time"

	"github.com/jmoiron/sqlx"
	"github.com/lib/pq"

	"jema/internal/jema"
)

// BookingPool keeps connections for bookings alone, so that a rush of page
// views never makes a batch wait for one. The batch is prepared once on each;
// a connection that has died is replaced, and the batch prepared again on it,
// by database/sql. It is safe for concurrent use.
type BookingPool struct {
	db       *sqlx.DB
	mu       sync.Mutex
	prepared *sqlx.Stmt
}

// BookingPool opens conns connections beside those of the store, when they are
// first needed.
func (s *Store) BookingPool(conns int) (*BookingPool, error) {
	db := sqlx.NewDb(sql.OpenDB(s.connector), "postgres")
	db.SetMaxOpenConns(conns)
	db.SetMaxIdleConns(conns)
	return &BookingPool{db: db}, nil
}

// Close gives the connections back.
func (p *BookingPool) Close() error { return p.db.Close() }

// BookBatch is Store.BookBatch on a connection of the pool. A failed COMMIT
// may have succeeded: only the keys can tell, by asking again.
func (p *BookingPool) BookBatch(ctx context.Context, now time.Time, requests []PreparedRequest) (outcomes []BookingOutcome, err error) {
	batch, err := p.batch(ctx)
	if err != nil {
		return nil, err
	}
	t, err := p.db.BeginTxx(ctx, nil)
	if err != nil {
		return nil, fmt.Errorf("beginning a batch: %w", err)
	}
	defer func() { _ = t.Rollback() }() // says ErrTxDone after a commit
	//nolint:sqlclosecheck // the transaction closes it
	row := t.StmtxContext(ctx, batch).QueryRowContext(ctx, batchArguments(now, requests)...)
	if outcomes, err = batchAnswers(row, len(requests)); err != nil {
		return nil, domainError(err)
	}
	if err := t.Commit(); err != nil {
		return nil, domainError(fmt.Errorf("committing a batch: %w", err))
	}
	return outcomes, nil
}

// batch prepares the statement the first time; preparing runs nothing.
func (p *BookingPool) batch(ctx context.Context) (*sqlx.Stmt, error) {
	p.mu.Lock()
	defer p.mu.Unlock()
	if p.prepared == nil {
		prepared, err := p.db.PreparexContext(ctx, bookBatch)
		if err != nil {
			return nil, fmt.Errorf("preparing the batch: %w", err)
		}
		p.prepared = prepared
	}
	return p.prepared, nil
}

// MayPass says whether the same batch, asked again in a moment, may be
// answered: the connection was lost, the server is starting, ending or short
// of something, another transaction was in the way. Anything else is the
// batch's own fault and will fail again.
func MayPass(err error) bool {
	if e, ok := errors.AsType[*pq.Error](err); ok {
		return passes(e) || e.Constraint == "booking_code_key"
	}
	return jema.KindOf(err) == 0 // nothing the server said, so the line to it
}
