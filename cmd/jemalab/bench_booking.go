package main

import (
	"cmp"
	"context"
	"fmt"
	"io"
	"maps"
	"slices"
	"strings"
	"text/tabwriter"
	"time"

	"jema/internal/bench"
	"jema/internal/command"
)

// benchBookingCmd compares ways of taking bookings.
type benchBookingCmd struct {
	benchFlags
	benchControl
	Repetitions int           `help:"Nombre de répétitions (5 si rien n’est dit)." placeholder:"N"`
	Each        time.Duration `help:"Durée d’une mesure (1,5 s si rien n’est dit)." placeholder:"DURÉE"`
	InFlight    []int         `help:"Demandes en cours à la fois (64,256,1024 si rien n’est dit)." placeholder:"N,…"`
}

// Run prints a table with ratios; it ends with 1 when an invariant does not
// hold after a measure.
func (b *benchBookingCmd) Run(ctx context.Context, c *command.Console) error {
	plan := bench.BookingDefault()
	if b.Quick {
		plan = bench.BookingQuick()
	}
	plan.Site, plan.BreakOne, plan.Log = benchSite, b.Control, func(line string) { c.Progressf("%s", line) }
	override(&plan.Repetitions, b.Repetitions)
	override(&plan.Each, b.Each)
	if len(b.InFlight) > 0 {
		plan.InFlight = b.InFlight
	}
	report, err := bench.Booking(ctx, plan)
	if err != nil {
		return broken(err)
	}
	if b.JSON {
		return writeJSON(c.Out, bookingFigures(plan, report))
	}
	return printBooking(c.Out, plan, report)
}

func bookingFigures(plan bench.BookingPlan, r bench.BookingReport) map[string]any {
	figures := map[string]any{"machine": r.Machine, "repetitions": plan.Repetitions, "seconds": plan.Each.Seconds(),
		"cells": r.Cells, "ratios": r.Ratios}
	for name, ratio := range r.Ratios {
		figures[name] = ratio.Median
	}
	return figures
}

// contestants are what the table calls them.
var contestants = map[string]string{
	bench.SimpleUpdate: "pgbench simple-update", bench.OneRow: "appel d’une réservation, par pgbench",
	bench.Batch:     "appel de 256, par pgbench",
	bench.ForUpdate: "FOR UPDATE, par HTTP", bench.OneByOne: "une transaction chacune, par HTTP",
	bench.Engine: "le moteur, par HTTP",
	bench.Small:  "le moteur, 500 créneaux", bench.Large: "le moteur, grand monde",
}

var places = map[string]string{bench.SpreadOut: "répartis", bench.Hot: "un seul créneau", "": "—"}

func printBooking(out io.Writer, plan bench.BookingPlan, r bench.BookingReport) error {
	printMachine(out, r.Machine)
	_, _ = fmt.Fprintf(out, "%d répétitions de %s, alternées ; médiane (minimum–maximum). %d créneaux ; grand monde : "+
		"%d créneaux, %d réservations.\n\n",
		plan.Repetitions, plan.Each, plan.Slots, plan.Large[0], plan.Large[1])
	t := tabwriter.NewWriter(out, 0, 0, 2, ' ', 0)
	_, _ = fmt.Fprintln(t, "quoi\toù\ten cours\tpar seconde\tmoyenne (ms)\tp50 (ms)\tp99 (ms)\téchecs")
	for _, cell := range r.Cells {
		_, _ = fmt.Fprintf(t, "%s\t%s\t%d\t%s\t%s\t%s\t%s\t%d\n", contestants[cell.Contestant],
			places[cell.Where], cell.InFlight,
			spread(cell.Rate, 0), spread(cell.MeanMS, 1), spread(cell.P50MS, 1), spread(cell.P99MS, 1), cell.Failed)
	}
	_, _ = fmt.Fprintln(t)
	for _, name := range slices.Sorted(maps.Keys(r.Ratios)) {
		_, _ = fmt.Fprintf(t, "%s\t%s\n", name, spread(r.Ratios[name], 2))
	}
	return t.Flush()
}

func printMachine(out io.Writer, m bench.Machine) {
	_, _ = fmt.Fprintf(out, "%s, %d cœurs, %s ; programme %s\nPostgreSQL %s ; %s\n"+
		"Charge avant la mesure : %s ; après : %s. Les visiteurs viennent d’un autre processus de la même machine.\n",
		m.System, m.Cores, m.Go, cmp.Or(m.Revision, "de révision inconnue"), m.Postgres, settings(m.Settings),
		m.Load, m.LoadAfter)
}

// settings writes « fsync = on, full_page_writes = on, synchronous_commit = on ».
func settings(of map[string]string) string {
	var list []string
	for _, name := range slices.Sorted(maps.Keys(of)) {
		list = append(list, name+" = "+of[name])
	}
	return strings.Join(list, ", ")
}

// spread formats a figure with a decimal comma; an unknown one is a dash.
func spread(s bench.Spread, decimals int) string {
	switch {
	case s == bench.Spread{}:
		return "—"
	case s.Min == s.Max:
		return decimal(s.Median, decimals)
	}
	return fmt.Sprintf("%s (%s–%s)", decimal(s.Median, decimals), decimal(s.Min, decimals), decimal(s.Max, decimals))
}

func decimal(v float64, decimals int) string {
	whole, part, _ := strings.Cut(fmt.Sprintf("%.*f", decimals, v), ".")
	for i := len(whole) - 3; i > 0; i -= 3 {
		whole = whole[:i] + "\u202f" + whole[i:]
	}
	if part != "" {
		whole += "," + part
	}
	return whole
}
