package postgres_test

import (
	"go/ast"
	"go/types"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"

	"jema/internal/postgres"
	"jema/internal/postgres/storetest"
)

// queryAt is the index of the query among the arguments of each method of sqlx.
var queryAt = map[string]int{"GetContext": 2, "SelectContext": 2, "ExecContext": 1, "QueryRowxContext": 1,
	"QueryxContext":   1,
	"QueryRowContext": 1, "QueryContext": 1, "NamedExecContext": 1, "PrepareContext": 1, "PreparexContext": 1, "Named": 0}

// parameter finds a named parameter of a query; a cast has two colons.
var parameter = regexp.MustCompile(`(^|[^:\w]):[a-z_][a-z_0-9]*`)

// positional is a query with its named parameters as the driver gets them, each
// with a number of its own.
func positional(query string) string {
	n := 0
	return parameter.ReplaceAllStringFunc(query, func(found string) string {
		n++
		before, _, _ := strings.Cut(found, ":")
		return before + "$" + strconv.Itoa(n)
	})
}

// fewestQueries fails a test that finds no queries.
const fewestQueries = 120

// Postgres reads every query of the package against the migrated schema: a
// column that was renamed, or a parameter without a type, fails here and not
// on the page that nobody opened.
func TestEveryQueryCanBePrepared(t *testing.T) {
	w := storetest.New(t)
	queries := packageQueries(t)
	if len(queries) < fewestQueries {
		t.Errorf("%d queries found, expected at least %d", len(queries), fewestQueries)
	}
	for _, query := range queries {
		prepared, err := w.DB.PrepareContext(t.Context(), query)
		if err != nil {
			t.Errorf("%v\n%s", err, query)
			continue
		}
		if err := prepared.Close(); err != nil {
			t.Error(err)
		}
	}
}

// isRebound is true of tx.Rebind(query).
func isRebound(query ast.Expr) bool {
	call, ok := query.(*ast.CallExpr)
	if !ok {
		return false
	}
	method, ok := call.Fun.(*ast.SelectorExpr)
	return ok && method.Sel.Name == "Rebind"
}

func packageQueries(t *testing.T) (queries []string) {
	t.Helper()
	s, made := readSource(t), postgres.MadeQueries()
	s.calls(func(call *ast.CallExpr, in *ast.FuncDecl) {
		f := s.called(call)
		if f == nil || f.Pkg() == nil || !strings.HasSuffix(f.Pkg().Path(), "sqlx") && f.Pkg().Path() != "database/sql" {
			return
		}
		at, isQuery := queryAt[f.Name()]
		if !isQuery || f.(*types.Func).Signature().Params().At(at).Type() != types.Typ[types.String] {
			return // a prepared statement's method takes no query
		}
		if isRebound(call.Args[at]) {
			return // its text is read where it is named
		}
		found := s.texts(call.Args[at], in)
		if found == nil {
			found = made[in.Name.Name]
		}
		if found == nil {
			t.Errorf("%s: what query this is cannot be told: add it to MadeQueries", s.fset.Position(call.Pos()))
		}
		for _, query := range found {
			if parameter.MatchString(query) && strings.Contains(query, "$1") {
				t.Errorf("%s: some parameters have names and some have numbers:\n%s", s.fset.Position(call.Pos()), query)
			}
			queries = append(queries, positional(query))
		}
	})
	for _, found := range made {
		for _, query := range found {
			queries = append(queries, positional(query))
		}
	}
	slices.Sort(queries)
	return slices.Compact(queries)
}
