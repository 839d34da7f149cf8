package postgres_test

import (
	"go/ast"
	"go/constant"
	"go/types"
	"regexp"
	"slices"
	"strings"
	"testing"
)

// A pool only begins transactions, prepares statements, or is handed to goose:
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

// single are the functions that run a prepared statement by itself: one read, of a
// query that is written out where they are called.
var single = []string{"onePrepared", "listPrepared"}

// writes finds what changes rows.
var writes = regexp.MustCompile(`\b(INSERT|UPDATE|DELETE|MERGE|TRUNCATE)\b`)

// preparedInTransactions holds that a statement prepared on the pool is only
// run through a transaction's StmtxContext, or is a single read.
func (s source) preparedInTransactions(t *testing.T) {
	t.Helper()
	s.calls(func(call *ast.CallExpr, within *ast.FuncDecl) {
		if callee := s.called(call); callee != nil && slices.Contains(single, callee.Name()) {
			s.readsOnly(t, call)
		}
		if within != nil && slices.Contains(single, within.Name.Name) {
			return
		}
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

// readsOnly fails the test when the query of a single read may write.
func (s source) readsOnly(t *testing.T, call *ast.CallExpr) {
	t.Helper()
	for _, argument := range call.Args {
		value := s.info.Types[argument].Value
		if value != nil && value.Kind() == constant.String {
			if query := constant.StringVal(value); writes.MatchString(query) {
				t.Errorf("%s: a single read writes", s.fset.Position(call.Pos()))
			}
			return
		}
	}
	t.Errorf("%s: the query of a single read is not written out", s.fset.Position(call.Pos()))
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
