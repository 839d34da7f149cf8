package main

import (
	"context"
	"fmt"
	"io"
	"maps"
	"slices"
	"strings"
	"text/tabwriter"

	"jema/internal/bench"
	"jema/internal/command"
)

// benchRushCmd plays opening days.
type benchRushCmd struct {
	benchFlags
	benchControl
	Repetitions int      `help:"Nombre de répétitions de ce qui dure six secondes (5 si rien n’est dit)." placeholder:"N"`
	Only        []string `help:"Seulement ces journées, par leur nom." placeholder:"NOM,…"`
	Views       float64  `default:"1000" help:"Vues par seconde de la page d’une commune, à côté."`
}

// Run prints the visitors' answers and waiting times. It ends with status 1
// when an invariant is broken afterwards.
func (b *benchRushCmd) Run(ctx context.Context, c *command.Console) error {
	plan := bench.RushDefault()
	if b.Quick {
		plan = bench.RushQuick()
	}
	plan.Site, plan.BreakOne, plan.ViewRate, plan.Log = benchSite, b.Control, b.Views,
		func(line string) { c.Progressf("%s", line) }
	if b.Repetitions > 0 {
		plan.Repeat(b.Repetitions)
	}
	if len(b.Only) > 0 {
		plan.Rushes = slices.DeleteFunc(plan.Rushes, func(r bench.Rush) bool { return !slices.Contains(b.Only, r.Name) })
	}
	if len(plan.Rushes) == 0 || b.Views <= 0 {
		return command.Fail(2, fmt.Errorf("aucune journée de ce nom, ou aucune vue : %s", strings.Join(b.Only, ", ")))
	}
	report, err := bench.Rushes(ctx, plan)
	if err != nil {
		return broken(err)
	}
	if b.JSON {
		figures := map[string]any{"machine": report.Machine, "days": report.Days}
		for name, figure := range report.Figures() {
			figures[name] = figure.Median
		}
		return writeJSON(c.Out, figures)
	}
	return printRush(c.Out, plan, report)
}

func printRush(out io.Writer, plan bench.RushPlan, r bench.RushReport) error {
	printMachine(out, r.Machine)
	_, _ = fmt.Fprintf(out, "%d créneaux de %d places, popularité de Zipf, une demande sur dix envoyée deux fois ; "+
		"temps comptés depuis l’instant prévu.\n\n",
		plan.Slots, plan.Capacity)
	t := tabwriter.NewWriter(out, 0, 0, 2, ' ', 0)
	_, _ = fmt.Fprintln(t, "journée\tfaçon\tvisiteurs\tsecondes\tp50 (ms)\tp99 (ms)\tp99,9 (ms)\téchecs\tmémoire "+
		"(Mo)\tvues par seconde\tréponses")
	for _, d := range r.Days {
		views := "—"
		if d.Views != nil {
			views = decimal(d.Views.Served, 0) + " sur " + decimal(d.Views.Requested, 0)
		}
		_, _ = fmt.Fprintf(t, "%s\t%s\t%s\t%.0f\t%s\t%s\t%s\t%d\t%s\t%s\t%s\n", d.Name, d.Way,
			decimal(float64(d.Visitors), 0), d.Seconds,
			decimal(d.P50MS, 1), decimal(d.P99MS, 1), decimal(d.P999MS, 1), d.Failed, decimal(d.PeakMB, 0), views,
			answers(d.Answers))
	}
	_, _ = fmt.Fprintln(t)
	figures := r.Figures()
	for _, name := range slices.Sorted(maps.Keys(figures)) {
		figure := "0"
		if figures[name].Max > 0 {
			figure = spread(figures[name], 1)
		}
		_, _ = fmt.Fprintf(t, "%s\t%s\n", name, figure)
	}
	return t.Flush()
}

func answers(kinds map[string]int) string {
	var list []string
	for _, kind := range slices.Sorted(maps.Keys(kinds)) {
		list = append(list, fmt.Sprintf("%s %d", kind, kinds[kind]))
	}
	return strings.Join(list, ", ")
}
