package main

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"os"
	"text/tabwriter"
	"time"

	"jema/internal/torture"
)

// tortureCmd makes faults happen to bookings and asks whether anything that
// was said turned out false.
type tortureCmd struct {
	Run    tortureRunCmd    `cmd:"" default:"withargs" help:"Tue le programme, fait tomber PostgreSQL et coupe les connexions pendant qu’on réserve, puis vérifie chaque réponse donnée."`
	Victim tortureVictimCmd `cmd:"" hidden:"" help:"Le programme qui sera tué."`
}

// tortureRunCmd is the long form of what the tests do in short.
type tortureRunCmd struct {
	Duration time.Duration `default:"10m" help:"Combien de temps : le tour commencé finit." placeholder:"DURÉE"`
	Cycles   int           `help:"Au plus autant de tours." placeholder:"N"`
	JSON     bool          `name:"json" help:"Rend les décomptes en JSON."`
}

// tortureVictimCmd books until it is killed.
type tortureVictimCmd struct {
	Order string `arg:"" name:"ordre"`
}

// Run reads its order and follows it.
func (v *tortureVictimCmd) Run(ctx context.Context) error {
	var order torture.Victim
	if err := json.Unmarshal([]byte(v.Order), &order); err != nil {
		return err
	}
	return order.Run(ctx)
}

// Run goes round until its time is over. It ends with 1 when anything that was
// said is false, or when the control, whose disk is careless, loses nothing:
// then the ordeal proves nothing.
func (t *tortureRunCmd) Run(ctx context.Context, c *console) (err error) {
	o, err := newOrdeal(ctx)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, o.close()) }()
	var list []*account
	for _, trial := range o.trials() {
		list = append(list, &account{Trial: trial.name, do: trial.do})
	}
	for begun, cycle := time.Now(), 1; ; cycle++ {
		for _, a := range list {
			if err := a.add(ctx, cycle); err != nil {
				return fmt.Errorf("%s, tour %d : %w", a.Trial, cycle, err)
			}
		}
		c.say("Tour %d : %d réponses vérifiées", cycle, answered(list))
		if cycle == t.Cycles || time.Since(begun) > t.Duration {
			break
		}
	}
	control := &account{Trial: "témoin : un disque qui ment", do: carelessly}
	for try := 1; try <= controlTries && control.Lost == 0; try++ {
		if err := control.add(ctx, try); err != nil {
			return fmt.Errorf("témoin : %w", err)
		}
	}
	if err := t.print(c.Out, append(list, control)); err != nil {
		return err
	}
	return sentence(list, control)
}

// controlTries is how often the control may lose nothing: Postgres writes its
// log every ten seconds even then, and a crash just afterwards harms nobody.
const controlTries = 5

// account adds up what a trial found.
type account struct {
	Trial  string
	Cycles int
	Faults int
	torture.Verdict
	do func(ctx context.Context, cycle int) (faults int, v torture.Verdict, err error)
}

func (a *account) add(ctx context.Context, cycle int) error {
	faults, v, err := a.do(ctx, cycle)
	if err != nil {
		return err
	}
	a.Cycles++
	a.Faults += faults
	a.Asked += v.Asked
	a.Acknowledged += v.Acknowledged
	a.Refused += v.Refused
	a.Unanswered += v.Unanswered
	a.Lost += v.Lost
	a.Doubled += v.Doubled
	a.False += v.False
	a.Broken += v.Broken
	return nil
}

func answered(list []*account) (n int) {
	for _, a := range list {
		n += a.Acknowledged + a.Refused
	}
	return n
}

// sentence says whether the whole holds.
func sentence(list []*account, control *account) error {
	for _, a := range list {
		if !a.Holds() || a.Unanswered > 0 {
			return fatal{1, fmt.Errorf("%s : ce qui a été dit n’est pas vrai", a.Trial)}
		}
	}
	if control.Lost == 0 {
		return fatal{1, errors.New("le témoin n’a rien perdu : l’épreuve ne prouve rien")}
	}
	return nil
}

func (t *tortureRunCmd) print(out io.Writer, list []*account) error {
	if t.JSON {
		encoder := json.NewEncoder(out)
		encoder.SetIndent("", "  ")
		return encoder.Encode(list)
	}
	w := tabwriter.NewWriter(out, 0, 0, 2, ' ', 0)
	_, _ = fmt.Fprintln(w, "épreuve\ttours\tfautes\tdemandées\tannoncées\trefusées\tsans réponse\tperdues\tdoublées\tfausses\tinvariants rompus")
	for _, a := range list {
		_, _ = fmt.Fprintf(w, "%s\t%d\t%d\t%d\t%d\t%d\t%d\t%d\t%d\t%d\t%d\n", a.Trial, a.Cycles, a.Faults, a.Asked, a.Acknowledged, a.Refused,
			a.Unanswered, a.Lost, a.Doubled, a.False, a.Broken)
	}
	return w.Flush()
}

// told counts the answers in a journal; not there yet, it has none.
func told(path string) int {
	text, err := os.ReadFile(path)
	if err != nil {
		return 0
	}
	return bytes.Count(text, []byte(`"Said":`))
}
