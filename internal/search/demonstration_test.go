package search_test

import (
	"os"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"jema/internal/exchange"
	"jema/internal/jema"
	"jema/internal/postgres/storetest"
	"jema/internal/reference"
	"jema/internal/search"
)

func TestMain(m *testing.M) { os.Exit(storetest.Run(m)) }

var once sync.Once
var shared *search.Index

// demonstration is the index of the sample's openings, with the real communes and
// crafts.
func demonstration(t *testing.T) *search.Index {
	t.Helper()
	once.Do(func() { shared = load(t) })
	if shared == nil {
		t.Fatal("the demonstration was not loaded")
	}
	return shared
}

func load(t *testing.T) *search.Index {
	t.Helper()
	w := storetest.New(t)
	ctx := t.Context()
	communes, err := exchange.ReadCommunes(reference.Communes(), reference.Boundaries())
	if err == nil {
		_, err = w.Store.SaveCommunes(ctx, w.Territory.ID, communes)
	}
	if err != nil {
		t.Fatal(err)
	}
	crafts, err := exchange.ReadCrafts(reference.Crafts())
	if err == nil {
		_, err = w.Store.SaveCrafts(ctx, w.Territory.ID, crafts)
	}
	if err != nil {
		t.Fatal(err)
	}
	sheet, err := exchange.ReadOpenings("openings.csv", reference.Openings())
	if err == nil {
		_, err = exchange.ImportOpenings(ctx, w.Store, sheet, exchange.Options{Territory: w.Territory, Edition: w.Edition,
			State: jema.Approved, Now: storetest.Now})
	}
	if err != nil {
		t.Fatal(err)
	}
	// The organiser has settled the row whose postal code is not its commune's.
	if _, err = w.DB.ExecContext(ctx, `UPDATE opening SET state = 'approved', approved_at = $1
		WHERE title = 'Arlequin sort de sa matrice'`, storetest.Now); err != nil {
		t.Fatal(err)
	}
	x, err := search.NewLive(w.Store, func() time.Time { return storetest.Now }).Index(ctx, w.Edition)
	if err != nil {
		t.Fatal(err)
	}
	if x.Openings() < 60 {
		t.Fatalf("%d openings", x.Openings())
	}
	return x
}

// found runs a query of words and returns its hits.
func found(t *testing.T, words string) search.Result {
	t.Helper()
	x := demonstration(t)
	q, err := x.Complete(search.Query{Words: words}, storetest.Now)
	if err != nil {
		t.Fatalf("%s: %v", words, err)
	}
	return x.Find(q, search.Options{PageSize: 100, Now: storetest.Now})
}

// titles returns the titles of the first hits.
func titles(r search.Result, most int) (list []string) {
	for _, h := range r.Found[:min(len(r.Found), most)] {
		list = append(list, h.Entry.Opening.Title)
	}
	return list
}

// isAmong reports whether one of some titles, separated by « | », is in a list.
func isAmong(list []string, wanted string) bool {
	for title := range strings.SplitSeq(wanted, "|") {
		if slices.Contains(list, title) {
			return true
		}
	}
	return false
}
