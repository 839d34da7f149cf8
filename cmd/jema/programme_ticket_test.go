package main

import (
	"bytes"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"jema/internal/booking"
	"jema/internal/jema"
	"jema/internal/links"
	"jema/internal/postgres"
	"jema/internal/postgres/storetest"
)

// A ticket leads to its booking's door pass and to nothing that acts, in the
// visitor's language.
func TestTicketIsPrinted(t *testing.T) {
	s, db := printShop(t)
	t.Setenv("JEMA_SECRET", strings.Repeat("ab", links.SecretBytes))
	if _, err := db.Exec(`UPDATE edition SET booking_opens_at = $1, booking_closes_at = $2`, storetest.Now.Add(-time.Hour),
		storetest.Now.AddDate(0, 3, 0)); err != nil {
		t.Fatal(err)
	}
	var slot jema.SlotID
	if err := db.Get(&slot, `SELECT min(s.id) FROM slot s JOIN opening o ON o.id = s.opening_id WHERE o.state =
		'approved' AND s.audience = 'public'`); err != nil {
		t.Fatal(err)
	}
	secret, err := parseSecret(os.Getenv("JEMA_SECRET"), "JEMA_SECRET")
	if err != nil {
		t.Fatal(err)
	}
	l, err := links.New("https://jema.example.org", secret)
	if err != nil {
		t.Fatal(err)
	}
	store, err := postgres.Open(t.Context(), os.Getenv("DATABASE_URL"), 4)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = store.Close() })
	engine := booking.New(store.BookBatch, l, func() time.Time { return storetest.Now })
	made, err := engine.Book(t.Context(), jema.BookingRequest{SlotID: slot, Key: "billet", PartySize: 1,
		Name:  "Invented Visitor",
		Email: "v@example.org", Language: "en", Origin: jema.OriginWeb})
	if err != nil || made.Status != jema.Confirmed {
		t.Fatal(made, err)
	}
	file := filepath.Join(s.dir, "billet.pdf")
	s.run(0, "programme", "--format", "ticket", "--booking", made.Code, "--output", file)
	var id jema.BookingID
	if err := db.Get(&id, `SELECT id FROM booking WHERE code = $1`, made.Code); err != nil {
		t.Fatal(err)
	}
	for tool, want := range map[string]string{"pdftotext": "Invented Visitor", "pdfinfo": l.Pass(id)} {
		args := map[string][]string{"pdftotext": {file, "-"}, "pdfinfo": {"-url", file}}[tool]
		out, err := exec.CommandContext(t.Context(), tool, args...).Output()
		if err != nil || !bytes.Contains(out, []byte(want)) || bytes.Contains(out, []byte(made.Token)) {
			t.Errorf("%s does not find %q: %v\n%s", tool, want, err, out)
		}
	}
}
