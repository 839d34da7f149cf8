//go:build ignore

// Make prints the samples of the documentation: of invented workshops, the same
// files every time. « go run docs/samples/make.go FOLDER ».
package main

import (
	"bytes"
	"cmp"
	"context"
	"log"
	"os"
	"path/filepath"
	"slices"
	"time"

	"jema/internal/exchange"
	"jema/internal/jema"
	"jema/internal/programme"
	"jema/internal/programme/sample"
	"jema/internal/reference"
)

// file is one sample.
type file struct {
	name string
	work programme.Work
}

func main() {
	log.SetFlags(0)
	if len(os.Args) != 2 {
		log.Fatal("usage: go run docs/samples/make.go FOLDER")
	}
	communes, err := exchange.ReadCommunes(reference.Communes(), reference.Boundaries())
	if err != nil {
		log.Fatal(err)
	}
	jobs := programme.NewJobs(1, 0)
	for _, f := range files(communes) {
		var b bytes.Buffer
		if err := jobs.Write(context.Background(), &b, f.work); err != nil {
			log.Fatalf("%s: %v", f.name, err)
		}
		if err := os.WriteFile(filepath.Join(os.Args[1], f.name), b.Bytes(), 0o644); err != nil {
			log.Fatal(err)
		}
	}
}

const romans = "26281"

var basemap = jema.Basemap{Content: reference.Basemap(), Credit: reference.BasemapCredit}

// shown is the workshop of the papers for one: with sessions and a photo.
const shown = 2

func files(communes []jema.Commune) []file {
	large := sample.Programme(communes, romans, 25)
	first := large.Entries[shown].Opening.ID
	large.Basemap = basemap
	commune := func(insee string, events int) jema.Programme {
		p := sample.Programme(communes, insee, events)
		p.Basemap = basemap
		return p
	}
	return []file{
		{"sheet.pdf", programme.Commune{Programme: commune("26218", 1)}},
		{"folded.pdf", programme.Commune{Programme: commune("26139", 3)}},
		{"brochure-screen.pdf", programme.Commune{Programme: large}},
		{"brochure-press.pdf", programme.Commune{Programme: large, Spec: programme.Spec{Variant: programme.Press}}},
		{"brochure-booklet.pdf", programme.Commune{Programme: withoutPhotos(commune(romans, 25)),
			Spec: programme.Spec{Variant: programme.Booklet}}},
		{"folded-english.pdf", programme.Commune{Programme: withoutPhotos(commune("26323", 4)),
			Spec: programme.Spec{Language: "en"}}},
		{"large-print.pdf", programme.Commune{Programme: commune("26139", 3), Spec: programme.Spec{Format: programme.Large}}},
		{"poster.pdf", programme.Poster{Programme: large, Opening: first,
			PosterSpec: programme.PosterSpec{Others: []string{"en", "de", "it"}}}},
		{"proof.pdf", programme.Proof{Programme: large, Opening: first}},
		{"ticket.pdf", programme.Ticket{Ticket: ticket(large), Language: "fr"}},
		{"attendance.pdf", programme.Attendance{List: attendance(large), Language: "fr"}},
		{"errata.pdf", programme.ErrataSheet{Frozen: large, Now: later(communes)}},
		{"day.pdf", programme.DaySheet{Book: book(communes), Day: jema.Date{Year: 2027, Month: 4, Day: 10}}},
		{"wall.pdf", programme.Wall{Programme: commune(romans, 12)}},
		{"bookmark.pdf", programme.Bookmark{Programme: large}},
		{"book.pdf", programme.Territory{Book: book(communes), Spec: programme.Spec{Pages: 32}}},
	}
}

// withoutPhotos shows what entries are without them, and the file stays small.
func withoutPhotos(p jema.Programme) jema.Programme {
	for i := range p.Entries {
		p.Entries[i].Photo = nil
	}
	return p
}

func book(communes []jema.Commune) jema.Book {
	b := sample.Book(communes, 80)
	b.Basemap = basemap
	for i, p := range b.Programmes {
		b.Programmes[i] = withoutPhotos(p)
	}
	return b
}

// visitors are invented.
var visitors = []string{"Agathe Mercadier", "Bastien Coirault", "Cécile Ondarra", "Driss Lamouret", "Élodie Vauthrin",
	"Firmin Lachassagne"}

// visit is somebody's booking of a slot.
func visit(slot jema.Slot, n, party int) jema.Booking {
	return jema.Booking{ID: jema.BookingID(int64(slot.ID)*10 + int64(n)), SlotID: slot.ID, Code: codes[n%len(codes)],
		Status:    jema.Confirmed,
		PartySize: party,
		Name:      visitors[n%len(visitors)], Phone: "06 39 98 00 1" + string(rune('0'+n%10)), Language: "fr"}
}

var codes = []string{"40172658", "71930246", "25860913", "68041397", "93517420", "12604875"}

func ticket(p jema.Programme) jema.Ticket {
	e := p.Entries[shown]
	return jema.Ticket{Territory: p.Territory, Edition: p.Edition, Entry: e, Slot: e.Slots[0],
		Booking: visit(e.Slots[0], 0, 2),
		PassURL: p.Territory.BaseURL + "/p/EXEMPLE"}
}

func attendance(p jema.Programme) jema.Attendance {
	e := p.Entries[shown]
	a := jema.Attendance{Territory: p.Territory, Edition: p.Edition, Entry: e, AsOf: p.AsOf}
	for i, slot := range e.Slots {
		one := jema.SlotAttendance{Slot: slot}
		for n := range i % 4 {
			one.Coming = append(one.Coming, visit(slot, i+n, 1+n%2))
		}
		slices.SortFunc(one.Coming, func(x, y jema.Booking) int { return cmp.Compare(x.Name, y.Name) })
		for _, b := range one.Coming {
			one.Slot.Taken += b.PartySize
		}
		a.Slots = append(a.Slots, one)
	}
	return a
}

// later is the large programme after it was frozen: hours, a telephone and a
// price have changed, one workshop has called off, one has come.
func later(communes []jema.Commune) jema.Programme {
	p := sample.Programme(communes, romans, 26)
	p.Entries[0].Hours[0].Start = p.Entries[0].Hours[0].Start.Add(30 * time.Minute)
	p.Entries[3].Workshop.Phone = "04 65 71 90 90"
	p.Entries[6].Opening.Price = "6 €"
	p.Entries[8].Opening.State = jema.Cancelled
	return p
}
