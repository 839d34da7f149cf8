package postgres_test

import (
	"bytes"
	"encoding/json"
	"errors"
	"go/ast"
	"go/constant"
	"go/importer"
	"go/parser"
	"go/token"
	"go/types"
	"io"
	"os"
	"os/exec"
	"testing"
)

// source is the package's own Go, read and typed, for the tests that hold what
// no compiler holds.
type source struct {
	files []*ast.File
	info  types.Info
	fset  *token.FileSet
}

// readSource types the package against the export data the compiler has just
// left in its cache.
func readSource(t *testing.T) source {
	t.Helper()
	out, err := exec.CommandContext(t.Context(), "go", "list", "-export", "-deps",
		"-json=ImportPath,Export,GoFiles", ".").Output()
	if err != nil {
		t.Fatalf("go list: %v", err)
	}
	var self struct {
		ImportPath, Export string
		GoFiles            []string
	}
	exports := map[string]string{}
	for list := json.NewDecoder(bytes.NewReader(out)); ; {
		if err := list.Decode(&self); errors.Is(err, io.EOF) {
			break // the last one listed is the package itself
		} else if err != nil {
			t.Fatal(err)
		}
		exports[self.ImportPath] = self.Export
	}
	s := source{fset: token.NewFileSet(), info: types.Info{Types: map[ast.Expr]types.TypeAndValue{},
		Uses: map[*ast.Ident]types.Object{},
		Defs: map[*ast.Ident]types.Object{}, Selections: map[*ast.SelectorExpr]*types.Selection{}}}
	for _, name := range self.GoFiles {
		file, err := parser.ParseFile(s.fset, name, nil, parser.SkipObjectResolution)
		if err != nil {
			t.Fatal(err)
		}
		s.files = append(s.files, file)
	}
	lookup := func(path string) (io.ReadCloser, error) { return os.Open(exports[path]) }
	config := types.Config{Importer: importer.ForCompiler(s.fset, "gc", lookup)}
	if _, err := config.Check(self.ImportPath, s.fset, s.files, &s.info); err != nil {
		t.Fatal(err)
	}
	return s
}

// calls hands every call of the package to look, with the function it is in.
func (s source) calls(look func(call *ast.CallExpr, in *ast.FuncDecl)) {
	for _, file := range s.files {
		for _, d := range file.Decls {
			function, ok := d.(*ast.FuncDecl)
			if !ok {
				continue
			}
			ast.Inspect(function, func(n ast.Node) bool {
				if call, ok := n.(*ast.CallExpr); ok {
					look(call, function)
				}
				return true
			})
		}
	}
}

// called is what a call calls: a function or method, nil for anything else.
func (s source) called(call *ast.CallExpr) types.Object {
	switch f := call.Fun.(type) {
	case *ast.Ident:
		return s.info.Uses[f]
	case *ast.SelectorExpr:
		return s.info.Uses[f.Sel]
	}
	return nil
}

// texts are the strings an expression can be: a constant, a sum of such, or a
// parameter, which is whatever its callers pass. Nil means that they cannot be
// determined.
func (s source) texts(e ast.Expr, in *ast.FuncDecl) []string {
	if v := s.info.Types[e].Value; v != nil && v.Kind() == constant.String {
		return []string{constant.StringVal(v)}
	}
	switch e := e.(type) {
	case *ast.BinaryExpr:
		var sums []string
		for _, left := range s.texts(e.X, in) {
			for _, right := range s.texts(e.Y, in) {
				sums = append(sums, left+right)
			}
		}
		return sums
	case *ast.Ident:
		return s.passed(s.info.Uses[e], in)
	}
	return nil
}

// passed are the texts that callers give a parameter of a function.
func (s source) passed(parameter types.Object, in *ast.FuncDecl) (texts []string) {
	parameters := s.info.Defs[in.Name].(*types.Func).Signature().Params()
	for i := range parameters.Len() {
		if parameters.At(i) != parameter {
			continue
		}
		s.calls(func(call *ast.CallExpr, from *ast.FuncDecl) {
			if s.called(call) == s.info.Defs[in.Name] {
				texts = append(texts, s.texts(call.Args[i], from)...)
			}
		})
	}
	return texts
}
