package mail

import (
	"bytes"
	"strings"
	"testing"

	ics "github.com/arran4/golang-ical"

	"jema/internal/jema"
	"jema/internal/postgres/storetest"
)

func entry(t *testing.T, change func(*jema.Booking, *Visit)) (string, *ics.Calendar) {
	t.Helper()
	l := fullLetter(t)
	v := VisitOf(l, testLinks(t))
	change(&l.Booking, &v)
	raw := Calendar(l.Booking, v, storetest.Now)
	cal, err := ics.ParseCalendar(bytes.NewReader(raw))
	must(t, err)
	return string(raw), cal
}

func property(t *testing.T, c interface {
	GetProperty(ics.ComponentProperty) *ics.IANAProperty
}, name ics.ComponentProperty) string {
	t.Helper()
	p := c.GetProperty(name)
	if p == nil {
		t.Fatalf("the entry has no %s", name)
	}
	return p.Value
}

func TestCalendarLines(t *testing.T) {
	raw, _ := entry(t, func(_ *jema.Booking, v *Visit) { v.Title = strings.Repeat("Émaux, grès ; œuvres 🏺 ", 20) })
	if strings.Count(raw, "\n") != strings.Count(raw, "\r\n") || strings.Count(raw, "\r") != strings.Count(raw, "\n") {
		t.Error("every line must end with CR LF")
	}
	for line := range strings.SplitSeq(strings.TrimSuffix(raw, "\r\n"), "\r\n") {
		if len(line) > 75 || line == "" {
			t.Errorf("a line of %d octets: %q", len(line), line)
		}
		if !strings.HasPrefix(line, " ") && !strings.ContainsAny(line, ":") {
			t.Errorf("neither a property nor a folded line: %q", line)
		}
	}
}

func TestCalendarSays(t *testing.T) {
	_, cal := entry(t, func(*jema.Booking, *Visit) {})
	e := cal.Events()[0]
	for name, want := range map[ics.ComponentProperty]string{
		ics.ComponentPropertyUniqueId:  "booking-42179305@jema.example.fr",
		ics.ComponentPropertySequence:  "2",
		ics.ComponentPropertyStatus:    "CONFIRMED",
		ics.ComponentPropertyDtStart:   "20270410T140000",
		ics.ComponentPropertyDtEnd:     "20270410T150000",
		ics.ComponentPropertyDtstamp:   "20270301T090000Z",
		ics.ComponentPropertySummary:   "Tourner l’argile\u202f; essai, «\u00a0à deux\u00a0» <b>mains</b>",
		ics.ComponentPropertyLocation:  "1 rue Inventée, Bâtiment B, 26100 Romans-sur-Isère",
		ics.ComponentPropertyOrganizer: "mailto:contact@example.org",
	} {
		if got := property(t, e, name); got != want {
			t.Errorf("%s: got %q, want %q", name, got, want)
		}
	}
	if zone := e.GetProperty(ics.ComponentPropertyDtStart).ICalParameters["TZID"]; len(zone) != 1 ||
		zone[0] != "Europe/Paris" {
		t.Errorf("the start is in zone %q", zone)
	}
	about := property(t, e, ics.ComponentPropertyDescription)
	for _, want := range []string{"42\u00a017\u00a093\u00a005", "3\u00a0personnes",
		property(t, e, ics.ComponentPropertyUrl)} {
		if !strings.Contains(about, want) {
			t.Errorf("the description %q lacks %q", about, want)
		}
	}
}

func TestCalendarCancels(t *testing.T) {
	raw, cal := entry(t, func(b *jema.Booking, _ *Visit) { b.Status, b.Sequence = jema.BookingCancelled, 3 })
	e := cal.Events()[0]
	if !strings.Contains(raw, "\r\nMETHOD:CANCEL\r\n") || property(t, e, ics.ComponentPropertyStatus) != "CANCELLED" ||
		property(t, e, ics.ComponentPropertySequence) != "3" {
		t.Errorf("not a cancellation:\n%s", raw)
	}
	if property(t, e, ics.ComponentPropertyUniqueId) != "booking-42179305@jema.example.fr" {
		t.Error("the UID must stay the booking's")
	}
}
