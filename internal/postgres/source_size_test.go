package postgres_test

import (
	"go/ast"
	"go/parser"
	"go/token"
	"regexp"
	"strconv"
	"testing"
)

const (
	mostParameters   = 4 // beside the context and the transaction; more are a struct
	mostPlaceholders = 8 // in one statement; more have names
)

// parametersOf counts what a function takes beside a context and a transaction.
func parametersOf(f *ast.FuncType) (n int) {
	for _, p := range f.Params.List {
		switch t := p.Type.(type) {
		case *ast.SelectorExpr:
			if t.Sel.Name == "Context" {
				continue
			}
		case *ast.StarExpr:
			if name, ok := t.X.(*ast.Ident); ok && name.Name == "tx" {
				continue
			}
		}
		n += max(1, len(p.Names))
	}
	return n
}

func TestFunctionsTakeFewParameters(t *testing.T) {
	s, found := readSource(t), 0
	for _, file := range s.files {
		for _, d := range file.Decls {
			f, ok := d.(*ast.FuncDecl)
			if !ok {
				continue
			}
			found++
			if n := parametersOf(f.Type); n > mostParameters {
				t.Errorf("%s: %s takes %d parameters: make them a struct", s.fset.Position(f.Pos()), f.Name.Name, n)
			}
		}
	}
	if found < fewestMethods {
		t.Errorf("%d functions found", found)
	}
}

func TestParametersAreCounted(t *testing.T) {
	for source, want := range map[string]int{
		"func(ctx context.Context, tx *tx, a, b int64, c string)": 3,
		"func(a, b, c, d int64, now time.Time)":                   5,
		"func(int64, *Letter)":                                    2,
	} {
		e, err := parser.ParseExprFrom(token.NewFileSet(), "", source, 0)
		if err != nil {
			t.Fatal(err)
		}
		if n := parametersOf(e.(*ast.FuncType)); n != want {
			t.Errorf("%s: %d, want %d", source, n, want)
		}
	}
}

// mostNumber is the highest placeholder written by hand in a text.
func mostNumber(text string) (most int) {
	for _, found := range regexp.MustCompile(`\$(\d+)`).FindAllStringSubmatch(text, -1) {
		n, _ := strconv.Atoi(found[1])
		most = max(most, n)
	}
	return most
}

func TestManyPlaceholdersHaveNames(t *testing.T) {
	s, statements := readSource(t), 0
	for _, file := range s.files {
		ast.Inspect(file, func(n ast.Node) bool {
			text, ok := n.(*ast.BasicLit)
			if !ok || text.Kind != token.STRING {
				return true
			}
			most := mostNumber(text.Value)
			if most > 0 {
				statements++
			}
			if most > mostPlaceholders {
				t.Errorf("%s: a placeholder $%d: give parameters names", s.fset.Position(text.Pos()), most)
			}
			return true
		})
	}
	if statements < fewestQueries/2 {
		t.Errorf("%d statements with placeholders found", statements)
	}
	if n := mostNumber(`VALUES ($1, $12, $3)`); n != 12 {
		t.Errorf("$12 is read as %d", n)
	}
}
