package main

import (
	"context"
	"fmt"
	"io"
	"text/tabwriter"
	"time"

	"jema/internal/bench"
	"jema/internal/command"
)

// benchVisitCmd measures whole bookings as visitors make them.
type benchVisitCmd struct {
	benchFlags
	Repetitions int           `help:"Nombre de répétitions (5 si rien n’est dit)." placeholder:"N"`
	Each        time.Duration `help:"Durée d’une mesure (3 s si rien n’est dit)." placeholder:"DURÉE"`
	Clients     int           `help:"Visiteurs à la fois (64 si rien n’est dit)." placeholder:"N"`
}

// Run prints visits a second, beside net/http with the same bytes. It ends with status 1
// where the database disagrees with the answers visitors got.
func (b *benchVisitCmd) Run(ctx context.Context, c *command.Console) error {
	plan := bench.VisitDefault()
	if b.Quick {
		plan = bench.VisitQuick()
	}
	plan.Site, plan.Log = benchSite, func(line string) { c.Progressf("%s", line) }
	override(&plan.Repetitions, b.Repetitions)
	override(&plan.Each, b.Each)
	override(&plan.Clients, b.Clients)
	report, err := bench.Visits(ctx, plan)
	if err != nil {
		return broken(err)
	}
	if !b.JSON {
		return printVisits(c.Out, plan, report)
	}
	figures := map[string]any{"machine": report.Machine, "visits_per_second": report.Rate.Median,
		"visits_vs_bare": report.VsBare.Median, "p50_ms": report.P50MS.Median, "p99_ms": report.P99MS.Median,
		"site_us_per_visit": report.SiteUS.Median,
		"booked":            report.Booked}
	for name, took := range report.StepMS {
		figures[name+"_p50_ms"] = took.Median
	}
	return writeJSON(c.Out, figures)
}

func printVisits(out io.Writer, plan bench.VisitPlan, r bench.VisitReport) error {
	printMachine(out, r.Machine)
	_, _ = fmt.Fprintf(out, "%d répétitions de %s, %d visiteurs à la fois : page de l’événement, formulaire, "+
		"confirmation ; médiane (minimum–maximum).\n\n", plan.Repetitions, plan.Each, plan.Clients)
	t := tabwriter.NewWriter(out, 0, 0, 2, ' ', 0)
	_, _ = fmt.Fprintf(t, "visites par seconde\t%s\n", spread(r.Rate, 0))
	_, _ = fmt.Fprintf(t, "net/http seul, les mêmes octets\t%s\n", spread(r.Bare, 0))
	_, _ = fmt.Fprintf(t, "site ÷ net/http\t%s\n", spread(r.VsBare, 2))
	_, _ = fmt.Fprintf(t, "visite entière, p50 (ms)\t%s\n", spread(r.P50MS, 1))
	_, _ = fmt.Fprintf(t, "visite entière, p99 (ms)\t%s\n", spread(r.P99MS, 1))
	_, _ = fmt.Fprintf(t, "temps de processeur du site par visite (µs)\t%s\n", spread(r.SiteUS, 0))
	for _, name := range bench.Steps {
		_, _ = fmt.Fprintf(t, "%s, p50 (ms)\t%s\n", name, spread(r.StepMS[name], 1))
	}
	_, _ = fmt.Fprintf(t, "réservations faites, toutes dans la base\t%d\n", r.Booked)
	return t.Flush()
}
