package postgres_test

import (
	"context"
	"errors"
	"testing"

	"github.com/google/go-cmp/cmp"

	"jema/internal/jema"
	"jema/internal/links"
	"jema/internal/postgres"
	"jema/internal/postgres/storetest"
)

// Whoever reads a hundred times, as mail scanners and search engines do, has
// changed nothing.
func TestReadingChangesNothing(t *testing.T) {
	w := furnished(t)
	before := contents(t, w)
	for range 100 {
		for name, read := range readings(t, w) {
			if err := read(t.Context()); err != nil {
				t.Fatalf("%s: %v", name, err)
			}
		}
	}
	if diff := cmp.Diff(before, contents(t, w)); diff != "" {
		t.Errorf("reading changed the database (- before, + after):\n%s", diff)
	}
}

// contents is a digest of every table, and the value of every sequence.
func contents(t *testing.T, w *storetest.World) map[string]string {
	t.Helper()
	digests := map[string]string{}
	var names []struct{ Name, Query string }
	err := w.DB.Select(&names, `
		SELECT tablename AS name,
			format('SELECT count(*) || '' '' || md5(coalesce(
				string_agg(r::text, ''|'' ORDER BY r::text), '''')) FROM %I r', tablename) AS query
		FROM pg_tables WHERE schemaname = 'public'
		UNION SELECT sequencename, format('SELECT last_value || '' '' || is_called FROM %I', sequencename) FROM pg_sequences`)
	if err != nil || len(names) < 20 {
		t.Fatalf("%d tables and sequences, %v", len(names), err)
	}
	for _, n := range names {
		var digest string
		if err := w.DB.Get(&digest, n.Query); err != nil {
			t.Fatal(err)
		}
		digests[n.Name] = digest
	}
	return digests
}

type reading map[string]func(ctx context.Context) error

func readings(t *testing.T, w *storetest.World) reading {
	s, territory, edition := w.Store, w.Territory.ID, w.Edition
	queue := postgres.QueueFilter{TerritoryID: territory, EditionID: edition.ID, State: postgres.QueueAll}
	r := reading{
		"Territories": func(ctx context.Context) error { _, err := s.Territories(ctx); return err },
		"Place": func(ctx context.Context) error {
			_, err := s.Place(ctx, "essai", postgres.Subject{})
			return err
		},
		"Editions": func(ctx context.Context) error { _, err := s.Editions(ctx, territory); return err },
		"Edition":  func(ctx context.Context) error { _, err := s.Edition(ctx, territory, 0); return err },
		"Entries": func(ctx context.Context) error {
			_, err := s.Entries(ctx, edition, postgres.EntryFilter{}, storetest.Now)
			return err
		},
		"Programmes":    func(ctx context.Context) error { _, err := s.Programmes(ctx, edition, storetest.Now); return err },
		"Queue":         func(ctx context.Context) error { _, err := s.Queue(ctx, queue, storetest.Now); return err },
		"CountQueue":    func(ctx context.Context) error { _, err := s.CountQueue(ctx, queue, storetest.Now); return err },
		"StateCounts":   func(ctx context.Context) error { _, err := s.StateCounts(ctx, edition.ID); return err },
		"AwaitingCount": func(ctx context.Context) error { _, err := s.AwaitingCount(ctx, edition, ""); return err },
		"Choices":       func(ctx context.Context) error { _, err := s.Choices(ctx, territory); return err },
		"CommuneCounts": func(ctx context.Context) error { _, err := s.CommuneCounts(ctx, edition); return err },
		"Check":         func(ctx context.Context) error { _, err := s.Check(ctx, storetest.Now); return err },
		"Ready":         s.Ready,
		"MessageCounts": func(ctx context.Context) error { _, err := s.MessageCounts(ctx, territory); return err },
		"Messages": func(ctx context.Context) error {
			list, err := s.Messages(ctx, territory, postgres.MessageFilter{Limit: 1})
			if err == nil {
				_, err = s.MessageFile(ctx, territory, list[0].ID, storetest.Now)
			}
			return err
		},
		"BookingByToken": func(ctx context.Context) error {
			_, err := s.BookingByToken(ctx, territory, links.Hash("un"), storetest.Now)
			return err
		},
		"no such link": func(ctx context.Context) error {
			_, err := s.SignInLink(ctx, territory, links.Hash("aucun"), storetest.Now)
			if errors.Is(err, postgres.ErrSignInMissing) {
				return nil
			}
			return err
		},
	}
	r.ofOne(t, w)
	return r
}

// ofOne adds the methods that read one opening, slot, workshop, photo or account.
func (r reading) ofOne(t *testing.T, w *storetest.World) {
	t.Helper()
	s, territory := w.Store, w.Territory.ID
	var id struct {
		Opening  jema.OpeningID
		Slot     jema.SlotID
		Workshop jema.WorkshopID
		Photo    jema.PhotoID
		Account  jema.AccountID
	}
	err := w.DB.Get(&id, `SELECT o.id AS opening, s.id AS slot, w.id AS workshop, p.id AS photo, a.id AS account FROM
		opening o
		JOIN slot s ON s.opening_id = o.id JOIN workshop w ON w.id = o.workshop_id JOIN photo p ON p.workshop_id = w.id
		JOIN account a ON a.id = w.owner_id ORDER BY p.position LIMIT 1`)
	if err != nil {
		t.Fatal(err)
	}
	r["Opening"] = func(ctx context.Context) error { _, err := s.Opening(ctx, territory, id.Opening); return err }
	r["Entry"] = func(ctx context.Context) error {
		_, err := s.Entry(ctx, w.Edition, id.Opening, storetest.Now)
		return err
	}
	r["Defects"] = func(ctx context.Context) error { _, err := s.Defects(ctx, territory, id.Opening); return err }
	artisan := jema.Account{ID: id.Account, TerritoryID: territory, Role: jema.RoleArtisan}
	r["EntrustedOpening"] = func(ctx context.Context) error { return s.EntrustedOpening(ctx, artisan, id.Opening) }
	r["OpeningsOf"] = func(ctx context.Context) error {
		_, err := s.OpeningsOf(ctx, territory, id.Account, w.Edition.ID)
		return err
	}
	r["Visitors"] = func(ctx context.Context) error { _, err := s.Visitors(ctx, territory, id.Opening); return err }
	r["ProgrammeWith"] = func(ctx context.Context) error {
		_, err := s.ProgrammeWith(ctx, w.Edition, id.Opening, storetest.Now)
		return err
	}
	r["Attendance"] = func(ctx context.Context) error {
		_, err := s.Attendance(ctx, territory, id.Opening, storetest.Now)
		return err
	}
	r["Slot"] = func(ctx context.Context) error { _, err := s.Slot(ctx, territory, id.Slot, storetest.Now); return err }
	r["Workshop"] = func(ctx context.Context) error { _, err := s.Workshop(ctx, territory, id.Workshop); return err }
	r["WorkshopsOf"] = func(ctx context.Context) error { _, err := s.WorkshopsOf(ctx, territory, id.Account); return err }
	r["EntrustedWorkshop"] = func(ctx context.Context) error { return s.EntrustedWorkshop(ctx, artisan, id.Workshop) }
	r["Photo"] = func(ctx context.Context) error { _, err := s.Photo(ctx, territory, id.Photo); return err }
	r["PhotoSize"] = func(ctx context.Context) error {
		_, err := s.PhotoSize(ctx, territory, id.Photo, jema.PhotoSize{Width: 4, Format: "webp"})
		return err
	}
	r["PhotoUnsized"] = func(ctx context.Context) error { _, _, err := s.PhotoUnsized(ctx, territory, 0); return err }
	r["WorkshopPhotos"] = func(ctx context.Context) error {
		_, err := s.WorkshopPhotos(ctx, territory, id.Workshop)
		return err
	}
	r["PastOpenings"] = func(ctx context.Context) error {
		_, err := s.PastOpenings(ctx, territory, id.Workshop, w.Edition.ID)
		return err
	}
	r["WorkshopPhoto"] = func(ctx context.Context) error {
		_, err := s.WorkshopPhoto(ctx, territory,
			id.Workshop)
		return err
	}
	r["SessionAccount"] = func(ctx context.Context) error {
		_, err := s.SessionAccount(ctx, territory, links.Hash("séance 1"), storetest.Now)
		return err
	}
	r["Sessions"] = func(ctx context.Context) error {
		_, err := s.Sessions(ctx, territory, id.Account, storetest.Now)
		return err
	}
	r["AccountByEmail"] = func(ctx context.Context) error {
		_, err := s.AccountByEmail(ctx, territory, "artisane@example.org")
		return err
	}
}
