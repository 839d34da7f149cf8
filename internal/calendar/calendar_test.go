package calendar

import (
	"strings"
	"testing"
	"time"
)

// A calendar that one subscribes to has what programs need to read it again,
// and commas in its words survive.
func TestASubscriptionDescribesItself(t *testing.T) {
	zone, err := time.LoadLocation("Europe/Paris")
	if err != nil {
		t.Fatal(err)
	}
	start := time.Date(2027, 4, 10, 14, 0, 0, 0, zone)
	raw := string(Calendar{Language: "fr", Zone: zone, Name: "Romans, Journées", About: "Se met à jour; seul",
		Source: "https://jema.example/evenements.ics", Every: 2 * time.Hour,
		Entries: []Entry{{UID: "slot-1@jema.example", Sequence: 3, Stamp: start, Start: start, End: start.Add(time.Hour),
			Title: "Tournage", Place: "1 rue Inventée, Romans", Position: &[2]float64{45.05, 5.0512345}, Transparent: true,
			Cancelled: true, Words: "Une heure"}}}.Bytes())
	for _, line := range []string{"METHOD:PUBLISH", `NAME:Romans\, Journées`, `X-WR-CALNAME:Romans\, Journées`,
		`DESCRIPTION:Se met à jour\; seul`, "REFRESH-INTERVAL;VALUE=DURATION:PT120M", "X-PUBLISHED-TTL:PT120M",
		"SOURCE;VALUE=URI:https://jema.example/evenements.ics", "URL:https://jema.example/evenements.ics",
		"UID:slot-1@jema.example", "SEQUENCE:3", "STATUS:CANCELLED", "GEO:45.05000;5.05123", "TRANSP:TRANSPARENT",
		"DTSTART;TZID=Europe/Paris:20270410T140000", "TZID:Europe/Paris"} {
		if !strings.Contains(raw, "\r\n"+line+"\r\n") {
			t.Errorf("there is no line %q in\n%s", line, raw)
		}
	}
	if file := string(Calendar{Language: "fr", Zone: zone, Withdraw: true}.Bytes()); !strings.Contains(file,
		"METHOD:CANCEL") ||
		strings.Contains(file, "REFRESH") || strings.Contains(file, "VTIMEZONE") {
		t.Errorf("a file that is sent once is\n%s", file)
	}
}
