package content

import (
	"encoding/json"
	"strconv"
	"testing"

	"jema/internal/geo"
	"jema/internal/programme/pdftest"
	"jema/internal/text"
)

func TestMemo(t *testing.T) {
	made, m := 0, NewMemo[int, string](2)
	of := func(n int) string { return m.Of(n, func(n int) string { made++; return strconv.Itoa(n) }) }
	for _, n := range []int{1, 1, 2, 1, 3, 1, 2} { // 3 takes the place of 2
		if of(n) != strconv.Itoa(n) {
			t.Errorf("%d is %s", n, of(n))
		}
	}
	if made != 4 || m.results.Len() != 2 {
		t.Errorf("made %d times, %d cached", made, m.results.Len())
	}
}

// BenchmarkMemos shows what each cache earns: « made » is what a result takes,
// « cached » what it takes the next time.
func BenchmarkMemos(b *testing.B) {
	paragraph := "Une paire de souliers, c'est deux cents gestes et quarante heures d'établi ; vous pourrez toucher " +
		"les cuirs, et vers 17h sentir la poix."
	raw := pdftest.Communes()[0].Boundary
	for name, of := range map[string][2]func(){
		"text":     {func() { text.Typeset(text.Lines(paragraph)) }, func() { (&Setter{}).Lines(paragraph) }},
		"boundary": {func() { _, _ = geo.Read(json.RawMessage(string(raw))) }, func() { boundary(raw) }},
		"code": {func() { encode("https://jema.example.org/o/26281") },
			func() { Modules("https://jema.example.org/o/26281") }},
	} {
		for i, way := range []string{"made", "cached"} {
			b.Run(name+"/"+way, func(b *testing.B) {
				b.ReportAllocs()
				for b.Loop() {
					of[i]()
				}
			})
		}
	}
}
