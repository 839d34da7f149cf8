package torture

import (
	"context"
	"os"
	"time"

	"jema/internal/booking"
	"jema/internal/jema"
	"jema/internal/links"
	"jema/internal/postgres"
	"jema/internal/work"
)

// Engine is a booking engine on connections of its own, as serve makes it.
// close drains it.
func Engine(store *postgres.Store, options ...booking.Option) (e *booking.Engine,
	closeAll func(context.Context) error, err error) {
	pool, err := store.BookingPool(booking.Workers+booking.ApartMost, 0)
	if err != nil {
		return nil, nil, err
	}
	l, err := links.New("http://torture.test", make([]byte, links.SecretBytes))
	if err != nil {
		return nil, nil, err
	}
	options = append(options, booking.BySlot(pool.BookSlot))
	e = booking.New(pool.BookBatch, l, func() time.Time { return Now }, options...)
	return e, func(ctx context.Context) error {
		if err := e.Close(ctx); err != nil {
			return err
		}
		return pool.Close()
	}, nil
}

// Victim is the configuration of a program that will be killed.
type Victim struct {
	DSN     string
	Journal string // the file it appends to
	Name    string // begins its keys
	Slots   []jema.SlotID
	Clients int
	Hasty   bool // the control: it answers before it has asked the database
}

// hasty acknowledges a booking first and makes it a moment later.
func hasty(book Book) Book {
	return func(ctx context.Context, r jema.BookingRequest) (jema.BookingAnswer, error) {
		work.Go(func() error {
			time.Sleep(50 * time.Millisecond)
			_, err := book(ctx, r)
			return err // nobody waits for it
		})
		time.Sleep(time.Millisecond)
		return jema.BookingAnswer{Status: jema.Confirmed}, nil
	}
}

// Run loads an engine until the process is killed, or ctx ends.
func (v Victim) Run(ctx context.Context) error {
	store, err := postgres.Open(ctx, v.DSN, 4)
	if err != nil {
		return err
	}
	defer func() { _ = store.Close() }()
	file, err := os.OpenFile(v.Journal, os.O_APPEND|os.O_CREATE|os.O_WRONLY, 0o600)
	if err != nil {
		return err
	}
	defer func() { _ = file.Close() }()
	engine, closeEngine, err := Engine(store)
	if err != nil {
		return err
	}
	book := engine.Book
	if v.Hasty {
		book = hasty(book)
	}
	load := Load{Book: book, Journal: NewJournal(file), Slots: v.Slots, Clients: v.Clients, Name: v.Name}
	if err := load.Run(ctx); err != nil {
		return err
	}
	return closeEngine(context.WithoutCancel(ctx))
}
