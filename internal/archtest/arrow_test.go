package archtest

import (
	"bytes"
	"encoding/json"
	"errors"
	"io"
	"io/fs"
	"os/exec"
	"path"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"testing"
)

// ownPackage is a package of this module, as go list describes it.
type ownPackage struct {
	ImportPath, Dir string
	GoFiles         []string
	Imports         []string
}

// name is the path within the module: internal/jema.
func (r ownPackage) name() string { return strings.TrimPrefix(r.ImportPath, "jema/") }

// group returns the first two elements of a package's path: internal/schedule also for the
// packages below it.
func group(name string) string {
	parts := strings.SplitN(name, "/", 3)
	return path.Join(parts[:min(len(parts), 2)]...)
}

var list = sync.OnceValues(func() ([]ownPackage, error) {
	// The test's cached answer holds as long as the folders it has opened do.
	for _, folder := range []string{"../../internal", "../../cmd"} {
		if err := filepath.WalkDir(folder, func(_ string, _ fs.DirEntry, err error) error { return err }); err != nil {
			return nil, err
		}
	}
	command := exec.Command("go", "list", "-json=ImportPath,Dir,GoFiles,Imports", "./...")
	command.Dir = "../.."
	out, err := command.Output()
	if err != nil {
		return nil, err
	}
	var packages []ownPackage
	for d := json.NewDecoder(bytes.NewReader(out)); ; {
		var r ownPackage
		if err := d.Decode(&r); errors.Is(err, io.EOF) {
			return packages, nil
		} else if err != nil {
			return nil, err
		}
		packages = append(packages, r)
	}
})

func packages(t *testing.T) []ownPackage {
	t.Helper()
	packages, err := list()
	if err != nil || len(packages) < 20 {
		t.Fatalf("go list: %d packages, %v", len(packages), err)
	}
	return packages
}

// mayImport is the picture of docs/design.md: cmd → web → {booking, mail,
// exchange} → postgres → jema. A package may also import what lies below it.
var mayImport = map[string][]string{
	"internal/jema":      {},
	"internal/links":     {"internal/jema"},
	"internal/work":      {},
	"internal/measure":   {},
	"internal/marquetry": {"internal/measure"},
	"internal/geo":       {"internal/marquetry", "internal/measure"},
	"internal/calendar":  {"internal/text"},
	"internal/atlas":     {"internal/geo", "internal/jema", "internal/marquetry", "internal/measure"},
	// A card is set in the faces of internal/programme/typeset, and a kit has cards.
	"internal/card":      {"internal/marquetry", "internal/measure", "internal/programme"},
	"internal/picture":   {},
	"internal/reference": {},
	"internal/pgembed":   {"internal/work"},
	"migrations":         {},
	"static":             {},
	"templates":          {},
	"internal/archtest":  {},
	"internal/text":      {"internal/jema"},
	"internal/catalogue": {"internal/jema", "internal/text"},
	"internal/reading":   {"internal/jema", "internal/text"},
	"internal/schedule":  {"internal/jema", "internal/text", "internal/marquetry"},
	"internal/programme": {"internal/work", "internal/card", "internal/picture", "internal/catalogue", "internal/jema",
		"internal/text", "internal/reading", "internal/marquetry", "internal/measure", "internal/geo"},
	"internal/postgres": {"internal/jema", "internal/text", "internal/reading", "migrations"},
	"internal/search": {"internal/work", "internal/postgres", "internal/jema", "internal/text", "internal/reading",
		"internal/catalogue"},
	"internal/booking":   {"internal/work", "internal/postgres", "internal/jema", "internal/links"},
	"internal/command":   {"internal/work"},
	"internal/pagecache": {"internal/work", "internal/jema"},
	"internal/serve": {"internal/work", "internal/web", "internal/mail", "internal/booking", "internal/postgres",
		"internal/jema", "internal/links"},
	"internal/torture": {"internal/work", "internal/web", "internal/mail", "internal/booking", "internal/postgres",
		"internal/jema", "internal/links", "internal/pgembed"},
	"internal/bench": {"internal/work", "internal/serve", "internal/mail", "internal/programme", "internal/booking",
		"internal/postgres", "internal/jema", "internal/links", "internal/pgembed"},
	"internal/mail": {"internal/work", "internal/calendar", "internal/postgres", "internal/jema", "internal/links",
		"internal/catalogue",
		"internal/reading", "internal/text", "templates"},
	"internal/exchange": {"internal/postgres", "internal/jema", "internal/programme", "internal/geo", "internal/schedule",
		"internal/reading", "internal/catalogue", "internal/text"},
	"internal/web": {"internal/work", "internal/atlas", "internal/calendar", "internal/card", "internal/pagecache",
		"internal/search", "internal/booking", "internal/mail",
		"internal/exchange", "internal/postgres", "internal/jema", "internal/programme", "internal/schedule",
		"internal/reading", "internal/catalogue", "internal/links", "internal/marquetry", "internal/geo", "internal/picture",
		"internal/measure", "internal/text", "templates", "static"},
	"cmd/jema": {"internal/work", "internal/web", "internal/booking", "internal/mail", "internal/exchange",
		"internal/postgres", "internal/jema", "internal/programme",
		"internal/schedule", "internal/catalogue", "internal/links", "internal/marquetry", "internal/geo", "internal/picture",
		"internal/pgembed", "internal/reference", "internal/text",
		"internal/command", "internal/serve"},
	"internal/journey": {"internal/work"},
	"cmd/jemalab": {"internal/journey", "internal/work", "internal/command", "internal/bench", "internal/torture",
		"internal/postgres", "internal/exchange", "internal/jema",
		"internal/reference"},
}

// forTests are the packages that only tests may import; their own imports are
// free.
var forTests = []string{"internal/memorytest", "internal/pgembed/pgtest", "internal/postgres/storetest",
	"internal/programme/pdftest", "internal/proptest", "internal/web/webtest"}

func TestArrows(t *testing.T) {
	for _, r := range packages(t) {
		if slices.Contains(forTests, r.name()) {
			continue
		}
		known, isListed := mayImport[group(r.name())]
		if !isListed {
			t.Errorf("%s is not in mayImport", r.name())
			continue
		}
		for _, imported := range r.Imports {
			name, ours := strings.CutPrefix(imported, "jema/")
			switch {
			case !ours:
			case slices.Contains(forTests, name):
				t.Errorf("%s is made for tests, and %s imports it", name, r.name())
			case group(name) != group(r.name()) && !slices.Contains(known, group(name)):
				t.Errorf("%s must not import %s", r.name(), name)
			}
		}
	}
}

// betweenPackages are the arrows between the packages of the site, beside those to
// the kit that all of them embed and to what everybody is shown alike: the desk books
// through what visitors see, a visitor of a class is shown the class and finds
// openings in the search and gives its pages what other programs read of them,
// organisers work in the forms of artisans.
var betweenPackages = map[string][]string{"visitor": {"school", "visitor/search", "feed", "atlas"}, "desk": {"visitor"},
	"organiser": {"artisan", "organiser/queue", "organiser/roster"}, "organiser/queue": {"atlas"},
	"organiser/roster": {"artisan"}, "artisan/entry": {"artisan"},
	"artisan/history": {"artisan"}}

func TestPackagesOfTheSite(t *testing.T) {
	const site, most = "internal/web/", 20 // files of a package
	found := 0
	for _, r := range packages(t) {
		from, ofSite := strings.CutPrefix(r.name(), site)
		if !ofSite || slices.Contains(forTests, r.name()) {
			continue
		}
		found++
		if len(r.GoFiles) > most {
			t.Errorf("%s has %d files, %d are the most", r.name(), len(r.GoFiles), most)
		}
		for _, imported := range r.Imports {
			to, ofSite := strings.CutPrefix(imported, "jema/"+site)
			switch {
			case imported == "jema/internal/web":
				t.Errorf("%s must not import internal/web", r.name())
			case !ofSite || to == "public" || to == "page" && from != "api":
			case !slices.Contains(betweenPackages[from], to):
				t.Errorf("%s must not import %s", r.name(), to)
			}
		}
	}
	if found < 9 {
		t.Errorf("only %d packages of the site were looked at", found)
	}
}

// frontDoor is the one package of a group that other packages may import: site
// and command print through programme, and what is behind it may change.
var frontDoor = map[string][]string{"internal/programme": {"internal/web", "internal/exchange", "cmd/jema"}}

func TestFrontDoors(t *testing.T) {
	for _, r := range packages(t) {
		for door, kept := range frontDoor {
			for _, imported := range r.Imports {
				name := strings.TrimPrefix(imported, "jema/")
				if slices.Contains(kept, group(r.name())) && group(name) == door && name != door &&
					!slices.Contains(forTests, name) {
					t.Errorf("%s must import %s only, and not %s", r.name(), door, name)
				}
			}
		}
	}
}

// outside reports whether a package must not import another from outside the
// project: the domain uses the standard library alone, what prints and reads
// hours has no database and no network, pages see no SQL and the store sees no
// request.
var outside = map[string]func(imported string) bool{
	"internal/jema":      func(i string) bool { return strings.Contains(strings.SplitN(i, "/", 2)[0], ".") || network(i) },
	"internal/schedule":  network,
	"internal/programme": network,
	"internal/web":       sql,
	"internal/booking":   func(i string) bool { return sql(i) || network(i) },
	"internal/postgres": func(i string) bool {
		return strings.HasPrefix(i, "net/http") ||
			strings.Contains(i, "gin-gonic")
	},
}

func network(imported string) bool {
	return strings.HasPrefix(imported, "net/") && imported != "net/url" || imported == "net" ||
		imported == "database/sql" || imported == "os/exec"
}

func sql(imported string) bool {
	return imported == "database/sql" || strings.Contains(imported, "jmoiron/sqlx") || strings.Contains(imported, "lib/pq")
}

func TestForbiddenImports(t *testing.T) {
	for _, r := range packages(t) {
		forbidden := outside[group(r.name())]
		if forbidden == nil || slices.Contains(forTests, r.name()) {
			continue
		}
		for _, imported := range r.Imports {
			if forbidden(imported) {
				t.Errorf("%s must not import %s", r.name(), imported)
			}
		}
	}
}

// A package is named for what is in it.
func TestNoPackageForEverything(t *testing.T) {
	for _, r := range packages(t) {
		for part := range strings.SplitSeq(r.name(), "/") {
			if slices.Contains([]string{"models", "model", "utils", "util", "common", "helpers", "helper", "service", "services",
				"manager", "interfaces", "mock",
				"mocks", "base", "core", "misc", "shared", "types"}, part) {
				t.Errorf("%s: what is %s?", r.name(), part)
			}
		}
	}
}
