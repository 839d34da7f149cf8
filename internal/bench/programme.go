package bench

import (
	"context"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"runtime"

	"jema/internal/jema"
	"jema/internal/programme"
	"jema/internal/programme/sample"
)

// PrintingPlan configures what is measured of printing, and how often. Self
// makes the command that runs « bench printing » of this very program.
type PrintingPlan struct {
	Repetitions int
	Each        map[string]int // runs of each measure, of which the median counts
	Communes    int            // of the territory
	Workshops   int            // of the book
	Self        func(ctx context.Context, args ...string) *exec.Cmd
	Log         func(string)
}

// PrintingDefault is the measure that counts.
func PrintingDefault() PrintingPlan {
	return PrintingPlan{Repetitions: 5, Each: map[string]int{Commune: 60, Territory: 2, Book: 4},
		Communes: 54, Workshops: 300}
}

// PrintingQuick shows that the measure works.
func PrintingQuick() PrintingPlan {
	return PrintingPlan{Repetitions: 1, Each: map[string]int{Commune: 2, Territory: 1, Book: 1},
		Communes: 4, Workshops: 30}
}

// PrintingReport is the result. The engine is internal/programme; plain is gofpdf
// alone. Times are milliseconds; a ratio is how many
// times longer the other program takes in the same repetition.
type PrintingReport struct {
	Machine Machine                      `json:"machine"`
	Warm    map[string]map[string]Spread `json:"warm_ms"` // what → by whom
	AllocMB map[string]map[string]Spread `json:"alloc_mb"`
	PeakMB  Spread                       `json:"peak_mb"`    // of the engine printing the territory
	VsPlain map[string]Spread            `json:"vs_plain"`   // what → the time of plain ÷ the engine's
	Cold    map[string]Spread            `json:"cold_ms"`    // by whom
	ColdVs  map[string]Spread            `json:"cold_vs"`    // program → its time ÷ the engine's
	ColdMB  map[string]Spread            `json:"cold_mb"`    // most memory a fresh process had, with its children's
	Absent  []string                     `json:"absent"`     // what is not installed
	Bytes   map[string]int               `json:"cold_bytes"` // of the file each made
}

// PrintingSources writes to a folder the programme of one commune that the cold
// runs print, once in each form that the compared programs read.
func PrintingSources(communes []jema.Commune, dir string) error {
	p := sample.Programme(communes, communes[0].INSEE, workshops)
	d, _, err := programme.Commune{Programme: p, Spec: programme.Spec{Format: programme.Brochure}}.Compose()
	if err != nil {
		return err
	}
	return writeSources(dir, p, contentOf(d))
}

// Printing measures the engine and plain gofpdf warm, and every installed program
// cold. The runs are interleaved, each in its own process.
func Printing(ctx context.Context, plan PrintingPlan) (r PrintingReport, err error) {
	dir, err := os.MkdirTemp("", "jema-printing-*")
	if err != nil {
		return r, err
	}
	defer func() { err = errors.Join(err, os.RemoveAll(dir)) }()
	// A child's peak memory includes its parent's, so this process stays small: a
	// child makes the sources.
	if out, err := plan.Self(ctx, ByEngine, "sources", dir).CombinedOutput(); err != nil {
		return r, fmt.Errorf("les sources : %w\n%s", err, out)
	}
	m := &printingMeasure{plan: plan, dir: dir, warm: map[string][]float64{}, alloc: map[string][]float64{},
		cold: map[string][]float64{}, coldMB: map[string][]float64{}}
	r.Machine = Machine{Cores: runtime.NumCPU(), System: runtime.GOOS + "/" + runtime.GOARCH, Go: runtime.Version(),
		Revision: revision(ctx), Load: load()}
	for n := range plan.Repetitions {
		plan.Log(fmt.Sprintf("Répétition %d sur %d", n+1, plan.Repetitions))
		if err := m.repeat(ctx, n); err != nil {
			return r, err
		}
	}
	r.Machine.LoadAfter = load()
	m.into(&r)
	return r, nil
}
