package postgres_test

import (
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"jema/internal/postgres"
	"jema/internal/postgres/storetest"
)

func throttle(key byte, free int) postgres.Throttle {
	return postgres.Throttle{Key: [32]byte{key}, Free: free, Most: 10 * time.Second, Window: time.Minute}
}

func TestThrottlesSlowDown(t *testing.T) {
	w := storetest.New(t)
	now := storetest.Now
	try := func(want time.Duration, throttles ...postgres.Throttle) {
		t.Helper()
		if wait, err := w.Store.Try(t.Context(), now, throttles...); err != nil || wait != want {
			t.Errorf("at %v: wait %v, %v, want %v", now.Sub(storetest.Now), wait, err, want)
		}
	}
	own, client := throttle(1, 2), throttle(2, 4)
	try(0, own)
	try(0, own)
	for _, seconds := range []int{1, 2, 4, 8, 10, 10} {
		wait := time.Duration(seconds) * time.Second
		try(wait, own)
		try(wait, own) // a refused one is not counted
		now = now.Add(wait)
		try(0, own)
	}
	now = now.Add(time.Minute) // nobody has tried for the whole window
	try(0, own, client)
	try(0, own, client)
	try(time.Second, own, client) // the first refuses, the second counts nothing
	for range 2 {
		try(0, throttle(3, 9), client)
	}
	try(time.Second, throttle(3, 9), client)
	if n := count(t, w, `SELECT count FROM attempt WHERE get_byte(key, 0) = 3`); n != 2 {
		t.Errorf("a refused attempt was counted: %d, want 2", n)
	}
	if err := w.Store.Forgive(t.Context(), own, client); err != nil {
		t.Fatal(err)
	}
	try(0, own, client)
	try(time.Second, throttle(4, 9), client) // forgiven once, and tried once more
}

// Of many that come at once no more pass than come one after the other.
func TestThrottlesHoldAgainstRivals(t *testing.T) {
	w := storetest.New(t)
	var passed atomic.Int64
	var rivals sync.WaitGroup
	for range 64 {
		rivals.Go(func() {
			wait, err := w.Store.Try(t.Context(), storetest.Now, throttle(1, 10), throttle(2, 20))
			if err != nil {
				t.Error(err)
			} else if wait == 0 {
				passed.Add(1)
			}
		})
	}
	rivals.Wait()
	if passed.Load() != 10 {
		t.Errorf("%d of 64 passed, want 10", passed.Load())
	}
}
