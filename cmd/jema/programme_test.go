package main

import (
	"bytes"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/jmoiron/sqlx"
	_ "github.com/lib/pq"

	"jema/internal/jema"
	"jema/internal/postgres"
	"jema/internal/postgres/storetest"
	"jema/internal/programme/pdftest"
	"jema/internal/reference"
)

// printShop is a territory with its sample, all of it approved, and somebody
// who booked.
func printShop(t *testing.T) (s shell, db *sqlx.DB) {
	t.Helper()
	s = newShell(t)
	s.territory()
	s.run(1, "import", "openings", s.file("openings.csv", reference.Openings()))
	db, err := sqlx.Open("postgres", os.Getenv("DATABASE_URL"))
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = db.Close() })
	for _, query := range []string{
		`UPDATE territory SET base_url = 'https://jema.example.org'`,
		`UPDATE opening SET state = 'approved' WHERE state = 'submitted'`,
	} {
		if _, err := db.Exec(query); err != nil {
			t.Fatal(err)
		}
	}
	return s, db
}

func TestEveryFormatIsPrinted(t *testing.T) {
	s, db := printShop(t)
	var opening int64
	if err := db.Get(&opening, `SELECT min(o.id) FROM opening o JOIN slot s ON s.opening_id = o.id
		WHERE o.state = 'approved' AND o.commune_insee = '26281'`); err != nil {
		t.Fatal(err)
	}
	n := fmt.Sprint(opening)
	for format, args := range map[string][]string{
		"auto": {"--commune", "26281"}, "sheet": {"--commune", "26281"}, "folded": {"--commune", "26281"},
		"brochure": {"--commune", "26281"},
		"large":    {"--commune", "26281", "--lang", "en"}, "book": {"--all"}, "day": {"--all", "--day", "2027-04-10"},
		"wall": {"--commune", "26281"}, "bookmark": {"--commune", "26281"},
		"designer": {"--commune", "26281"}, "kit": {"--commune", "26281"},
		"proof": {"--opening", n}, "attendance": {"--opening", n}, "arrows": {"--opening", n}, "poster": {"--opening", n,
			"--size", "A3", "--languages", "en,it"},
	} {
		file := filepath.Join(s.dir, format+".out")
		_, errOut := s.run(0, append([]string{"programme", "--format", format, "--output", file}, args...)...)
		data, err := os.ReadFile(file)
		if err != nil {
			t.Errorf("%s: %v\n%s", format, err, errOut)
			continue
		}
		want := "%PDF-"
		if format == "designer" || format == "kit" {
			want = "PK\x03\x04"
		}
		if !bytes.HasPrefix(data, []byte(want)) {
			t.Errorf("%s begins with %.8q", format, data)
		}
	}
	small := filepath.Join(s.dir, "small.pdf")
	if _, errOut := s.run(1, "programme", "--all", "--format", "book", "--pages", "4", "--output",
		small); !strings.Contains(
		errOut, "ne tient pas") {
		t.Errorf("a missed budget is not said: %s", errOut)
	}
	if _, err := os.Stat(small); err != nil {
		t.Errorf("a book beyond its budget is not written: %v", err)
	}
	made := map[string]bool{}
	for _, edition := range []string{"screen", "press", "booklet"} {
		out, _ := s.run(0, "programme", "--commune", "26281", "--edition-for", edition, "--output", "-")
		if claims := strings.Contains(out, "PDF/X-4"); claims != (edition == "press") {
			t.Errorf("for %s PDF/X-4 is claimed: %t", edition, claims)
		}
		if made[out] || !strings.HasPrefix(out, "%PDF-") {
			t.Errorf("for %s: %.8q, as another", edition, out)
		}
		made[out] = true
	}
	out, _ := s.run(0, "programme", "--format", "arrows", "--commune", "26281", "--output", "-")
	if !strings.HasPrefix(out, "%PDF-") {
		t.Errorf("on standard output: %.8q", out)
	}
}

func TestAllProgrammes(t *testing.T) {
	s, _ := printShop(t)
	for _, run := range []struct {
		args []string
		name string
	}{{nil, "programme-romans-sur-isere-2027.pdf"}, {[]string{"--format", "kit"}, "mairie-romans-sur-isere-2027.zip"}} {
		dir := filepath.Join(s.dir, run.name+".d")
		_, errOut := s.run(0, append([]string{"programme", "--all", "--output", dir}, run.args...)...)
		files, err := os.ReadDir(dir)
		if err != nil || len(files) < 30 {
			t.Fatalf("%d files, %v\n%s", len(files), err, errOut)
		}
		if _, err := os.Stat(filepath.Join(dir, run.name)); err != nil {
			t.Error(err)
		}
		for _, f := range files {
			if strings.HasPrefix(f.Name(), ".") {
				t.Errorf("%s was left behind", f.Name())
			}
		}
		if !strings.Contains(errOut, "sur 54") || !strings.Contains(errOut, fmt.Sprintf("%d fichiers en ", len(files))) {
			t.Error(errOut)
		}
	}
}

// The organisers' settings apply unless a flag overrides them.
func TestProgrammesAreAsSet(t *testing.T) {
	s, db := printShop(t)
	if _, err := db.Exec(`INSERT INTO printing (edition_id, territory_id, format, paper) SELECT id, territory_id,
		'large', 'uncoated' FROM edition`); err != nil {
		t.Fatal(err)
	}
	file := filepath.Join(s.dir, "programme.pdf")
	for _, c := range []struct{ args, tool, says string }{
		{"", "pdfinfo FILE", "595.35 x 842 pts"},
		{"--format brochure", "pdfinfo FILE", "419.58 x 595.35 pts"},
		{"--format auto", "pdfinfo FILE", "419.58 x 595.35 pts"},
		{"--standard ua2", "pdfinfo FILE", "PDF version:     2.0"},
		{"--edition-for press", "qpdf --json FILE", "FOGRA29"},
		{"--edition-for press --paper coated", "qpdf --json FILE", "FOGRA39"},
		{"--edition-for press --format brochure", "pdfinfo -box FILE", "TrimBox:            28.35"},
		{"--edition-for press --format brochure --bleed 5", "pdfinfo -box FILE", "TrimBox:            34.02"},
		{"--edition-for press --format brochure --extent cover", "pdfinfo FILE", "Pages:           4\n"},
		{"--edition-for press --format brochure --extent cover --spine 4", "pdfinfo FILE", "Pages:           2\n"},
	} {
		s.run(0, append([]string{"programme", "--commune", "26281", "--output", file}, strings.Fields(c.args)...)...)
		pdf, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		tool := strings.Fields(c.tool)
		if said := pdftest.Tool(t, pdf, tool[0], tool[1:]...); !strings.Contains(said, c.says) {
			t.Errorf("%q: not %s\n%.2000s", c.args, c.says, said)
		}
	}
}

// What cannot be printed is one line of French and a status, and no file.
func TestProgrammeRefusals(t *testing.T) {
	s, _ := printShop(t)
	file := filepath.Join(s.dir, "rien.pdf")
	if err := os.WriteFile(file, []byte("ce qui était là"), 0o600); err != nil {
		t.Fatal(err)
	}
	for name, c := range map[string]struct {
		status int
		says   string
		args   []string
	}{
		"nothing named":   {2, "s’imprime avec --commune ou --all", nil},
		"two named":       {2, "et rien d’autre", []string{"--commune", "26281", "--all"}},
		"unknown format":  {2, "n’existe pas", []string{"--commune", "26281", "--format", "affiche"}},
		"unknown edition": {2, "--edition-for", []string{"--commune", "26281", "--edition-for", "paper"}},
		"press for a kit": {2, "--edition-for screen", []string{"--commune", "26281", "--format", "kit",
			"--edition-for", "press"}},
		"poster of all":    {2, "--opening ou --commune", []string{"--all", "--format", "poster"}},
		"unknown commune":  {1, "commune", []string{"--commune", "99999"}},
		"unknown language": {1, "« xx »", []string{"--commune", "26281", "--lang", "xx"}},
		"a slug on screen": {2, "--edition-for press", []string{"--commune", "26281", "--slug"}},
		"unknown standard": {2, "--standard ua3", []string{"--commune", "26281", "--standard", "ua3"}},
		"a standard on press": {2, "--edition-for screen", []string{"--commune", "26281", "--standard", "ua2",
			"--edition-for", "press"}},
		"unknown paper":  {2, "--paper satin", []string{"--commune", "26281", "--paper", "satin"}},
		"unknown bleed":  {2, "--bleed 4", []string{"--commune", "26281", "--bleed", "4"}},
		"unknown extent": {2, "--extent back", []string{"--commune", "26281", "--extent", "back"}},
		"unknown order":  {1, "« hasard »", []string{"--commune", "26281", "--order", "hasard"}},
		"unknown event":  {1, "événement", []string{"--opening", "98765", "--format", "proof"}},
		"unknown sheet":  {1, "A4 ou en A3", []string{"--commune", "26281", "--format", "poster", "--size", "A0"}},
		"one language": {1, "deux autres langues", []string{"--commune", "26281", "--format", "poster",
			"--languages", "en"}},
		"unknown booking": {1, "réservation", []string{"--booking", "12345678", "--format", "ticket"}},
		"never frozen":    {1, "version", []string{"--commune", "26281", "--format", "errata"}},
	} {
		_, errOut := s.run(c.status, append([]string{"programme", "--output", file}, c.args...)...)
		lines := strings.Split(strings.TrimSpace(errOut), "\n")
		if last := lines[len(lines)-1]; !strings.HasPrefix(last, "jema: ") || !strings.Contains(last, c.says) {
			t.Errorf("%s: %s", name, errOut)
		}
	}
	if _, errOut := s.run(2, "programme", "--commune", "26281"); !strings.Contains(errOut, "--output") {
		t.Errorf("nowhere to write: %s", errOut)
	}
	if data, err := os.ReadFile(file); err != nil || string(data) != "ce qui était là" {
		t.Errorf("a refusal wrote %.20q, %v", data, err)
	}
	s.run(1, "programme", "--commune", "26281", "--output", filepath.Join(s.dir, "nulle", "part.pdf"))
}

// Nothing changed: a sentence and status 1; something did: a sheet.
func TestErrataSinceAFreeze(t *testing.T) {
	s, db := printShop(t)
	store, err := postgres.Open(t.Context(), os.Getenv("DATABASE_URL"), 4)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = store.Close() })
	place, err := store.Place(t.Context(), "", postgres.Subject{})
	if err != nil {
		t.Fatal(err)
	}
	p, err := store.Programme(t.Context(), place.Edition, "26281", storetest.Now)
	if err != nil {
		t.Fatal(err)
	}
	value, err := p.Value()
	if err != nil {
		t.Fatal(err)
	}
	by, err := store.CreateAccount(t.Context(), jema.Account{TerritoryID: place.Territory.ID,
		Email: "organisation@example.org", Name: "Essai", Role: jema.RoleOrganiser})
	if err != nil {
		t.Fatal(err)
	}
	v := jema.Version{EditionID: place.Edition.ID, INSEE: "26281", Format: "brochure", Language: "fr", Pages: 24,
		FrozenAt: storetest.Now}
	if _, err := store.FreezeVersion(t.Context(), postgres.NewVersion{TerritoryID: place.Territory.ID, AccountID: by.ID,
		Version: v, Value: value, Files: nil}); err != nil {
		t.Fatal(err)
	}
	file := filepath.Join(s.dir, "errata.pdf")
	errata := []string{"programme", "--format", "errata", "--commune", "26281", "--output", file}
	if _, errOut := s.run(1, errata...); !strings.Contains(errOut, "Rien n’a changé") {
		t.Errorf("nothing changed: %s", errOut)
	}
	if _, err := db.Exec(`UPDATE opening SET title = 'Autre chose' WHERE id = (SELECT min(id) FROM opening WHERE
		commune_insee = '26281' AND state = 'approved')`); err != nil {
		t.Fatal(err)
	}
	s.run(0, append(errata, "--since", "1")...)
	if data, err := os.ReadFile(file); err != nil || !bytes.HasPrefix(data, []byte("%PDF-")) {
		t.Errorf("%.8q, %v", data, err)
	}
	s.run(1, append(errata, "--since", "2")...)
}
