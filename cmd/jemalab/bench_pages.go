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

// benchPagesCmd measures pages beside servers of the same bytes.
type benchPagesCmd struct {
	benchFlags
	Repetitions int           `help:"Nombre de répétitions (7 si rien n’est dit)." placeholder:"N"`
	Each        time.Duration `help:"Durée d’une mesure (2 s si rien n’est dit)." placeholder:"DURÉE"`
	Clients     int           `help:"Demandes en cours à la fois (64 si rien n’est dit)." placeholder:"N"`
	Slots       int           `help:"Nombre de créneaux, six par événement (1 800 si rien n’est dit)." placeholder:"N"`
}

// Run prints a table with ratios.
func (b *benchPagesCmd) Run(ctx context.Context, c *command.Console) error {
	plan := bench.PagesDefault()
	if b.Quick {
		plan = bench.PagesQuick()
	}
	plan.Site, plan.Log = benchSite, func(line string) { c.Progressf("%s", line) }
	override(&plan.Repetitions, b.Repetitions)
	override(&plan.Each, b.Each)
	override(&plan.Clients, b.Clients)
	override(&plan.Slots, b.Slots)
	report, err := bench.Pages(ctx, plan)
	if err != nil {
		return err
	}
	if !b.JSON {
		return printPages(c.Out, plan, report)
	}
	figures := map[string]any{"machine": report.Machine, "pages": report.Pages}
	for _, p := range report.Pages {
		figures[p.Name+"_per_second"], figures[p.Name+"_vs_bare"] = p.Rate[bench.BySite].Median, p.VsBare.Median
		if figures[p.Name+"_vs_nginx"] = nil; report.Nginx {
			figures[p.Name+"_vs_nginx"] = p.VsNginx.Median
		}
	}
	return writeJSON(c.Out, figures)
}

func printPages(out io.Writer, plan bench.PagesPlan, r bench.PagesReport) error {
	printMachine(out, r.Machine)
	_, _ = fmt.Fprintf(out, "%d répétitions de %s, alternées, %d demandes à la fois ; "+
		"par seconde, médiane (minimum–maximum).\n\n", plan.Repetitions, plan.Each, plan.Clients)
	t := tabwriter.NewWriter(out, 0, 0, 2, ' ', 0)
	_, _ = fmt.Fprintln(t, "page\toctets\tsite\tnginx\tnet/http seul\tsite ÷ nginx\tsite ÷ net/http")
	for _, p := range r.Pages {
		_, _ = fmt.Fprintf(t, "%s\t%d\t%s\t%s\t%s\t%s\t%s\n", p.Name, p.Bytes, spread(p.Rate[bench.BySite], 0),
			spread(p.Rate[bench.ByNginx], 0), spread(p.Rate[bench.ByBare], 0), spread(p.VsNginx, 2), spread(p.VsBare, 2))
	}
	if !r.Nginx {
		_, _ = fmt.Fprintln(t, "\nnginx n’est pas installé ici, donc pas mesuré.")
	}
	return t.Flush()
}
