package archtest

import (
	"go/ast"
	"go/token"
	"path"
	"path/filepath"
	"slices"
	"testing"
)

// startedOtherwise are the files that may start goroutines without package
// work, each with its reason.
var startedOtherwise = map[string]string{
	"internal/work/work.go":            "it is where goroutines are started",
	"internal/mail/sender.go":          "AfterFunc only cancels a context",
	"internal/mail/smtp_connection.go": "AfterFunc only closes a connection",
	"internal/bench/child.go":          "AfterFunc only kills a process",
}

// starters are the functions and types of the standard library that run a
// function in a goroutine of its own.
var starters = map[string][]string{"sync": {"WaitGroup"}, "time": {"AfterFunc"}, "context": {"AfterFunc"},
	"errgroup": {"Group", "WithContext"}}

// TestGoroutinesRecover: a panic in a goroutine that nobody recovers ends the
// server, so that every goroutine is started by package work.
func TestGoroutinesRecover(t *testing.T) {
	found := map[string]bool{}
	eachFile(t, func(name string, file *ast.File, set *token.FileSet) {
		name = filepath.ToSlash(name)
		for _, at := range goroutinesOf(file) {
			found[name] = true
			if startedOtherwise[name] == "" {
				t.Errorf("%s %s starts a goroutine whose panic ends the program; use package work", name,
					path.Base(set.Position(at).String()))
			}
		}
	})
	for name := range startedOtherwise {
		if !found[name] {
			t.Errorf("%s starts no goroutine any more", name)
		}
	}
}

// goroutinesOf returns where a file starts a goroutine.
func goroutinesOf(file *ast.File) (at []token.Pos) {
	ast.Inspect(file, func(n ast.Node) bool {
		switch x := n.(type) {
		case *ast.GoStmt:
			at = append(at, x.Pos())
		case *ast.SelectorExpr:
			if from, ok := x.X.(*ast.Ident); ok && slices.Contains(starters[from.Name], x.Sel.Name) {
				at = append(at, x.Pos())
			}
		}
		return true
	})
	return at
}
