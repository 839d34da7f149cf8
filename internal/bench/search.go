package bench

import (
	"context"
	"errors"
	"fmt"
	"math/rand/v2"
	"net"
	"net/http"
	"net/url"
	"strings"
	"time"

	"github.com/jmoiron/sqlx"

	"jema/internal/jema"
	"jema/internal/work"
)

// SearchPlan configures how many openings how many clients search.
type SearchPlan struct {
	Repetitions int
	Each        time.Duration // of one measure
	Openings    int
	Clients     int
	Crafts      []jema.Craft // what the openings are of; questions misspell their names
	Site        Program
	Log         func(string)
}

// SearchDefault is the measure that is published, SearchQuick one that only shows that
// it works.
func SearchDefault() SearchPlan {
	return SearchPlan{Repetitions: 3, Each: 5 * time.Second, Openings: 8000, Clients: 64}
}

// SearchQuick is SearchDefault in short.
func SearchQuick() SearchPlan {
	plan := SearchDefault()
	plan.Repetitions, plan.Each, plan.Openings = 1, 300*time.Millisecond, 400
	return plan
}

// SearchReport is what a run found. The reference is a bare net/http server that
// answers the same clients with as many bytes and looks for nothing.
type SearchReport struct {
	Machine             Machine
	Search, Reference   []Figures // by repetition
	P99MS, P99VsBare    Spread
	Rate                Spread
	BytesMean, Searches int
}

// searchBench is a run under way.
type searchBench struct {
	SearchPlan
	ground *Ground
	world  *World
	site   *child
}

// Search measures questions with slips and filters, each different, against the API.
func Search(ctx context.Context, plan SearchPlan) (r SearchReport, err error) {
	b := &searchBench{SearchPlan: plan}
	b.Log("Préparation de la base de mesure…")
	if b.ground, err = NewGround(ctx, plan.Log); err != nil {
		return r, err
	}
	defer func() { err = errors.Join(err, b.ground.Close()) }()
	if b.world, err = b.ground.world(ctx, "search", size{4 * plan.Openings, 4, 12}); err != nil {
		return r, err
	}
	defer func() { err = errors.Join(err, b.world.Close()) }()
	if err = b.world.name(ctx, plan.Crafts); err != nil {
		return r, err
	}
	if b.site, err = plan.Site.begin(ctx, b.world.DSN, Engine); err != nil {
		return r, err
	}
	defer func() { err = errors.Join(err, b.site.stop()) }()
	if err = b.warm(ctx); err != nil {
		return r, err
	}
	r.Machine = b.ground.machine(ctx)
	return r, b.repeat(ctx, &r)
}

// warm waits until the site has its index.
func (b *searchBench) warm(ctx context.Context) error {
	l, err := dial(ctx, b.site.addr)
	if err != nil {
		return err
	}
	defer l.close()
	_, err = l.send(fmt.Appendf(nil, "GET /api/v1/openings?q=argile HTTP/1.1\r\nHost: %s\r\n\r\n", b.site.addr))
	return err
}

func (b *searchBench) repeat(ctx context.Context, r *SearchReport) error {
	var p99, ratio, rate []float64
	for i := range b.Repetitions {
		b.Log(fmt.Sprintf("Répétition %d sur %d…", i+1, b.Repetitions))
		seekers := &seekers{addr: b.site.addr, clients: b.Clients, seed: uint64(i), question: b.question} // a small number
		found, err := seekers.run(ctx, b.Each)
		if err != nil {
			return err
		}
		r.Searches += found.Acknowledged
		r.BytesMean = seekers.bytes / max(1, seekers.answers)
		bare, err := b.bare(ctx, r.BytesMean)
		if err != nil {
			return err
		}
		r.Search, r.Reference = append(r.Search, found), append(r.Reference, bare)
		p99, rate = append(p99, found.P99MS), append(rate, found.Rate)
		ratio = append(ratio, found.P99MS/max(bare.P99MS, 0.001))
	}
	r.P99MS, r.P99VsBare, r.Rate, r.Machine.LoadAfter = spreadOf(p99), spreadOf(ratio), spreadOf(rate), load()
	return nil
}

// bare measures the same clients against a server that sends as many bytes and
// does nothing else.
func (b *searchBench) bare(ctx context.Context, bytes int) (f Figures, err error) {
	l, err := (&net.ListenConfig{}).Listen(ctx, "tcp", "127.0.0.1:0")
	if err != nil {
		return f, err
	}
	body := make([]byte, bytes)
	server := &http.Server{ReadHeaderTimeout: time.Minute, Handler: http.HandlerFunc(func(w http.ResponseWriter,
		_ *http.Request) {
		_, _ = w.Write(body) // a client that is gone is no matter
	})}
	done := work.Go(func() error { return server.Serve(l) })
	f, err = (&seekers{addr: l.Addr().String(), clients: b.Clients, question: b.question}).run(ctx, b.Each)
	err = errors.Join(err, server.Close())
	if ended := <-done; !errors.Is(ended, http.ErrServerClosed) {
		err = errors.Join(err, ended)
	}
	return f, err
}

// question makes a search: a craft's name with a slip, and now and then a day, a place,
// company, or a fact.
func (b *searchBench) question(random *rand.Rand) string {
	word := []byte(strings.ToLower(strings.Fields(b.Crafts[random.IntN(len(b.Crafts))].Name)[0]))
	if at := random.IntN(len(word)); word[at] < 128 && random.IntN(3) > 0 {
		word[at] = byte('a' + random.IntN(26)) //nolint:gosec // a letter
	}
	said := string(word)
	for _, more := range []string{" samedi", " dimanche après-midi", fmt.Sprintf(" à %d", 2+random.IntN(6)),
		fmt.Sprintf(" commune %d", 1+random.IntN(communes)), " gratuit", " sans réservation"} {
		if random.IntN(4) == 0 {
			said += more
		}
	}
	address := "/api/v1/openings?q=" + url.QueryEscape(said)
	if random.IntN(4) == 0 {
		address += fmt.Sprintf("&near=45.%02d,5.0&radius_km=%d", random.IntN(20), 5+random.IntN(20))
	}
	return address
}

// name gives the openings of a world crafts, artisans and texts that can be searched.
func (w *World) name(ctx context.Context, crafts []jema.Craft) error {
	territory, err := w.store.Territory(ctx, slug)
	if err != nil {
		return err
	}
	if _, err = w.store.SaveCrafts(ctx, territory.ID, crafts); err != nil {
		return err
	}
	err = w.inTx(ctx, func(tx *sqlx.Tx) error {
		for _, query := range []string{
			`UPDATE workshop w SET craft_slug = k.slug, name = 'Atelier ' || (ARRAY['Rivière', 'Colline', 'Halle', 'Presle',
				'Moulin', 'Tilleul'])[1 + w.id % 6] || ' ' || w.id,
				artisan = (ARRAY['Ambre', 'Basile', 'Célia', 'Denis', 'Élise', 'Firmin', 'Garance'])[1 + w.id % 7] || ' ' ||
					initcap(translate(w.id::text, '0123456789', 'aborelinus'))
			FROM (SELECT slug, row_number() OVER (ORDER BY slug) AS n, count(*) OVER () AS all_of FROM craft WHERE
				territory_id = $1) k
			WHERE w.territory_id = $1 AND k.n = 1 + w.id % k.all_of`,
			`UPDATE opening o SET title = k.name || ', ' || (ARRAY['les gestes', 'la matière', 'l’outil', 'le feu',
				'la main'])[1 + o.id % 5],
				description = 'Dans l’atelier de ' || w.artisan || ', on voit naître une pièce : ' || lower(k.name) ||
					', du premier geste au dernier. ' ||
					(ARRAY['On touche les matières.', 'On essaie soi-même.', 'Les enfants dessinent.',
						'On repart avec sa pièce.'])[1 + o.id % 4],
				price = (ARRAY['gratuit', '5 €', '18 €', ''])[1 + o.id % 4], minimum_age = (ARRAY['', '6 ans', '12 ans'])[1 +
					o.id % 3]
			FROM workshop w JOIN craft k ON k.territory_id = w.territory_id AND k.slug = w.craft_slug WHERE o.territory_id =
				$1 AND w.id = o.workshop_id`,
		} {
			if _, err := tx.ExecContext(ctx, query, territory.ID); err != nil {
				return err
			}
		}
		return nil
	})
	if err != nil {
		return err
	}
	return w.settle(ctx)
}
