package main

import (
	"cmp"
	"fmt"
	"go/ast"
	"go/types"
	"slices"
	"strings"

	"golang.org/x/tools/go/packages"
)

// listed is how many of the largest types are shown.
const listed = 6

type sized struct {
	name    string
	methods int
}

// typeFigures are the types with the most methods of their own.
func typeFigures(loaded []*packages.Package) (figures []figure) {
	var all []sized
	for _, p := range loaded {
		for _, name := range p.Types.Scope().Names() {
			declared, ok := p.Types.Scope().Lookup(name).(*types.TypeName)
			if !ok || declared.IsAlias() {
				continue
			}
			if named, ok := declared.Type().(*types.Named); ok {
				all = append(all, sized{short(p) + "." + name, named.NumMethods()})
			}
		}
	}
	slices.SortFunc(all, func(a, b sized) int { return cmp.Or(b.methods-a.methods, cmp.Compare(a.name, b.name)) })
	for _, s := range all[:min(listed, len(all))] {
		goal := "≤ 40"
		if s.name == "internal/postgres.Store" {
			goal = "one file a noun"
		}
		figures = append(figures, figure{"methods of " + s.name, fmt.Sprint(s.methods), goal})
	}
	return figures
}

// requestFigures count the functions of the site that a handler leads to, and
// the calls among them that run back up in their package.
func requestFigures(loaded []*packages.Package, from string) []figure {
	bodies, calls := map[*types.Func]*ast.BlockStmt{}, map[*types.Func][]*types.Func{}
	var start *types.Func
	for _, p := range loaded {
		if !strings.HasPrefix(short(p), "internal/web") {
			continue
		}
		for _, file := range p.Syntax {
			for _, d := range file.Decls {
				f, ok := d.(*ast.FuncDecl)
				if !ok || f.Body == nil {
					continue
				}
				function := p.TypesInfo.Defs[f.Name].(*types.Func)
				bodies[function] = f.Body
				calls[function] = calledBy(p, f.Body)
				if strings.HasSuffix("."+from, "."+p.Name+"."+nameOf(f)) {
					start = function
				}
			}
		}
	}
	if start == nil {
		return []figure{{"own functions on the way of " + from, "no such handler", "≤ 25"}}
	}
	seen, samePackage := map[*types.Func]bool{start: true}, 0
	for queue := []*types.Func{start}; len(queue) > 0; queue = queue[1:] {
		if queue[0].Pkg() == start.Pkg() {
			samePackage++
		}
		for _, next := range calls[queue[0]] {
			if bodies[next] != nil && !seen[next] {
				seen[next] = true
				queue = append(queue, next)
			}
		}
	}
	return []figure{{"own functions on the way of " + from + ": its package, all of the site",
		fmt.Sprintf("%d, %d", samePackage, len(seen)), "≤ 25"}}
}

func nameOf(f *ast.FuncDecl) string {
	if f.Recv == nil {
		return f.Name.Name
	}
	receiver := f.Recv.List[0].Type
	if star, ok := receiver.(*ast.StarExpr); ok {
		receiver = star.X
	}
	if id, ok := receiver.(*ast.Ident); ok {
		return id.Name + "." + f.Name.Name
	}
	return f.Name.Name
}

func calledBy(p *packages.Package, body *ast.BlockStmt) (called []*types.Func) {
	ast.Inspect(body, func(n ast.Node) bool {
		if id, ok := n.(*ast.Ident); ok {
			if f, ok := p.TypesInfo.Uses[id].(*types.Func); ok {
				called = append(called, f.Origin())
			}
		}
		return true
	})
	return called
}
