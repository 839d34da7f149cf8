package mail

import (
	"fmt"
	"slices"
	"testing"
	"time"

	"github.com/prometheus/client_golang/prometheus"
)

// figures returns what Prometheus reads of a queue, a line each.
func figures(t *testing.T, q Queue) (lines []string) {
	t.Helper()
	registry := prometheus.NewRegistry()
	registry.MustRegister(q.Backlog())
	families, err := registry.Gather()
	must(t, err)
	for _, family := range families {
		for _, m := range family.Metric {
			lines = append(lines, fmt.Sprintf("%s %s %s %v", family.GetName(), m.Label[0].GetValue(), m.Label[1].GetValue(),
				m.GetGauge().GetValue()))
		}
	}
	return lines
}

// The figures name how many letters have not left, by channel, and for how long
// the first has waited; they are there while nothing waits, too.
func TestBacklogIsMeasured(t *testing.T) {
	o := newOffice(t)
	o.book(everybody(3)...)
	o.pass(90 * time.Second)
	s := o.sends(&counted{each: func(n int64) error {
		if n == 1 {
			return errOurs
		}
		return nil
	}}, 1)
	check := func(waiting, waited, retrying, tried int) {
		t.Helper()
		var want []string
		for _, f := range []struct {
			name              string
			retrying, waiting int
		}{{"jema_message_backlog", retrying, waiting}, {"jema_message_backlog_age_seconds", tried, waited}} {
			want = append(want, fmt.Sprint(f.name, " email retrying ", f.retrying),
				fmt.Sprint(f.name, " email waiting ", f.waiting),
				f.name+" sms retrying 0", f.name+" sms waiting 0")
		}
		if got := figures(t, o.queue()); !slices.Equal(got, want) {
			t.Errorf("got %q, want %q", got, want)
		}
	}
	check(3, 90, 0, 0)
	s.round(t.Context())
	check(0, 0, 1, 90)
	must(t, o.Store.Close())
	if got := figures(t, o.queue()); len(got) != 0 {
		t.Errorf("%q without a database", got)
	}
}
