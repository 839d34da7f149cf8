package main

import (
	"context"
	"fmt"
	"io"
	"text/tabwriter"
	"time"

	"jema/internal/bench"
	"jema/internal/command"
	"jema/internal/exchange"
	"jema/internal/reference"
)

// benchSearchCmd measures the search.
type benchSearchCmd struct {
	Quick       bool          `help:"Montre seulement que la mesure marche ; ses chiffres ne valent rien."`
	JSON        bool          `name:"json" help:"Rend les chiffres en JSON."`
	Repetitions int           `help:"Nombre de répétitions (3 si rien n’est dit)." placeholder:"N"`
	Each        time.Duration `help:"Durée d’une mesure (5 s si rien n’est dit)." placeholder:"DURÉE"`
	Openings    int           `help:"Nombre d’événements (8000 si rien n’est dit)." placeholder:"N"`
	Clients     int           `help:"Demandes en cours à la fois (64 si rien n’est dit)." placeholder:"N"`
}

// Run prints the pace and the p99 of questions beside those of a bare server.
func (b *benchSearchCmd) Run(ctx context.Context, c *command.Console) error {
	plan := bench.SearchDefault()
	if b.Quick {
		plan = bench.SearchQuick()
	}
	crafts, err := exchange.ReadCrafts(reference.Crafts())
	if err != nil {
		return err
	}
	plan.Crafts, plan.Site, plan.Log = crafts, benchSite, func(line string) { c.Progressf("%s", line) }
	override(&plan.Repetitions, b.Repetitions)
	override(&plan.Each, b.Each)
	override(&plan.Openings, b.Openings)
	override(&plan.Clients, b.Clients)
	report, err := bench.Search(ctx, plan)
	if err != nil {
		return err
	}
	if b.JSON {
		return writeJSON(c.Out, map[string]any{"machine": report.Machine, "search": report.Search,
			"reference":     report.Reference,
			"search_p99_ms": report.P99MS.Median, "search_per_second": report.Rate.Median,
			"search_p99_vs_bare": report.P99VsBare.Median})
	}
	return printSearch(c.Out, plan, report)
}

func printSearch(out io.Writer, plan bench.SearchPlan, r bench.SearchReport) error {
	printMachine(out, r.Machine)
	_, _ = fmt.Fprintf(out, "%d répétitions de %s ; %d événements, %d visiteurs, %d recherches toutes différentes, %d "+
		"octets par réponse.\n\n",
		plan.Repetitions, plan.Each, plan.Openings, plan.Clients, r.Searches, r.BytesMean)
	t := tabwriter.NewWriter(out, 0, 0, 2, ' ', 0)
	_, _ = fmt.Fprintln(t, "quoi\tpar seconde\tp50 (ms)\tp99 (ms)")
	for i := range r.Search {
		for what, f := range map[string]bench.Figures{"recherche": r.Search[i],
			"serveur nu, autant d’octets": r.Reference[i]} {
			_, _ = fmt.Fprintf(t, "%s\t%s\t%s\t%s\n", what, decimal(f.Rate, 0), decimal(f.P50MS, 1), decimal(f.P99MS, 1))
		}
	}
	_, _ = fmt.Fprintf(t, "\nsearch_p99_ms\t%s\nsearch_p99_vs_bare\t%s\n", spread(r.P99MS, 1), spread(r.P99VsBare, 2))
	return t.Flush()
}
