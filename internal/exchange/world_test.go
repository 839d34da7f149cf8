package exchange

import (
	"os"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"jema/internal/jema"
	"jema/internal/postgres/storetest"
	"jema/internal/reference"
)

func TestMain(m *testing.M) { os.Exit(storetest.Run(m)) }

// world is an edition with the real communes and crafts, prepared: visitors are
// not shown it yet.
type world struct {
	*storetest.World
	t *testing.T
}

func newWorld(t *testing.T) world {
	t.Helper()
	w := world{storetest.New(t), t}
	communes, crafts := referenceData(t)
	_, err := w.Store.SaveCommunes(t.Context(), w.Territory.ID, communes)
	must(t, err)
	_, err = w.Store.SaveCrafts(t.Context(), w.Territory.ID, crafts)
	must(t, err)
	w.exec(`UPDATE edition SET state = 'prepared'`)
	return w
}

func referenceData(t testing.TB) ([]jema.Commune, []jema.Craft) {
	t.Helper()
	read, err := readReference()
	must(t, err)
	return slices.Clone(read.communes), slices.Clone(read.crafts)
}

// lists are the communes and crafts of the territory.
type lists struct {
	communes []jema.Commune
	crafts   []jema.Craft
}

// readReference reads the reference data once for all tests.
var readReference = sync.OnceValues(func() (read lists, err error) {
	if read.communes, err = ReadCommunes(reference.Communes(), reference.Boundaries()); err == nil {
		read.crafts, err = ReadCrafts(reference.Crafts())
	}
	return read, err
})

// against is what rows are understood against without a database.
func against(t testing.TB) Reference {
	communes, crafts := referenceData(t)
	zone, err := time.LoadLocation("Europe/Paris")
	must(t, err)
	return Reference{Communes: communes, Crafts: crafts, Edition: jema.Edition{Year: 2027, Zone: zone,
		StartsOn: jema.Date{Year: 2027, Month: 4, Day: 6}, EndsOn: jema.Date{Year: 2027, Month: 4, Day: 11}}}
}

// load imports a file and fails when it is not read at all.
func (w world) load(data string, change ...func(*Options)) Report {
	w.t.Helper()
	sheet, err := ReadOpenings("essai.csv", []byte(data))
	must(w.t, err)
	o := Options{Territory: w.Territory, Edition: w.Edition, State: jema.Approved, Now: storetest.Now}
	for _, c := range change {
		c(&o)
	}
	report, err := ImportOpenings(w.t.Context(), w.Store, sheet, o)
	must(w.t, err)
	w.Holds()
	return report
}

// exec changes the database as the program would.
func (w world) exec(query string, args ...any) {
	w.t.Helper()
	_, err := w.DB.ExecContext(w.t.Context(), query, args...)
	must(w.t, err)
}

// get reads one value.
func get[T any](w world, query string, args ...any) (value T) {
	w.t.Helper()
	must(w.t, w.DB.GetContext(w.t.Context(), &value, query, args...))
	return value
}

// findingLines lists the findings of a row, one a line: « à corriger Durée: … ».
func findingLines(findings []Finding) string {
	var lines []string
	for _, f := range findings {
		lines = append(lines, plain(f.Severity.String()+" "+f.Header+": "+f.Problem))
	}
	return strings.Join(lines, "\n")
}

// plain makes every space an ordinary one, so that tests can be read.
func plain(s string) string { return strings.NewReplacer("\u00a0", " ", "\u202f", " ").Replace(s) }

func must(t testing.TB, err error) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
}
