package postgres_test

import (
	"go/ast"
	"go/types"
	"slices"
	"strings"
	"testing"
)

// A pool is only asked to begin a transaction, to prepare a statement, or
// handed to goose: lib/pq runs a statement outside a transaction twice
// when it loses its connection after the server has executed it.
func TestNoStatementOutsideATransaction(t *testing.T) {
	s := readSource(t)
	uses := 0
	for _, file := range s.files {
		ast.Inspect(file, func(n ast.Node) bool {
			outer, ok := n.(*ast.SelectorExpr)
			if !ok {
				return true
			}
			if inner, ok := outer.X.(*ast.SelectorExpr); ok && s.isPool(inner) {
				uses++
				if !slices.Contains([]string{"BeginTxx", "PreparexContext", "Close", "DB"}, outer.Sel.Name) {
					t.Errorf("%s: %s on the pool itself", s.fset.Position(outer.Pos()), outer.Sel.Name)
				}
			}
			return true
		})
	}
	if all := s.poolUses(); uses != all || uses < 3 {
		t.Errorf("%d uses of the pool could be judged, of %d", uses, all)
	}
	s.preparedInTransactions(t)
}

// preparedInTransactions holds that a statement prepared on the pool is only
// run through a transaction's StmtxContext.
func (s source) preparedInTransactions(t *testing.T) {
	t.Helper()
	s.calls(func(call *ast.CallExpr, _ *ast.FuncDecl) {
		method, ok := call.Fun.(*ast.SelectorExpr)
		if !ok || s.info.Types[method.X].Type == nil || !strings.HasSuffix(s.info.Types[method.X].Type.String(),
			"sqlx.Stmt") || method.Sel.Name == "Close" {
			return
		}
		through, ok := method.X.(*ast.CallExpr)
		if !ok || s.called(through) == nil || s.called(through).Name() != "StmtxContext" {
			t.Errorf("%s: a prepared statement runs outside a transaction", s.fset.Position(call.Pos()))
		}
	})
}

// isPool reports whether an expression is a field of ours that holds a pool.
func (s source) isPool(e *ast.SelectorExpr) bool {
	selected := s.info.Selections[e]
	if selected == nil || selected.Kind() != types.FieldVal {
		return false
	}
	return selected.Obj().Type().String() == "*github.com/jmoiron/sqlx.DB"
}

// poolUses counts every mention of such a field, whatever is done with it.
func (s source) poolUses() (n int) {
	for e := range s.info.Selections {
		if s.isPool(e) {
			n++
		}
	}
	return n
}
