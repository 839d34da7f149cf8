package main

import (
	"context"
	"errors"
	"time"

	"jema/internal/exchange"
	"jema/internal/jema"
	"jema/internal/postgres"
	"jema/internal/reference"
)

// demoPast is the year of the demonstration's past edition, whose events may be taken
// over into the one on show.
const demoPast = 2026

// demoShown returns the edition on show. Where a start was interrupted while the past
// edition became past, the later one is shown again.
func demoShown(ctx context.Context, store *postgres.Store, territory jema.Territory) (jema.Edition, error) {
	edition, err := store.Edition(ctx, territory.ID, 0)
	if err != nil || edition.Year != demoPast {
		return edition, err
	}
	list, err := store.Editions(ctx, territory.ID)
	if err != nil || len(list) == 1 {
		return edition, err
	}
	return store.SetEditionState(ctx, territory.ID, list[0].Year, jema.EditionCurrent)
}

// pastDemo adds the past edition with its events where it is missing. It is filled before
// anybody sees it, and becomes past once the other one is shown again.
func pastDemo(ctx context.Context, store *postgres.Store, territory jema.Territory, shown jema.Edition,
	now time.Time) error {
	past, err := store.Edition(ctx, territory.ID, demoPast)
	if errors.Is(err, postgres.ErrEditionMissing) {
		past, err = store.CreateEdition(ctx, demoBefore(territory.ID), now)
	}
	if err != nil || past.State == jema.EditionPast || past.ID == shown.ID {
		return err
	}
	sheet, err := exchange.ReadOpenings("openings_before.csv", reference.OpeningsBefore())
	if err != nil {
		return err
	}
	_, err = exchange.ImportOpenings(ctx, store, sheet, exchange.Options{Territory: territory, Edition: past,
		State: jema.Approved, Now: now})
	if err != nil {
		return err
	}
	if err := placeDemo(ctx, store, past, now); err != nil {
		return err
	}
	for _, year := range []int{past.Year, shown.Year} {
		if _, err := store.SetEditionState(ctx, territory.ID, year, jema.EditionCurrent); err != nil {
			return err
		}
	}
	return nil
}

// demoBefore is the edition before the sample's. Nothing is open in it any more.
func demoBefore(territoryID jema.TerritoryID) jema.Edition {
	e := demoEdition(territoryID)
	e.StartsOn = jema.Date{Year: demoPast, Month: time.April, Day: 7}
	e.EndsOn = jema.Date{Year: demoPast, Month: time.April, Day: 12}
	e.Year, e.PurgeOn = demoPast, jema.Date{Year: demoPast, Month: time.July, Day: 12}
	e.RegistrationClosesAt = time.Date(demoPast, 3, 15, 0, 0, 0, 0, e.Zone)
	e.BookingClosesAt = time.Date(demoPast, 4, 13, 0, 0, 0, 0, e.Zone)
	return e
}
