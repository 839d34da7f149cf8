package main

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"text/tabwriter"
	"time"

	"jema/internal/command"
	"jema/internal/torture"
)

// tortureCmd injects faults while bookings are made and checks whether any
// acknowledged answer is false.
type tortureCmd struct {
	Run    tortureRunCmd    `cmd:"" default:"withargs" help:"Tue le programme, fait tomber PostgreSQL, coupe les connexions pendant qu’on réserve, fait échouer chaque appel un par un, puis vérifie chaque réponse donnée."`
	Victim tortureVictimCmd `cmd:"" hidden:"" help:"Le programme qui sera tué."`
}

// tortureRunCmd runs the trials of the tests for longer.
type tortureRunCmd struct {
	Duration time.Duration `default:"10m" help:"Combien de temps on tourne : le tour commencé finit. Les parcours, appel par appel, demandent ensuite quelques minutes." placeholder:"DURÉE"`
	Cycles   int           `help:"Au plus autant de tours." placeholder:"N"`
	Only     string        `name:"parcours" help:"Ne suit, appel par appel, que les parcours dont le nom contient ce mot." placeholder:"MOT"`
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

// Run repeats the trials until its time is over, then runs every flow with each
// call failing, then the controls. It ends with status 1 when an acknowledged
// answer is false, or when a control, which has no guard, passes: then the
// ordeal proves nothing.
func (t *tortureRunCmd) Run(ctx context.Context, c *command.Console) (err error) {
	o, err := newOrdeal(ctx)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, o.close()) }()
	list, err := t.cycles(ctx, c, o)
	if err != nil {
		return err
	}
	walk := &account{Trial: "chaque appel, refusé ou perdu", do: func(ctx context.Context, _ int) (int, torture.Verdict,
		error) {
		return o.walk(ctx, c, t.Only)
	}}
	if err := walk.add(ctx, 1); err != nil {
		return fmt.Errorf("%s : %w", walk.Trial, err)
	}
	list = append(list, walk)
	controls := o.controls()
	for i := range controls {
		if err := controls[i].run(ctx, c); err != nil {
			return err
		}
	}
	if err := t.print(c.Out, list, controls); err != nil {
		return err
	}
	return sentence(list, controls)
}

// cycles repeats all trials until the time is over.
func (t *tortureRunCmd) cycles(ctx context.Context, c *command.Console, o *ordeal) (list []*account, err error) {
	for _, trial := range o.trials() {
		list = append(list, &account{Trial: trial.name, do: trial.do})
	}
	for begun, cycle := time.Now(), 1; ; cycle++ {
		for _, a := range list {
			if err := a.add(ctx, cycle); err != nil {
				return nil, fmt.Errorf("%s, tour %d : %w", a.Trial, cycle, err)
			}
		}
		c.Progressf("Tour %d : %d réponses vérifiées", cycle, answered(list))
		if cycle == t.Cycles || time.Since(begun) > t.Duration {
			return list, nil
		}
	}
}

// account sums the results of one trial.
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
	a.Add(v)
	return nil
}

func answered(list []*account) (n int) {
	for _, a := range list {
		n += a.Acknowledged + a.Refused
	}
	return n
}

// sentence returns an error unless all trials and controls hold.
func sentence(list []*account, controls []control) error {
	for _, a := range list {
		if !a.Holds() || a.Unanswered > 0 {
			return command.Fail(1, fmt.Errorf("%s : ce qui a été dit n’est pas vrai", a.Trial))
		}
	}
	for _, c := range controls {
		if !c.foundOut(c.Verdict) {
			return command.Fail(1, fmt.Errorf("%s : rien n’y a été trouvé, l’épreuve ne prouve rien", c.Trial))
		}
	}
	return nil
}

func (t *tortureRunCmd) print(out io.Writer, list []*account, controls []control) error {
	for _, c := range controls {
		list = append(list, &c.account)
	}
	if t.JSON {
		return writeJSON(out, list)
	}
	w := tabwriter.NewWriter(out, 0, 0, 2, ' ', 0)
	_, _ = fmt.Fprintln(w, "épreuve\ttours\tfautes\tdemandées\tannoncées\trefusées\tsans "+
		"réponse\tperdues\tdoublées\tsurvendues\tà moitié faites\tfausses\tinvariants rompus")
	for _, a := range list {
		_, _ = fmt.Fprintf(w, "%s\t%d\t%d\t%d\t%d\t%d\t%d\t%d\t%d\t%d\t%d\t%d\t%d\n", a.Trial, a.Cycles,
			a.Faults, a.Requested,
			a.Acknowledged, a.Refused,
			a.Unanswered, a.Lost, a.Doubled, a.Oversold, a.HalfDone, a.False, a.Broken)
	}
	return w.Flush()
}
