package main

import (
	"bytes"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"jema/internal/booking"
	"jema/internal/command"
	"jema/internal/jema"
	"jema/internal/links"
	"jema/internal/postgres"
	"jema/internal/postgres/storetest"
)

// onDay runs a command line on another day than the others, and returns its result.
func (s shell) onDay(day time.Time, want int, args ...string) string {
	s.t.Helper()
	var o, e bytes.Buffer
	if got := commandLine().Run(s.t.Context(), &command.Console{Out: &o, Err: &e, Now: func() time.Time { return day }},
		args); got != want {
		s.t.Errorf("jema %s: status %d, want %d\n%s%s", strings.Join(args, " "), got, want, o.String(), e.String())
	}
	return o.String()
}

// jema purge prints what would be erased, erases it, and jema check counts what
// remains. Nothing of the person is printed, or left in the data directory.
func TestPurge(t *testing.T) {
	s, db := printShop(t)
	if _, err := db.Exec(`UPDATE edition SET booking_opens_at = $1, booking_closes_at = $2`, storetest.Now.Add(-time.Hour),
		storetest.Now.AddDate(0, 3, 0)); err != nil {
		t.Fatal(err)
	}
	var slot jema.SlotID
	if err := db.Get(&slot, `SELECT min(s.id) FROM slot s JOIN opening o ON o.id = s.opening_id WHERE o.state =
		'approved' AND s.audience = 'public'`); err != nil {
		t.Fatal(err)
	}
	store, err := postgres.Open(t.Context(), os.Getenv("DATABASE_URL"), 4)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = store.Close() })
	l, err := links.New("https://jema.example.org", make([]byte, links.SecretBytes))
	if err != nil {
		t.Fatal(err)
	}
	engine := booking.New(store.BookBatch, l, func() time.Time { return storetest.Now })
	made, err := engine.Book(t.Context(), jema.BookingRequest{SlotID: slot, Key: "clef", PartySize: 1,
		Name:  "Zébuline Quorpax",
		Email: "quorpax@example.org", Language: "fr", Origin: jema.OriginWeb})
	if err != nil || made.Status != jema.Confirmed {
		t.Fatal(made, err)
	}
	day := time.Date(2027, 12, 31, 12, 0, 0, 0, time.UTC)
	if out, _ := s.run(0, "purge", "--data", s.dir); out != "Aucune identité n’est à effacer.\n" {
		t.Errorf("before its day: %s", out)
	}
	dry := s.onDay(day, 0, "purge", "--dry-run", "--data", s.dir)
	if !strings.Contains(dry, "2027, à effacer depuis le 2027-07-11 : 1 réservation(s), 0 classe(s), ") ||
		!strings.HasSuffix(dry, " modification(s)\nRien n’a été effacé.\n") {
		t.Errorf("--dry-run: %s", dry)
	}
	forgotten := s.onDay(day, 1, "check")
	done := s.onDay(day, 0, "purge", "--data", s.dir)
	kept := s.onDay(day, 0, "check")
	if !strings.Contains(forgotten, "1  no identity outlives its day of erasure") ||
		!strings.Contains(kept, "0  no identity outlives its day of erasure") {
		t.Errorf("jema check before and after:\n%s\n%s", forgotten, kept)
	}
	if !strings.HasSuffix(done, "1 identité(s) effacée(s) ; les nombres restent.\n") {
		t.Errorf("purge: %s", done)
	}
	printed := strings.ToLower(dry + forgotten + done + kept)
	err = filepath.WalkDir(s.dir, func(path string, d fs.DirEntry, err error) error {
		if err == nil && d.Type().IsRegular() {
			text, read := os.ReadFile(path)
			printed, err = printed+strings.ToLower(string(text)), read
		}
		return err
	})
	if err != nil || strings.Contains(printed, "quorpax") {
		t.Errorf("the person is printed or left in a file (%v)", err)
	}
	var left int
	if err := db.Get(&left, `SELECT count(*) FROM booking x WHERE x::text ILIKE '%quorpax%'`); err != nil || left != 0 {
		t.Errorf("%d rows are left, %v", left, err)
	}
}
