package jema_test

import (
	"errors"
	"testing"
	"time"

	"jema/internal/jema"
)

func edition(t *testing.T) jema.Edition {
	t.Helper()
	now := time.Date(2027, 3, 1, 9, 0, 0, 0, time.UTC)
	return jema.Edition{Year: 2027, Name: "Journées", Zone: paris(t), StartsOn: day(t, "2027-04-06"),
		EndsOn:              day(t, "2027-04-11"),
		RegistrationOpensAt: now, RegistrationClosesAt: now.AddDate(0, 0, 7), BookingOpensAt: now,
		BookingClosesAt: now.AddDate(0, 0, 7),
		PurgeOn:         day(t, "2027-07-11")}
}

func TestEditionCheck(t *testing.T) {
	if err := edition(t).Check(); err != nil {
		t.Errorf("a sound edition: %v", err)
	}
	for want, spoil := range map[string]func(*jema.Edition){
		"name:edition.name.missing":         func(e *jema.Edition) { e.Name = "" },
		"ends_on:edition.ends_before_start": func(e *jema.Edition) { e.EndsOn = day(t, "2027-04-05") },
		"ends_on:edition.too_long": func(e *jema.Edition) {
			e.EndsOn,
				e.PurgeOn = e.StartsOn.AddDays(62), e.StartsOn.AddDays(63)
		},
		"registration_closes_at:edition.registration_order": func(
			e *jema.Edition) {
			e.RegistrationClosesAt = e.RegistrationOpensAt
		},
		"booking_closes_at:edition.booking_order": func(e *jema.Edition) { e.BookingClosesAt = e.BookingOpensAt },
		"purge_on:edition.purge_early":            func(e *jema.Edition) { e.PurgeOn = e.EndsOn },
	} {
		e := edition(t)
		spoil(&e)
		if err := e.Check(); err == nil || err.Error() != "form.invalid "+want {
			t.Errorf("got %v, want %s", err, want)
		}
	}
}

func TestEditionDays(t *testing.T) {
	e := edition(t)
	days := e.Days()
	if len(days) != 6 || days[0] != e.StartsOn || days[5] != e.EndsOn {
		t.Errorf("%v", days)
	}
	e.StartsOn, e.EndsOn = day(t, "2027-03-27"), day(t, "2027-03-29") // the clocks change in it
	if days := e.Days(); len(days) != 3 || days[1].String() != "2027-03-28" {
		t.Errorf("%v", days)
	}
	e.EndsOn = e.StartsOn
	if days := e.Days(); len(days) != 1 {
		t.Errorf("an edition of a day has %v", days)
	}
}

func TestEditionIsOpen(t *testing.T) {
	e := edition(t)
	e.BookingOpensAt = e.RegistrationOpensAt.Add(time.Hour)
	for _, c := range []struct {
		at                    time.Time
		registration, booking bool
	}{
		{e.RegistrationOpensAt.Add(-1), false, false},
		{e.RegistrationOpensAt, true, false},
		{e.BookingOpensAt, true, true},
		{e.RegistrationClosesAt.Add(-1), true, true},
		{e.RegistrationClosesAt, false, false},
	} {
		if e.RegistrationOpen(c.at) != c.registration || e.BookingOpen(c.at) != c.booking {
			t.Errorf("at %v registration is %v, booking %v", c.at, e.RegistrationOpen(c.at), e.BookingOpen(c.at))
		}
	}
}

func TestErrors(t *testing.T) {
	err := error(jema.Invalid("wall_time.skipped", "day", "2027-03-28"))
	if !errors.Is(err, jema.Invalid("wall_time.skipped")) || errors.Is(err, jema.Conflict("wall_time.skipped")) ||
		errors.Is(err, jema.Invalid("other")) {
		t.Error("errors.Is must compare kind and message, and nothing else")
	}
	if got := err.Error(); got != "wall_time.skipped day=2027-03-28" {
		t.Error(got)
	}
	for kind, err := range map[jema.Kind]error{jema.KindInvalid: jema.Invalid("x"), jema.KindNotFound: jema.NotFound("x"),
		jema.KindConflict:  jema.Conflict("x"),
		jema.KindForbidden: jema.Forbidden("x"), jema.KindUnavailable: jema.Unavailable("x"), 0: errors.New("x")} {
		if got := jema.KindOf(errors.Join(errors.New("beside"), err)); got != kind {
			t.Errorf("%v is of kind %d, want %d", err, got, kind)
		}
	}
	var p jema.Problems
	if p.Err() != nil {
		t.Error("no problem is no error")
	}
	p.Add("name", "name.missing")
	p.Add("email", "email.wrong", "was", "x@")
	if got := p.Err(); got == nil || got.Error() != "form.invalid name:name.missing email:email.wrong" {
		t.Error(got)
	}
}
