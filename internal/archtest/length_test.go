package archtest

import (
	"go/ast"
	"go/parser"
	"go/token"
	"path/filepath"
	"slices"
	"testing"
)

const (
	fileMost     = 400 // lines
	functionMost = 60
)

// tables are the functions that are long because they list: there is nothing
// in them to understand.
var tables = []string{}

func TestFilesAndFunctionsAreShort(t *testing.T) {
	files := 0
	eachFile(t, func(name string, file *ast.File, set *token.FileSet) {
		files++
		if n := set.File(file.Pos()).LineCount(); n > fileMost {
			t.Errorf("%s has %d lines, %d are the most", name, n, fileMost)
		}
		for _, d := range file.Decls {
			function, ok := d.(*ast.FuncDecl)
			if !ok || slices.Contains(tables, filepath.Base(name)+" "+function.Name.Name) {
				continue
			}
			from, to := set.Position(function.Pos()).Line, set.Position(function.End()).Line
			if n := to - from + 1; n > functionMost {
				t.Errorf("%s: %s has %d lines, %d are the most", name, function.Name.Name, n, functionMost)
			}
		}
	})
	if files < 150 {
		t.Errorf("only %d files were looked at", files)
	}
}

// The domain, the hours and the programme are given the time: they never read
// the clock.
func TestNoClockInside(t *testing.T) {
	clockless := []string{"internal/jema", "internal/schedule", "internal/programme", "internal/text",
		"internal/marquetry"}
	eachFile(t, func(name string, file *ast.File, set *token.FileSet) {
		if !slices.Contains(clockless, group(filepath.Dir(name))) {
			return
		}
		ast.Inspect(file, func(n ast.Node) bool {
			if s, ok := n.(*ast.SelectorExpr); ok {
				if x, ok := s.X.(*ast.Ident); ok && x.Name == "time" &&
					slices.Contains([]string{"Now", "Since", "Until", "Local"}, s.Sel.Name) {
					t.Errorf("%s: time.%s", set.Position(s.Pos()), s.Sel.Name)
				}
			}
			return true
		})
	})
}

// eachFile reads every Go file of the module that is not a test's.
func eachFile(t *testing.T, look func(name string, file *ast.File, set *token.FileSet)) {
	t.Helper()
	for _, r := range packages(t) {
		set := token.NewFileSet()
		for _, name := range r.GoFiles {
			file, err := parser.ParseFile(set, filepath.Join(r.Dir, name), nil, parser.SkipObjectResolution)
			if err != nil {
				t.Fatal(err)
			}
			look(filepath.Join(r.name(), name), file, set)
		}
	}
}

const methodsMost = 40

// No type of the site has more than methodsMost methods, so that none does everything.
func TestTypesOfTheSiteAreSmall(t *testing.T) {
	methods := map[string]int{}
	eachFile(t, func(name string, file *ast.File, _ *token.FileSet) {
		if group(filepath.ToSlash(filepath.Dir(name))) != "internal/web" {
			return
		}
		for _, d := range file.Decls {
			function, ok := d.(*ast.FuncDecl)
			if !ok || function.Recv == nil {
				continue
			}
			receiver := function.Recv.List[0].Type
			if star, isPointer := receiver.(*ast.StarExpr); isPointer {
				receiver = star.X
			}
			if named, isNamed := receiver.(*ast.Ident); isNamed {
				methods[filepath.Dir(name)+"."+named.Name]++
			}
		}
	})
	for name, n := range methods {
		if n > methodsMost {
			t.Errorf("%s has %d methods, %d are the most", name, n, methodsMost)
		}
	}
	if len(methods) < 50 {
		t.Errorf("only %d types were looked at", len(methods))
	}
}
