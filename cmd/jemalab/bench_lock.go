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

// benchLockCmd holds a slot's row and measures everybody else.
type benchLockCmd struct {
	benchFlags
	benchControl
	Repetitions int           `help:"Nombre de répétitions (3 si rien n’est dit)." placeholder:"N"`
	Held        time.Duration `help:"Durée pendant laquelle la ligne est tenue (12 s si rien n’est dit)." placeholder:"DURÉE"`
}

// Run prints a table with ratios; it ends with 1 when an invariant does not
// hold after a measure.
func (b *benchLockCmd) Run(ctx context.Context, c *command.Console) error {
	plan := bench.LockDefault()
	if b.Quick {
		plan = bench.LockQuick()
	}
	plan.Site, plan.BreakOne, plan.Log = benchSite, b.Control, func(line string) { c.Progressf("%s", line) }
	override(&plan.Repetitions, b.Repetitions)
	override(&plan.Held, b.Held)
	report, err := bench.Lock(ctx, plan)
	if err != nil {
		return broken(err)
	}
	if b.JSON {
		return writeJSON(c.Out, map[string]any{"machine": report.Machine, "rounds": report.Rounds,
			"held_p99_vs_free": report.P99VsFree.Median,
			"held_5xx":         report.Failed, "programs_vs_one": report.SeveralVsOne.Median, "deadlocks": report.Deadlocks})
	}
	return printLock(c.Out, plan, report)
}

func printLock(out io.Writer, plan bench.LockPlan, r bench.LockReport) error {
	printMachine(out, r.Machine)
	_, _ = fmt.Fprintf(out, "%d répétitions ; la ligne d’un créneau est tenue %s par une autre transaction ; %d "+
		"visiteurs demandent les autres créneaux, %d celui-là ; puis %d un même créneau.\n\n",
		plan.Repetitions, plan.Held, plan.Clients, plan.Waiting, plan.Crowd)
	t := tabwriter.NewWriter(out, 0, 0, 2, ' ', 0)
	_, _ = fmt.Fprintln(t, "quoi\tpar seconde\tp50 (ms)\tp99 (ms)\téchecs")
	for _, round := range r.Rounds {
		for _, line := range []struct {
			what string
			f    bench.Figures
		}{{"autres créneaux, rien n’est tenu", round.Free}, {"autres créneaux, une ligne est tenue", round.Held},
			{"le créneau tenu", round.Waiting}, {"un créneau, un programme", round.One},
			{fmt.Sprintf("un créneau, %d programmes", plan.Programs), round.Several}} {
			_, _ = fmt.Fprintf(t, "%s\t%s\t%s\t%s\t%d\n", line.what, decimal(line.f.Rate, 0), decimal(line.f.P50MS, 1),
				decimal(line.f.P99MS, 1), line.f.Failed)
		}
	}
	_, _ = fmt.Fprintf(t, "\nheld_p99_vs_free\t%s\nprograms_vs_one\t%s\nheld_5xx\t%d\ndeadlocks\t%d\n",
		spread(r.P99VsFree, 2), spread(r.SeveralVsOne, 2), r.Failed, r.Deadlocks)
	return t.Flush()
}
