package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"slices"

	"jema/internal/jema"
	"jema/internal/links"
	"jema/internal/programme"
)

// ofOpening writes an event's proof or attendance sheet.
func (j printing) ofOpening(ctx context.Context) error {
	if j.Format == "proof" {
		p, err := j.store.ProgrammeWith(ctx, j.edition, j.Opening, j.console.Now())
		if err != nil {
			return err
		}
		return j.put(j.Output, func(w io.Writer) error {
			return j.paper(ctx, w, programme.Proof{Programme: p, Opening: j.Opening, Language: j.spec.Language})
		})
	}
	a, err := j.store.Attendance(ctx, j.territory.ID, j.Opening, j.console.Now())
	if err == nil && a.Entry.Opening.EditionID != j.edition.ID {
		err = jema.NotFound("opening.missing")
	}
	if err != nil {
		return err
	}
	a.Territory, a.Edition = j.territory, j.edition
	if j.Day != "" {
		day, err := jema.ParseDate(j.Day)
		if err != nil {
			return fmt.Errorf("--day %s n’est pas un jour AAAA-MM-JJ", j.Day)
		}
		a = a.OnDay(day)
	}
	if a, err = a.Only(j.Slot); err != nil {
		return err
	}
	return j.put(j.Output, func(w io.Writer) error {
		return j.paper(ctx, w, programme.Attendance{List: a, Language: j.spec.Language})
	})
}

// ofDoor writes the poster or the arrows of an event, or of a commune.
func (j printing) ofDoor(ctx context.Context) error {
	insee := j.Commune
	if j.Opening != 0 {
		entry, err := j.store.Entry(ctx, j.edition, j.Opening, j.console.Now())
		if err != nil {
			return err
		}
		insee = entry.Commune.INSEE
	}
	p, err := j.store.Programme(ctx, j.edition, insee, j.console.Now())
	if err != nil {
		return err
	}
	return j.put(j.Output, func(w io.Writer) error {
		if j.Format == "arrows" {
			return j.paper(ctx, w, programme.Arrows{Programme: p, Opening: j.Opening})
		}
		spec := programme.PosterSpec{Size: programme.PosterSize(j.Size), Others: j.Languages}
		poster := programme.Poster{Programme: p, Opening: j.Opening, PosterSpec: spec}
		return j.print(ctx, w, p.Commune.Name, programme.Printed{Work: poster, Spec: j.spec})
	})
}

// paper writes what is beside the programmes.
func (j printing) paper(ctx context.Context, w io.Writer, made programme.Work) error {
	return j.jobs.Write(ctx, w, programme.Printed{Work: made, Spec: j.spec})
}

// ticket writes a booking's ticket, in the booking's language.
func (j printing) ticket(ctx context.Context) error {
	visit, err := j.store.BookingByCode(ctx, j.edition.ID, j.Booking, j.console.Now())
	if err != nil {
		return err
	}
	if visit.Booking.Status != jema.Confirmed {
		return jema.NotFound("visit.ticket.none")
	}
	if j.territory.BaseURL == "" {
		return errors.New("ce territoire n’a pas d’adresse publique : le billet ne mènerait nulle part")
	}
	secret, err := j.sharedSecret()
	if err != nil {
		return err
	}
	l, err := links.New(j.territory.BaseURL, secret)
	if err != nil {
		return err
	}
	language := first(j.Lang, visit.Booking.Language)
	if j.Lang == "" && !programme.Speaks(language) {
		language = "fr"
	}
	t := jema.Ticket{Territory: j.territory, Edition: j.edition, Entry: visit.Entry, Slot: visit.Slot,
		Booking: visit.Booking,
		PassURL: l.Pass(visit.Booking.ID)}
	return j.put(j.Output, func(w io.Writer) error {
		return j.paper(ctx, w, programme.Ticket{Ticket: t, Language: language})
	})
}

// errata writes what changed since a version was frozen.
func (j printing) errata(ctx context.Context, now jema.Programme) error {
	versions, err := j.store.Versions(ctx, j.edition.TerritoryID, j.edition.ID, j.Commune)
	if err != nil {
		return err
	}
	i := slices.IndexFunc(versions, func(v jema.Version) bool { return j.Since == 0 || v.Number == j.Since })
	if i < 0 {
		return jema.NotFound("version.missing")
	}
	_, value, err := j.store.VersionValue(ctx, j.edition.TerritoryID, j.edition.ID, versions[i].ID)
	if err != nil {
		return err
	}
	frozen, err := jema.ProgrammeOf(value)
	if err != nil {
		return err
	}
	sheet := programme.ErrataSheet{Frozen: frozen, Now: now, Language: j.spec.Language}
	return j.put(j.Output, func(w io.Writer) error { return j.paper(ctx, w, sheet) })
}

// book writes the book of the whole territory.
func (j printing) book(ctx context.Context) error {
	b, err := j.store.Book(ctx, j.edition, j.console.Now())
	if err != nil {
		return err
	}
	if j.Format == "day" {
		day, err := jema.ParseDate(j.Day)
		if err != nil {
			return err
		}
		sheet := programme.DaySheet{Book: b, Day: day, Spec: j.spec}
		return j.put(j.Output, func(w io.Writer) error { return j.print(ctx, w, b.Territory.Name, sheet) })
	}
	book := programme.Territory{Book: b, Spec: j.spec}
	return j.put(j.Output, func(w io.Writer) error { return j.print(ctx, w, b.Territory.Name, book) })
}
