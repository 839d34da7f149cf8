package main

import (
	"context"
	"errors"
	"fmt"
	"time"

	"github.com/alexedwards/argon2id"

	"jema/internal/command"
	"jema/internal/exchange"
	"jema/internal/geo"
	"jema/internal/jema"
	"jema/internal/postgres"
	"jema/internal/reference"
	"jema/internal/schedule"
)

// The demonstration's accounts. They are printed at every start, and open
// nothing but invented data.
const (
	demoSlug      = "valence-romans"
	demoOrganiser = "organisation@demo.example.org"
	// acts for some workshops, and for those of one commune
	demoAdviser, demoCorrespondent = "conseil@demo.example.org", "correspondance@demo.example.org"
	demoPassword                   = "jema-demonstration"
	demoArtisan                    = "etienne.malaval@example.org"
)

// loadDemo finds the demonstration, or loads it: real communes and crafts, the
// sample's invented openings. What an interrupted start left out is completed,
// and the edition moves by whole weeks once it is past.
func loadDemo(ctx context.Context, c *command.Console, store *postgres.Store, base string) (jema.Territory, error) {
	territory, err := demoTerritory(ctx, store)
	if err != nil {
		return territory, inFrench(err)
	}
	if err := store.SetBaseURL(ctx, territory.ID, base); err != nil {
		return territory, err
	}
	edition, err := demoShown(ctx, store, territory)
	if errors.Is(err, postgres.ErrEditionMissing) {
		c.Progressf("La démonstration se charge…")
		edition, err = referenceDemo(ctx, store, territory, c.Now())
	}
	if err != nil {
		return territory, inFrench(err)
	}
	if err := fillDemo(ctx, store, territory, edition, c.Now()); err != nil {
		return territory, inFrench(err)
	}
	if err := pastDemo(ctx, store, territory, edition, c.Now()); err != nil {
		return territory, inFrench(err)
	}
	return territory, moveDemo(ctx, c, store, edition)
}

func demoTerritory(ctx context.Context, store *postgres.Store) (jema.Territory, error) {
	territory, err := store.Territory(ctx, demoSlug)
	if jema.KindOf(err) != jema.KindNotFound {
		return territory, err
	}
	return store.CreateTerritory(ctx, jema.Territory{Slug: demoSlug, Name: "Valence Romans Agglo", IsDemo: true,
		ContactEmail: "contact@demo.example.org", ContactPhone: "04 65 71 00 99", Publisher: "Démonstration de Jema"})
}

func demoBasemap(ctx context.Context, store *postgres.Store, territory jema.Territory, now time.Time) error {
	basemap, err := exchange.ReadBasemap(reference.Basemap(), reference.BasemapCredit)
	if err != nil {
		return err
	}
	return store.SaveBasemap(ctx, territory.ID, basemap, now)
}

// referenceDemo loads the real communes and crafts, and the edition last.
func referenceDemo(ctx context.Context, store *postgres.Store, territory jema.Territory,
	now time.Time) (jema.Edition, error) {
	communes, err := exchange.ReadCommunes(reference.Communes(), reference.Boundaries())
	if err != nil {
		return jema.Edition{}, err
	}
	if _, err := store.SaveCommunes(ctx, territory.ID, communes); err != nil {
		return jema.Edition{}, err
	}
	if err := demoBasemap(ctx, store, territory, now); err != nil {
		return jema.Edition{}, err
	}
	crafts, err := exchange.ReadCrafts(reference.Crafts())
	if err != nil {
		return jema.Edition{}, err
	}
	if _, err := store.SaveCrafts(ctx, territory.ID, crafts); err != nil {
		return jema.Edition{}, err
	}
	return store.CreateEdition(ctx, demoEdition(territory.ID), now)
}

// fillDemo adds the organiser's account and the sample's openings where they
// are missing.
func fillDemo(ctx context.Context, store *postgres.Store, territory jema.Territory, edition jema.Edition,
	now time.Time) error {
	if _, err := store.AccountByEmail(ctx, territory.ID, demoOrganiser); errors.Is(err, jema.ErrAccountMissing) {
		if err := demoAccount(ctx, store, territory); err != nil {
			return err
		}
	} else if err != nil {
		return err
	}
	counts, err := store.StateCounts(ctx, edition.ID)
	if err != nil || len(counts) > 0 {
		return err
	}
	sheet, err := exchange.ReadOpenings("openings.csv", reference.Openings())
	if err != nil {
		return err
	}
	_, err = exchange.ImportOpenings(ctx, store, sheet, exchange.Options{Territory: territory, Edition: edition,
		State: jema.Approved, Now: now})
	if err != nil {
		return err
	}
	if err := placeDemo(ctx, store, edition, now); err != nil {
		return err
	}
	if err := entrustDemo(ctx, store, edition); err != nil {
		return err
	}
	if err := showDemo(ctx, store, edition, now); err != nil {
		return err
	}
	entries, err := store.Entries(ctx, edition, postgres.EntryFilter{}, now)
	if err != nil {
		return err
	}
	return recommendDemo(ctx, store, entries)
}

// placeDemo gives the invented workshops places within their communes.
func placeDemo(ctx context.Context, store *postgres.Store, edition jema.Edition, now time.Time) error {
	programmes, err := store.Programmes(ctx, edition, now)
	if err != nil {
		return err
	}
	for _, p := range programmes {
		for i, e := range p.Entries {
			shop := e.Workshop
			if shop.Placed() {
				continue
			}
			var ok bool
			if shop.Lat, shop.Lon, ok = geo.Place(p.Commune.Boundary, i*31); !ok {
				continue
			}
			if err := store.PlaceWorkshop(ctx, shop, now); err != nil {
				return err
			}
		}
	}
	return nil
}

// demoEdition is the sample's: its registration and its booking are open at any
// time.
func demoEdition(territoryID jema.TerritoryID) jema.Edition {
	zone, err := time.LoadLocation("Europe/Paris")
	if err != nil {
		panic(err) // the zones are linked into the program
	}
	always := time.Date(2020, 1, 1, 0, 0, 0, 0, time.UTC)
	return jema.Edition{
		TerritoryID: territoryID, Year: 2027, Name: "Journées européennes des métiers d’art",
		Theme: "Démonstration", Zone: zone,
		StartsOn: jema.Date{Year: 2027, Month: time.April, Day: 6}, EndsOn: jema.Date{Year: 2027, Month: time.April, Day: 11},
		RegistrationOpensAt: always, RegistrationClosesAt: time.Date(2027, 4, 12, 0, 0, 0, 0, zone),
		BookingOpensAt: always, BookingClosesAt: time.Date(2027, 4, 12, 0, 0, 0, 0, zone),
		PurgeOn: jema.Date{Year: 2027, Month: time.July, Day: 11},
		MarkNotice: "« JEMA » est une marque déposée de l’Institut pour les Savoir-Faire Français, qui organise ces " +
			"journées au plan national.",
	}
}

func demoAccount(ctx context.Context, store *postgres.Store, territory jema.Territory) error {
	hash, err := argon2id.CreateHash(demoPassword, argon2id.DefaultParams)
	if err != nil {
		return err
	}
	_, err = store.CreateAccount(ctx, jema.Account{TerritoryID: territory.ID, Email: demoOrganiser,
		Name: "Organisation (démonstration)",
		Role: jema.RoleOrganiser, PasswordHash: hash})
	return err
}

// entrustDemo opens the accounts of those who act for workshops: the adviser gets every
// fifth of the first ones by name, the correspondent the commune of the artisan's.
func entrustDemo(ctx context.Context, store *postgres.Store, edition jema.Edition) error {
	const every, romans = 5, "26281"
	organiser, err := store.AccountByEmail(ctx, edition.TerritoryID, demoOrganiser)
	if err != nil {
		return err
	}
	adviser, err := store.CreateAccount(ctx, jema.Account{TerritoryID: edition.TerritoryID, Email: demoAdviser,
		Name: "Conseil (démonstration)", Role: jema.RoleAdviser, PasswordHash: organiser.PasswordHash})
	if err != nil {
		return err
	}
	_, err = store.CreateAccount(ctx, jema.Account{TerritoryID: edition.TerritoryID, Email: demoCorrespondent,
		Name: "Correspondance (démonstration)", Role: jema.RoleCorrespondent, CommuneINSEE: romans})
	if err != nil {
		return err
	}
	lines, err := store.Roster(ctx, postgres.RosterFilter{Edition: edition})
	if err != nil {
		return err
	}
	var hers []jema.WorkshopID
	for i, line := range lines {
		if i%every == 0 {
			hers = append(hers, line.ID)
		}
	}
	_, err = store.Entrust(ctx, edition.TerritoryID, adviser.ID, hers)
	return err
}

// moveDemo moves the demonstration into the future: once its last day is past
// it moves by whole weeks, so that a Saturday stays a Saturday.
func moveDemo(ctx context.Context, c *command.Console, store *postgres.Store, edition jema.Edition) error {
	today := jema.DateOf(c.Now().In(edition.Zone))
	if edition.EndsOn.Compare(today) >= 0 {
		return nil
	}
	weeks := (edition.EndsOn.DaysUntil(today) + 6 + demoAhead) / 7
	frame := schedule.Frame{From: edition.StartsOn, To: edition.EndsOn}
	err := store.MoveEdition(ctx, edition, weeks, func(phrase, kind string, minutes int) string {
		frame.Kind, frame.Minutes = schedule.Free, minutes
		if kind == "slots" {
			frame.Kind = schedule.Slots
		}
		return schedule.Move(phrase, frame, weeks)
	})
	if err != nil {
		return fmt.Errorf("déplacer la démonstration : %w", err)
	}
	c.Progressf("Les dates de la démonstration étaient passées : elles avancent de %d semaines.", weeks)
	return nil
}

// demoAhead is the least number of days between a move of the demonstration and its
// first day, so that there is something left to book.
const demoAhead = 14
