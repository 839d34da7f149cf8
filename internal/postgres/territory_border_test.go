package postgres_test

import (
	"testing"

	"jema/internal/jema"
	"jema/internal/postgres"
	"jema/internal/postgres/storetest"
)

// TestEntriesDoNotCrossTheBorder has, like TestTerritoriesDoNotSeeEachOther, the ids of the
// first territory's things under the other's name: what entries, their queue and those who
// act for workshops write. What is refused without a word is judged by contents alone.
func TestEntriesDoNotCrossTheBorder(t *testing.T) {
	w := furnished(t)
	b := border{World: w, ids: furnishedIDs(t, w)}
	var err error
	if b.other, err = w.Store.Territory(t.Context(), "ailleurs"); err != nil {
		t.Fatal(err)
	}
	before := contents(t, w)
	for name, err := range b.refused(t) {
		if kind := jema.KindOf(err); kind != jema.KindNotFound && kind != jema.KindConflict {
			t.Errorf("%s across the border: %v", name, err)
		}
	}
	for name, err := range b.ignored(t) {
		if err != nil {
			t.Errorf("%s across the border: %v", name, err)
		}
	}
	after := contents(t, w)
	for name, digest := range before {
		if after[name] != digest {
			t.Errorf("%s changed across the border: %s, before %s", name, after[name], digest)
		}
	}
}

// border is a furnished world and the territory whose name is used for its things.
type border struct {
	*storetest.World
	other jema.Territory
	ids   furnishedRows
}

// furnishedRows are things of the first territory of a furnished world, by id.
type furnishedRows struct {
	Opening                           jema.OpeningID
	Workshop, Bare                    jema.WorkshopID
	Organiser, Adviser, Correspondent jema.AccountID
	Edition, Later                    jema.EditionID
}

func furnishedIDs(t *testing.T, w *storetest.World) (ids furnishedRows) {
	t.Helper()
	organiser := w.Account("organisation@example.org", jema.RoleOrganiser)
	if err := w.DB.Get(&ids, `SELECT o.id AS opening, o.workshop_id AS workshop, o.edition_id AS edition,
		(SELECT id FROM workshop WHERE name = 'Atelier nu') AS bare,
		(SELECT id FROM account WHERE email = 'conseil@example.org') AS adviser,
		(SELECT id FROM account WHERE email = 'mairie@example.org') AS correspondent,
		(SELECT e.id FROM edition e WHERE e.territory_id = o.territory_id AND e.year = 2028) AS later
		FROM opening o WHERE o.title = 'Tournage'`); err != nil {
		t.Fatal(err)
	}
	ids.Organiser = organiser.ID
	err := w.Store.MarkReading(t.Context(), postgres.OpeningReading{TerritoryID: w.Territory.ID, AccountID: organiser.ID,
		OpeningID: ids.Opening}, storetest.Now)
	if err != nil {
		t.Fatal(err)
	}
	if _, err := w.Store.AssignOpenings(t.Context(), w.Territory.ID, organiser.ID,
		[]jema.OpeningID{ids.Opening}); err != nil {
		t.Fatal(err)
	}
	return ids
}

// refused are the methods that return an error across the border.
func (b border) refused(t *testing.T) map[string]error {
	t.Helper()
	s, ctx, now, id, other := b.Store, t.Context(), storetest.Now, b.ids, b.other.ID
	adviser := jema.Account{ID: id.Adviser, TerritoryID: other, Role: jema.RoleAdviser}
	office := jema.Account{ID: id.Organiser, TerritoryID: other, Role: jema.RoleOrganiser}
	into := jema.Edition{ID: id.Later, TerritoryID: other, StartsOn: b.Edition.StartsOn.AddDays(364),
		EndsOn: b.Edition.EndsOn.AddDays(364), Zone: b.Edition.Zone}
	errs := map[string]error{
		"SelectOpening":              s.SelectOpening(ctx, other, id.Opening, []jema.Selection{jema.SelectionRare}),
		"AddCommunes":                s.AddCommunes(ctx, other, id.Correspondent, []string{"38185"}),
		"EntrustedOpening":           s.EntrustedOpening(ctx, adviser, id.Opening),
		"EntrustedOpening (office)":  s.EntrustedOpening(ctx, office, id.Opening),
		"EntrustedWorkshop":          s.EntrustedWorkshop(ctx, adviser, id.Workshop),
		"EntrustedWorkshop (office)": s.EntrustedWorkshop(ctx, office, id.Workshop),
		"Reread":                     s.Reread(ctx, other, id.Opening),
		"SaveNoteDraft":              s.SaveNoteDraft(ctx, other, id.Opening, "Non."),
		"SetPrinterDay":              s.SetPrinterDay(ctx, other, id.Edition, jema.Date{Year: 2027, Month: 3, Day: 1}),
	}
	errs["AddStatement"] = s.AddStatement(ctx, jema.Statement{TerritoryID: other, OpeningID: id.Opening,
		AccountID: id.Adviser, SaidBy: "Odile Inventée", How: jema.SaidByPhone, On: jema.DateOf(now),
		Fields: []string{"price"}, NotedAt: now})
	errs["ChangeTyped"] = s.ChangeTyped(ctx, postgres.TypedChange{TerritoryID: other, OpeningID: id.Opening,
		Unread: map[string]string{"stops": "?"}})
	errs["DecideProposal"] = s.DecideProposal(ctx, postgres.ProposalDecision{TerritoryID: other, OpeningID: id.Opening,
		AccountID: id.Organiser, Accept: true}, now)
	errs["PlaceWorkshop"] = s.PlaceWorkshop(ctx, jema.Workshop{ID: id.Workshop, TerritoryID: other, Lat: 45, Lon: 5}, now)
	errs["WantChange"] = s.WantChange(ctx, postgres.ChangeWanted{TerritoryID: other, OpeningID: id.Opening, Note: "Non.",
		Notes: postgres.FieldNotes{AccountID: id.Organiser, Notes: []jema.FieldNote{{Field: "price", Note: "?"}}}}, now)
	errs["WithdrawProposal"] = s.WithdrawProposal(ctx, postgres.Withdrawal{TerritoryID: other, OpeningID: id.Opening}, now)
	_, errs["Entrust"] = s.Entrust(ctx, other, id.Adviser, []jema.WorkshopID{id.Bare})
	_, errs["EntryTyped"] = s.EntryTyped(ctx, other, id.Opening)
	_, errs["NoteDraft"] = s.NoteDraft(ctx, other, id.Opening)
	_, errs["OpeningCare"] = s.OpeningCare(ctx, other, id.Opening)
	_, errs["PublishSeen"] = s.PublishSeen(ctx, other, []postgres.QueueSeen{{ID: id.Opening, Version: 1}}, now)
	_, errs["StartEntry"] = s.StartEntry(ctx, postgres.EntryStart{EditionID: id.Edition, Key: "frontière",
		Workshop: jema.Workshop{ID: id.Workshop, TerritoryID: other, Name: "Atelier garni"}}, now)
	_, errs["TakenOver"] = s.TakenOver(ctx, into, id.Opening)
	_, errs["TakeOver"] = s.TakeOver(ctx, postgres.Succession{Into: into, WorkshopID: id.Workshop,
		OpeningID: id.Opening, Words: plainWords}, now)
	return errs
}

// ignored are the methods that return nil across the border, and change nothing.
func (b border) ignored(t *testing.T) map[string]error {
	t.Helper()
	s, ctx, id, other := b.Store, t.Context(), b.ids, b.other.ID
	errs := map[string]error{
		"MarkReading": s.MarkReading(ctx, postgres.OpeningReading{TerritoryID: other, AccountID: id.Organiser,
			OpeningID: id.Opening}, storetest.Now),
		"MarkReading (leaves)": s.MarkReading(ctx, postgres.OpeningReading{TerritoryID: other, AccountID: id.Organiser,
			LeavesID: id.Opening}, storetest.Now),
		"TakeBack":      s.TakeBack(ctx, other, id.Adviser, id.Workshop),
		"RemoveCommune": s.RemoveCommune(ctx, other, id.Correspondent, "26034"),
	}
	n, err := s.AssignOpenings(ctx, other, 0, []jema.OpeningID{id.Opening})
	if errs["AssignOpenings"] = err; n != 0 {
		t.Errorf("%d openings were assigned across the border", n)
	}
	return errs
}
