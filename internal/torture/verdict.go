package torture

import (
	"context"
	"fmt"
	"time"

	"github.com/jmoiron/sqlx"
	"github.com/lib/pq"

	"jema/internal/jema"
	"jema/internal/postgres"
)

// Verdict compares the acknowledged answers with the database.
type Verdict struct {
	Requested    int // keys
	Acknowledged int // keys told that they are booked or wait
	Refused      int // keys told only refusals
	Unanswered   int // keys told nothing
	Lost         int // acknowledged, and not there
	Doubled      int // there more than once
	False        int // there, but not as was said; or told two different answers
	Oversold     int // slots with more people than places
	HalfDone     int // neither as before nor as after
	Broken       int // rows that break an invariant: oversold slots among them
}

// Holds reports whether no acknowledged answer is false.
func (v Verdict) Holds() bool {
	return v.Lost+v.Doubled+v.False+v.Oversold+v.HalfDone+v.Broken == 0
}

// Add adds up what several trials found.
func (v *Verdict) Add(o Verdict) {
	v.Requested += o.Requested
	v.Acknowledged += o.Acknowledged
	v.Refused += o.Refused
	v.Unanswered += o.Unanswered
	v.Lost += o.Lost
	v.Doubled += o.Doubled
	v.False += o.False
	v.Oversold += o.Oversold
	v.HalfDone += o.HalfDone
	v.Broken += o.Broken
}

// Judge reads the bookings of a journal's keys, and every invariant.
func Judge(ctx context.Context, store *postgres.Store, lines []Line) (v Verdict, err error) {
	told := map[string][]Line{}
	var keys []string
	for _, l := range lines {
		if _, known := told[l.Key]; !known {
			keys = append(keys, l.Key)
			told[l.Key] = nil
		}
		if l.Answer != "" && l.Answer != Unknown {
			told[l.Key] = append(told[l.Key], l)
		}
	}
	made, err := bookings(ctx, store, keys)
	if err != nil {
		return v, err
	}
	for _, key := range keys {
		v.judge(told[key], made[key])
	}
	list, err := store.Check(ctx, time.Now())
	for _, i := range list {
		v.Broken += i.Broken
		if i.Name == postgres.NotOversold {
			v.Oversold += i.Broken
		}
	}
	return v, err
}

// row is a booking as it was made.
type row struct {
	ID     jema.BookingID
	Key    string      `db:"idempotency_key"`
	Slot   jema.SlotID `db:"slot_id"`
	Party  int         `db:"party_size"`
	Code   string
	Status string `db:"first_status"`
}

func bookings(ctx context.Context, store *postgres.Store, keys []string) (map[string][]row, error) {
	var rows []row
	err := sqlx.NewDb(store.DB(), "postgres").SelectContext(ctx, &rows, `SELECT id, idempotency_key, slot_id,
		party_size, code, first_status
		FROM booking WHERE idempotency_key = ANY ($1)`, pq.Array(keys))
	if err != nil {
		return nil, fmt.Errorf("reading the bookings: %w", err)
	}
	made := map[string][]row{}
	for _, r := range rows {
		made[r.Key] = append(made[r.Key], r)
	}
	return made, nil
}

// judge counts one key: the answers its clients got, and the rows in the
// database. A refusal is not stored, so a key may be refused and then booked,
// but not booked without any client having been answered.
func (v *Verdict) judge(told []Line, rows []row) {
	v.Requested++
	if len(rows) > 1 {
		v.Doubled++
	}
	acknowledged, wrong := false, false
	for _, l := range told {
		if l.Answer != Refused {
			acknowledged = true
			wrong = wrong || len(rows) > 0 && rows[0] != row{l.ID, l.Key, l.Slot, l.Party, l.Code, l.Answer}
		}
	}
	switch {
	case acknowledged:
		v.Acknowledged++
		if len(rows) == 0 {
			v.Lost++
		}
	case len(told) > 0:
		v.Refused++
		wrong = len(rows) > 0
	default:
		v.Unanswered++
	}
	if wrong {
		v.False++
	}
}
