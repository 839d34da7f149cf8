package bench

import (
	"context"
	"crypto/sha256"
	"database/sql"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"net/http"
	"sync/atomic"

	"github.com/lib/pq"
)

// control takes bookings as most systems do: the slot's row is held FOR UPDATE
// until the commit is on the disk. Everything is prepared, and its handler does
// less than ours, so that what is compared is the pattern at its best. Pages
// are left to the site.
type control struct {
	db                               *sql.DB
	lock, insert, take, wait, repeat *sql.Stmt
	mux                              *http.ServeMux
	codes                            atomic.Int64
}

const (
	controlLock   = `SELECT s.capacity - s.taken, s.edition_id, s.territory_id FROM slot s WHERE s.id = $1 FOR UPDATE`
	controlInsert = `WITH b AS (
		INSERT INTO booking (territory_id, edition_id, slot_id, code, status, first_status, origin, party_size, name,
			email, contact,
			idempotency_key, content, token_hash, waiting_position, created_at)
		VALUES ($1, $2, $3, $4, $5, $5, 'api', $6, $7, $8, $9, $10, $11, $12,
			CASE WHEN $5 = 'waiting' THEN nextval('booking_waiting_seq') END, now()) RETURNING id, territory_id),
		m AS (INSERT INTO message (territory_id, booking_id, kind, channel, due_at)
			SELECT territory_id, id, CASE WHEN $5 = 'waiting' THEN 'waiting' ELSE 'confirmation' END, 'email', now() FROM b)
		SELECT id FROM b`
	controlTake   = `UPDATE slot SET taken = taken + $2, changed_at = clock_timestamp() WHERE id = $1`
	controlWait   = `UPDATE slot SET waiting = waiting + 1, changed_at = clock_timestamp() WHERE id = $1`
	controlRepeat = `SELECT id, code, first_status FROM booking WHERE idempotency_key = $1`
)

func newControl(ctx context.Context, dsn string) (*control, error) {
	db, err := sql.Open("postgres", dsn)
	if err != nil {
		return nil, err
	}
	db.SetMaxOpenConns(controlConns)
	db.SetMaxIdleConns(controlConns)
	c := &control{db: db, mux: http.NewServeMux()}
	for statement, text := range map[**sql.Stmt]string{&c.lock: controlLock, &c.insert: controlInsert,
		&c.take: controlTake, &c.wait: controlWait, &c.repeat: controlRepeat} {
		if *statement, err = db.PrepareContext(ctx, text); err != nil { //nolint:sqlclosecheck // closed with the pool
			return nil, errors.Join(err, db.Close())
		}
	}
	c.mux.HandleFunc("POST /api/v1/slots/{id}/bookings", c.book)
	return c, nil
}

// around leaves everything but bookings to the site.
func (c *control) around(site http.Handler) http.Handler {
	c.mux.Handle("/", site)
	return c.mux
}

func (c *control) close() error { return c.db.Close() }

// plea is a visitor's request, and answer its response.
type plea struct {
	slot, key   string
	PartySize   int `json:"party_size"`
	Wait        bool
	Name, Email string
}

type controlAnswer struct {
	ID        int64  `json:"id"`
	Code      string `json:"code"`
	Status    string `json:"status"`
	ManageURL string `json:"manage_url"`
}

var errControlFull = errors.New("full")

func (c *control) book(w http.ResponseWriter, r *http.Request) {
	p := plea{slot: r.PathValue("id"), key: r.Header.Get("Idempotency-Key")}
	body, err := io.ReadAll(r.Body)
	if err == nil {
		err = json.Unmarshal(body, &p)
	}
	var a controlAnswer
	if err == nil {
		a, err = c.answer(r.Context(), p)
	}
	w.Header().Set("Content-Type", "application/json")
	switch {
	case errors.Is(err, errControlFull):
		w.WriteHeader(http.StatusConflict)
		_, _ = io.WriteString(w, `{"type":"/problems/slot-full"}`) // the visitor may have gone
	case err != nil:
		http.Error(w, err.Error(), http.StatusInternalServerError)
	default:
		w.WriteHeader(http.StatusCreated)
		_ = json.NewEncoder(w).Encode(a)
	}
}

// answer books, or looks up what was answered to the same key before.
func (c *control) answer(ctx context.Context, p plea) (a controlAnswer, err error) {
	a, err = c.transaction(ctx, p)
	if e, ok := errors.AsType[*pq.Error](err); ok && e.Constraint == "booking_idempotency_key" {
		err = c.repeat.QueryRowContext(ctx, p.key).Scan(&a.ID, &a.Code, &a.Status)
	}
	return a, err
}

func (c *control) transaction(ctx context.Context, p plea) (a controlAnswer, err error) {
	tx, err := c.db.BeginTx(ctx, nil)
	if err != nil {
		return a, err
	}
	defer func() { _ = tx.Rollback() }() // says ErrTxDone after a commit
	var free, edition, territory int64
	//nolint:sqlclosecheck // closed with tx
	if err := tx.StmtContext(ctx, c.lock).QueryRowContext(ctx, p.slot).Scan(&free, &edition, &territory); err != nil {
		return a, err
	}
	update, by := c.take, []any{p.slot, p.PartySize}
	a.Status = "confirmed"
	if int64(p.PartySize) > free {
		if !p.Wait {
			return a, errControlFull
		}
		update, by, a.Status = c.wait, []any{p.slot}, "waiting"
	}
	a.Code = fmt.Sprintf("%08d", c.codes.Add(1)%100_000_000) // no draw, no collision: cheaper than ours
	a.ManageURL = "http://mesure.test/r/" + p.key
	hash := sha256.Sum256([]byte(p.key))
	//nolint:sqlclosecheck // closed with tx
	err = tx.StmtContext(ctx, c.insert).QueryRowContext(ctx, territory, edition, p.slot, a.Code, a.Status, p.PartySize,
		p.Name, p.Email,
		hash[:], p.key, hash[:], hash[:]).Scan(&a.ID)
	if err != nil {
		return a, err
	}
	if _, err := tx.StmtContext(ctx, update).ExecContext(ctx, by...); err != nil { //nolint:sqlclosecheck // closed with tx
		return a, err
	}
	return a, tx.Commit()
}
