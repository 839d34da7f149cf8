package mail

import (
	"context"
	"errors"
	"log/slog"
	"slices"
	"sync/atomic"
	"time"

	"jema/internal/jema"
	"jema/internal/postgres"
	"jema/internal/work"
)

// handOverTime is how much of its claim a letter needs when its handing over
// begins: what that may take, and what became of it to be written.
const handOverTime = sendTimeout + 30*time.Second

// writers is how many transactions write outcomes at the same time: while one
// waits for the disk, the next begins.
const writers = 2

// dispatch is one run of a sender. One goroutine claims letters and composes
// them; some hand them over, each on a connection of its own; two write what
// became of them. A connection takes its next letter only when what became of
// the last is written, so that a process that is killed leaves no more letters
// in doubt than it has connections.
type dispatch struct {
	*Sender
	letters  chan composed
	outcomes chan outcome
	handing  work.Group
	writing  work.Group
	// unwritten is set while what becomes of letters cannot be written: no
	// more of them are handed over, and their claims run out.
	unwritten atomic.Bool
}

// composed is a letter that is ready to be handed over.
type composed struct {
	message  jema.Message
	handOver func(context.Context) error
}

// outcome is what became of a letter; written is closed once that is in the
// database.
type outcome struct {
	postgres.Settlement
	written chan struct{}
}

// dispatch starts handing letters over; the end of ctx cuts those that are on
// their way.
func (s *Sender) dispatch(ctx context.Context) *dispatch {
	d := &dispatch{Sender: s, letters: make(chan composed, claimFor*s.atOnce/2), outcomes: make(chan outcome)}
	for range s.atOnce {
		d.handing.Go(func() {
			for c := range d.letters {
				d.finish(ctx, c)
			}
		})
	}
	for range writers {
		d.writing.Go(d.write)
	}
	return d
}

// close waits for the letters that were claimed.
func (d *dispatch) close() {
	close(d.letters)
	d.handing.Wait()
	close(d.outcomes)
	d.writing.Wait()
	d.way.close(0)
}

// fill claims what is due, composes it and leaves it to the connections; it
// returns how many messages were claimed.
func (d *dispatch) fill(ctx context.Context) int {
	reading, cancel := context.WithTimeout(ctx, readTimeout)
	defer cancel()
	messages, err := d.claim(reading)
	if err != nil {
		d.log.Error("the queue of messages cannot be read", "error", err)
		return 0
	}
	d.unwritten.Store(false) // the database answers again
	for _, c := range d.compose(reading, messages) {
		d.letters <- c
	}
	return len(messages)
}

// compose writes the letters of messages. It settles messages that are obsolete
// or cannot be written, and skips those that are postponed.
func (d *dispatch) compose(ctx context.Context, messages []jema.Message) []composed {
	letters, settled, err := d.read(ctx, messages)
	if err != nil && len(messages) > 1 { // one of them may be at fault
		var list []composed
		for _, m := range messages {
			list = append(list, d.compose(ctx, []jema.Message{m})...)
		}
		return list
	}
	if err != nil {
		d.of(messages[0]).Error("the message cannot be read", "error", err) // due again when its claim runs out
		return nil
	}
	list := make([]composed, 0, len(letters))
	for _, l := range letters {
		c := composed{message: l.Message}
		err := work.Do(func() (err error) { c.handOver, err = d.way.compose(l, d.clock()); return err })
		if err == nil {
			list = append(list, c)
		} else {
			settled = append(settled, d.failed(l.Message, err))
		}
	}
	d.settle(settled)
	return list
}

// read returns the letters that leave now, and the outcome of obsolete messages;
// postponed ones are in neither.
func (d *dispatch) read(ctx context.Context, messages []jema.Message) (
	leaving []postgres.Letter, dropped []postgres.Settlement, err error) {
	now := d.clock()
	found, err := d.store.Letters(ctx, d.territory, messages, now)
	if err != nil {
		return nil, nil, err
	}
	for _, m := range messages {
		l, there := found[m.ID]
		if !there {
			continue // erased meanwhile
		}
		if why := Moot(l, now); why != "" {
			dropped = append(dropped, postgres.Dropped(m, now, ours().Say(why)))
			continue
		}
		leaving = append(leaving, l)
	}
	off, err := d.store.PaceMessages(ctx, d.territory, leaving, now)
	if err != nil {
		return nil, nil, err
	}
	leaving = slices.DeleteFunc(leaving, func(l postgres.Letter) bool { return off[l.Message.ID] })
	return leaving, dropped, nil
}

// finish hands one letter over, unless there is no time for it, and waits until
// what became of it is written.
func (d *dispatch) finish(ctx context.Context, c composed) {
	now := d.clock()
	switch {
	case d.unwritten.Load():
		return
	case ctx.Err() != nil || c.message.DueAt.Before(now.Add(handOverTime)):
		d.record(postgres.Returned(c.message, now))
		return
	}
	err := work.Do(func() error { return c.handOver(ctx) })
	switch {
	case err == nil:
		d.record(postgres.Sent(c.message, d.clock()))
	case ctx.Err() != nil:
		// The server may have the letter or not: due again when its claim runs out.
		d.of(c.message).Info("the message was cut and will be sent again", "error", reason(err))
	default:
		d.record(d.failed(c.message, err))
	}
}

// errOurs is of a message that we cannot write or hand over: the fault is the
// program's.
var errOurs = errors.New("the program failed while it wrote or sent the message")

// failed returns what becomes of a message that was not sent: it is parked if it
// never will be, and otherwise sent again later, until its last attempt.
func (d *dispatch) failed(m jema.Message, err error) postgres.Settlement {
	log := d.of(m)
	if stack := work.Stack(err); stack != "" {
		log.Error("sending a message panicked", "error", err, "stack", stack)
		err = errOurs
	}
	why := reason(err)
	if d.way.never(err) {
		log.Warn("the message is refused", "error", why)
		return postgres.Refused(m, why)
	}
	var retry time.Time
	if m.Attempts < maxAttempts {
		retry = d.clock().Add(retryAfter(m.Attempts))
	}
	log.Warn("the message was not sent", "error", why, "parked", retry.IsZero())
	return postgres.Failed(m, why, retry)
}

// record has an outcome written and waits for that.
func (d *dispatch) record(s postgres.Settlement) {
	o := outcome{s, make(chan struct{})}
	d.outcomes <- o
	<-o.written
}

// write writes outcomes, together those that arrive while the last are written.
func (d *dispatch) write() {
	for first := range d.outcomes {
		settled, waiting := []postgres.Settlement{first.Settlement}, []outcome{first}
		for more := true; more; {
			select {
			case o, open := <-d.outcomes:
				if more = open; open {
					settled, waiting = append(settled, o.Settlement), append(waiting, o)
				}
			default:
				more = false
			}
		}
		if err := work.Do(func() error { d.settle(settled); return nil }); err != nil {
			d.unwritten.Store(true)
			d.log.Error("writing what became of messages panicked", "error", err, "stack", work.Stack(err))
		}
		for _, o := range waiting {
			close(o.written)
		}
	}
}

// settleTimeout bounds how long what became of letters is tried to be written.
const settleTimeout = 10 * time.Second

// settle writes what became of messages, three times if need be and even when
// everything is ending: a letter that was handed over and is not marked will be
// sent again.
func (d *dispatch) settle(list []postgres.Settlement) {
	if len(list) == 0 {
		return
	}
	ctx, cancel := context.WithTimeout(context.Background(), settleTimeout)
	defer cancel()
	for wait := time.Second; ; wait *= 2 {
		err := d.store.SettleMessages(ctx, d.territory, list...)
		switch {
		case err == nil:
			d.unwritten.Store(false)
			return
		case len(list) > 1 && !postgres.MayPass(err): // one of them is at fault
			for _, s := range list {
				d.settle([]postgres.Settlement{s})
			}
			return
		case wait > 2*time.Second || ctx.Err() != nil:
			d.unwritten.Store(true)
			for _, s := range list {
				d.of(s.Message()).Error("what became of the message cannot be written", "error", err)
			}
			return
		}
		time.Sleep(wait)
	}
}

// of returns the log of a message.
func (d *dispatch) of(m jema.Message) *slog.Logger {
	return d.log.With("message", m.ID, "kind", m.Kind, "attempt", m.Attempts)
}
