package booking_test

import (
	"context"
	"fmt"
	"os"
	"slices"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"jema/internal/booking"
	"jema/internal/jema"
	"jema/internal/postgres"
	"jema/internal/torture"
)

// inFlight is the number of concurrent requests.
const inFlight = 256

// BenchmarkBook compares the engine with one transaction a request, on a
// server that writes to the disk, spread over 5,000 slots and on one.
func BenchmarkBook(b *testing.B) {
	store := durable(b)
	for _, c := range []struct {
		name            string
		slots, capacity int
	}{{"spread", 5000, 5000}, {"hot", 1, 5000}} {
		b.Run("engine/"+c.name, func(b *testing.B) { benchmarkBook(b, store, c.slots, c.capacity, booking.Workers) })
		b.Run("single/"+c.name, func(b *testing.B) { benchmarkBook(b, store, c.slots, c.capacity, 16, booking.Single()) })
	}
}

var worlds atomic.Int64

func benchmarkBook(b *testing.B, store *postgres.Store, slots, capacity, conns int, options ...booking.Option) {
	ids := furnish(b, store, slots, capacity)
	pool, err := store.BookingPool(conns+booking.ApartMost, 0)
	if err != nil {
		b.Fatal(err)
	}
	defer func() { _ = pool.Close() }()
	options = append(options, booking.BySlot(pool.BookSlot))
	e := booking.New(pool.BookBatch, newLinks(b), func() time.Time { return torture.Now }, options...)
	run := worlds.Load()
	took := make([]time.Duration, b.N)
	var next atomic.Int64
	var wg sync.WaitGroup
	b.ResetTimer()
	for range inFlight {
		wg.Go(func() {
			for i := next.Add(1) - 1; i < int64(b.N); i = next.Add(1) - 1 {
				begun := time.Now()
				r := request(ids[int(i)%len(ids)], fmt.Sprintf("%d-%d", run, i), 1)
				r.Wait = true
				if _, err := e.Book(b.Context(), r); err != nil {
					b.Error(err)
				}
				took[i] = time.Since(begun)
			}
		})
	}
	wg.Wait()
	b.StopTimer()
	slices.Sort(took)
	b.ReportMetric(float64(b.N)/b.Elapsed().Seconds(), "bookings/s")
	b.ReportMetric(float64(took[b.N*99/100].Microseconds())/1000, "p99-ms")
}

func furnish(t testing.TB, store *postgres.Store, slots, capacity int) []jema.SlotID {
	t.Helper()
	ids, err := torture.Furnish(t.Context(), store, fmt.Sprintf("monde-%d", worlds.Add(1)), slots, capacity)
	if err != nil {
		t.Fatal(err)
	}
	return ids
}

// crashable starts a server that writes to the disk, with the migrated schema.
func crashable(t testing.TB) (*torture.Server, *postgres.Store) {
	t.Helper()
	dir, err := os.MkdirTemp("/tmp", "jema-torture-") // where the server's account can go
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = os.RemoveAll(dir) })
	server, err := torture.Start(t.Context(), dir)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(server.Stop)
	store, err := postgres.Open(t.Context(), server.DSN(), 16)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = store.Close() })
	if _, err := store.Migrate(context.WithoutCancel(t.Context())); err != nil {
		t.Fatal(err)
	}
	return server, store
}

func durable(t testing.TB) *postgres.Store {
	t.Helper()
	_, store := crashable(t)
	if err := torture.Durable(t.Context(), store); err != nil {
		t.Fatal(err)
	}
	return store
}

var _ = jema.OriginAPI
