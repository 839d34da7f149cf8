package marquetry

import (
	"bytes"
	"encoding/xml"
	"errors"
	"fmt"
	"io"
	"testing"

	"jema/internal/measure"
)

// territory makes forty different communes' shares.
func territory() map[string][]Share {
	out := map[string][]Share{}
	all := Domains()
	for i := range 40 {
		var shares []Share
		for k := range 1 + i%17 {
			shares = append(shares, Share{all[(k*5+i*3)%17], 1 + (k*7+i)%5})
		}
		out[fmt.Sprint(26001+7*i)] = shares
	}
	return out
}

func TestCutIsProportionalAndWhole(t *testing.T) {
	const w, h = 420 * measure.Pt, 400 * measure.Pt
	for seed, shares := range territory() {
		weights, areas, all, sum := map[string]int{}, map[string]int{}, 0, 0
		for _, s := range shares {
			weights[s.Domain] += s.Weight
			all += s.Weight
		}
		for _, p := range Cut(seed, w, h, shares) {
			areas[p.Domain] += p.Area()
			sum += p.Area()
			checkConvex(t, p, w, h)
		}
		if d := float64(sum)/float64(w)/float64(h) - 1; d < -1e-5 || d > 1e-5 {
			t.Errorf("%s: the pieces cover %.6f of the sheet", seed, d+1)
		}
		for d, weight := range weights {
			got, want := float64(areas[d])/float64(w)/float64(h), float64(weight)/float64(all)
			if got < want*0.99 || got > want*1.01 {
				t.Errorf("%s: %s takes %.4f of the sheet, want %.4f", seed, d, got, want)
			}
		}
	}
}

func checkConvex(t *testing.T, p Panel, w, h measure.Length) {
	t.Helper()
	for i, a := range p.Outline {
		b, c := p.Outline[(i+1)%len(p.Outline)], p.Outline[(i+2)%len(p.Outline)]
		if cross := (b.X-a.X)*(c.Y-b.Y) - (b.Y-a.Y)*(c.X-b.X); cross < -2000*measure.Pt {
			t.Errorf("%s: %v is not convex", p.Domain, p.Outline)
		}
		if a.X < 0 || a.Y < 0 || a.X > w || a.Y > h {
			t.Errorf("%s: %v leaves the sheet", p.Domain, a)
		}
	}
}

func TestCutNeverChangesByChance(t *testing.T) {
	shares := territory()["26085"]
	const w, h = 300 * measure.Pt, 200 * measure.Pt
	first := SVG(Cut("26281", w, h, shares), w, h)
	turned := append([]Share{}, shares...)
	for i, j := 0, len(turned)-1; i < j; i, j = i+1, j-1 {
		turned[i], turned[j] = turned[j], turned[i]
	}
	if again := SVG(Cut("26281", w, h, turned), w, h); !bytes.Equal(first, again) {
		t.Error("the order of the shares changes the work")
	}
	if other := SVG(Cut("26004", w, h, shares), w, h); bytes.Equal(first, other) {
		t.Error("two communes have the same work")
	}
}

func TestCutOfLittle(t *testing.T) {
	for name, shares := range map[string][]Share{"nothing": nil, "no weight": {{"cuir", 0}}, "unknown": {{"inconnu", 2}}} {
		p := Cut("26281", 100*measure.Pt, 100*measure.Pt, shares)
		if len(p) != 1 || p[0].Domain != Other {
			t.Errorf("%s: %v, want one neutral sheet", name, p)
		}
	}
	if p := Cut("26281", 100*measure.Pt, 100*measure.Pt, []Share{{"cuir", 4}, {"cuir", 3}}); len(p) != 1 {
		t.Errorf("one craft is cut into %d pieces", len(p))
	}
	Cut("26281", 2, 2, territory()["26113"]) // smaller than its pieces: no panic
}

func TestSVG(t *testing.T) {
	largest := 0
	for seed, shares := range territory() {
		s := SVG(Cut(seed, 420*measure.Pt, 300*measure.Pt, shares), 420*measure.Pt, 300*measure.Pt)
		largest = max(largest, len(s))
		if bytes.Contains(s, []byte("style=")) {
			t.Fatal("the Content-Security-Policy forbids style attributes")
		}
		d := xml.NewDecoder(bytes.NewReader(s))
		for {
			if _, err := d.Token(); errors.Is(err, io.EOF) {
				break
			} else if err != nil {
				t.Fatalf("%s: %v", seed, err)
			}
		}
	}
	if largest > 40<<10 {
		t.Errorf("the heaviest work weighs %d bytes", largest)
	}
}

func TestEveryDomainHasItsVeneer(t *testing.T) {
	seen := map[string]string{}
	for _, d := range Domains() {
		p := Swatch(d, 8*measure.MM)
		marks := 0
		for _, m := range p.Motifs() {
			for _, k := range m.Marks {
				marks += len(k.Segments) * len(m.At)
			}
		}
		if marks == 0 {
			t.Errorf("%s has no pattern", d)
		}
		drawing := fmt.Sprint(Swatch(d, 8*measure.MM).Ground(), Swatch(d, 8*measure.MM).Motifs())
		if other, found := seen[drawing]; found {
			t.Errorf("%s is drawn like %s", d, other)
		}
		seen[drawing] = d
	}
	if len(veneers) != 17 || len(inks) != 17 || len(seen) != 17 {
		t.Errorf("%d veneers, %d inks, %d drawings; want 17", len(veneers), len(inks), len(seen))
	}
}

func TestInks(t *testing.T) {
	seen := map[Ink]string{}
	for _, d := range Domains() {
		ink := InkOf(d)
		if other, found := seen[ink]; found {
			t.Errorf("%s has the ink of %s", d, other)
		}
		seen[ink] = d
		if p := ink.Press; p.Sum() >= 300 || p == (CMYK{}) {
			t.Errorf("%s: %v cannot be printed", d, p)
		}
		if r := contrast(ink.Screen, PaperScreen); r < 4.5 {
			t.Errorf("%s on paper has a contrast of %.2f", d, r)
		}
	}
}
