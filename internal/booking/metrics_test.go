package booking_test

import (
	"testing"

	"github.com/prometheus/client_golang/prometheus"
	dto "github.com/prometheus/client_model/go"

	"jema/internal/booking"
	"jema/internal/booking/metrics"
	"jema/internal/postgres/storetest"
)

func TestMetricsCountWhatWasAnswered(t *testing.T) {
	w := storetest.New(t)
	slot := w.Opening("Tournage").Slot("2027-04-10", 600, 660, 100)
	figures := metrics.New()
	e, _, release := held(t, w, booking.Measured(figures), booking.Limit(50))
	a := inBackground(t, e, requests(slot, "k", 50)...)
	_, _ = e.Book(t.Context(), request(slot, "over", 1))
	if got := figure(t, figures, "jema_booking_queue_length", ""); got.Gauge.GetValue() != 50 {
		t.Errorf("the queue's length is %v, want 50", got)
	}
	release()
	a.wg.Wait()
	_, _ = e.Book(t.Context(), request(slot, "k1", 1))
	wide := request(slot, "wide", 8)
	wide.Wait = true
	for i := range 7 { // 48 of the 50 places that are left, and one party waits
		wide.Key, wide.Email = string(rune('a'+i)), string(rune('a'+i))+"@example.org"
		_, _ = e.Book(t.Context(), wide)
	}
	wide.Wait, wide.Key, wide.Email = false, "z", "z@example.org"
	_, _ = e.Book(t.Context(), wide)
	for kind, want := range map[string]float64{"confirmed": 56, "waiting": 1, "repeated": 1, "full": 1, "turned_away": 1} {
		if got := figure(t, figures, "jema_booking_answers_total", kind); got.Counter.GetValue() != want {
			t.Errorf("%s: %v, want %v", kind, got, want)
		}
	}
	sizes := figure(t, figures, "jema_booking_batch_size", "").Histogram
	commits := figure(t, figures, "jema_booking_commit_seconds", "").Histogram
	if sizes.GetSampleSum() != 59 || sizes.GetSampleCount() != commits.GetSampleCount() || commits.GetSampleSum() <= 0 {
		t.Errorf("batches %v, commits %v", sizes, commits)
	}
	if got := figure(t, figures, "jema_booking_queue_length", ""); got.Gauge.GetValue() != 0 {
		t.Errorf("the queue's length is %v in the end", got)
	}
}

// figure finds one figure, by the value of its label if it has one.
func figure(t *testing.T, figures *metrics.Metrics, name, label string) *dto.Metric {
	t.Helper()
	registry := prometheus.NewRegistry()
	figures.Register(registry)
	families, err := registry.Gather()
	if err != nil {
		t.Fatal(err)
	}
	for _, family := range families {
		for _, m := range family.Metric {
			if family.GetName() == name && (label == "" || m.Label[0].GetValue() == label) {
				return m
			}
		}
	}
	t.Fatalf("no figure %s %s", name, label)
	return nil
}
