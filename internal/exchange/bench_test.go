package exchange

import (
	"testing"

	"jema/internal/reference"
)

func BenchmarkReadOpenings(b *testing.B) {
	for b.Loop() {
		_, err := ReadOpenings("f.csv", reference.Openings())
		must(b, err)
	}
}

func BenchmarkUnderstand(b *testing.B) {
	sheet, err := ReadOpenings("f.csv", reference.Openings())
	must(b, err)
	ref := against(b)
	for b.Loop() {
		Understand(sheet, ref)
	}
}
