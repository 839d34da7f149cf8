package web

import (
	"net/http"
	"net/http/httptest"
	"testing"

	"jema/internal/jema"
	"jema/internal/postgres/storetest"
)

// BenchmarkQueue requests the queue of 5,000 events, its first page with what is
// above it, a filtered page, and one event of it; beside them a bare page of the
// same weight:
//
//	go test ./internal/web -run '^$' -bench Queue -benchtime 40x
func BenchmarkQueue(b *testing.B) {
	s := newSite(b)
	shop := s.Workshop("Atelier", 0)
	o := s.OpeningIn(shop, "Tournage", jema.Submitted)
	fillQueue(s, o, 5000)
	v := s.as(s.organiser())
	weight := 0
	for _, path := range []string{"/organisation", "/organisation?etat=all&mots=tourn&tri=titre&manque=photo&page=40",
		at("/organisation/evenements/", o.ID, "?tri=titre")} {
		b.Run(path, func(b *testing.B) {
			for b.Loop() {
				weight = max(weight, len(v.seen(path).wants(b, http.StatusOK).body))
			}
		})
	}
	bare := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) {
		w.Header().Set("Content-Type", "text/html")
		_, _ = w.Write(make([]byte, weight))
	}))
	b.Cleanup(bare.Close)
	b.Run("bare", func(b *testing.B) {
		s.url = bare.URL
		for b.Loop() {
			v.seen("/")
		}
	})
}

// fillQueue adds events like one, each with a workshop and times of its own.
func fillQueue(s *testSite, o *storetest.Opening, n int) {
	s.DB.MustExec(`WITH shop AS (
		INSERT INTO workshop (territory_id, name, artisan, craft_slug, commune_insee, address, publish_address)
		SELECT w.territory_id, 'Atelier ' || i, 'Personne ' || i, CASE WHEN i % 9 > 0 THEN w.craft_slug END,
			(ARRAY['26281', '26034', '26124'])[1 + i % 3], 'rue ' || i, i % 5 > 0
		FROM workshop w, generate_series(1, $2) i WHERE w.id = (SELECT workshop_id FROM opening WHERE id = $1)
		RETURNING id, territory_id, commune_insee
	), event AS (
		INSERT INTO opening (territory_id, edition_id, workshop_id, commune_insee, kind, state, title, description,
			printed_text, price, created_at)
		SELECT s.territory_id, o.edition_id, s.id, s.commune_insee, o.kind, (ARRAY['submitted', 'incomplete', 'approved'])[1
			+ s.id % 3], 'Tournage ' || s.id % 4000, 'Un texte.', CASE WHEN s.id % 4 > 0 THEN 'Un texte.' ELSE '' END,
			'gratuit', o.created_at FROM shop s, opening o WHERE o.id = $1 RETURNING id
	) SELECT count(*) FROM event`, o.ID, n)
	s.DB.MustExec(`INSERT INTO hours (territory_id, edition_id, opening_id, workshop_id, edition_opens_at,
		edition_closes_at, starts_at, ends_at)
		SELECT o.territory_id, o.edition_id, o.id, o.workshop_id, e.opens_at, e.closes_at, e.opens_at + interval '10 hours',
			e.opens_at + interval '12 hours' FROM opening o JOIN edition e ON e.id = o.edition_id
		WHERE o.id <> $1 AND o.id % 7 > 0`, o.ID)
	s.DB.MustExec(`ANALYZE`)
}
