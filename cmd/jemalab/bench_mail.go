package main

import (
	"context"
	"fmt"
	"io"
	"text/tabwriter"

	"jema/internal/bench"
	"jema/internal/command"
)

// benchMailCmd measures how fast letters leave.
type benchMailCmd struct {
	benchFlags
	Repetitions int `help:"Nombre de répétitions (5 si rien n’est dit)." placeholder:"N"`
}

// Run prints a table with ratios; it ends with 1 when a letter was lost or came
// twice.
func (b *benchMailCmd) Run(ctx context.Context, c *command.Console) error {
	plan := bench.MailDefault()
	if b.Quick {
		plan = bench.MailQuick()
	}
	plan.Log = func(line string) { c.Progressf("%s", line) }
	override(&plan.Repetitions, b.Repetitions)
	report, err := bench.Mail(ctx, plan)
	if err != nil {
		return broken(err)
	}
	if b.JSON {
		return writeJSON(c.Out, map[string]any{"machine": report.Machine, "rounds": report.Rounds,
			"letters_per_second": report.Letters.Median, "letters_vs_bare": report.VsBare.Median,
			"confirmations": report.Confirmed,
			"wait_p50_ms":   report.WaitP50MS, "wait_p99_ms": report.WaitP99MS, "wait_most_ms": report.WaitMostMS})
	}
	return printMail(c.Out, plan, report)
}

func printMail(out io.Writer, plan bench.MailPlan, r bench.MailReport) error {
	printMachine(out, r.Machine)
	_, _ = fmt.Fprintf(out, "%d répétitions de %d courriels sur %d connexions, vers un serveur qui répond aussitôt ; "+
		"puis %d réservations en %.0f s.\n\n", plan.Repetitions, plan.Letters, plan.Connections, plan.Bookings,
		plan.Window.Seconds())
	t := tabwriter.NewWriter(out, 0, 0, 2, ' ', 0)
	_, _ = fmt.Fprintln(t, "courriels par seconde\tclient SMTP nu\trapport")
	for _, round := range r.Rounds {
		_, _ = fmt.Fprintf(t, "%s\t%s\t%s\n", decimal(round.Sender, 0), decimal(round.Bare, 0),
			decimal(round.Sender/round.Bare, 2))
	}
	_, _ = fmt.Fprintf(t, "\nletters_per_second\t%s\nletters_vs_bare\t%s\n", spread(r.Letters, 0), spread(r.VsBare, 2))
	_, _ = fmt.Fprintf(t, "confirmations\t%d\nwait_p50_ms\t%s\nwait_p99_ms\t%s\nwait_most_ms\t%s\n",
		r.Confirmed, decimal(r.WaitP50MS, 0), decimal(r.WaitP99MS, 0), decimal(r.WaitMostMS, 0))
	return t.Flush()
}
