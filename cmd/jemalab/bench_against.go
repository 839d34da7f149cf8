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

// benchAgainstCmd compares two builds of the program.
type benchAgainstCmd struct {
	benchFlags
	Before      string        `arg:"" name:"avant" help:"Le programme d’avant." placeholder:"FICHIER"`
	After       string        `arg:"" name:"après" help:"Celui d’après." placeholder:"FICHIER"`
	Repetitions int           `help:"Nombre de répétitions (7 si rien n’est dit)." placeholder:"N"`
	Each        time.Duration `help:"Durée d’une mesure (2 s si rien n’est dit)." placeholder:"DURÉE"`
	Clients     int           `help:"Demandes en cours à la fois (256 si rien n’est dit)." placeholder:"N"`
}

// Run prints how much of the pace of the first program the second one has.
func (b *benchAgainstCmd) Run(ctx context.Context, c *command.Console) error {
	plan := bench.AgainstDefault()
	if b.Quick {
		plan = bench.AgainstQuick()
	}
	plan.Before, plan.After, plan.Log = b.Before, b.After, func(line string) { c.Progressf("%s", line) }
	override(&plan.Repetitions, b.Repetitions)
	override(&plan.Each, b.Each)
	override(&plan.Clients, b.Clients)
	report, err := bench.Against(ctx, plan)
	if err != nil {
		return err
	}
	if b.JSON {
		figures := map[string]any{"machine": report.Machine, "subjects": report.Subjects}
		for _, s := range report.Subjects {
			figures[s.Name+"_after_vs_before"] = s.Ratio.Median
		}
		return writeJSON(c.Out, figures)
	}
	return printAgainst(c.Out, plan, report)
}

func printAgainst(out io.Writer, plan bench.AgainstPlan, r bench.AgainstReport) error {
	printMachine(out, r.Machine)
	_, _ = fmt.Fprintf(out, "%d répétitions, alternées ; par seconde, médiane (minimum–maximum).\n\n", plan.Repetitions)
	t := tabwriter.NewWriter(out, 0, 0, 2, ' ', 0)
	_, _ = fmt.Fprintln(t, "quoi\tavant\taprès\taprès ÷ avant")
	for _, s := range r.Subjects {
		_, _ = fmt.Fprintf(t, "%s\t%s\t%s\t%s\n", s.Name, spread(s.Before, 1), spread(s.After, 1), spread(s.Ratio, 2))
	}
	return t.Flush()
}
