package mail

import (
	"bytes"
	"os"
	"testing"
	"time"

	"jema/internal/jema"
	"jema/internal/links"
	"jema/internal/postgres"
	"jema/internal/postgres/storetest"
)

func TestMain(m *testing.M) { os.Exit(storetest.Run(m)) }

func must(t testing.TB, err error) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
}

func testLinks(t testing.TB) links.Links {
	t.Helper()
	l, err := links.New("https://jema.example.fr", bytes.Repeat([]byte{3}, links.SecretBytes))
	must(t, err)
	return l
}

func paris(t testing.TB) *time.Location {
	t.Helper()
	zone, err := time.LoadLocation("Europe/Paris")
	must(t, err)
	return zone
}

// fullLetter is a letter about a confirmed visit with every field filled.
func fullLetter(t testing.TB) postgres.Letter {
	zone := paris(t)
	return postgres.Letter{
		Message: jema.Message{ID: 12, TerritoryID: 1, BookingID: 7, Kind: jema.MessageConfirmation, Seq: 1},
		To:      "visiteur@example.org", Language: "fr",
		Territory: jema.Territory{Name: "Territoire d’essai", ContactEmail: "contact@example.org",
			ContactPhone: "04 65 71 00 99"},
		Edition: jema.Edition{Name: "Journées européennes des métiers d'art", Year: 2027, Zone: zone,
			MarkNotice: "JEMA est une marque déposée."},
		Booking: jema.Booking{ID: 7, Code: "42179305", Status: jema.Confirmed, PartySize: 3, Key: "cle",
			Generation: 1, Sequence: 2,
			Name: "Gagnez 1000 euros", OfferEnds: time.Date(2027, 3, 2, 11, 0, 0, 0, zone)},
		Changed: jema.Changed{AboutAt: time.Date(2027, 4, 10, 14, 0, 0, 0, zone)},
		Slot: jema.Slot{Interval: jema.Interval{Start: time.Date(2027, 4, 10, 14, 0, 0, 0, zone),
			End: time.Date(2027, 4, 10, 15, 0, 0, 0, zone)}},
		Opening: jema.Opening{ID: 5, Title: "Tourner l'argile ; essai, \"à deux\" <b>mains</b>", State: jema.Approved,
			ModerationNote: "Précisez l'accès.\nMerci."},
		Workshop: jema.Workshop{Name: "Atelier d'essai", Address: "1 rue Inventée\nBâtiment B", PostalCode: "26100"},
		Commune:  jema.Commune{INSEE: "26281", Name: "Romans-sur-Isère"},
		SignIn:   jema.SignInLink{ID: 9, ExpiresAt: storetest.Now.Add(30 * time.Minute)},
	}
}
