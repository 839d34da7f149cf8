// Package storetest gives tests a small world in a real Postgres, in
// sentences: a territory of three communes, an edition, workshops, openings,
// slots.
//
//	func TestMain(m *testing.M) { os.Exit(storetest.Run(m)) }
//
//	w := storetest.New(t)
//	slot := w.Opening("Tournage").Slot("2027-04-10", 600, 660, 8)
package storetest

import (
	"context"
	"fmt"
	"testing"
	"time"

	"github.com/jmoiron/sqlx"

	"jema/internal/jema"
	"jema/internal/pgembed/pgtest"
	"jema/internal/postgres"
)

// Run starts Postgres with the migrated schema for a test binary.
func Run(m *testing.M) int { return pgtest.Run(m, migrate) }

func migrate(dsn string) error {
	store, err := postgres.Open(context.Background(), dsn, 2)
	if err != nil {
		return err
	}
	defer func() { _ = store.Close() }()
	_, err = store.Migrate(context.Background())
	return err
}

// Now is what the clock of the world shows: a morning before the edition.
var Now = time.Date(2027, 3, 1, 9, 0, 0, 0, time.UTC)

// World is a territory ready to work in.
type World struct {
	t         testing.TB
	DSN       string
	Store     *postgres.Store
	DB        *sqlx.DB // to look with, and to break things with
	Territory jema.Territory
	Edition   jema.Edition
}

// New makes a world of its own for a test.
func New(t testing.TB) *World {
	t.Helper()
	dsn := pgtest.DSN(t)
	store, err := postgres.Open(t.Context(), dsn, 40)
	must(t, err)
	t.Cleanup(func() { _ = store.Close() })
	db, err := sqlx.Open("postgres", dsn)
	must(t, err)
	t.Cleanup(func() { _ = db.Close() })
	w := &World{t: t, DSN: dsn, Store: store, DB: db}
	w.Territory, err = store.CreateTerritory(t.Context(), jema.Territory{Slug: "essai", Name: "Territoire d’essai",
		BaseURL:      "http://jema.test",
		ContactEmail: "contact@example.org", ContactPhone: "04 65 71 00 99", IsDemo: true})
	must(t, err)
	w.reference()
	w.Edition, err = store.CreateEdition(t.Context(), Edition(w.Territory.ID), Now)
	must(t, err)
	return w
}

// Beside makes a second territory in the same database, with reference data and
// an edition of its own.
func (w *World) Beside(slug string) *World {
	w.t.Helper()
	beside := &World{t: w.t, Store: w.Store, DB: w.DB}
	var err error
	beside.Territory, err = w.Store.CreateTerritory(w.t.Context(), jema.Territory{Slug: slug, Name: "Territoire voisin",
		BaseURL: "http://" + slug + ".test"})
	must(w.t, err)
	beside.reference()
	beside.Edition, err = w.Store.CreateEdition(w.t.Context(), Edition(beside.Territory.ID), Now)
	must(w.t, err)
	return beside
}

// Edition is the edition of the sample: 6 to 11 April 2027, in Paris.
func Edition(territoryID jema.TerritoryID) jema.Edition {
	zone, err := time.LoadLocation("Europe/Paris")
	if err != nil {
		panic(err)
	}
	return jema.Edition{
		TerritoryID: territoryID, Year: 2027, Name: "Journées européennes des métiers d’art", Theme: "Essai", Zone: zone,
		StartsOn: jema.Date{Year: 2027, Month: 4, Day: 6}, EndsOn: jema.Date{Year: 2027, Month: 4, Day: 11},
		RegistrationOpensAt: Now.AddDate(0, -3, 0), RegistrationClosesAt: Now.AddDate(0, 1, 0),
		BookingOpensAt: Now.AddDate(0, 0, -7), BookingClosesAt: time.Date(2027, 4, 11, 22, 0, 0, 0, time.UTC),
		PurgeOn: jema.Date{Year: 2027, Month: 7, Day: 11},
	}
}

// reference adds three real communes and two crafts, by SQL: how they are
// imported is another test's matter.
func (w *World) reference() {
	for _, c := range []jema.Commune{
		{INSEE: "26281", Name: "Romans-sur-Isère", PostalCodes: []string{"26100"}, Lat: 45.05478, Lon: 5.03814,
			Population: 33139},
		{INSEE: "26034", Name: "La Baume-d'Hostun", PostalCodes: []string{"26730"}, Lat: 45.06198, Lon: 5.21987,
			Population: 594},
		{INSEE: "26124", Name: "Étoile-sur-Rhône", PostalCodes: []string{"26800"}, Lat: 44.83132, Lon: 4.87484,
			Population: 5497},
	} {
		c = jema.NameCommune(c)
		w.exec(`INSERT INTO commune (territory_id, insee, name, sort_name, at_name, of_name, postal_codes, lat, lon,
			population, boundary)
			VALUES ($1, $2, $3, $4, $5, $6, ARRAY[$7], $8, $9, $10, $11)`, w.Territory.ID, c.INSEE, c.Name, c.SortName,
			c.AtName, c.OfName,
			c.PostalCodes[0], c.Lat, c.Lon, c.Population, square(c.Lon, c.Lat))
	}
	w.exec(`INSERT INTO craft_domain (slug, name, position) VALUES ('ceramique', 'Céramique', 4), ('cuir', 'Cuir', 5)
		ON CONFLICT DO NOTHING`)
	w.exec(`INSERT INTO craft (territory_id, slug, domain_slug, name) VALUES ($1, 'ceramiste', 'ceramique', 'Céramiste'),
		($1, 'bottier-main', 'cuir', 'Bottier main')`, w.Territory.ID)
}

// square is a boundary of about five kilometres around a point.
func square(lon, lat float64) string {
	const r = 0.03
	return fmt.Sprintf(`{"type":"Polygon","coordinates":[[[%f,%f],[%f,%f],[%f,%f],[%f,%f],[%[1]f,%[2]f]]]}`,
		lon-r, lat-r, lon+r, lat-r, lon+r, lat+r, lon-r, lat+r)
}

func (w *World) exec(query string, args ...any) {
	w.t.Helper()
	_, err := w.DB.ExecContext(w.t.Context(), query, args...)
	must(w.t, err)
}

// Account adds an account of a role.
func (w *World) Account(email string, role jema.Role) jema.Account {
	w.t.Helper()
	a, err := w.Store.CreateAccount(w.t.Context(), jema.Account{TerritoryID: w.Territory.ID, Email: email,
		Name: "Compte d’essai", Role: role})
	must(w.t, err)
	return a
}

// Workshop adds a potter's workshop in Romans, owned by an account if given.
func (w *World) Workshop(name string, owner jema.AccountID) jema.Workshop {
	w.t.Helper()
	shop, err := w.Store.SaveWorkshop(w.t.Context(), jema.Workshop{TerritoryID: w.Territory.ID, OwnerID: owner, Name: name,
		Artisan:   "Personne Inventée",
		CraftSlug: "ceramiste", CommuneINSEE: "26281", Address: "1 rue Inventée", PostalCode: "26100",
		Phone: "04 65 71 00 12",
		Email: "atelier@example.org", PublishAddress: true}, Now)
	must(w.t, err)
	return shop
}

// Opening adds an approved opening in a workshop of its own.
func (w *World) Opening(title string) *Opening {
	w.t.Helper()
	return w.OpeningIn(w.Workshop("Atelier "+title, 0), title, jema.Approved)
}

// OpeningIn adds an opening of a workshop in a state.
func (w *World) OpeningIn(shop jema.Workshop, title string, state jema.OpeningState) *Opening {
	w.t.Helper()
	id, err := w.Store.SaveOpening(w.t.Context(), postgres.OpeningPlan{Opening: jema.Opening{TerritoryID: shop.TerritoryID,
		WorkshopID: shop.ID,
		EditionID:  w.Edition.ID,
		Kind:       jema.Demonstration, Title: title, PrintedText: "Un texte imprimé.", Description: "Un texte.", PartyMax: 8,
		Price: "gratuit"}}, Now)
	must(w.t, err)
	w.exec(`UPDATE opening SET state = $2 WHERE id = $1`, id, string(state))
	return &Opening{w, id}
}

// Opening is an opening of a world.
type Opening struct {
	w  *World
	ID jema.OpeningID
}

// At is an interval of the edition on an ISO day, from and to in minutes after
// midnight.
func (w *World) At(day string, from, to jema.Clock) jema.Interval {
	w.t.Helper()
	d, err := jema.ParseDate(day)
	must(w.t, err)
	i, err := jema.Span{Day: d, From: from, To: to}.Interval(w.Edition.Zone)
	must(w.t, err)
	return i
}

// Slot adds a bookable slot on an ISO day, from and to in minutes after
// midnight, and returns its id.
func (o *Opening) Slot(day string, from, to jema.Clock, capacity int) (id jema.SlotID) {
	o.w.t.Helper()
	i := o.w.At(day, from, to)
	err := o.w.DB.GetContext(o.w.t.Context(), &id, `
		INSERT INTO slot (territory_id, edition_id, opening_id, workshop_id, exclusive, edition_opens_at, edition_closes_at,
			starts_at, ends_at, capacity)
		SELECT o.territory_id, o.edition_id, o.id, w.id, w.one_visit_at_a_time, e.opens_at, e.closes_at, $2, $3, $4
		FROM opening o JOIN workshop w ON w.id = o.workshop_id JOIN edition e ON e.id = o.edition_id WHERE o.id = $1
			RETURNING id`,
		o.ID, i.Start, i.End, capacity)
	must(o.w.t, err)
	return id
}

// Holds fails the test when an invariant of the database is broken.
func (w *World) Holds() {
	w.t.Helper()
	list, err := w.Store.Check(w.t.Context(), Now)
	must(w.t, err)
	for _, i := range list {
		if i.Broken != 0 {
			w.t.Errorf("invariant broken %d times: %s", i.Broken, i.Name)
		}
	}
}

func must(t testing.TB, err error) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
}
