package main

import (
	"bytes"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"jema/internal/command"
	"jema/internal/pgembed/pgtest"
	"jema/internal/postgres/storetest"
	"jema/internal/reference"
)

// shell runs commands as a person does, in a database of their own.
type shell struct {
	t   *testing.T
	dir string
}

func newShell(t *testing.T) shell {
	t.Helper()
	t.Setenv("DATABASE_URL", pgtest.DSN(t))
	return shell{t, t.TempDir()}
}

// file writes a file and returns its path.
func (s shell) file(name string, data []byte) string {
	s.t.Helper()
	path := filepath.Join(s.dir, name)
	if err := os.WriteFile(path, data, 0o600); err != nil {
		s.t.Fatal(err)
	}
	return path
}

// run runs a command line and returns what it printed; any other status than
// want fails the test.
func (s shell) run(want int, args ...string) (out, errOut string) {
	s.t.Helper()
	var o, e bytes.Buffer
	c := &command.Console{Out: &o, Err: &e, Now: func() time.Time { return storetest.Now }}
	if got := commandLine().Run(s.t.Context(), c, args); got != want {
		s.t.Errorf("jema %s: status %d, want %d\n%s%s", strings.Join(args, " "), got, want, o.String(), e.String())
	}
	spaces := strings.NewReplacer("\u00a0", " ", "\u202f", " ")
	return spaces.Replace(o.String()), spaces.Replace(e.String())
}

// territory builds one from nothing, with the reference data of the program.
func (s shell) territory() {
	s.t.Helper()
	s.run(0, "territory", "add", "Valence Romans Agglo")
	s.run(0, "edition", "add", "--from", "2027-04-06", "--to", "2027-04-11")
	out, _ := s.run(0, "import", "communes", s.file("communes.csv", reference.Communes()), "--boundaries",
		s.file("communes.geojson", reference.Boundaries()))
	if out != "Communes de Valence Romans Agglo : 54 ajoutés, 0 modifiés, 0 inchangés.\n" {
		s.t.Errorf("communes: %s", out)
	}
	s.run(0, "import", "crafts", s.file("crafts.csv", reference.Crafts()))
}

func TestATerritoryFromNothing(t *testing.T) {
	s := newShell(t)
	s.territory()
	if out, _ := s.run(0, "import", "crafts", s.file("crafts.csv", reference.Crafts())); !strings.Contains(out,
		"0 ajoutés, 0 modifiés, 252 inchangés") {
		t.Errorf("crafts again: %s", out)
	}
	sample, report := s.file("openings.csv", reference.Openings()), filepath.Join(s.dir, "report.csv")
	if out, _ := s.run(1, "import", "openings", sample, "--dry-run"); !strings.HasSuffix(out,
		"Essai : rien n’a été enregistré.\n") {
		t.Errorf("dry run: %s", out)
	}
	out, errOut := s.run(1, "import", "openings", sample, "--report", report)
	if !strings.Contains(out, "72 lignes lues : 63 complètes, 8 incomplètes et 1 refusée.\n71 événements : 71 ajoutés") ||
		!strings.Contains(errOut, "Édition 2027.") ||
		!strings.Contains(errOut, " sur 71") {
		t.Errorf("%s\n%s", out, errOut)
	}
	if data, err := os.ReadFile(report); err != nil ||
		!bytes.HasPrefix(data, []byte("\ufeffligne;colonne;lu;gravité;problème\r\n")) {
		t.Errorf("report %.80q (%v)", data, err)
	}
	s.run(0, "check")
}

func TestImportStatuses(t *testing.T) {
	s := newShell(t)
	s.territory()
	good := s.file("good.csv",
		[]byte("Atelier;Métier;Titre;Type;Ville;Horaires;Descriptif\nA;Relieur;T;exposition;Valence;samedi 10h-12h;Un "+
			"texte.\n"))
	s.run(0, "import", "openings", good)
	for name, args := range map[string][]string{
		"no file":           {"import", "openings", filepath.Join(s.dir, "none.csv")},
		"a folder":          {"import", "openings", s.dir},
		"prose":             {"import", "openings", s.file("prose.csv", []byte("Bonjour,\n"))},
		"unknown edition":   {"import", "openings", good, "--edition", "1999"},
		"unknown territory": {"import", "openings", good, "--territory", "ailleurs"},
		"unknown state":     {"import", "openings", good, "--state", "draft"},
		"unwritable report": {"import", "openings", good, "--report", filepath.Join(s.dir, "no", "report.csv")},
		"broken communes":   {"import", "communes", s.file("c.csv", []byte("insee;name;lat;lon;population\nX;A;1;1;1\n"))},
	} {
		if _, errOut := s.run(2, args...); strings.Count(errOut, "\n") > 2 || !strings.Contains(errOut, "jema: ") {
			t.Errorf("%s: %s", name, errOut)
		}
	}
	t.Setenv("DATABASE_URL", "postgres://nobody@127.0.0.1:1/none?sslmode=disable&connect_timeout=1")
	s.run(2, "import", "openings", good)
}

// The addresses of the territory's communes are imported from the file as it is
// published; each import replaces the one before.
func TestImportAddresses(t *testing.T) {
	s := newShell(t)
	s.run(0, "territory", "add", "Valence Romans Agglo")
	s.run(0, "import", "communes", s.file("communes.csv", []byte("insee;nom;codes postaux;lat;lon;population\n"+
		"26281;Romans-sur-Isère;26100;45.05;5.05;33000\n")))
	const head = "id;id_fantoir;numero;rep;nom_voie;code_postal;code_insee;nom_commune;x;y;lon;lat;type_position\n"
	rows := head +
		"26281_0001_00012_bis;;12;bis;Rue des Inventions;26100;26281;Romans-sur-Isère;0;0;5.052;45.045;entrée\n" +
		"75056_0001_00001;;1;;Rue d’Ailleurs;75001;75056;Paris;0;0;2.35;48.86;entrée\n"
	for range 2 {
		out, _ := s.run(0, "import", "addresses", s.file("adresses-26.csv", []byte(rows)))
		if out != "Adresses de Valence Romans Agglo : 1 enregistrées, 1 d’autres communes laissées.\n" {
			t.Errorf("%q", out)
		}
	}
	for name, wrong := range map[string]string{"« lat »": strings.ReplaceAll(head, "lat", "latitude"),
		"ligne 2": head + "x;;douze;;Rue;26100;26281;Romans;0;0;5;45;\n"} {
		if _, errOut := s.run(2, "import", "addresses", s.file("faux.csv", []byte(wrong))); !strings.Contains(errOut, name) ||
			strings.Count(errOut, "\n") != 1 {
			t.Errorf("%s: %q", name, errOut)
		}
	}
}

// A territory's own basemap is validated and replaces the one before.
func TestImportBasemap(t *testing.T) {
	s := newShell(t)
	s.run(0, "territory", "add", "Valence Romans Agglo")
	out, _ := s.run(0, "import", "basemap", s.file("fond.geojson", reference.Basemap()), "--credit", "IGN, OpenStreetMap")
	if out != "Fond de carte de Valence Romans Agglo : enregistré. À côté des cartes : « IGN, OpenStreetMap »\n" {
		t.Errorf("%q", out)
	}
	_, errOut := s.run(2, "import", "basemap", s.file("fond.geojson", reference.Basemap()))
	if !strings.Contains(errOut, "--credit") {
		t.Errorf("without a credit: %q", errOut)
	}
	wrong := bytes.Replace(reference.Basemap(), []byte(`"river"`), []byte(`"lac"`), 1)
	_, errOut = s.run(2, "import", "basemap", s.file("faux.geojson", wrong), "--credit", "x")
	if !strings.HasPrefix(errOut, "jema: faux.geojson : Objet 1 : sa couche") || strings.Count(errOut, "\n") != 1 {
		t.Errorf("a layer that is none: %q", errOut)
	}
}
