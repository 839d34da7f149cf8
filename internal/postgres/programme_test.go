package postgres_test

import (
	"bytes"
	"encoding/json"
	"fmt"
	"slices"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"jema/internal/jema"
	"jema/internal/postgres"
	"jema/internal/postgres/storetest"
)

func minutes(n int) time.Duration { return time.Duration(n) * time.Minute }

func programme(t *testing.T, w *storetest.World, insee string) jema.Programme {
	t.Helper()
	p, err := w.Store.Programme(t.Context(), w.Edition, insee, storetest.Now)
	if err != nil {
		t.Fatal(err)
	}
	return p
}

func titlesOf(entries []jema.Entry) (list []string) {
	for _, e := range entries {
		list = append(list, e.Opening.Title)
	}
	return list
}

func TestAProgrammeIsOfItsCommune(t *testing.T) {
	w := fair(t)
	base := jema.Basemap{Content: json.RawMessage(`{"type": "FeatureCollection", "features": []}`), Credit: "Fond inventé"}
	if err := w.Store.SaveBasemap(t.Context(), w.Territory.ID, base, storetest.Now); err != nil {
		t.Fatal(err)
	}
	p := programme(t, w, "26281")
	if diff := cmp.Diff(base, p.Basemap); diff != "" {
		t.Errorf("below its maps: %s", diff)
	}
	if diff := cmp.Diff([]string{"Tournage", "Couture"}, titlesOf(p.Entries)); diff != "" {
		t.Error(diff)
	}
	// La Baume-d’Hostun lies fourteen kilometres from Romans, Étoile twenty-eight.
	// There is no coming to Vannerie yet: it has neither hours nor slots.
	if diff := cmp.Diff([]string{"Cuisson – raku"}, titlesOf(p.Nearby)); diff != "" {
		t.Errorf("nearby, nearest first: %s", diff)
	}
	if p.Territory.Slug != "essai" || p.Commune.Name != "Romans-sur-Isère" || len(p.Communes) != 3 ||
		len(p.Commune.Boundary) == 0 || len(p.Domains) != 2 {
		t.Errorf("%+v", p)
	}
	if _, err := w.Store.Programme(t.Context(), w.Edition, "99999", storetest.Now); jema.KindOf(err) != jema.KindNotFound {
		t.Errorf("of no commune: %v", err)
	}
}

func TestNearbyIsNoWholeTerritory(t *testing.T) {
	w := storetest.New(t)
	shop := w.Workshop("Atelier", 0)
	for i := range 15 {
		w.OpeningIn(shop, fmt.Sprintf("Tournage %d", i), jema.Approved).Slot("2027-04-10", 600, 660, 8)
	}
	if p := programme(t, w, "26034"); len(p.Entries) != 0 || len(p.Nearby) != 12 ||
		p.Nearby[11].Opening.Title != "Tournage 11" {
		t.Errorf("%d entries, nearby %v", len(p.Entries), titlesOf(p.Nearby))
	}
}

// All at once is the same as one by one, communes without openings included.
func TestProgrammesAreEachProgramme(t *testing.T) {
	w := fair(t)
	all, err := w.Store.Programmes(t.Context(), w.Edition, storetest.Now)
	if err != nil || len(all) != 3 {
		t.Fatal(len(all), err)
	}
	for i, insee := range []string{"26034", "26124", "26281"} {
		zones := cmp.Comparer(func(a, b *time.Location) bool { return a.String() == b.String() })
		if diff := cmp.Diff(programme(t, w, insee), all[i], zones); diff != "" {
			t.Errorf("%s alone and among all: %s", insee, diff)
		}
	}
}

// The file is dated by the newest change in it, not by the clock.
func TestAProgrammeIsDatedByItsData(t *testing.T) {
	w := fair(t)
	if _, err := w.DB.Exec(`UPDATE opening SET updated_at = '2027-03-03 10:00Z'`); err != nil {
		t.Fatal(err)
	}
	old := time.Date(2027, 3, 4, 10, 0, 0, 0, time.UTC)
	if _, err := w.DB.Exec(`UPDATE workshop SET updated_at = $1`, old); err != nil {
		t.Fatal(err)
	}
	if p := programme(t, w, "26034"); !p.AsOf.Equal(old) {
		t.Errorf("dated %v, want the workshop's %v", p.AsOf, old)
	}
	newest := old.AddDate(0, 0, 9)
	id := programme(t, w, "26281").Entries[0].Opening.ID
	if err := w.Store.MoveOpening(t.Context(), postgres.OpeningMove{TerritoryID: w.Territory.ID, ID: id,
		From: jema.Approved, To: jema.Cancelled, Note: ""}, newest); err != nil {
		t.Fatal(err)
	}
	if p := programme(t, w, "26034"); !p.AsOf.Equal(newest) {
		t.Errorf("dated %v, want the moved opening's %v", p.AsOf, newest)
	}
	weighed := programme(t, w, "26281").Entries[0].Opening
	last := newest.AddDate(0, 0, 1)
	if err := w.Store.WeighPhoto(t.Context(), w.Territory.ID, weighed.ID, jema.WeightHalf, last); err != nil {
		t.Fatal(err)
	}
	p := programme(t, w, "26281")
	i := slices.IndexFunc(p.Entries, func(e jema.Entry) bool { return e.Opening.ID == weighed.ID })
	if got := p.Entries[i].Opening; got.PhotoWeight != jema.WeightHalf || got.Version != weighed.Version ||
		!p.AsOf.Equal(last) {
		t.Errorf("weighed %q, version %d after %d, dated %v", got.PhotoWeight, got.Version, weighed.Version, p.AsOf)
	}
	if err := w.Store.WeighPhoto(t.Context(), w.Territory.ID+1, weighed.ID, jema.WeightHalf,
		last); jema.KindOf(err) != jema.KindNotFound {
		t.Errorf("a photo of another territory: %v", err)
	}
}

func TestPhotos(t *testing.T) {
	w := storetest.New(t)
	o := w.Opening("Tournage")
	shop := opening(t, w, o.ID).Opening.WorkshopID
	if _, err := w.DB.Exec(`UPDATE workshop SET updated_at = '2020-01-01'`); err != nil {
		t.Fatal(err)
	}
	if p, err := w.Store.WorkshopPhoto(t.Context(), w.Territory.ID, shop); p != nil || err != nil {
		t.Errorf("no photo is %+v, %v", p, err)
	}
	photo := jema.Photo{WorkshopID: shop, Alt: "Un tour", Credit: "Photo d’essai", Width: 4, Height: 3,
		SHA256: [32]byte{1}, Large: []byte("large"), Small: []byte("small")}
	first, err := w.Store.SavePhoto(t.Context(), w.Territory.ID, photo, storetest.Now)
	if err != nil {
		t.Fatal(err)
	}
	if n := count(t, w, `SELECT count(*) FROM workshop WHERE updated_at > '2020-01-01'`); n != 1 {
		t.Error("a photo does not date its workshop")
	}
	photo.ID, photo.Position = first, 1
	if got, err := w.Store.Photo(t.Context(), w.Territory.ID, first); err != nil || cmp.Diff(photo, got) != "" {
		t.Errorf("%v\n%s", err, cmp.Diff(photo, got))
	}
	photo.Large, photo.SHA256 = []byte("larger"), [32]byte{2}
	if again, err := w.Store.SavePhoto(t.Context(), w.Territory.ID, photo, storetest.Now); err != nil || again != first {
		t.Errorf("the photo in place of the first is %d, %v", again, err)
	}
	if err := w.Store.DescribePhoto(t.Context(), w.Territory.ID, jema.Photo{WorkshopID: shop, Alt: "Un bol"},
		storetest.Now); err != nil {
		t.Fatal(err)
	}
	printed := programme(t, w, "26281").Entries[0].Photo
	if printed == nil || printed.Alt != "Un bol" || !bytes.Equal(printed.Large, photo.Large) {
		t.Errorf("what is printed is %+v", printed)
	}
	if e, err := w.Store.Entry(t.Context(), w.Edition, o.ID, storetest.Now); err != nil || e.Photo == nil ||
		e.Photo.Large != nil {
		t.Errorf("a page is given %+v, %v: want the description alone", e.Photo, err)
	}
	if err := w.Store.RemovePhoto(t.Context(), w.Territory.ID, shop, storetest.Now); err != nil {
		t.Fatal(err)
	}
	if _, err := w.Store.Photo(t.Context(), w.Territory.ID, first); jema.KindOf(err) != jema.KindNotFound {
		t.Errorf("a photo that was removed: %v", err)
	}
}
