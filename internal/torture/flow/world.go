package flow

import (
	"context"
	"database/sql"
	"errors"
	"log/slog"
	"net/http"
	"net/url"
	"strings"
	"time"

	"github.com/jmoiron/sqlx"

	"jema/internal/booking"
	"jema/internal/jema"
	"jema/internal/links"
	"jema/internal/mail"
	"jema/internal/postgres"
	"jema/internal/torture"
	"jema/internal/web"
)

// world is the whole program on a database of its own, each of whose calls can be
// made to fail. A second connection, which never fails, reads the database.
type world struct {
	points *torture.Points
	store  *postgres.Store
	look   *sqlx.DB
	links  links.Links
	batch  http.Handler // the site, whose engine takes bookings in batches
	single http.Handler // the same, one statement a booking
	smtp   *mail.SMTP
	inbox  *mail.Receiver
	sms    *gateway
	now    time.Time
	close  []func() error

	territory                      jema.TerritoryID
	edition                        int64
	artisan, organiser, desk       http.Cookie
	artisanID, organiserID, deskID jema.AccountID
	shops                          [2]int64
	place                          // what a flow finds
}

// place is a small programme as each flow finds it: two openings; three slots
// of four in the first, one in the second; a slot for schools in each.
type place struct {
	openings      [2]int64
	slots         [4]jema.SlotID
	schools       [2]int64
	lettersBefore int               // how many letters had arrived before
	typed         map[string]string // what a flow was shown and sends back
}

const base = "http://ordeal.test"

// newWorld furnishes a migrated database.
func newWorld(ctx context.Context, dsn string) (w *world, err error) {
	w = &world{points: &torture.Points{}, now: torture.Now}
	defer func() {
		if err != nil {
			err = errors.Join(err, w.end())
		}
	}()
	faulty, err := torture.NewFaulty(dsn, w.points)
	if err != nil {
		return w, err
	}
	if w.store, err = postgres.OpenConnector(ctx, faulty, 12); err != nil {
		return w, err
	}
	w.close = append(w.close, w.store.Close)
	if w.look, err = sqlx.ConnectContext(ctx, "postgres", dsn); err != nil {
		return w, err
	}
	w.close = append(w.close, w.look.Close)
	if w.links, err = links.New(base, make([]byte, links.SecretBytes)); err != nil {
		return w, err
	}
	if err = w.post(); err != nil {
		return w, err
	}
	if err = w.furnish(ctx); err != nil {
		return w, err
	}
	if w.batch, err = w.site(); err == nil {
		w.single, err = w.site(booking.Single())
	}
	if err != nil {
		return w, err
	}
	return w, w.signIn()
}

// post starts the mail server, the fault proxy before it, and the SMS gateway.
func (w *world) post() (err error) {
	if w.inbox, err = mail.Receive(); err != nil {
		return err
	}
	w.close = append(w.close, w.inbox.Close)
	front, err := torture.NewMailFront(strings.TrimPrefix(w.inbox.URL(), "smtp://"), nil, w.points)
	if err != nil {
		return err
	}
	w.close = append(w.close, front.Close)
	if w.smtp, err = mail.ParseSMTP("smtp://"+front.Address(), "Jema <jema@ordeal.test>"); err != nil {
		return err
	}
	w.sms = newGateway(w.points)
	w.close = append(w.close, w.sms.end)
	return nil
}

func (w *world) site(options ...booking.Option) (http.Handler, error) {
	engine, drain, err := torture.Engine(w.store, options...)
	if err != nil {
		return nil, err
	}
	w.close = append(w.close, func() error { return drain(context.Background()) })
	at, err := url.Parse(base)
	if err != nil {
		return nil, err
	}
	var slug string
	if err := w.look.Get(&slug, `SELECT slug FROM territory WHERE id = $1`, w.territory); err != nil {
		return nil, err
	}
	return web.New(web.Config{Store: w.store, Engine: engine, Links: w.links, Base: at, Territory: slug, Now: w.clock,
		Log: slog.New(slog.DiscardHandler)})
}

func (w *world) clock() time.Time { return w.now }

// end releases everything, the last acquired first.
func (w *world) end() (err error) {
	for i := len(w.close) - 1; i >= 0; i-- {
		err = errors.Join(err, w.close[i]())
	}
	return err
}

// get reads one value of the database, the zero value where there is none.
func get[T any](w *world, query string, args ...any) (value T, err error) {
	err = w.look.Get(&value, query, args...)
	if errors.Is(err, sql.ErrNoRows) {
		err = nil
	}
	return value, err
}
