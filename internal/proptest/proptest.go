// Package proptest runs tests of properties over drawn cases. `go test` draws the same
// cases on every machine, so that no test fails by luck; `task long` draws others.
package proptest

import (
	"flag"
	"os"
	"sync"

	"pgregory.net/rapid"
)

// Seed is where the drawing of cases begins, unless a person gives another seed.
const Seed = "2027"

var fixSeed = sync.OnceValue(func() error {
	given := os.Getenv("RAPID_SEED") != ""
	flag.Visit(func(f *flag.Flag) { given = given || f.Name == "rapid.seed" })
	if given {
		return nil
	}
	return flag.Set("rapid.seed", Seed)
})

// Check fails t if it finds a drawn case that breaks the property. The cases are the same
// in each run, unless -rapid.seed or RAPID_SEED gives another seed: 0 is a random one.
// How many there are, 100 if nothing is given, is -rapid.checks.
func Check(t rapid.TB, property func(*rapid.T)) {
	t.Helper()
	if err := fixSeed(); err != nil {
		t.Fatal(err)
	}
	rapid.Check(t, property) //nolint:forbidigo // the one place that draws
}
