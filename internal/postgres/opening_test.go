package postgres_test

import (
	"errors"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"

	"jema/internal/jema"
	"jema/internal/postgres"
	"jema/internal/postgres/storetest"
)

// described is an opening with every field filled.
func described(w *storetest.World, shop jema.Workshop) postgres.OpeningPlan {
	return postgres.OpeningPlan{
		Opening: jema.Opening{TerritoryID: w.Territory.ID, EditionID: w.Edition.ID, WorkshopID: shop.ID,
			Kind: jema.Initiation, Title: "Tournage d’un bol",
			Description: "On tourne un bol.", PrintedText: "Un bol.", PrintedTextProposed: true,
			HoursText: "samedi de 10 h à 12 h",
			SlotsText: "samedi à 14 h et 15 h", Duration: 60, PartyMax: 6, Counted: jema.CountParticipants, Price: "5 €",
			MinimumAge: "8 ans", Languages: "français",
			Access: "Une marche.", Remarks: "Rappeler en mars.",
			Facts: jema.Facts{Price: jema.Price{Kind: jema.PriceAmount, From: 500}, Age: jema.MinimumAge{Known: true, Years: 8},
				Languages: "fr",
				Access:    jema.Access{MI: jema.No}, Of: "5 €\x1f8 ans\x1ffrançais\x1fUne marche."}},
		Hours: []jema.Interval{w.At("2027-04-10", 600, 720)},
		Slots: []postgres.SlotPlan{
			{Interval: w.At("2027-04-10", 840, 900), Audience: jema.AudiencePublic, Capacity: 6},
			{Interval: w.At("2027-04-10", 900, 960), Audience: jema.AudienceSchools, Capacity: 30},
		},
	}
}

func save(t *testing.T, w *storetest.World, plan postgres.OpeningPlan) jema.OpeningID {
	t.Helper()
	id, err := w.Store.SaveOpening(t.Context(), plan, storetest.Now)
	if err != nil {
		t.Fatal(err)
	}
	return id
}

func opening(t *testing.T, w *storetest.World, id jema.OpeningID) postgres.OpeningPlan {
	t.Helper()
	plan, err := w.Store.Opening(t.Context(), w.Territory.ID, id)
	if err != nil {
		t.Fatal(err)
	}
	return plan
}

func TestAnOpeningIsReadAsItWasSaved(t *testing.T) {
	w := storetest.New(t)
	plan := described(w, w.Workshop("Atelier", 0))
	saved := opening(t, w, save(t, w, plan))
	plan.Opening.ID, plan.Opening.State, plan.Opening.Version, plan.Opening.CommuneINSEE = saved.Opening.ID,
		jema.Draft, 1, "26281"
	same := []cmp.Option{cmpopts.EquateApproxTime(0), cmpopts.IgnoreFields(jema.Opening{}, "UpdatedAt")}
	if diff := cmp.Diff(plan, saved, same...); diff != "" {
		t.Errorf("(- said, + read)\n%s", diff)
	}

	changed := saved
	changed.Opening.Kind, changed.Opening.Title, changed.Opening.PrintedTextProposed = jema.GuidedVisit, "Visite", false
	changed.Opening.Duration, changed.Opening.Remarks = 0, ""
	changed.Hours = []jema.Interval{w.At("2027-04-11", 600, 720), w.At("2027-04-11", 840, 1440)}
	changed.Slots = changed.Slots[1:]
	if id := save(t, w, changed); id != saved.Opening.ID {
		t.Errorf("saved opening %d as %d", saved.Opening.ID, id)
	}
	changed.Opening.Version = 2
	if diff := cmp.Diff(changed, opening(t, w, saved.Opening.ID), same...); diff != "" {
		t.Errorf("(- said, + read)\n%s", diff)
	}
	w.Holds()
}

func TestTwoEditorsDoNotUndoEachOther(t *testing.T) {
	w := storetest.New(t)
	first := opening(t, w, save(t, w, described(w, w.Workshop("Atelier", 0))))
	second := first
	first.Opening.Title, second.Opening.Title, second.Hours = "Le premier", "Le second", nil
	save(t, w, first)
	if _, err := w.Store.SaveOpening(t.Context(), second, storetest.Now); !errors.Is(err, jema.Conflict("opening.state")) {
		t.Errorf("the second editor was told %v", err)
	}
	if kept := opening(t, w, first.Opening.ID); kept.Opening.Title != "Le premier" || len(kept.Hours) != 1 {
		t.Errorf("the second editor left %+v", kept)
	}
}

func TestWhatCannotBeSaved(t *testing.T) {
	w := storetest.New(t)
	shop := w.Workshop("Atelier", 0)
	for name, c := range map[string]struct {
		spoil func(*postgres.OpeningPlan)
		want  error
	}{
		"no title": {func(p *postgres.OpeningPlan) { p.Opening.Title = "" }, jema.Invalid("form.invalid")},
		"no such workshop": {func(p *postgres.OpeningPlan) { p.Opening.WorkshopID = 0 },
			jema.NotFound("workshop.missing")},
		"hours before the days": {func(p *postgres.OpeningPlan) { p.Hours[0] = w.At("2027-04-05", 600, 660) },
			jema.Invalid("hours.outside_edition")},
		"hours that meet": {func(p *postgres.OpeningPlan) { p.Hours = append(p.Hours, w.At("2027-04-10", 719, 730)) },
			jema.Conflict("hours.overlap")},
		"a slot after the days": {func(p *postgres.OpeningPlan) { p.Slots[0].Interval = w.At("2027-04-12", 0, 60) },
			jema.Invalid("slot.outside_edition")},
		"a slot into the morning": {func(p *postgres.OpeningPlan) { p.Slots[0].End = w.At("2027-04-12", 0, 60).End },
			jema.Invalid("slot.outside_edition")},
	} {
		plan := described(w, shop)
		c.spoil(&plan)
		if _, err := w.Store.SaveOpening(t.Context(), plan, storetest.Now); !errors.Is(err, c.want) {
			t.Errorf("%s: %v, want %v", name, err, c.want)
		}
	}
	if n := count(t, w, `SELECT count(*) FROM opening`); n != 0 {
		t.Errorf("%d openings were saved in part", n)
	}
}

// Hours that touch are two visits, and midnight ends the last day.
func TestHoursMayTouch(t *testing.T) {
	w := storetest.New(t)
	plan := described(w, w.Workshop("Atelier", 0))
	plan.Hours = []jema.Interval{w.At("2027-04-06", 0, 600), w.At("2027-04-06", 600, 720), w.At("2027-04-11", 1380, 1440)}
	if got := opening(t, w, save(t, w, plan)); len(got.Hours) != 3 {
		t.Errorf("hours %v", got.Hours)
	}
}

var statesOf = []jema.OpeningState{jema.Draft, jema.Incomplete, jema.Submitted, jema.ChangesRequested, jema.Approved,
	jema.Refused, jema.Cancelled}

// Every pair of states, against the rules; and against a state that the
// opening has left in the meantime.
func TestAnOpeningMovesByTheRules(t *testing.T) {
	w := storetest.New(t)
	shop := w.Workshop("Atelier", 0)
	for _, from := range statesOf {
		for _, to := range statesOf {
			o := w.OpeningIn(shop, "Tournage", from)
			err := w.Store.MoveOpening(t.Context(), postgres.OpeningMove{TerritoryID: w.Territory.ID, ID: o.ID, From: from,
				To: to, Note: "note"}, storetest.Now)
			after := opening(t, w, o.ID).Opening
			switch {
			case from.May(to) && (err != nil || after.State != to || after.ModerationNote != "note" || after.Version != 2):
				t.Errorf("%s → %s: %v, now %s, version %d", from, to, err, after.State, after.Version)
			case !from.May(to) && (!errors.Is(err, jema.Conflict("opening.state")) || after.State != from):
				t.Errorf("%s → %s is no move of ours: %v, now %s", from, to, err, after.State)
			}
			if to == from || !jema.Submitted.May(to) {
				continue
			}
			o = w.OpeningIn(shop, "Tournage", from)
			if err := w.Store.MoveOpening(t.Context(), postgres.OpeningMove{TerritoryID: w.Territory.ID, ID: o.ID,
				From: jema.Submitted, To: to, Note: ""}, storetest.Now); from != jema.Submitted && err == nil {
				t.Errorf("an opening that is %s was moved as if it were submitted", from)
			}
		}
	}
	w.Holds()
}

func TestADefectThatBlocksRefusesApproval(t *testing.T) {
	w := storetest.New(t)
	o := w.OpeningIn(w.Workshop("Atelier", 0), "Tournage", jema.Incomplete)
	for field, blocking := range map[string]bool{"title": true, "phone": false} {
		if _, err := w.DB.Exec(`INSERT INTO defect VALUES ($1, $2, 'Intitulé', '?', 'Illisible.', $3)`, o.ID, field,
			blocking); err != nil {
			t.Fatal(err)
		}
	}
	approve := func() error {
		return w.Store.MoveOpening(t.Context(), postgres.OpeningMove{TerritoryID: w.Territory.ID, ID: o.ID,
			From: jema.Incomplete, To: jema.Approved, Note: ""}, storetest.Now)
	}
	if err := approve(); !errors.Is(err, jema.Conflict("opening.state")) {
		t.Errorf("approving over a blocking defect: %v", err)
	}
	list, err := w.Store.Defects(t.Context(), w.Territory.ID, o.ID)
	if err != nil || len(list) != 2 || !list[0].Blocking {
		t.Errorf("defects %+v, %v: want the blocking one first", list, err)
	}
	if _, err := w.DB.Exec(`DELETE FROM defect WHERE opening_id = $1 AND field = 'title'`, o.ID); err != nil {
		t.Fatal(err)
	}
	if err := approve(); err != nil {
		t.Errorf("approving once it is repaired: %v", err)
	}
	w.Holds()
}

func TestWhatIsNotWholeIsNotApproved(t *testing.T) {
	w := storetest.New(t)
	o := w.OpeningIn(w.Workshop("Atelier", 0), "Tournage", jema.Incomplete)
	if _, err := w.DB.Exec(`UPDATE opening SET commune_insee = NULL`); err != nil {
		t.Fatal(err)
	}
	err := w.Store.MoveOpening(t.Context(), postgres.OpeningMove{TerritoryID: w.Territory.ID, ID: o.ID,
		From: jema.Incomplete, To: jema.Approved, Note: ""}, storetest.Now)
	if !errors.Is(err, jema.Conflict("opening.not_whole")) {
		t.Errorf("approving an opening without a commune: %v", err)
	}
}

// The artisan gets a message about each decision, by the channel there is, and
// none about the artisan's own changes.
func TestTheArtisanIsTold(t *testing.T) {
	w := storetest.New(t)
	owner := w.Account("artisane@example.org", jema.RoleArtisan).ID
	silent := jema.Workshop{TerritoryID: w.Territory.ID, Name: "Sans courriel", CraftSlug: "ceramiste",
		CommuneINSEE: "26281", Phone: "04 65 71 00 13"}
	silent, err := w.Store.SaveWorkshop(t.Context(), silent, storetest.Now)
	if err != nil {
		t.Fatal(err)
	}
	const told = `SELECT count(*) FROM message WHERE opening_id = $1 AND kind = $2 AND channel = $3 AND state = 'queued'`
	for _, c := range []struct {
		shop    jema.Workshop
		to      jema.OpeningState
		channel string
		want    int
	}{
		{w.Workshop("Tenu", owner), jema.Approved, "email", 1},
		{w.Workshop("Saisi", 0), jema.ChangesRequested, "email", 1},
		{silent, jema.Refused, "call", 1},
		{silent, jema.Draft, "call", 0},
	} {
		o := w.OpeningIn(c.shop, "Tournage", jema.Submitted)
		if err := w.Store.MoveOpening(t.Context(), postgres.OpeningMove{TerritoryID: w.Territory.ID, ID: o.ID,
			From: jema.Submitted, To: c.to, Note: ""}, storetest.Now); err != nil {
			t.Fatal(err)
		}
		if n := count(t, w, told, o.ID, string(c.to), c.channel); n != c.want {
			t.Errorf("%s: %s was told %d times by %s, want %d", c.shop.Name, c.to, n, c.channel, c.want)
		}
	}
	w.Holds()
}

// An opening decided twice the same way causes two messages, one each time.
func TestADecisionCanBeTakenAgain(t *testing.T) {
	w := storetest.New(t)
	o := w.OpeningIn(w.Workshop("Atelier", 0), "Tournage", jema.Submitted)
	for _, move := range [][2]jema.OpeningState{{jema.Submitted, jema.Approved}, {jema.Approved, jema.Cancelled},
		{jema.Cancelled, jema.Approved}} {
		if err := w.Store.MoveOpening(t.Context(), postgres.OpeningMove{TerritoryID: w.Territory.ID, ID: o.ID, From: move[0],
			To: move[1], Note: ""}, storetest.Now); err != nil {
			t.Fatal(err)
		}
	}
	if n := count(t, w, `SELECT count(*) FROM message WHERE opening_id = $1 AND kind = 'approved'`, o.ID); n != 2 {
		t.Errorf("two approvals were told %d times", n)
	}
}

// Visitors of a cancelled opening get a message, and their places are free.
func TestCallingOffTellsEveryVisitor(t *testing.T) {
	w := storetest.New(t)
	o := w.Opening("Tournage")
	slot := o.Slot("2027-04-10", 600, 660, 4)
	book(t, w, request(slot, "un", 3), request(slot, "deux", 2), request(o.Slot("2027-04-10", 700, 760, 4), "trois", 1))
	cancel(t, w, "trois")
	if err := w.Store.MoveOpening(t.Context(), postgres.OpeningMove{TerritoryID: w.Territory.ID, ID: o.ID,
		From: jema.Approved, To: jema.Cancelled, Note: ""}, storetest.Now); err != nil {
		t.Fatal(err)
	}
	stands(t, w, map[string]string{"un": "cancelled", "deux": "cancelled", "trois": "cancelled"})
	for _, key := range []string{"un", "deux", "trois"} {
		if n := count(t, w, messagesOf, key, "cancellation"); n != 1 {
			t.Errorf("%s was told %d times", key, n)
		}
	}
}

func TestListsOfOpenings(t *testing.T) {
	w := storetest.New(t)
	owner := w.Account("artisane@example.org", jema.RoleArtisan).ID
	mine := w.Workshop("À elle", owner)
	w.OpeningIn(w.Workshop("D’autrui", 0), "Reliure", jema.Submitted)
	second := w.OpeningIn(mine, "Émaillage", jema.Submitted)
	first := w.OpeningIn(mine, "Tournage", jema.Approved)
	slot := first.Slot("2027-04-10", 600, 660, 4)
	book(t, w, request(slot, "un", 3), request(slot, "deux", 2))
	if _, err := w.DB.Exec(`UPDATE opening SET submitted_at = now() - interval '9 days' WHERE id = $1`,
		second.ID); err != nil {
		t.Fatal(err)
	}

	lines, err := w.Store.OpeningsOf(t.Context(), w.Territory.ID, owner, w.Edition.ID)
	if err != nil || len(lines) != 2 || lines[1].Title != "Tournage" || lines[1].Workshop != "À elle" ||
		lines[1].Commune != "Romans-sur-Isère" ||
		lines[1].Slots != 1 || lines[1].Booked != 3 {
		t.Errorf("the artisan's list is %+v, %v", lines, err)
	}
	queue, err := w.Store.Queue(t.Context(), postgres.QueueFilter{TerritoryID: w.Territory.ID, EditionID: w.Edition.ID},
		storetest.Now)
	if err != nil || len(queue.Lines) != 2 || queue.Lines[0].Title != "Émaillage" ||
		queue.Lines[1].Title != "Reliure" {
		t.Errorf("the queue is %+v, %v: want who waits longest first", queue, err)
	}
	counts, err := w.Store.StateCounts(t.Context(), w.Edition.ID)
	if diff := cmp.Diff(map[jema.OpeningState]int{jema.Submitted: 2, jema.Approved: 1}, counts); err != nil || diff != "" {
		t.Errorf("%v\n%s", err, diff)
	}
	for insee, want := range map[string]int{"": 2, "26281": 2, "26124": 0} {
		if n, err := w.Store.AwaitingCount(t.Context(), w.Edition, insee); err != nil || n != want {
			t.Errorf("%d wait in %q, %v: want %d", n, insee, err, want)
		}
	}
}
