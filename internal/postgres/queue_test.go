package postgres_test

import (
	"slices"
	"strconv"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"jema/internal/jema"
	"jema/internal/postgres"
	"jema/internal/postgres/storetest"
)

// queueWorld has five events on their way: a complete one, two that may be the
// same, one of a craft outside the list without address, and one with a defect;
// and one that is published.
func queueWorld(t *testing.T) (*storetest.World, map[string]jema.OpeningID) {
	t.Helper()
	w, ids := storetest.New(t), map[string]jema.OpeningID{}
	add := func(title string, shop jema.Workshop, state jema.OpeningState) jema.OpeningID {
		o := w.OpeningIn(shop, title, state)
		o.Slot("2027-04-10", jema.Clock(600+len(ids)*60), jema.Clock(630+len(ids)*60), 8)
		ids[title+shop.Name] = o.ID
		w.DB.MustExec(`UPDATE opening SET submitted_at = $2 WHERE id = $1`, o.ID,
			storetest.Now.Add(-time.Duration(len(ids))*20*time.Hour))
		return o.ID
	}
	bowls, boots := w.Workshop("Les Bols", 0), w.Workshop("Bottes", 0)
	add("Tournage", bowls, jema.Submitted)
	add("Émaillage", bowls, jema.Submitted)
	add("EMAILLAGE", boots, jema.Submitted)
	w.DB.MustExec(`UPDATE workshop SET craft_slug = NULL, craft_other = 'charron', address = '' WHERE id = $1`, boots.ID)
	add("Cuisson", bowls, jema.Submitted)
	bad := add("Bancal", bowls, jema.Incomplete)
	w.DB.MustExec(`INSERT INTO defect VALUES ($1, 'hours_text', 'Heures', 'demain', 'Quel jour ?', true)`, bad)
	add("Publié", bowls, jema.Approved)
	w.DB.MustExec(`UPDATE opening SET commune_insee = '26124' WHERE id = $1`, ids["CuissonLes Bols"])
	return w, ids
}

func queueOf(w *storetest.World) postgres.QueueFilter {
	return postgres.QueueFilter{TerritoryID: w.Territory.ID, EditionID: w.Edition.ID, Order: jema.QueueOldest}
}

func queueTitles(t *testing.T, w *storetest.World, f postgres.QueueFilter) (titles []string) {
	t.Helper()
	view, err := w.Store.Queue(t.Context(), f, storetest.Now)
	if err != nil {
		t.Fatal(err)
	}
	for _, l := range view.Lines {
		titles = append(titles, l.Title)
	}
	return titles
}

// Each filter chooses what it names, each order sorts, and the counts beside a
// choice are those of the other filters.
func TestTheQueueIsFilteredSortedAndCounted(t *testing.T) {
	w, ids := queueWorld(t)
	organiser := w.Account("organisation@example.org", jema.RoleOrganiser)
	if n, err := w.Store.AssignOpenings(t.Context(), w.Territory.ID, organiser.ID,
		[]jema.OpeningID{ids["CuissonLes Bols"]}); n != 1 || err != nil {
		t.Fatal(n, err)
	}
	for name, c := range map[string]struct {
		set  func(*postgres.QueueFilter)
		want []string
	}{
		"waiting": {func(*postgres.QueueFilter) {}, []string{"Bancal", "Cuisson", "EMAILLAGE", "Émaillage", "Tournage"}},
		"newest": {func(f *postgres.QueueFilter) { f.Order = jema.QueueNewest }, []string{"Tournage", "Émaillage",
			"EMAILLAGE", "Cuisson", "Bancal"}},
		"title": {func(f *postgres.QueueFilter) { f.Order = jema.QueueTitle }, []string{"Bancal", "Cuisson", "EMAILLAGE",
			"Émaillage", "Tournage"}},
		"commune": {func(f *postgres.QueueFilter) { f.Order = jema.QueueCommune; f.Words = "s" },
			[]string{"Cuisson", "Bancal", "EMAILLAGE", "Émaillage", "Tournage"}},
		"state":    {func(f *postgres.QueueFilter) { f.State = "approved" }, []string{"Publié"}},
		"words":    {func(f *postgres.QueueFilter) { f.Words = "emaillage BOLS" }, []string{"Émaillage"}},
		"of place": {func(f *postgres.QueueFilter) { f.Words = "etoile" }, []string{"Cuisson"}},
		"in place": {func(f *postgres.QueueFilter) { f.Commune = "26124" }, []string{"Cuisson"}},
		"domain":   {func(f *postgres.QueueFilter) { f.Domain = postgres.QueueOther }, []string{"EMAILLAGE"}},
		"age":      {func(f *postgres.QueueFilter) { f.Age = "jour" }, []string{"Tournage"}},
		"lack":     {func(f *postgres.QueueFilter) { f.Lack = "twin" }, []string{"EMAILLAGE", "Émaillage"}},
		"complete": {func(f *postgres.QueueFilter) { f.Lack = postgres.QueueComplete }, []string{"Cuisson", "Tournage"}},
		"assigned": {func(f *postgres.QueueFilter) { f.Assigned = strconv.FormatInt(int64(organiser.ID), 10) },
			[]string{"Cuisson"}},
		"elsewhere": {func(f *postgres.QueueFilter) { f.TerritoryID = 0 }, nil},
	} {
		f := queueOf(w)
		c.set(&f)
		if diff := cmp.Diff(c.want, queueTitles(t, w, f)); diff != "" {
			t.Errorf("%s:\n%s", name, diff)
		}
	}
	f := queueOf(w)
	f.Commune = "26281"
	counts, err := w.Store.CountQueue(t.Context(), f, storetest.Now)
	want := postgres.QueueCounts{
		postgres.FacetTotal:    {"": 4},
		postgres.FacetState:    {"submitted": 3, "incomplete": 1, "approved": 1, "waiting": 4, "all": 5, "proposed": 0},
		postgres.FacetCommune:  {"26281": 4, "26124": 1},
		postgres.FacetDomain:   {"ceramique": 3, "other": 1},
		postgres.FacetAge:      {"jour": 1, "semaine": 3},
		postgres.FacetLack:     {"answer": 1, "photo": 4, "address": 1, "craft": 1, "twin": 2, "complete": 1},
		postgres.FacetAssigned: {"nobody": 4},
		postgres.FacetPrinter:  {"photo": 1, "proof": 1},
	}
	if diff := cmp.Diff(want, counts); err != nil || diff != "" {
		t.Errorf("counts: %v\n%s", err, diff)
	}
	f.Page = 7
	view, err := w.Store.Queue(t.Context(), f, storetest.Now)
	if diff := cmp.Diff(want, view.Counts); err != nil || diff != "" || view.Page != 1 || len(view.Lines) != 4 {
		t.Errorf("a page that is not there: page %d with %d lines, %v\n%s", view.Page, len(view.Lines), err, diff)
	}
	reading := postgres.OpeningReading{TerritoryID: w.Territory.ID, AccountID: organiser.ID,
		OpeningID: ids["EMAILLAGEBottes"]}
	place, err := w.Store.QueuePlace(t.Context(), queueOf(w), reading, storetest.Now)
	if want := (postgres.QueuePlace{Number: 3, Of: 5, Previous: ids["CuissonLes Bols"],
		Next: ids["ÉmaillageLes Bols"]}); err != nil || place != want {
		t.Errorf("it stands at %+v, %v; want %+v", place, err, want)
	}
	reading.OpeningID = ids["PubliéLes Bols"]
	if place, err = w.Store.QueuePlace(t.Context(), queueOf(w), reading, storetest.Now); err != nil ||
		place.Number != 0 || place.Next != ids["BancalLes Bols"] {
		t.Errorf("what is not listed leads to %+v, %v", place, err)
	}
}

// What is complete is published together; what has changed since it was seen, or
// lacks something, is left out and named.
func TestCompleteEventsArePublishedTogether(t *testing.T) {
	w, ids := queueWorld(t)
	lines, err := w.Store.QueueComplete(t.Context(), queueOf(w), nil, storetest.Now)
	if err != nil || len(lines) != 2 {
		t.Fatalf("%+v, %v", lines, err)
	}
	changed := ids["CuissonLes Bols"]
	w.DB.MustExec(`UPDATE opening SET version = version + 1 WHERE id = $1`, changed)
	seen := []postgres.QueueSeen{{ID: ids["ÉmaillageLes Bols"], Version: 1}} // may be there twice
	for _, l := range lines {
		seen = append(seen, postgres.QueueSeen{ID: l.ID, Version: l.Version})
	}
	done, err := w.Store.PublishSeen(postgres.ByOffice(t.Context()), w.Territory.ID, seen, storetest.Now)
	if err != nil || !slices.Equal(done.Done, []jema.OpeningID{ids["TournageLes Bols"]}) || len(done.Left) != 2 {
		t.Fatalf("%+v, %v", done, err)
	}
	if got := queueTitles(t, w, postgres.QueueFilter{TerritoryID: w.Territory.ID, EditionID: w.Edition.ID,
		State: "approved"}); len(got) != 2 {
		t.Errorf("on the site: %v", got)
	}
	var told int
	if err := w.DB.Get(&told, `SELECT count(*) FROM message WHERE kind = 'approved'`); err != nil || told != 1 {
		t.Errorf("%d artisans are told, %v", told, err)
	}
	if _, err := w.Store.PublishSeen(t.Context(), 0, seen, storetest.Now); jema.KindOf(err) != jema.KindNotFound {
		t.Errorf("of another territory: %v", err)
	}
}

// Events are given to those who decide on them, within the territory.
func TestEventsAreAssignedToOrganisers(t *testing.T) {
	w, ids := queueWorld(t)
	desk := w.Account("accueil@example.org", jema.RoleDesk)
	elsewhere := w.Beside("ailleurs").Account("organisation@example.org", jema.RoleOrganiser)
	all := []jema.OpeningID{ids["TournageLes Bols"]}
	for _, who := range []jema.AccountID{desk.ID, elsewhere.ID} {
		if _, err := w.Store.AssignOpenings(t.Context(), w.Territory.ID, who, all); jema.KindOf(err) != jema.KindInvalid {
			t.Errorf("given to %d: %v", who, err)
		}
	}
	if n, err := w.Store.AssignOpenings(t.Context(), elsewhere.TerritoryID, elsewhere.ID, all); n != 0 || err != nil {
		t.Errorf("another territory takes %d, %v", n, err)
	}
	coverage, err := w.Store.CommuneCoverage(t.Context(), w.Edition)
	want := []postgres.CommuneCoverage{{INSEE: "26034", Name: "La Baume-d’Hostun"},
		{INSEE: "26124", Name: "Étoile-sur-Rhône", Waiting: 1},
		{INSEE: "26281", Name: "Romans-sur-Isère", Public: 1, Waiting: 4}}
	if diff := cmp.Diff(want, coverage); err != nil || diff != "" {
		t.Errorf("%v\n%s", err, diff)
	}
}

// Whoever opens an event first is named to others for ten minutes, who are led
// past it.
func TestWhoReadsAnEventIsNamedToOthers(t *testing.T) {
	w, ids := queueWorld(t)
	first, second := w.Account("une@example.org", jema.RoleOrganiser), w.Account("autre@example.org", jema.RoleOrganiser)
	bad := ids["BancalLes Bols"]
	mark := func(a jema.Account, now time.Time) {
		t.Helper()
		err := w.Store.MarkReading(t.Context(), postgres.OpeningReading{TerritoryID: w.Territory.ID, AccountID: a.ID,
			OpeningID: bad}, now)
		if err != nil {
			t.Fatal(err)
		}
	}
	seen := func(a jema.Account, now time.Time) (time.Time, bool) {
		t.Helper()
		readers, err := w.Store.Readers(t.Context(), postgres.OpeningReading{TerritoryID: w.Territory.ID, AccountID: a.ID},
			[]jema.OpeningID{bad}, now)
		if err != nil {
			t.Fatal(err)
		}
		r, is := readers[bad]
		return r.Since, is
	}
	begun, later := storetest.Now, storetest.Now.Add(9*time.Minute)
	mark(first, begun)
	mark(second, begun.Add(time.Minute)) // the first keeps it
	mark(first, later)
	if since, is := seen(second, later.Add(9*time.Minute)); !is || !since.Equal(begun) {
		t.Errorf("the second sees %v %v", since, is)
	}
	if _, is := seen(first, later); is {
		t.Error("the first is warned of nobody but herself")
	}
	if _, is := seen(second, later.Add(jema.ReadingLasts)); is {
		t.Error("after ten minutes it is still read")
	}
	place, err := w.Store.QueuePlace(t.Context(), queueOf(w), postgres.OpeningReading{AccountID: second.ID}, later)
	if err != nil || place.Next != ids["CuissonLes Bols"] {
		t.Errorf("the second is led to %+v, %v", place, err)
	}
}

// The database and the domain let an event be published without the same things.
func TestThePublishableLackOnlyWhatWaits(t *testing.T) {
	w := storetest.New(t)
	for _, lack := range jema.Lacks {
		var waits bool
		if err := w.DB.Get(&waits, `SELECT `+postgres.Publishable+` FROM (VALUES (ARRAY[$1::text])) q (lacks)`,
			string(lack)); err != nil || waits != lack.Waits() {
			t.Errorf("without %s an event can be published: %t in the database, %t here (%v)", lack, waits, lack.Waits(), err)
		}
	}
}

// A photo that waits beside an event on the site brings the event into the queue, and
// one that is accepted takes it out again.
func TestAPhotoThatWaitsIsInTheQueue(t *testing.T) {
	w := storetest.New(t)
	shop := w.Workshop("Les Bols", 0)
	o := w.OpeningIn(shop, "Tournage", jema.Approved)
	photo := jema.Photo{WorkshopID: shop.ID, Width: 1, Height: 1, Large: []byte{1}, Small: []byte{1}, Waits: true}
	var err error
	if photo.ID, err = w.Store.AddPhoto(t.Context(), w.Territory.ID, photo, storetest.Now); err != nil {
		t.Fatal(err)
	}
	view, err := w.Store.Queue(t.Context(), queueOf(w), storetest.Now)
	if err != nil || len(view.Lines) != 1 || !slices.Contains(view.Lines[0].Lacks, jema.LackPhotoUnread) {
		t.Errorf("the queue with a photo that waits: %+v, %v", view.Lines, err)
	}
	reading := postgres.OpeningReading{TerritoryID: w.Territory.ID, OpeningID: o.ID}
	if place, err := w.Store.QueuePlace(t.Context(), queueOf(w), reading, storetest.Now); err != nil || place.Number != 1 {
		t.Errorf("its place is %+v, %v", place, err)
	}
	photo.Waits = false
	if err := w.Store.ChangePhoto(t.Context(), w.Territory.ID, photo, storetest.Now); err != nil {
		t.Fatal(err)
	}
	if titles := queueTitles(t, w, queueOf(w)); len(titles) != 0 {
		t.Errorf("the queue after the photo was accepted: %q", titles)
	}
}
