// Package metrics counts what the booking engine does, for Prometheus.
package metrics

import (
	"time"

	"github.com/prometheus/client_golang/prometheus"
)

// Metrics are the engine's figures. They count from New on, registered or not.
type Metrics struct {
	queue   prometheus.Gauge
	size    prometheus.Histogram
	commit  prometheus.Histogram
	faults  *prometheus.CounterVec
	answers *prometheus.CounterVec
}

// What can go wrong with a batch.
const (
	FaultLost    = "lost"    // it may pass when asked again
	FaultRefused = "refused" // it never will: some request in it is at fault
	FaultLocked  = "locked"  // some of its slots were in somebody else's transaction
)

// New returns figures that start at zero.
func New() *Metrics {
	const space, system = "jema", "booking"
	return &Metrics{
		queue: prometheus.NewGauge(prometheus.GaugeOpts{Namespace: space, Subsystem: system, Name: "queue_length",
			Help: "Requests that wait for their answer."}),
		size: prometheus.NewHistogram(prometheus.HistogramOpts{Namespace: space, Subsystem: system, Name: "batch_size",
			Help: "Requests answered by one commit.", Buckets: prometheus.ExponentialBuckets(1, 2, 9)}),
		commit: prometheus.NewHistogram(prometheus.HistogramOpts{Namespace: space, Subsystem: system, Name: "commit_seconds",
			Help:    "Time of one batch in the database, its commit included.",
			Buckets: prometheus.ExponentialBuckets(0.0005, 2, 14)}),
		faults: prometheus.NewCounterVec(prometheus.CounterOpts{Namespace: space, Subsystem: system,
			Name: "batch_faults_total",
			Help: "Batches that failed: lost (asked again), refused (split) or locked (in part: those wait by themselves)."},
			[]string{"fault"}),
		answers: prometheus.NewCounterVec(prometheus.CounterOpts{Namespace: space, Subsystem: system, Name: "answers_total",
			Help: "Answers given, by kind."}, []string{"answer"}),
	}
}

// Register offers the figures to a registry.
func (m *Metrics) Register(r prometheus.Registerer) {
	r.MustRegister(m.queue, m.size, m.commit, m.faults, m.answers)
}

// Queued notes that n requests more, or fewer, wait for their answer.
func (m *Metrics) Queued(n int) { m.queue.Add(float64(n)) }

// Committed notes a batch that was answered.
func (m *Metrics) Committed(size int, took time.Duration) {
	m.size.Observe(float64(size))
	m.commit.Observe(took.Seconds())
}

// Failed notes a batch that was not answered, by fault.
func (m *Metrics) Failed(fault string) { m.faults.WithLabelValues(fault).Inc() }

// Answered notes an answer, by kind.
func (m *Metrics) Answered(kind string) { m.answers.WithLabelValues(kind).Inc() }
