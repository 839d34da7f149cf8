package booking_test

import (
	"bytes"
	"context"
	"database/sql"
	"math/rand/v2"
	"strings"
	"sync"
	"sync/atomic"
	"testing"

	"github.com/jmoiron/sqlx"

	"jema/internal/pgembed/pgtest"
	"jema/internal/postgres"
	"jema/internal/torture"
)

// The connection is cut after the server has executed a batch, or committed it,
// and before the engine gets the result: there is one row per key, and every
// acknowledged answer is true.
func TestConnectionsCutBeforeTheAnswer(t *testing.T) {
	var drawing sync.Mutex
	random := rand.New(rand.NewPCG(4, 2027))
	aFourth := func() bool {
		drawing.Lock()
		defer drawing.Unlock()
		return random.IntN(4) == 0
	}
	for name, c := range map[string]struct {
		fault torture.Fault
		after string
	}{
		"COMMIT, FIN": {torture.FIN, "COMMIT"}, "COMMIT, RST": {torture.RST, "COMMIT"},
		"statement, FIN": {torture.FIN, "SELECT"}, "statement, RST": {torture.RST, "SELECT"},
	} {
		t.Run(name, func(t *testing.T) {
			cut := func(tag string) torture.Fault {
				if strings.HasPrefix(tag, c.after) && aFourth() {
					return c.fault
				}
				return torture.None
			}
			loadThroughCuts(t, cut)
		})
	}
}

func loadThroughCuts(t *testing.T, choose func(tag string) torture.Fault) {
	dsn := pgtest.DSN(t)
	direct := open(t, dsn)
	slots := furnish(t, direct, 20, 40)
	var armed atomic.Bool
	proxy, err := torture.NewProxy(dsn, func(tag string) torture.Fault {
		if !armed.Load() {
			return torture.None
		}
		return choose(tag)
	})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = proxy.Close() })
	through := open(t, proxy.DSN())
	e, closeEngine, err := torture.Engine(through)
	if err != nil {
		t.Fatal(err)
	}
	armed.Store(true)
	var written bytes.Buffer
	load := torture.Load{Book: e.Book, Journal: torture.NewJournal(&written), Slots: slots, Clients: 32,
		Most: 12, Name: "cut"}
	if err := load.Run(t.Context()); err != nil {
		t.Fatal(err)
	}
	armed.Store(false)
	v := settled(t, direct, e.Book, load.Journal, &written)
	if v.Requested != 32*12 || v.Acknowledged < 100 || proxy.Cuts() < 5 {
		t.Errorf("%d cuts, %+v", proxy.Cuts(), v)
	}
	if err := closeEngine(context.WithoutCancel(t.Context())); err != nil {
		t.Error(err)
	}
}

func open(t testing.TB, dsn string) *postgres.Store {
	t.Helper()
	store, err := postgres.Open(t.Context(), dsn, 4)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = store.Close() })
	return store
}

// settled judges what was written, then repeats every unanswered request and
// judges again: no request may stay without an answer.
func settled(t *testing.T, store *postgres.Store, book torture.Book, j *torture.Journal,
	written *bytes.Buffer) torture.Verdict {
	t.Helper()
	verdict := func() ([]torture.Line, torture.Verdict) {
		lines, err := torture.ReadJournal(bytes.NewReader(written.Bytes()))
		if err != nil {
			t.Fatal(err)
		}
		v, err := torture.Judge(t.Context(), store, lines)
		if err != nil {
			t.Fatal(err)
		}
		if !v.Holds() {
			t.Errorf("%+v", v)
		}
		return lines, v
	}
	lines, _ := verdict()
	if err := torture.Settle(t.Context(), book, j, lines); err != nil {
		t.Fatal(err)
	}
	_, v := verdict()
	if v.Unanswered != 0 {
		t.Errorf("%d keys stay without an answer", v.Unanswered)
	}
	return v
}

// What lib/pq does with a write outside a transaction, through the same proxy
// and with the orderly end of a connection: it writes twice and reports
// success. Were the proxy not to show this, the test above would prove nothing.
func TestControlAutocommitWritesTwice(t *testing.T) {
	for name, c := range map[string]struct {
		fault    torture.Fault
		write    func(*sqlx.DB) error
		rows     int
		reported bool
	}{
		"bare, FIN":           {torture.FIN, bare, 2, false},
		"bare, RST":           {torture.RST, bare, 1, true},
		"in transaction, FIN": {torture.FIN, inTransaction, 1, true},
		"in transaction, RST": {torture.RST, inTransaction, 1, true},
	} {
		t.Run(name, func(t *testing.T) {
			dsn := pgtest.Empty(t)
			direct := sqlx.MustConnect("postgres", dsn)
			defer func() { _ = direct.Close() }()
			direct.MustExec(`CREATE TABLE written (key text)`)
			proxy, err := torture.NewProxy(dsn, once(c.fault, "INSERT 0 1", "COMMIT"))
			if err != nil {
				t.Fatal(err)
			}
			defer func() { _ = proxy.Close() }()
			through := sqlx.MustConnect("postgres", proxy.DSN())
			defer func() { _ = through.Close() }()
			wrong := c.write(through)
			var rows int
			if err := direct.Get(&rows, `SELECT count(*) FROM written`); err != nil {
				t.Fatal(err)
			}
			if rows != c.rows || (wrong != nil) != c.reported {
				t.Errorf("%d rows, told %v; want %d rows, an error: %t", rows, wrong, c.rows, c.reported)
			}
		})
	}
}

// once is a fault after the first of these commands, the last that a write
// ends with.
func once(fault torture.Fault, bare, committed string) func(string) torture.Fault {
	var done, began atomic.Bool
	return func(tag string) torture.Fault {
		began.Store(began.Load() || tag == "BEGIN")
		last := bare
		if began.Load() {
			last = committed
		}
		if tag == last && done.CompareAndSwap(false, true) {
			return fault
		}
		return torture.None
	}
}

func bare(db *sqlx.DB) error {
	_, err := db.Exec(`INSERT INTO written VALUES ('k')`)
	return err
}

func inTransaction(db *sqlx.DB) error {
	t, err := db.BeginTxx(context.Background(), &sql.TxOptions{})
	if err != nil {
		return err
	}
	defer func() { _ = t.Rollback() }()
	if _, err := t.Exec(`INSERT INTO written VALUES ('k')`); err != nil {
		return err
	}
	return t.Commit()
}
