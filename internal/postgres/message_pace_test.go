package postgres_test

import (
	"errors"
	"sync"
	"testing"
	"time"

	"jema/internal/postgres"
	"jema/internal/postgres/storetest"
)

// Several senders count letters to the same addresses at the same time: nobody
// waits for somebody who waits, and what leaves in the hour is counted together.
func TestPacesDoNotMeet(t *testing.T) {
	w := storetest.New(t)
	confirmations(t, w, 80)
	if _, err := w.DB.Exec(`UPDATE booking SET email = 'v' || id % 4 || '@example.org'`); err != nil {
		t.Fatal(err)
	}
	var senders sync.WaitGroup
	var mu sync.Mutex
	off := 0
	for range 4 {
		senders.Go(func() {
			messages := claim(t, w, storetest.Now, 20)
			found, err := w.Store.Letters(t.Context(), w.Territory.ID, messages, storetest.Now)
			letters := make([]postgres.Letter, 0, len(found))
			for _, l := range found {
				letters = append(letters, l)
			}
			late, failed := w.Store.PaceMessages(t.Context(), w.Territory.ID, letters, storetest.Now)
			if err := errors.Join(err, failed); err != nil {
				t.Error(err)
			}
			mu.Lock()
			defer mu.Unlock()
			off += len(late)
		})
	}
	senders.Wait()
	var put int
	if err := w.DB.Get(&put, `SELECT count(*) FROM message WHERE attempts = 0 AND due_at = $1`,
		storetest.Now.Add(time.Hour)); err != nil {
		t.Fatal(err)
	}
	if off != 80-4*6 || put != off {
		t.Errorf("%d of 80 letters to 4 addresses were put off, %d rows", off, put)
	}
}
