package web

import (
	"encoding/xml"
	"fmt"
	"strings"
	"testing"

	ics "github.com/arran4/golang-ical"
)

// calendar reads a calendar and returns its entries by UID.
func (f fair) calendar(t *testing.T, path string) (*ics.Calendar, map[string]*ics.VEvent) {
	t.Helper()
	got := f.visitor().get(path)
	if kind := got.Header.Get("Content-Type"); kind != "text/calendar; charset=utf-8" {
		t.Fatalf("%s is a %s", path, kind)
	}
	cal, err := ics.ParseCalendar(strings.NewReader(got.body))
	fatal(t, err)
	entries := map[string]*ics.VEvent{}
	for _, e := range cal.Events() {
		entries[e.Id()] = e
	}
	return cal, entries
}

func stated(e *ics.VEvent, name ics.ComponentProperty) string {
	if e == nil || e.GetProperty(name) == nil {
		return ""
	}
	return e.GetProperty(name).Value
}

// Calendars of all kinds: the UID of an entry never changes, and cancelled
// entries stay in them as such.
func TestCalendarsThatUpdateThemselves(t *testing.T) {
	f := newFair(t)
	slot, period := fmt.Sprintf("slot-%d@127.0.0.1", f.slot), fmt.Sprintf("opening-%d-2027-04-10-1@127.0.0.1", f.open)
	for path, n := range map[string]int{"/evenements.ics": 3, "/communes/26281/evenements.ics": 3,
		"/communes/26034/evenements.ics": 0, "/metiers/ceramiste/evenements.ics": 3, "/metiers/ceramique/evenements.ics": 3,
		f.of(f.open) + "/evenement.ics": 2} {
		if _, entries := f.calendar(t, path); len(entries) != n {
			t.Errorf("%s has %d entries, want %d", path, len(entries), n)
		}
		f.notModified(t, path)
	}
	if got := f.visitor().get("/metiers/inconnu/evenements.ics"); got.StatusCode != 404 {
		t.Errorf("a craft that is none: %d", got.StatusCode)
	}
	_, entries := f.calendar(t, "/en/evenements.ics")
	if words := stated(entries[period], ics.ComponentPropertyDescription); !strings.Contains(words, "no booking needed") {
		t.Errorf("in English the period says %q", words)
	}
	cal, entries := f.calendar(t, "/evenements.ics")
	for _, want := range []string{"METHOD:PUBLISH", "REFRESH-INTERVAL;VALUE=DURATION:PT120M", "X-PUBLISHED-TTL:PT120M",
		"BEGIN:VTIMEZONE", "SOURCE;VALUE=URI:" + f.url + "/evenements.ics"} {
		if !strings.Contains(cal.Serialize(), want) {
			t.Errorf("the calendar lacks %q", want)
		}
	}
	first := entries[period]
	if stated(first, ics.ComponentPropertyDtStart) != "20270410T130000" || stated(first, ics.ComponentPropertyGeo) == "" ||
		stated(first, ics.ComponentPropertyLocation) != "1 rue Inventée, 26100 Romans-sur-Isère" ||
		stated(first, ics.ComponentPropertyStatus) != "CONFIRMED" {
		t.Errorf("the period is %v", first)
	}
	f.DB.MustExec(`UPDATE hours SET starts_at = starts_at + interval '30 minutes' WHERE opening_id = $1`, f.open)
	f.DB.MustExec(`UPDATE opening SET version = version + 1 WHERE id = $1`, f.open)
	f.DB.MustExec(`UPDATE slot SET state = 'cancelled', changed_at = clock_timestamp() WHERE id = $1`, f.slot)
	_, entries = f.calendar(t, "/evenements.ics")
	if moved := entries[period]; stated(moved, ics.ComponentPropertyDtStart) != "20270410T133000" ||
		stated(moved, ics.ComponentPropertySequence) <= stated(first, ics.ComponentPropertySequence) {
		t.Errorf("after a change the period is %v", moved)
	}
	if status := stated(entries[slot], ics.ComponentPropertyStatus); status != "CANCELLED" {
		t.Errorf("a cancelled slot is %q", status)
	}
	f.DB.MustExec(`UPDATE opening SET state = 'cancelled', version = version + 1 WHERE id = $1`, f.open)
	for _, path := range []string{"/evenements.ics", "/communes/26281/evenements.ics", f.of(f.open) + "/evenement.ics"} {
		if _, entries = f.calendar(t, path); stated(entries[period], ics.ComponentPropertyStatus) != "CANCELLED" {
			t.Errorf("%s: a cancelled event is %v", path, entries[period])
		}
		gone := entries[period]
		if stated(gone, ics.ComponentPropertyLocation) != "Romans-sur-Isère" ||
			stated(gone, ics.ComponentPropertySummary) == "" {
			t.Errorf("%s: a cancelled event has lost its title or has more than its commune: %v", path, gone)
		}
		for _, name := range []ics.ComponentProperty{ics.ComponentPropertyGeo, ics.ComponentPropertyDescription,
			ics.ComponentPropertyOrganizer, ics.ComponentPropertyUrl} {
			if value := stated(gone, name); value != "" {
				t.Errorf("%s: a cancelled event still has %s %q", path, name, value)
			}
		}
	}
}

func TestNewsOfWhatChanged(t *testing.T) {
	f := newFair(t)
	type feed struct {
		Updated string `xml:"updated"`
		Links   []struct {
			Rel     string `xml:"rel,attr"`
			Address string `xml:"href,attr"`
		} `xml:"link"`
		Entries []struct {
			ID      string `xml:"id"`
			Title   string `xml:"title"`
			Updated string `xml:"updated"`
			Summary string `xml:"summary"`
		} `xml:"entry"`
	}
	read := func() (news feed) {
		got := f.visitor().get("/nouveautes.atom")
		if kind := got.Header.Get("Content-Type"); kind != "application/atom+xml; charset=utf-8" {
			t.Fatalf("the news are a %s", kind)
		}
		fatal(t, xml.Unmarshal([]byte(got.body), &news))
		return news
	}
	f.notModified(t, "/nouveautes.atom")
	if news := read(); len(news.Entries) != 2 || news.Links[0].Address != f.url+"/nouveautes.atom" ||
		news.Updated != news.Entries[0].Updated {
		t.Errorf("the news are %v", news)
	}
	f.DB.MustExec(`UPDATE opening SET title = 'Sellerie d’art', version = version + 1, updated_at = '2027-03-02'
		WHERE id = $1`, f.hidden)
	if first := read().Entries[0]; !strings.HasPrefix(first.Title, "Sellerie d’art") || first.ID != f.url+f.of(f.hidden) {
		t.Errorf("the news begin with %v", first)
	}
	f.DB.MustExec(`UPDATE opening SET state = 'cancelled', version = version + 1, updated_at = '2027-03-03'
		WHERE id = $1`, f.open)
	if first := read().Entries[0]; !strings.HasPrefix(plainSpaces(first.Title), "Annulé : Tourner") {
		t.Errorf("the news begin with %v", first)
	}
	f.DB.MustExec(`UPDATE opening SET state = 'draft' WHERE id = $1`, f.open)
	if n := len(read().Entries); n != 1 {
		t.Errorf("what was taken back is among %d news", n)
	}
}
