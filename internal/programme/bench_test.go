package programme

import (
	"io"
	"testing"
)

// BenchmarkCommune is a commune of 25 events with photos, codes and slots, the
// whole way from the data to the file.
func BenchmarkCommune(b *testing.B) {
	p := sample("26281", 25)
	b.ReportAllocs()
	for b.Loop() {
		if err := write(io.Discard, Commune{p, Spec{}}); err != nil {
			b.Fatal(err)
		}
	}
}

// BenchmarkLayout is the same without drawing.
func BenchmarkLayout(b *testing.B) {
	p := sample("26281", 25)
	b.ReportAllocs()
	for b.Loop() {
		if _, _, err := compose(Commune{p, Spec{}}); err != nil {
			b.Fatal(err)
		}
	}
}
