package jema

import "time"

// Backlog counts the messages of one channel that are due and have not left.
type Backlog struct {
	Channel  Channel
	Status   MessageStatus // StatusWaiting, or StatusRetrying for those that failed before
	Messages int
	Since    time.Time // when the one that waits longest could leave first
}

// Age returns how long the message that waits longest has waited at now.
func (b Backlog) Age(now time.Time) time.Duration { return max(now.Sub(b.Since), 0) }
