package search_test

import (
	"fmt"
	"math/rand/v2"
	"strings"
	"testing"
	"time"

	"jema/internal/exchange"
	"jema/internal/jema"
	"jema/internal/postgres/storetest"
	"jema/internal/reference"
	"jema/internal/search"
)

// crowded is an index of that number of openings, over all crafts and communes.
func crowded(tb testing.TB, openings int) (*search.Index, []jema.Craft) {
	tb.Helper()
	communes, err := exchange.ReadCommunes(reference.Communes(), reference.Boundaries())
	if err != nil {
		tb.Fatal(err)
	}
	crafts, err := exchange.ReadCrafts(reference.Crafts())
	if err != nil {
		tb.Fatal(err)
	}
	e := storetest.Edition(1)
	c := search.Content{Edition: e, Communes: communes, Crafts: crafts}
	for i := range openings {
		craft := crafts[i%len(crafts)]
		o := jema.Entry{Craft: &craft, Commune: communes[i%len(communes)],
			Workshop: jema.Workshop{Name: fmt.Sprintf("Atelier %x", i*7919)},
			Opening: jema.Opening{ID: jema.OpeningID(i + 1), Title: craft.Name, Kind: jema.OpeningKinds[i%5],
				Description: fmt.Sprintf("Un geste, une matière, %x : %s.", i*104729, craft.Domain.Name), Price: "5 €"}}
		for n := range 4 {
			begin := time.Date(2027, 4, 6+n, 8+i%9, 0, 0, 0, time.UTC)
			o.Slots = append(o.Slots, jema.Slot{ID: jema.SlotID(4*i + n), OpeningID: o.Opening.ID,
				Interval: jema.Interval{Start: begin, End: begin.Add(time.Hour)},
				Audience: jema.AudiencePublic, Capacity: 1 + i%12, Stored: jema.SlotOpen, BookingOpen: true})
		}
		c.Entries = append(c.Entries, o)
	}
	return search.New(c), crafts
}

// BenchmarkFind answers misspelt questions with filters over 8,000 openings.
func BenchmarkFind(b *testing.B) {
	x, crafts := crowded(b, 8000)
	random := rand.New(rand.NewPCG(1, 2))
	for b.Loop() {
		word := []byte(strings.ToLower(strings.Fields(crafts[random.IntN(len(crafts))].Name)[0]))
		word[len(word)/2] = byte('a' + random.IntN(26))
		q, err := x.Complete(search.Query{Words: string(word) + " samedi à 3 près de Romans " +
			fmt.Sprint(random.IntN(1000))},
			storetest.Now)
		if err != nil {
			b.Fatal(err)
		}
		x.Find(q, search.Options{PageSize: 100, Now: storetest.Now})
	}
}
