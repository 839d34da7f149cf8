package postgres_test

import (
	"fmt"
	"testing"

	"jema/internal/jema"
	"jema/internal/postgres"
	"jema/internal/postgres/storetest"
)

// The desk finds bookings by anything a caller may have: names without accents,
// any part of them, numbers in any notation, codes.
func TestTheDeskFindsBookings(t *testing.T) {
	w := storetest.New(t)
	slot := w.Opening("Tournage").Slot("2027-04-10", 600, 660, 100)
	person := func(key, name, email, phone string) jema.BookingRequest {
		r := request(slot, key, 1)
		r.Name, r.Email, r.Phone = name, email, phone
		return r
	}
	book(t, w, person("helene", "Hélène d’Œuvray", "Helene@example.org", ""), person("jean", "Jean-Noël O’Brien Lefèvre",
		"", "06 39 98 00 12"),
		person("suisse", "Beat Müller", "", "+41223456789"), person("jeanne", "Jeanne Dupont", "jeanne@example.org",
			"04 65 71 00 12"))
	cancel(t, w, "jeanne")
	code := visitOf(t, w, "helene").Code
	for typed, want := range map[string]string{
		"helene": "[helene]", "OEUV": "[helene]", "œuvray hél": "[helene]", "elene": "[]", "jean": "[jean jeanne]",
		"Lefevre jean noel": "[jean]",
		"brien":             "[jean]", "muller": "[suisse]", "06 39": "[jean]", "0639980012": "[jean]",
		"+33 6 39 98 00 12": "[jean]", "0033639.98-00/12": "[jean]",
		"+33 (0)6 39": "[jean]", "+41 22 345": "[suisse]", "0041 22": "[suisse]", "0465710012": "[jeanne]", "39 98": "[]",
		code: "[helene]", jema.SpokenCode(code): "[helene]", "helene@": "[helene]", "HELENE@example.org": "[helene]",
		"": "[]", " ": "[]", "%": "[]", "'": "[]", "\\": "[]", "+": "[suisse]", "?": "[]",
	} {
		list, more, err := w.Store.FindBookings(t.Context(), w.Edition.ID, postgres.Wanted{Typed: typed, Limit: 10})
		if got := fmt.Sprint(keysOf(list)); err != nil || more || got != want {
			t.Errorf("%q finds %s, %v, %v, want %s", typed, got, more, err, want)
		}
	}
	first, more, err := w.Store.FindBookings(t.Context(), w.Edition.ID, postgres.Wanted{Typed: "j", Limit: 1})
	rest, last, other := w.Store.FindBookings(t.Context(), w.Edition.ID, postgres.Wanted{Typed: "j", Limit: 1, Skip: 1})
	if got := fmt.Sprint(keysOf(first), keysOf(rest)); err != nil || other != nil || !more || last ||
		got != "[jean] [jeanne]" {
		t.Errorf("page by page: %s, %v %v, %v %v", got, more, last, err, other)
	}
	elsewhere, _, err := w.Store.FindBookings(t.Context(), w.Edition.ID+1, postgres.Wanted{Typed: "j", Limit: 10})
	if err != nil || len(elsewhere) != 0 {
		t.Errorf("in another edition: %v, %v", elsewhere, err)
	}
	if _, err := w.DB.Exec(`UPDATE booking SET purged_at = now(), name = '', email = '', phone = '',
		contact = NULL`); err != nil {
		t.Fatal(err)
	}
	if gone, _, err := w.Store.FindBookings(t.Context(), w.Edition.ID, postgres.Wanted{Typed: code,
		Limit: 10}); err != nil || len(gone) != 0 {
		t.Errorf("after the purge: %v, %v", gone, err)
	}
	_, err = w.Store.BookingAt(t.Context(), w.Territory.ID, first[0].ID)
	refusedWith(t, err, jema.ErrBookingMissing)
}
