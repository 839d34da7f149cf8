package postgres

import (
	"cmp"
	"context"
	"encoding/json"
	"slices"
	"time"

	"github.com/lib/pq"

	"jema/internal/jema"
)

// nearbyMost is how many openings of other communes a programme mentions.
const nearbyMost = 12

// Programme gathers all that is printed for a commune of an edition.
func (s *Store) Programme(ctx context.Context, e jema.Edition, insee string,
	now time.Time) (p jema.Programme, err error) {
	defer attempted(&err, "reading a programme")
	err = s.read(ctx, func(tx *tx) error {
		book, err := loadBook(ctx, tx, e, now)
		if err != nil {
			return err
		}
		if p, err = book.programme(insee); err != nil {
			return err
		}
		return loadPrinted(ctx, tx, e.TerritoryID, p.Entries, now)
	})
	return p, err
}

// Programmes gathers every commune's programme, in the order of the INSEE
// codes, from one snapshot and a handful of queries. Communes where nothing
// opens are among them, with what opens nearby.
func (s *Store) Programmes(ctx context.Context, e jema.Edition, now time.Time) (_ []jema.Programme, err error) {
	defer attempted(&err, "reading the programmes")
	all, err := s.readBook(ctx, e, now)
	return all.Programmes, err
}

// Book gathers what is printed for the whole territory: Programmes, with the
// texts common to them all.
func (s *Store) Book(ctx context.Context, e jema.Edition, now time.Time) (out jema.Book, err error) {
	defer attempted(&err, "reading the programmes of a territory")
	return s.readBook(ctx, e, now)
}

func (s *Store) readBook(ctx context.Context, e jema.Edition, now time.Time) (out jema.Book, err error) {
	err = s.read(ctx, func(tx *tx) error {
		book, err := loadBook(ctx, tx, e, now)
		if err != nil {
			return err
		}
		if err := loadPrinted(ctx, tx, e.TerritoryID, book.entries, now); err != nil {
			return err
		}
		out = jema.Book{Territory: book.territory, Edition: book.edition, Basemap: book.basemap, AsOf: book.asOf}
		for _, c := range book.communes {
			p, err := book.programme(c.INSEE)
			if err != nil {
				return err
			}
			out.Programmes = append(out.Programmes, p)
		}
		return nil
	})
	return out, err
}

// book is an edition as it is now, from which each programme is cut.
type book struct {
	territory jema.Territory
	edition   jema.Edition
	communes  []jema.Commune
	basemap   jema.Basemap
	domains   []jema.CraftDomain
	entries   []jema.Entry
	asOf      time.Time
}

func loadBook(ctx context.Context, tx *tx, e jema.Edition, now time.Time) (book, error) {
	b := book{edition: e}
	err := one(ctx, tx, errTerritoryMissing, &b.territory, `SELECT `+territoryColumns+
		` FROM territory WHERE id = $1`, e.TerritoryID)
	if err != nil {
		return b, err
	}
	if b.communes, err = communesWithBoundary(ctx, tx, e.TerritoryID); err != nil {
		return b, err
	}
	if b.basemap, err = loadBasemap(ctx, tx, e.TerritoryID); err != nil {
		return b, err
	}
	if err := tx.SelectContext(ctx, &b.domains,
		`SELECT slug, name, position FROM craft_domain ORDER BY position`); err != nil {
		return b, err
	}
	if b.entries, err = entries(ctx, tx, e, EntryFilter{}, now); err != nil {
		return b, err
	}
	if err := b.addCancelled(ctx, tx, now); err != nil {
		return b, err
	}
	// The file is dated by the newest change in it, so that the same data is
	// the same bytes whenever it is printed.
	err = tx.GetContext(ctx, &b.asOf, `SELECT greatest((SELECT max(updated_at) FROM opening WHERE edition_id = $1),
		(SELECT max(w.updated_at) FROM workshop w JOIN opening o ON o.workshop_id = w.id WHERE o.edition_id = $1),
		(SELECT created_at FROM edition WHERE id = $1))`, e.ID)
	return b, err
}

// addCancelled adds what was cancelled after the freeze: people hold a paper
// that announces it, so that the next one has to announce that it will not take
// place.
func (b *book) addCancelled(ctx context.Context, tx *tx, now time.Time) error {
	if b.edition.FreezeAt.IsZero() || now.Before(b.edition.FreezeAt) {
		return nil
	}
	var ids []jema.OpeningID
	err := tx.SelectContext(ctx, &ids, `SELECT id FROM opening WHERE edition_id = $1 AND state = 'cancelled'
		AND approved_at <= $2 AND commune_insee IS NOT NULL ORDER BY id`, b.edition.ID, b.edition.FreezeAt)
	if err != nil || len(ids) == 0 {
		return err
	}
	cancelled, err := loadEntries(ctx, tx, ids, now)
	b.entries = append(b.entries, cancelled...)
	slices.SortFunc(b.entries, func(x, y jema.Entry) int { return cmp.Compare(x.Opening.ID, y.Opening.ID) })
	return err
}

func (b book) programme(insee string) (jema.Programme, error) {
	i := slices.IndexFunc(b.communes, func(c jema.Commune) bool { return c.INSEE == insee })
	if i < 0 {
		return jema.Programme{}, jema.NotFound("commune.missing")
	}
	p := jema.Programme{Territory: b.territory, Edition: b.edition, Commune: b.communes[i], Communes: b.communes,
		Basemap: b.basemap, Domains: b.domains, AsOf: b.asOf}
	for _, e := range b.entries {
		if e.Commune.INSEE == insee {
			p.Entries = append(p.Entries, e)
		} else if e.Opening.State != jema.Cancelled && e.Visitable() {
			p.Nearby = append(p.Nearby, e)
		}
	}
	p.SortNearby()
	p.Nearby = p.Nearby[:min(len(p.Nearby), nearbyMost)]
	return p, nil
}

type communeRow struct {
	INSEE       string
	Name        string
	SortName    string         `db:"sort_name"`
	AtName      string         `db:"at_name"`
	OfName      string         `db:"of_name"`
	PostalCodes pq.StringArray `db:"postal_codes"`
	FormerNames pq.StringArray `db:"former_names"`
	Lat, Lon    float64
	Population  int
	Boundary    []byte
}

func (r communeRow) commune() jema.Commune {
	return jema.Commune{INSEE: r.INSEE, Name: r.Name, SortName: r.SortName, AtName: r.AtName, OfName: r.OfName,
		PostalCodes: r.PostalCodes, FormerNames: r.FormerNames, Lat: r.Lat, Lon: r.Lon, Population: r.Population,
		Boundary: json.RawMessage(r.Boundary)}
}

func communesWithBoundary(ctx context.Context, tx *tx, territoryID jema.TerritoryID) ([]jema.Commune, error) {
	var rows []communeRow
	err := tx.SelectContext(ctx, &rows, `SELECT insee, name, sort_name, at_name, of_name, postal_codes, former_names,
		lat, lon,
		population, boundary FROM commune WHERE territory_id = $1 ORDER BY insee`, territoryID)
	list := make([]jema.Commune, len(rows))
	for i, r := range rows {
		list[i] = r.commune()
	}
	return list, err
}
