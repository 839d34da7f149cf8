package proptest

import (
	"flag"
	"slices"
	"testing"

	"pgregory.net/rapid"
)

// TestTheSameCasesEachTime: two runs draw the same cases, and a seed given by hand others.
func TestTheSameCasesEachTime(t *testing.T) {
	drawn := func() (out []uint64) {
		Check(t, func(t *rapid.T) { out = append(out, rapid.Uint64().Draw(t, "n")) })
		return out
	}
	first := drawn()
	if again := drawn(); !slices.Equal(first, again) {
		t.Errorf("a second run drew other cases: %v, then %v", first[:3], again[:3])
	}
	seed := flag.Lookup("rapid.seed").Value.String()
	if err := flag.Set("rapid.seed", "7"); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = flag.Set("rapid.seed", seed) })
	if other := drawn(); slices.Equal(first, other) {
		t.Error("a seed given by hand changed nothing")
	}
}
