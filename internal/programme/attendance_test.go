package programme

import (
	"bytes"
	"fmt"
	"os/exec"
	"strings"
	"testing"
	"time"

	"jema/internal/jema"
	"jema/internal/programme/content"
	"jema/internal/programme/paper"
	"jema/internal/programme/pdftest"
)

// party makes a booking of an invented visitor.
func party(n, size int, name string) jema.Booking {
	return jema.Booking{ID: jema.BookingID(n), Code: fmt.Sprintf("%08d", 42170000+n*931), Status: jema.Confirmed,
		PartySize: size,
		Name:      name, Phone: fmt.Sprintf("06 39 98 %02d %02d", n/100, n%100)}
}

// awaited is a day of four slots: full of small parties, empty, one class of
// 35, and forty parties with people waiting and places held.
func awaited() jema.Attendance {
	p := sample("26281", 4)
	e := p.Entries[1]
	a := jema.Attendance{Territory: p.Territory, Edition: p.Edition, Entry: e, AsOf: time.Date(2027, 4, 9, 16, 5,
		0, 0, time.UTC)}
	for i := range e.Slots {
		e.Slots[i].Capacity = []int{8, 8, 35, 90}[i]
		a.Slots = append(a.Slots, jema.SlotAttendance{Slot: e.Slots[i]})
	}
	names := []string{"Claire Anjou", "Famille Delorme-Vasseur", "Œuvrard",
		"Nathanaël Pichon de la Tour-Saint-Didier et compagnie", ""}
	for i, size := range []int{1, 2, 4} {
		a.Slots[0].Coming = append(a.Slots[0].Coming, party(i, size, names[i]))
	}
	a.Slots[0].Coming[2].Status, a.Slots[0].Coming[2].Phone = jema.Offered, ""
	a.Slots[0].Slot.Taken, a.Slots[0].Slot.Held = 7, 1
	a.Slots[2].Slot.Audience, a.Slots[2].Slot.Taken = jema.AudienceSchools, 35
	a.Slots[2].Coming = []jema.Booking{party(7, 35, "École Pierre-Brossolette, CM1")}
	for i := range 40 {
		a.Slots[3].Coming = append(a.Slots[3].Coming, party(10+i, 1+i%4, fmt.Sprintf("%s %d", names[i%5], i)))
	}
	a.Slots[3].Slot.Taken, a.Slots[3].Slot.Held = 88, 2
	for i := range 5 {
		b := party(80+i, 1+i, names[i])
		b.Status, b.Rank = jema.Waiting, i+1
		a.Slots[3].Waiting = append(a.Slots[3].Waiting, b)
	}
	return a
}

func textOf(t testing.TB, pdf []byte) string {
	t.Helper()
	cmd := exec.CommandContext(t.Context(), "pdftotext", "-layout", "-", "-")
	cmd.Stdin = bytes.NewReader(pdf)
	out, err := cmd.Output()
	if err != nil {
		t.Fatal(err)
	}
	return strings.Join(strings.Fields(content.Plain(string(out))), " ")
}

func TestAttendanceNamesEverybody(t *testing.T) {
	a := awaited()
	var b, again bytes.Buffer
	if err := write(&b, Attendance{List: a}); err != nil {
		t.Fatal(err)
	}
	if err := write(&again, Attendance{List: a, Language: "fr"}); err != nil || !bytes.Equal(b.Bytes(), again.Bytes()) {
		t.Error("the same list, other bytes", err)
	}
	said := textOf(t, b.Bytes())
	d, _, err := compose(Attendance{List: a})
	for i := range d.Pages { // sheets at a door come apart
		page := pdftest.Words(&paper.Document{Pages: d.Pages[i : i+1]})
		if err != nil || !strings.Contains(page, pdftest.Letters(content.Plain(a.Entry.Opening.Title))) {
			t.Errorf("page %d does not name the event: %v", i+1, err)
		}
	}
	for _, slot := range a.Slots {
		for _, p := range append(slot.Coming, slot.Waiting...) {
			code := strings.ReplaceAll(jema.SpokenCode(p.Code), "\u00a0", " ")
			if !strings.Contains(said, code) {
				t.Errorf("%s (%s) is not on the sheet", p.Name, code)
			}
		}
	}
	for _, want := range []string{"Attendus : 0, pour 8 places", "Personne n’a encore réservé.", "/ 35",
		"Liste d’attente", "rang 5",
		"place proposée", "De côté, pour l’atelier ou l’accueil : 2 places", "Sans réservation",
		"Liste au vendredi 9 avril, 18 h 05"} {
		if !strings.Contains(said, want) {
			t.Errorf("%q is not on the sheet", want)
		}
	}
	if n := strings.Count(said, "(suite)"); n == 0 {
		t.Error("no head is repeated on a further page")
	}
}

func TestAttendanceWithoutSlots(t *testing.T) {
	a := awaited()
	a.Slots = nil
	a.Entry.Hours = []jema.Interval{interval(10, at(10, 0), at(12, 0)), interval(10, at(14, 0), at(18, 0)),
		interval(11, at(10, 0), at(12, 0))}
	d, _, err := compose(Attendance{List: a, Language: "fr"})
	if err != nil || len(d.Pages) != 2 {
		t.Fatalf("%v, a page for each of two days wanted", err)
	}
	a.Entry.Hours = nil
	if d, _, err = compose(Attendance{List: a, Language: "fr"}); err != nil || len(d.Pages) != 1 {
		t.Fatalf("%v, one page wanted of an event without hours", err)
	}
}

func TestAttendanceIsCutByDayAndSlot(t *testing.T) {
	a := awaited()
	one, err := a.Only(a.Slots[2].Slot.ID)
	if err != nil || len(one.Slots) != 1 || one.Slots[0].People() != 35 {
		t.Errorf("%+v, %v", one.Slots, err)
	}
	if _, err := a.Only(12); err == nil {
		t.Error("a slot of another opening is taken")
	}
	if n := len(a.OnDay(jema.Date{Year: 2027, Month: 4, Day: 11}).Slots); n != 0 {
		t.Errorf("%d slots on a day without any", n)
	}
	if n := len(a.OnDay(jema.Date{Year: 2027, Month: 4, Day: 10}).Slots); n != 4 {
		t.Errorf("%d slots of four", n)
	}
}
