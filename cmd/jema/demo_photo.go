package main

import (
	"context"
	"crypto/sha256"
	"time"

	"jema/internal/jema"
	"jema/internal/postgres"
	"jema/internal/reference"
)

// demoEach is how many invented workshops of a domain get its still life: the others
// show how a page looks without photos.
const demoEach = 3

// showDemo gives invented workshops the still lifes of their domains, and a
// collective of artisans several.
func showDemo(ctx context.Context, store *postgres.Store, edition jema.Edition, now time.Time) error {
	stills, err := reference.Stills()
	if err != nil {
		return err
	}
	entries, err := store.Entries(ctx, edition, postgres.EntryFilter{}, now)
	if err != nil {
		return err
	}
	given := map[string]int{}
	for _, e := range entries {
		for _, still := range stills {
			together := e.Opening.Kind == jema.Collective
			if !together && (e.DomainSlug() != still.Domain || given[still.Domain] >= demoEach) || len(e.Photos) > 0 {
				continue
			}
			given[still.Domain]++
			if _, err := store.AddPhoto(ctx, edition.TerritoryID, demoPhoto(e.Workshop.ID, still), now); err != nil {
				return err
			}
		}
	}
	return nil
}

func demoPhoto(workshopID jema.WorkshopID, still reference.Still) jema.Photo {
	return jema.Photo{WorkshopID: workshopID, Alt: still.Alt, Credit: reference.StillCredit,
		Width: reference.StillWidth, Height: reference.StillHeight, SHA256: sha256.Sum256(still.Large),
		Large: still.Large, Small: still.Small, People: jema.PeopleNone}
}
