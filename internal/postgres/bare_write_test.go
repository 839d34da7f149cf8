package postgres_test

import (
	"go/ast"
	"slices"
	"testing"
)

// The pool is only asked to begin a transaction, or handed to goose and scs:
// lib/pq runs a statement outside a transaction twice when it loses its
// connection after the server has executed it.
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
				if !slices.Contains([]string{"BeginTxx", "Close", "DB"}, outer.Sel.Name) {
					t.Errorf("%s: %s on the pool itself", s.fset.Position(outer.Pos()), outer.Sel.Name)
				}
			}
			return true
		})
	}
	if all := s.poolUses(); uses != all || uses < 3 {
		t.Errorf("%d uses of the pool could be judged, of %d", uses, all)
	}
}

// isPool tells whether an expression is the field db of a Store.
func (s source) isPool(e *ast.SelectorExpr) bool {
	selected := s.info.Selections[e]
	return selected != nil && selected.Obj().Name() == "db" && selected.Obj().Pkg().Name() == "postgres"
}

// poolUses counts every mention of that field, whatever is done with it.
func (s source) poolUses() (n int) {
	for e := range s.info.Selections {
		if s.isPool(e) {
			n++
		}
	}
	return n
}
