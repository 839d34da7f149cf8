package booking_test

import (
	"fmt"
	"testing"

	"github.com/jmoiron/sqlx"

	"jema/internal/booking"
	"jema/internal/jema"
	"jema/internal/pgembed/pgtest"
	"jema/internal/postgres"
	"jema/internal/torture"
)

// The statement of a batch is planned once for each connection, perhaps on the evening
// before, when there are no bookings. With that plan a batch must not read more and
// more while bookings come in. What counts is the pages that Postgres reads of each index, not
// how long it takes.
func TestABatchKeepsItsPace(t *testing.T) {
	few, many := pagesRead(t, 4), pagesRead(t, 48)
	if len(few) < 10 || few["booking_client_idx"] == 0 {
		t.Fatalf("only %d indexes were read", len(few))
	}
	for index, pages := range many {
		if pages > 2*12*(few[index]+100) { // twice, because a tree of twelve times the rows is higher
			t.Errorf("%s: %d pages in 4 batches, %d in 48", index, few[index], pages)
		}
	}
}

// pagesRead books full batches on one connection, in a new database. It returns how
// many pages and entries were read, by index of bookings, messages and slots; a table
// that was read from end to end counts as an index of that name.
func pagesRead(t *testing.T, batches int) map[string]int {
	t.Helper()
	store := open(t, pgtest.DSN(t))
	slots := furnish(t, store, 500, 5000)
	var territory jema.TerritoryID
	if err := sqlx.NewDb(store.DB(), "postgres").Get(&territory, `SELECT id FROM territory`); err != nil {
		t.Fatal(err)
	}
	pool, err := store.BookingPool(1, territory)
	if err != nil {
		t.Fatal(err)
	}
	for b := range batches {
		if _, err := pool.BookBatch(t.Context(), torture.Now, fullBatch(t, slots, b)); err != nil {
			t.Fatal(err)
		}
	}
	if err := pool.Close(); err != nil { // Postgres adds up the figures of a connection when it ends
		t.Fatal(err)
	}
	return handedIn(t, store, batches)
}

func handedIn(t *testing.T, store *postgres.Store, batches int) map[string]int {
	t.Helper()
	db, pages := sqlx.NewDb(store.DB(), "postgres"), map[string]int{}
	for pages["booking_code_key"] < batches*booking.BatchMost {
		var rows []struct {
			Name  string
			Pages int
		}
		err := db.SelectContext(t.Context(), &rows, `
			SELECT indexrelname AS name, idx_blks_hit + idx_blks_read AS pages FROM pg_statio_user_indexes WHERE relname IN
				('booking', 'booking_client', 'message', 'slot')
			UNION ALL SELECT indexrelname || ', entries', idx_tup_read FROM pg_stat_user_indexes WHERE relname IN
				('booking', 'booking_client', 'message')
			UNION ALL SELECT relname, seq_tup_read FROM pg_stat_user_tables WHERE relname IN ('booking', 'booking_client',
				'message')`)
		if err != nil {
			t.Fatal(err)
		}
		for _, r := range rows {
			pages[r.Name] = r.Pages
		}
	}
	return pages
}

func fullBatch(t *testing.T, slots []jema.SlotID, batch int) (requests []postgres.PreparedRequest) {
	for i := range booking.BatchMost {
		n := batch*booking.BatchMost + i
		key := fmt.Sprintf("k%d", n)
		requests = append(requests, postgres.PreparedRequest{BookingRequest: torture.Request(slots[n%len(slots)], key, 1,
			true),
			Code: fmt.Sprintf("%08d", n*7919%100_000_000), TokenHash: tokenHash(t, key)})
		requests[i].Client.Near = int64(n + 1) // everybody comes from a network of their own
	}
	return requests
}
