package postgres_test

import (
	"errors"
	"go/ast"
	"go/parser"
	"go/token"
	"slices"
	"strconv"
	"strings"
	"testing"

	"github.com/lib/pq"

	"jema/internal/jema"
	"jema/internal/postgres/storetest"
)

// fewestMethods is how many exported methods the package has at least: a test
// that finds none would pass.
const fewestMethods = 150

func TestExportedMethodsWrapTheirErrorOnce(t *testing.T) {
	files := readSource(t).files
	methods, faults := wrapFaults(files)
	if methods < fewestMethods {
		t.Errorf("%d exported methods found, expected at least %d", methods, fewestMethods)
	}
	for _, fault := range faults {
		t.Error(fault)
	}
}

func TestMethodsThatDoNotWrapAreFound(t *testing.T) {
	const wrong = `package p
func (s *Store) Bare() error { return nil }
func (s *Store) Late() (err error) { err = nil; defer attempted(&err, "late"); return err }
func (s *Store) Same() (err error) { defer attempted(&err, "same"); return nil }
func (s *Store) Twin() (err error) { defer attempted(&err, "same"); return nil }
func (s *Store) Twice() (err error) { defer attempted(&err, "twice"); return s.Same() }
func (s *Store) quiet() error { return nil }
func lower() (err error) { defer attempted(&err, "lower"); return nil }
`
	file, err := parser.ParseFile(token.NewFileSet(), "wrong.go", wrong, 0)
	if err != nil {
		t.Fatal(err)
	}
	methods, faults := wrapFaults([]*ast.File{file})
	want := []string{"Bare does not wrap its error", "Late does not wrap its error", `Twin attempts "same" as Same does`,
		"Twice calls Same, which wraps too", "lower wraps, which is left to exported methods"}
	if methods != 5 || !slices.Equal(faults, want) {
		t.Errorf("%d methods, %q, expected %q", methods, faults, want)
	}
}

// wrapFaults counts the exported methods that return an error, and lists what
// is wrong with the way they wrap it: each defers attempted first, with words
// of its own, and calls no other that does.
func wrapFaults(files []*ast.File) (methods int, faults []string) {
	var functions []*ast.FuncDecl
	for _, file := range files {
		for _, d := range file.Decls {
			if f, ok := d.(*ast.FuncDecl); ok {
				functions = append(functions, f)
			}
		}
	}
	wrapping, by := map[string]bool{}, map[string]string{}
	for _, f := range functions {
		wrapping[f.Name.Name] = wrapping[f.Name.Name] || isMethodWithError(f)
	}
	for _, f := range functions {
		what, wraps := attemptOf(f)
		name, other := f.Name.Name, by[what]
		switch {
		case isMethodWithError(f) && !wraps:
			faults = append(faults, name+" does not wrap its error")
		case !isMethodWithError(f) && wraps:
			faults = append(faults, name+" wraps, which is left to exported methods")
		case wraps && other != "":
			faults = append(faults, name+" attempts "+strconv.Quote(what)+" as "+other+" does")
		}
		if isMethodWithError(f) {
			methods, by[what] = methods+1, name
			faults = append(faults, wrappedTwice(f, wrapping)...)
		}
	}
	return methods, faults
}

// isMethodWithError is true of an exported method of the store, or of its pool
// for bookings, that returns an error.
func isMethodWithError(f *ast.FuncDecl) bool {
	if f.Recv == nil || !f.Name.IsExported() || f.Type.Results == nil {
		return false
	}
	pointer, ok := f.Recv.List[0].Type.(*ast.StarExpr)
	if !ok || !slices.Contains([]string{"Store", "BookingPool"}, pointer.X.(*ast.Ident).Name) {
		return false
	}
	results := f.Type.Results.List
	last, ok := results[len(results)-1].Type.(*ast.Ident)
	return ok && last.Name == "error"
}

// attemptOf returns the words of a function's first statement, when that is
// defer attempted(&err, "words").
func attemptOf(f *ast.FuncDecl) (what string, ok bool) {
	if f.Body == nil || len(f.Body.List) == 0 {
		return "", false
	}
	statement, ok := f.Body.List[0].(*ast.DeferStmt)
	if !ok {
		return "", false
	}
	called, ok := statement.Call.Fun.(*ast.Ident)
	if !ok || called.Name != "attempted" || len(statement.Call.Args) != 2 {
		return "", false
	}
	words, ok := statement.Call.Args[1].(*ast.BasicLit)
	if !ok {
		return "", false
	}
	what, err := strconv.Unquote(words.Value)
	return what, err == nil && what != ""
}

// wrappedTwice lists what a method calls on its own receiver that wraps too.
func wrappedTwice(f *ast.FuncDecl, wrapping map[string]bool) (faults []string) {
	receiver := f.Recv.List[0].Names[0].Name
	ast.Inspect(f.Body, func(n ast.Node) bool {
		call, ok := n.(*ast.CallExpr)
		if !ok {
			return true
		}
		method, ok := call.Fun.(*ast.SelectorExpr)
		if !ok || !wrapping[method.Sel.Name] {
			return true
		}
		if on, ok := method.X.(*ast.Ident); ok && on.Name == receiver {
			faults = append(faults, f.Name.Name+" calls "+method.Sel.Name+", which wraps too")
		}
		return true
	})
	return faults
}

func TestARefusalKeepsItsCause(t *testing.T) {
	w := storetest.New(t)
	_, err := w.Store.CreateTerritory(t.Context(), w.Territory)
	if jema.KindOf(err) != jema.KindConflict || !errors.Is(err, jema.Conflict("territory.slug_taken")) {
		t.Errorf("the refusal is %v", err)
	}
	if cause, ok := errors.AsType[*pq.Error](err); !ok || cause.Constraint != "territory_slug_key" {
		t.Errorf("the driver's error is not among the causes of %v", err)
	}
	if words := err.Error(); strings.Count(words, "creating a territory: ") != 1 {
		t.Errorf("%q does not tell once what was attempted", words)
	}
}
