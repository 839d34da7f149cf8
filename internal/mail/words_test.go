package mail

import (
	"strings"
	"testing"

	"jema/internal/jema"
	"jema/internal/postgres"
	"jema/internal/postgres/storetest"
)

func TestEveryVariantIsWellWritten(t *testing.T) {
	for _, party := range []int{1, 3} {
		full := fullLetter(t)
		full.Booking.PartySize = party
		for _, l := range variants(full) {
			t.Run(variant(l), func(t *testing.T) {
				if why := Moot(l, storetest.Now); why != "" {
					t.Fatalf("moot: %s", why)
				}
				m, err := Compose(l, testLinks(t), ourAddress, storetest.Now)
				must(t, err)
				wellWritten(t, m)
			})
		}
	}
}

// Somebody whose visit was called off or moved has one click for each other
// slot, in words and in HTML.
func TestAlternativesAreOneClick(t *testing.T) {
	for _, l := range variants(fullLetter(t)) {
		m, err := Compose(l, testLinks(t), ourAddress, storetest.Now)
		must(t, err)
		link := testLinks(t).Move(testLinks(t).ManageToken("cle", 1), 72)
		text, html := strings.Contains(m.Text, "samedi\u00a010\u00a0avril\u00a02027, de 14\u00a0h à 15\u00a0h, Émailler "+
			"l’argile, Atelier voisin, Étoile-sur-Rhône\n"+link), strings.Contains(m.HTML, `<a href="`+link+`">`)
		if text != l.CalledOff() || html != l.CalledOff() {
			t.Errorf("%s: one click in words %v, in HTML %v\n%s", variant(l), text, html, m.Text)
		}
	}
}

func TestWhatLettersSay(t *testing.T) {
	full := fullLetter(t)
	offer, moved := about(full, jema.MessageOffer), variants(full)[10]
	party := about(full, jema.MessageChange)
	party.Changed.WasParty = 5
	for want, l := range map[string]postgres.Letter{
		"À confirmer avant\u00a0: mardi\u00a02\u00a0mars\u00a02027, 11\u00a0h":            offer,
		"Auparavant\u00a0: samedi\u00a010\u00a0avril\u00a02027, de 12\u00a0h à 13\u00a0h": moved,
		"Auparavant\u00a0: 5\u00a0personnes":                                              party,
		"un clic suffit":                                                                  moved,
	} {
		m, err := Compose(l, testLinks(t), ourAddress, storetest.Now)
		must(t, err)
		if !strings.Contains(m.Text, want) {
			t.Errorf("%s lacks %q:\n%s", variant(l), want, m.Text)
		}
	}
	one := offer
	one.Booking.PartySize = 1
	m, err := Compose(one, testLinks(t), ourAddress, storetest.Now)
	must(t, err)
	if !strings.Contains(m.Text, "Une place s’est libérée pour vous") || m.Calendar != nil {
		t.Errorf("an offer of one place, or one with a calendar entry:\n%s", m.Text)
	}
}

// Calendars get updates of events they have: not of an event without a place.
func TestCalendarsOfVariants(t *testing.T) {
	for _, l := range variants(fullLetter(t)) {
		m, err := Compose(l, testLinks(t), ourAddress, storetest.Now)
		must(t, err)
		want := map[string]string{"confirmation": "PUBLISH", "change": "PUBLISH", "change_workshop": "PUBLISH",
			"reminder":     "PUBLISH",
			"cancellation": "CANCEL", "cancellation_called_off": "CANCEL"}[variant(l)]
		if m.Method != want || (m.Calendar != nil) != (want != "") {
			t.Errorf("%s: calendar %q, want %q", variant(l), m.Method, want)
		}
		if want != "" && !strings.Contains(string(m.Calendar), "SEQUENCE:2") {
			t.Errorf("%s: the calendar entry lacks its sequence", variant(l))
		}
	}
}

// An offer that is over, a reminder of a visit that moved: no letter is sent.
func TestMootVariants(t *testing.T) {
	full := fullLetter(t)
	late := about(full, jema.MessageOffer)
	moved := about(full, jema.MessageReminder)
	moved.Changed.AboutAt = moved.Slot.Start.AddDate(0, 0, -1)
	begun := about(full, jema.MessageReminder)
	for name, got := range map[string]string{
		"late offer":  Moot(late, late.Booking.OfferEnds),
		"moved visit": Moot(moved, storetest.Now),
		"begun visit": Moot(begun, begun.Slot.Start),
		"taken already": Moot(func() postgres.Letter { l := late; l.Booking.Status = jema.Confirmed; return l }(),
			storetest.Now),
	} {
		if got != "mail.moot.booking" {
			t.Errorf("%s: %q", name, got)
		}
	}
}

func TestScripts(t *testing.T) {
	list := variants(fullLetter(t))
	for _, kind := range []string{jema.MessageApproved, jema.MessageChangesRequested, jema.MessageRefused} {
		list = append(list, about(fullLetter(t), kind))
	}
	for _, l := range list {
		l.Language = "en" // who calls speaks French
		said := strings.Join(Script(l, storetest.Now), "\n")
		for _, bad := range []string{"call.", "mail.", "{{", "<no value>", "'", "Gagnez", "http"} {
			if strings.Contains(said, bad) {
				t.Errorf("%s holds %q:\n%s", variant(l), bad, said)
			}
		}
		if !strings.HasPrefix(said, "Bonjour") || !strings.Contains(said, "Territoire d’essai") ||
			strings.Contains(said, "Atelier voisin") != l.CalledOff() {
			t.Errorf("%s:\n%s", variant(l), said)
		}
	}
	offer := strings.Join(Script(about(fullLetter(t), jema.MessageOffer), storetest.Now), "\n")
	// twelve hours of day from the call
	if want := "jusqu’au mardi\u00a02\u00a0mars\u00a02027, 10\u00a0h"; !strings.Contains(offer, want) {
		t.Errorf("lacks %q:\n%s", want, offer)
	}
	confirmed := strings.Join(Script(fullLetter(t), storetest.Now), "\n")
	if !strings.Contains(confirmed, "42\u00a017\u00a093\u00a005") || !strings.Contains(confirmed, "1 rue Inventée") {
		t.Errorf("without code or address:\n%s", confirmed)
	}
}
