package postgres_test

import (
	"go/ast"
	"go/types"
	"slices"
	"strings"
	"testing"

	"jema/internal/postgres"
	"jema/internal/postgres/storetest"
)

// queryAt says which argument of a method of sqlx is the query.
var queryAt = map[string]int{"GetContext": 2, "SelectContext": 2, "ExecContext": 1, "QueryRowxContext": 1, "QueryxContext": 1,
	"QueryRowContext": 1, "QueryContext": 1, "NamedExecContext": 1, "PrepareContext": 1, "PreparexContext": 1}

// fewestQueries tells a test that finds nothing from one that finds all.
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
		found := s.texts(call.Args[at], in)
		if found == nil {
			found = made[in.Name.Name]
		}
		if found == nil {
			t.Errorf("%s: what query this is cannot be told: add it to MadeQueries", s.fset.Position(call.Pos()))
		}
		queries = append(queries, found...)
	})
	slices.Sort(queries)
	return slices.Compact(queries)
}
