package main

import (
	"cmp"
	"fmt"
	"go/ast"
	"maps"
	"path/filepath"
	"slices"
	"strings"

	"golang.org/x/tools/go/packages"
)

// arrow leads from the file that uses to the file that declares.
type arrow struct{ from, to string }

// arrowsOf returns the arrows between the files of a package.
func arrowsOf(p *packages.Package) map[arrow]bool {
	arrows := map[arrow]bool{}
	for _, file := range p.Syntax {
		here := p.Fset.Position(file.Pos()).Filename
		ast.Inspect(file, func(n ast.Node) bool {
			id, ok := n.(*ast.Ident)
			if !ok {
				return true
			}
			used := p.TypesInfo.Uses[id]
			if used == nil || used.Pkg() != p.Types || !used.Pos().IsValid() {
				return true
			}
			if there := p.Fset.Position(used.Pos()).Filename; there != here {
				arrows[arrow{filepath.Base(here), filepath.Base(there)}] = true
			}
			return true
		})
	}
	return arrows
}

// backUp counts the arrows against an order of the files that has few of them.
// It takes the files from both ends as Eades, Lin and Smyth do ("A fast and
// effective heuristic for the feedback arc set problem", 1993).
func backUp(arrows map[arrow]bool) int {
	left := map[string]bool{}
	for a := range arrows {
		left[a.from], left[a.to] = true, true
	}
	var first, last []string
	for len(left) > 0 {
		file, sink := next(arrows, left)
		delete(left, file)
		if sink {
			last = append(last, file)
		} else {
			first = append(first, file)
		}
	}
	slices.Reverse(last)
	rank := map[string]int{}
	for i, file := range append(first, last...) {
		rank[file] = i
	}
	count := 0
	for a := range arrows {
		if rank[a.from] > rank[a.to] {
			count++
		}
	}
	return count
}

// next picks a file that uses none that is left, or is used by none, or else
// the one that uses the most and is used the least.
func next(arrows map[arrow]bool, left map[string]bool) (file string, sink bool) {
	out, in := map[string]int{}, map[string]int{}
	for a := range arrows {
		if left[a.from] && left[a.to] {
			out[a.from]++
			in[a.to]++
		}
	}
	files := slices.Sorted(maps.Keys(left))
	for _, f := range files {
		if out[f] == 0 {
			return f, true
		}
	}
	for _, f := range files {
		if in[f] == 0 {
			return f, false
		}
	}
	return slices.MaxFunc(files, func(a, b string) int { return cmp.Compare(out[a]-in[a], out[b]-in[b]) }), false
}

// arrowFigures are the size of the site's packages, the imports between their files that lead
// back up, and the packages of the site that each of them uses.
func arrowFigures(loaded []*packages.Package) (figures []figure) {
	uses := map[string][]string{}
	for _, p := range loaded {
		name := short(p)
		if user, ofSite := strings.CutPrefix(name, "internal/web/"); ofSite {
			for path := range p.Imports {
				if other, ok := strings.CutPrefix(path, p.Module.Path+"/internal/web/"); ok && other != "page" {
					uses[user] = append(uses[user], other)
				}
			}
		}
		if name == "internal/web" || strings.HasPrefix(name, "internal/web/") {
			figures = append(figures, figure{name + ": files", fmt.Sprint(len(p.Syntax)), "≤ 20"})
		}
		if name == "internal/web" || name == "internal/programme" || strings.HasPrefix(name, "internal/web/") {
			arrows := arrowsOf(p)
			figures = append(figures, figure{name + ": arrows, of them back up", fmt.Sprintf("%d, %d", len(arrows),
				backUp(arrows)), ""})
		}
	}
	for _, user := range slices.Sorted(maps.Keys(uses)) {
		slices.Sort(uses[user])
		figures = append(figures, figure{"package " + user + " uses", strings.Join(uses[user], " "), "few, one way"})
	}
	return figures
}

// short is a package's path below the module.
func short(p *packages.Package) string { return strings.TrimPrefix(p.PkgPath, p.Module.Path+"/") }
