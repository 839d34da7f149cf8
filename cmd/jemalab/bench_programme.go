package main

import (
	"context"
	"fmt"
	"io"
	"maps"
	"os"
	"os/exec"
	"slices"
	"strconv"
	"strings"
	"text/tabwriter"

	"jema/internal/bench"
	"jema/internal/command"
	"jema/internal/exchange"
	"jema/internal/jema"
	"jema/internal/reference"
)

// benchProgrammeCmd compares ways of printing.
type benchProgrammeCmd struct {
	benchFlags
	Repetitions int `help:"Nombre de répétitions (5 si rien n’est dit)." placeholder:"N"`
}

// Run prints a table with ratios.
func (b *benchProgrammeCmd) Run(ctx context.Context, c *command.Console) error {
	plan := bench.PrintingDefault()
	if b.Quick {
		plan = bench.PrintingQuick()
	}
	override(&plan.Repetitions, b.Repetitions)
	self, err := os.Executable() // the measures run in a folder of their own
	if err != nil {
		return err
	}
	plan.Log = func(line string) { c.Progressf("%s", line) }
	plan.Self = func(ctx context.Context, args ...string) *exec.Cmd {
		//nolint:gosec // it runs this very program
		return exec.CommandContext(ctx, self, append([]string{"bench", "printing"}, args...)...)
	}
	report, err := bench.Printing(ctx, plan)
	if err != nil {
		return err
	}
	if b.JSON {
		return writeJSON(c.Out, printingFigures(plan, report))
	}
	return printPrinting(c.Out, plan, report)
}

func referenceCommunes() ([]jema.Commune, error) {
	return exchange.ReadCommunes(reference.Communes(), reference.Boundaries())
}

// benchPrintingCmd is what is measured, in a process of its own.
type benchPrintingCmd struct {
	Way   string `arg:"" name:"façon" enum:"engine,plain"`
	What  string `arg:"" name:"quoi" help:"commune, territory, book, ou sources et cold avec le dossier."`
	Times string `arg:"" name:"fois" help:"Nombre de mesures ; avec sources et cold, le dossier."`
	Files int    `arg:"" name:"fichiers" optional:""`
}

// Run prints programmes and reports how long it took.
func (b *benchPrintingCmd) Run(c *command.Console) error {
	if b.What == "cold" {
		return bench.PrintingCold(b.Way, b.Times)
	}
	communes, err := referenceCommunes()
	if err != nil {
		return err
	}
	if b.What == "sources" {
		return bench.PrintingSources(communes, b.Times)
	}
	times, err := strconv.Atoi(b.Times)
	if err != nil {
		return command.Fail(2, fmt.Errorf("%q n’est pas un nombre de mesures", b.Times))
	}
	return bench.PrintingChild(c.Out, communes, b.Way, b.What, times, b.Files)
}

// printingFigures gives each figure that the goals name its stable name; what
// is not installed is null.
func printingFigures(plan bench.PrintingPlan, r bench.PrintingReport) map[string]any {
	figures := map[string]any{"report": r, "repetitions": plan.Repetitions,
		"commune_ms":  r.Warm[bench.Commune][bench.ByEngine].Median,
		"territory_s": r.Warm[bench.Territory][bench.ByEngine].Median / 1000,
		"book300_ms":  r.Warm[bench.Book][bench.ByEngine].Median, "peak_mb": r.PeakMB.Median,
		"commune_alloc_mb":   r.AllocMB[bench.Commune][bench.ByEngine].Median,
		"commune_vs_plain":   r.VsPlain[bench.Commune].Median,
		"territory_vs_plain": r.VsPlain[bench.Territory].Median, "book300_vs_plain": r.VsPlain[bench.Book].Median,
		"cold_ms": r.Cold[bench.ByEngine].Median, "cold_vs_plain": r.ColdVs[bench.ByPlain].Median}
	for _, name := range []string{"typst", "chromium", "weasyprint", "lualatex"} {
		figures["cold_vs_"+name] = nil
		if ratio, measured := r.ColdVs[name]; measured {
			figures["cold_vs_"+name] = ratio.Median
		}
	}
	return figures
}

var printers = map[string]string{bench.ByEngine: "jema", bench.ByPlain: "gofpdf seul", "typst": "Typst",
	"chromium":   "Chromium",
	"weasyprint": "WeasyPrint", "lualatex": "LuaLaTeX (une passe)"}

func printPrinting(out io.Writer, plan bench.PrintingPlan, r bench.PrintingReport) error {
	_, _ = fmt.Fprintf(out, "%s, %d cœurs, %s ; charge avant la mesure : %s\n%d répétitions alternées ; médiane "+
		"(minimum–maximum).\n\n",
		r.Machine.System, r.Machine.Cores, r.Machine.Go, r.Machine.Load, plan.Repetitions)
	t := tabwriter.NewWriter(out, 0, 0, 2, ' ', 0)
	_, _ = fmt.Fprintln(t, "à chaud\tjema (ms)\tgofpdf seul (ms)\tgofpdf ÷ jema\talloué (Mo)\tgofpdf (Mo)")
	for _, what := range []struct{ key, name string }{{bench.Commune, "une commune, 25 ateliers"},
		{bench.Territory, fmt.Sprintf("%d communes", plan.Communes)}, {bench.Book, fmt.Sprintf("un livre, %d ateliers",
			plan.Workshops)}} {
		_, _ = fmt.Fprintf(t, "%s\t%s\t%s\t%s\t%s\t%s\n", what.name, spread(r.Warm[what.key][bench.ByEngine], 1),
			spread(r.Warm[what.key][bench.ByPlain], 1),
			spread(r.VsPlain[what.key], 2), spread(r.AllocMB[what.key][bench.ByEngine], 1),
			spread(r.AllocMB[what.key][bench.ByPlain], 1))
	}
	_, _ = fmt.Fprintf(t, "\nmémoire du territoire, au plus (Mo)\t%s\n\n", spread(r.PeakMB, 0))
	_, _ = fmt.Fprintln(t, "à froid, un processus neuf\tms\t÷ jema\tmémoire (Mo)\tfichier (Ko)")
	for _, name := range slices.Sorted(maps.Keys(r.Cold)) {
		_, _ = fmt.Fprintf(t, "%s\t%s\t%s\t%s\t%d\n", printers[name], spread(r.Cold[name], 0), spread(r.ColdVs[name], 1),
			spread(r.ColdMB[name], 0), r.Bytes[name]/1000)
	}
	if len(r.Absent) > 0 {
		names := make([]string, len(r.Absent))
		for i, n := range r.Absent {
			names[i] = printers[n]
		}
		_, _ = fmt.Fprintf(t, "\nPas installés ici, donc pas mesurés : %s.\n", strings.Join(names, ", "))
	}
	return t.Flush()
}
