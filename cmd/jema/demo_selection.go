package main

import (
	"context"

	"jema/internal/jema"
	"jema/internal/postgres"
)

// demoSelected is how many invented events are in each selection of the home page.
const demoSelected = 3

// demoRare are the domains whose crafts the demonstration calls rare.
var demoRare = map[string]bool{"tabletterie": true, "mode-et-accessoires": true, "facture-instrumentale": true}

// recommendDemo puts invented events into the selections of the home page, each into
// the first one that it fits.
func recommendDemo(ctx context.Context, store *postgres.Store, entries []jema.Entry) error {
	count := map[jema.Selection]int{}
	for _, e := range entries {
		for _, s := range jema.Selections {
			if count[s] == demoSelected || !demoFits(e, s) {
				continue
			}
			count[s]++
			if err := store.SelectOpening(ctx, e.Opening.TerritoryID, e.Opening.ID, []jema.Selection{s}); err != nil {
				return err
			}
			break
		}
	}
	return nil
}

func demoFits(e jema.Entry, s jema.Selection) bool {
	switch s {
	case jema.SelectionFamily:
		return e.Opening.Facts.Age.Known && e.Opening.Facts.Age.Years <= 8
	case jema.SelectionTry:
		return e.Opening.Kind == jema.Initiation
	default:
		return demoRare[e.DomainSlug()]
	}
}
