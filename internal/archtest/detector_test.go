package archtest

import (
	"go/ast"
	"go/parser"
	"go/token"
	"io/fs"
	"os"
	"path"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/goccy/go-yaml"
)

// detector is what Taskfile.yml runs under the race detector.
type detector struct {
	Whole []string `yaml:"RACE_WHOLE"` // packages with all their tests
	Parts []string `yaml:"RACE_PARTS"` // packages with some of their tests
	Tests []string `yaml:"RACE_TESTS"` // these
}

// sites start a goroutine that refreshes pages, or the whole demonstration, in
// many tests: those that are about it are listed by hand.
var sites = []string{"newTestSite", "newSite", "startDemo"}

// coveredElsewhere are packages that start goroutines and are met by the
// detector in the tests of another one.
var coveredElsewhere = map[string]string{
	"jema/internal/programme/content":    "jema/internal/programme",
	"jema/internal/programme/pdf/object": "jema/internal/programme/pdf",
	"jema/internal/torture":              "jema/internal/torture/flow",
}

// Every test runs once: with the detector if goroutines meet in it, else
// without.
func TestConcurrentTestsRunUnderTheDetector(t *testing.T) {
	d, suites := readDetector(t), readSuites(t)
	for name, s := range suites {
		whole, part := slices.Contains(d.Whole, name), slices.Contains(d.Parts, name)
		for _, test := range s.tests {
			listed := slices.Contains(d.Tests, test)
			if listed && !part {
				t.Errorf("%s of %s runs nowhere: RACE_TESTS lists it, RACE_PARTS lacks its package", test, name)
			}
			if !listed && !whole && s.starts(test, map[string]bool{}) {
				t.Errorf("%s of %s starts goroutines and belongs in RACE_TESTS of Taskfile.yml", test, name)
			}
		}
	}
	for _, test := range d.Tests {
		if !slices.ContainsFunc(d.Parts, func(name string) bool { return slices.Contains(suites[name].tests, test) }) {
			t.Errorf("RACE_TESTS lists %s, which no package of RACE_PARTS has", test)
		}
	}
}

func TestPackagesWithGoroutinesMeetTheDetector(t *testing.T) {
	d := readDetector(t)
	met := slices.Concat(d.Whole, d.Parts)
	eachFile(t, func(name string, file *ast.File, _ *token.FileSet) {
		in := path.Join("jema", filepath.ToSlash(filepath.Dir(name)))
		if startsGoroutines(file) && !slices.Contains(met, in) && !slices.Contains(met, coveredElsewhere[in]) {
			t.Errorf("%s starts goroutines, and no test of %s runs under the race detector (Taskfile.yml)", name, in)
		}
	})
}

func readDetector(t *testing.T) detector {
	t.Helper()
	text, err := os.ReadFile("../../Taskfile.yml")
	if err != nil {
		t.Fatal(err)
	}
	var file struct {
		Vars detector `yaml:"vars"`
	}
	if err := yaml.Unmarshal(text, &file); err != nil {
		t.Fatal(err)
	}
	if len(file.Vars.Whole) == 0 || len(file.Vars.Parts) == 0 || len(file.Vars.Tests) == 0 {
		t.Fatal("Taskfile.yml lists nothing for the race detector")
	}
	return file.Vars
}

// suite is what the test files of one package declare.
type suite struct {
	functions map[string][]*ast.FuncDecl // methods of several types may share a name
	tests     []string
}

// readSuites reads the test files of every package.
func readSuites(t *testing.T) map[string]*suite {
	t.Helper()
	suites := map[string]*suite{}
	err := filepath.WalkDir("../..", func(name string, entry fs.DirEntry, err error) error {
		if err != nil || entry.IsDir() || !strings.HasSuffix(name, "_test.go") {
			return err
		}
		file, err := parser.ParseFile(token.NewFileSet(), name, nil, parser.SkipObjectResolution)
		if err != nil {
			return err
		}
		in := path.Join("jema", strings.TrimPrefix(filepath.ToSlash(filepath.Dir(name)), "../.."))
		if suites[in] == nil {
			suites[in] = &suite{functions: map[string][]*ast.FuncDecl{}}
		}
		suites[in].add(file)
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	return suites
}

func (s *suite) add(file *ast.File) {
	for _, d := range file.Decls {
		f, ok := d.(*ast.FuncDecl)
		if !ok {
			continue
		}
		s.functions[f.Name.Name] = append(s.functions[f.Name.Name], f)
		if strings.HasPrefix(f.Name.Name, "Test") && f.Name.Name != "TestMain" {
			s.tests = append(s.tests, f.Name.Name)
		}
	}
}

// starts reports whether a function starts a goroutine, or names a function of
// the same tests that does.
func (s *suite) starts(name string, seen map[string]bool) (does bool) {
	if seen[name] || slices.Contains(sites, name) {
		return false
	}
	seen[name] = true
	for _, f := range s.functions[name] {
		does = does || startsGoroutines(f)
		ast.Inspect(f, func(n ast.Node) bool {
			if x, ok := n.(*ast.Ident); ok {
				does = does || s.starts(x.Name, seen)
			}
			return !does
		})
	}
	return does
}

// startsGoroutines reports whether there is a go statement, or a call of a
// method Go or of work.Each, below a node.
func startsGoroutines(under ast.Node) (does bool) {
	ast.Inspect(under, func(n ast.Node) bool {
		switch x := n.(type) {
		case *ast.GoStmt:
			does = true
		case *ast.SelectorExpr:
			from, ok := x.X.(*ast.Ident)
			does = does || x.Sel.Name == "Go" || ok && from.Name == "work" && x.Sel.Name == "Each"
		}
		return !does
	})
	return does
}
