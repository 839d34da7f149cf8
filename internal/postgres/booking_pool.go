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

// BookingPool reserves connections for bookings alone, so that a rush of page
// views never makes a batch wait for one. The batch is prepared once on each; a
// connection that has died is replaced, and the batch prepared again on it, by
// database/sql. It books slots of one territory, and counts what each network
// books there. It is safe for concurrent use.
type BookingPool struct {
	db          *sqlx.DB
	territoryID jema.TerritoryID
	mu          sync.Mutex
	prepared    *sqlx.Stmt
}

// BookingPool opens conns connections beside those of the store, when they are
// first needed, to book slots of a territory; 0 is any, and counts nothing.
func (s *Store) BookingPool(conns int, territoryID jema.TerritoryID) (_ *BookingPool, err error) {
	defer attempted(&err, "opening a pool for bookings")
	db := sqlx.NewDb(sql.OpenDB(s.connector), "postgres")
	db.SetMaxOpenConns(conns)
	db.SetMaxIdleConns(conns)
	return &BookingPool{db: db, territoryID: territoryID}, nil
}

// Close gives the connections back.
func (p *BookingPool) Close() (err error) {
	defer attempted(&err, "closing the pool for bookings")
	return p.db.Close()
}

// BookBatch answers requests in their order of arrival, in one transaction, on
// a connection of the pool; see Store.BookBatch. It waits for no lock: what
// another transaction holds is OutcomeLocked. A failed COMMIT may have
// succeeded: only sending the same keys again shows it.
func (p *BookingPool) BookBatch(ctx context.Context, now time.Time, requests []PreparedRequest) (_ []BookingOutcome,
	err error) {
	defer attempted(&err, "booking a batch of several slots")
	return p.book(ctx, batch{now: now, territoryID: p.territoryID, requests: requests})
}

// lockWait is how long BookSlot waits for the lock of its slot. It is far more
// than a batch of another program takes, and little enough for a connection
// that others need, too.
const lockWait = `SET LOCAL lock_timeout = '250ms'`

// BookSlot is BookBatch for requests that are all for one slot: it waits for
// that slot a moment, and then fails with an error that MayPass. It holds
// nothing else while it waits.
func (p *BookingPool) BookSlot(ctx context.Context, now time.Time, requests []PreparedRequest) (_ []BookingOutcome,
	err error) {
	defer attempted(&err, "booking a batch of one slot")
	return p.book(ctx, batch{now: now, territoryID: p.territoryID, waitSlots: true, requests: requests})
}

func (p *BookingPool) book(ctx context.Context, b batch) (outcomes []BookingOutcome, err error) {
	prepared, err := p.batch(ctx)
	if err != nil {
		return nil, err
	}
	t, err := p.db.BeginTxx(ctx, nil)
	if err != nil {
		return nil, fmt.Errorf("beginning a batch: %w", err)
	}
	defer func() { _ = t.Rollback() }() // says ErrTxDone after a commit
	if b.waitSlots {
		if _, err := t.ExecContext(ctx, lockWait); err != nil {
			return nil, fmt.Errorf("beginning a batch: %w", err)
		}
	}
	row := t.StmtxContext(ctx, prepared).QueryRowContext(ctx, b.values()...)
	if outcomes, err = batchAnswers(row, len(b.requests)); err != nil {
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

// MayPass reports whether the same batch, sent again in a moment, may be
// answered: the connection was lost, the server is starting, ending or short of
// something, another transaction was in the way. Anything else is the batch's
// own fault and will fail again.
func MayPass(err error) bool {
	if e, ok := errors.AsType[*pq.Error](err); ok {
		return passes(e) || e.Constraint == "booking_code_key"
	}
	return jema.KindOf(err) == 0 // nothing the server said, so the line to it
}
