package formats

import (
	"testing"

	"jema/internal/marquetry"
	"jema/internal/programme/content"
	"jema/internal/programme/paper"
	"jema/internal/programme/pdftest"
	invented "jema/internal/programme/sample"
)

// What is cut again is the caller's to change.
func TestCutsAreTheCallers(t *testing.T) {
	shares := []marquetry.Share{{Domain: "cuir", Weight: 1}, {Domain: "metal", Weight: 2}}
	first := cut("26281", 100*paper.MM, 40*paper.MM, shares)
	was := first[0].Module
	first[0].Module++
	if again := cut("26281", 100*paper.MM, 40*paper.MM, shares); len(again) != len(first) || again[0].Module != was {
		t.Errorf("%d and %d pieces, %d and %d", len(first), len(again), was, again[0].Module)
	}
}

// BenchmarkCuts shows what the cache of cuts earns for a commune of 25 events.
func BenchmarkCuts(b *testing.B) {
	shares := content.Collect(invented.Programme(pdftest.Communes(), "26281", 25), content.French, nil).Shares
	for name, of := range map[string]func(){
		"made":   func() { marquetry.Cut("26281", 148*paper.MM, 120*paper.MM, shares) },
		"cached": func() { cut("26281", 148*paper.MM, 120*paper.MM, shares) },
	} {
		b.Run(name, func(b *testing.B) {
			b.ReportAllocs()
			for b.Loop() {
				of()
			}
		})
	}
}
