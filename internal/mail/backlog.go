package mail

import (
	"context"
	"time"

	"github.com/prometheus/client_golang/prometheus"

	"jema/internal/jema"
)

// backlogTimeout bounds how long the figures may wait for the database.
const backlogTimeout = 5 * time.Second

var (
	backlogLabels   = []string{"channel", "standing"}
	backlogMessages = prometheus.NewDesc("jema_message_backlog",
		"Messages that are due and have not left.", backlogLabels, nil)
	backlogAge = prometheus.NewDesc("jema_message_backlog_age_seconds",
		"How long the message of the backlog that waits longest has waited.", backlogLabels, nil)
)

// Backlog returns the figures of what a queue has before it, for Prometheus. They
// are read from the database whenever they are gathered, so that those of every
// process are the same; while the database is away there are none.
func (q Queue) Backlog() prometheus.Collector { return backlog{q} }

type backlog struct{ Queue }

// Describe implements prometheus.Collector.
func (b backlog) Describe(to chan<- *prometheus.Desc) {
	to <- backlogMessages
	to <- backlogAge
}

// Collect implements prometheus.Collector.
func (b backlog) Collect(to chan<- prometheus.Metric) {
	ctx, cancel := context.WithTimeout(context.Background(), backlogTimeout)
	defer cancel()
	now := b.Now()
	list, err := b.Store.MessageBacklog(ctx, b.TerritoryID, now)
	if err != nil {
		b.Log.Warn("the backlog of messages cannot be read", "error", err)
		return
	}
	type labels struct {
		channel  jema.Channel
		standing jema.MessageStatus
	}
	found := map[labels]jema.Backlog{}
	for _, l := range list {
		found[labels{l.Channel, l.Status}] = l
	}
	for _, channel := range []jema.Channel{jema.ChannelEmail, jema.ChannelSMS} {
		for _, standing := range []jema.MessageStatus{jema.StatusWaiting, jema.StatusRetrying} {
			messages, age := 0, time.Duration(0)
			if l, is := found[labels{channel, standing}]; is {
				messages, age = l.Messages, l.Age(now)
			}
			gauge := func(what *prometheus.Desc, value float64) {
				to <- prometheus.MustNewConstMetric(what, prometheus.GaugeValue, value, string(channel), string(standing))
			}
			gauge(backlogMessages, float64(messages))
			gauge(backlogAge, age.Seconds())
		}
	}
}
