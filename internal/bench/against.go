package bench

import (
	"context"
	"errors"
	"fmt"
	"time"
)

// AgainstPlan configures how two builds of the program are compared.
type AgainstPlan struct {
	Before, After string // paths of the two programs
	Repetitions   int
	Each          time.Duration // of one load
	Clients       int           // at once
	Log           func(string)
}

// AgainstDefault is the measure that is published, AgainstQuick one that only
// shows that it works.
func AgainstDefault() AgainstPlan {
	return AgainstPlan{Repetitions: 7, Each: 2 * time.Second, Clients: 256}
}

// AgainstQuick is AgainstDefault in short.
func AgainstQuick() AgainstPlan {
	return AgainstPlan{Repetitions: 1, Each: 300 * time.Millisecond, Clients: 16}
}

// Subject is one thing that both programs do. Its unit is times a second, so
// that more is better everywhere.
type Subject struct {
	Name          string `json:"name"`
	Before, After Spread
	Ratio         Spread `json:"after_vs_before"` // repetition by repetition

	measure       func(ctx context.Context, r *build, repetition int) (perSecond float64, err error)
	before, after []float64
}

// AgainstReport is what a run found.
type AgainstReport struct {
	Machine  Machine
	Subjects []*Subject
}

// Against runs the same work on two builds of the program, in turns, each on a
// demonstration of its own in the same server: bookings, pages, printing and
// starting. Whichever began a repetition comes second in the next. Letters wait,
// but for the one subject that measures bookings beside them: a build that sends
// faster would otherwise be charged for letters that the other still owes.
func Against(ctx context.Context, plan AgainstPlan) (r AgainstReport, err error) {
	plan.Log("Préparation des deux démonstrations…")
	ground, err := NewGround(ctx, plan.Log)
	if err != nil {
		return r, err
	}
	defer func() { err = errors.Join(err, ground.Close()) }()
	var pair [2]*build
	for i, program := range []string{plan.Before, plan.After} {
		if pair[i], err = ground.demonstrate(ctx, []string{"avant", "apres"}[i], program); err != nil {
			return r, fmt.Errorf("%s : %w", program, err)
		}
		defer func() { err = errors.Join(err, pair[i].stop()) }()
	}
	r.Machine, r.Subjects = ground.machine(ctx), plan.subjects()
	for repetition := range plan.Repetitions {
		plan.Log(fmt.Sprintf("Répétition %d sur %d…", repetition+1, plan.Repetitions))
		for _, s := range r.Subjects {
			if err := s.play(ctx, pair, repetition); err != nil {
				return r, fmt.Errorf("%s : %w", s.Name, err)
			}
		}
	}
	for _, s := range r.Subjects {
		s.Before, s.After, s.Ratio = spreadOf(s.before), spreadOf(s.after), spreadOf(ratios(s.after, s.before))
	}
	r.Machine.LoadAfter = load()
	return r, nil
}

func (p AgainstPlan) subjects() []*Subject {
	crowded := func(ctx context.Context, r *build, name string, slots []int64) (float64, error) {
		f, err := crowd{addr: r.addr, clients: p.Clients, slots: slots, name: name}.run(ctx, p.Each)
		return f.Rate, err
	}
	page := func(pick func(*build) string) func(context.Context, *build, int) (float64, error) {
		return func(ctx context.Context, r *build, _ int) (float64, error) {
			return readers{addr: r.addr, path: pick(r), clients: min(p.Clients, 64)}.run(ctx, p.Each)
		}
	}
	return []*Subject{
		{Name: "booking_spread", measure: func(ctx context.Context, r *build, n int) (float64, error) {
			return crowded(ctx, r, fmt.Sprint("spread-", n), r.slots)
		}},
		{Name: "booking_hot", measure: func(ctx context.Context, r *build, n int) (float64, error) {
			return crowded(ctx, r, fmt.Sprint("hot-", n), r.slots[:1])
		}},
		{Name: "booking_beside_letters", measure: func(ctx context.Context, r *build, n int) (rate float64, err error) {
			err = r.sending(ctx, func() error {
				rate, err = crowded(ctx, r, fmt.Sprint("letters-", n), r.slots)
				return err
			})
			return rate, err
		}},
		{Name: "page_home", measure: page(func(*build) string { return "/" })},
		{Name: "page_list", measure: page(func(*build) string { return "/evenements" })},
		{Name: "page_commune", measure: page(func(r *build) string { return "/communes/" + r.commune })},
		{Name: "page_event", measure: page(func(r *build) string { return fmt.Sprint("/evenements/", r.opening) })},
		{Name: "print_all", measure: func(ctx context.Context, r *build, _ int) (float64, error) { return r.print(ctx) }},
		{Name: "start", measure: func(ctx context.Context, r *build, _ int) (float64, error) { return r.restart(ctx) }},
	}
}

func (s *Subject) play(ctx context.Context, pair [2]*build, repetition int) error {
	for i := range pair {
		which := (i + repetition) % 2
		perSecond, err := s.measure(ctx, pair[which], repetition)
		if err != nil {
			return err
		}
		if which == 0 {
			s.before = append(s.before, perSecond)
		} else {
			s.after = append(s.after, perSecond)
		}
	}
	return nil
}
