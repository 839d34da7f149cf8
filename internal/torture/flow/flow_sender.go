package flow

import (
	"context"
	"errors"
	"log/slog"
	"time"

	"jema/internal/jema"
	"jema/internal/mail"
)

// sends runs a sender for one round: it ends after the round in which it read
// the clock.
func sends(sms bool) func(*world) answer {
	return func(w *world) answer {
		ctx, stop := context.WithCancel(context.Background())
		defer stop()
		clock := func() time.Time { stop(); return w.now }
		queue := mail.Queue{Store: w.store, TerritoryID: w.territory, Now: clock, Log: slog.New(slog.DiscardHandler)}
		sender := mail.NewSender(queue, w.smtp, w.links)
		if sms {
			sender = mail.NewSMSSender(queue, w.links)
		}
		sender.Grace = time.Minute // the round is whole, however slow the machine
		sender.Run(ctx)
		return answer{}
	}
}

// only leaves one kind of message to send, after what prepares it.
func only(kind string, prepare func(*world) error) func(*world) error {
	return func(w *world) error {
		if err := prepare(w); err != nil {
			return err
		}
		return w.write(`UPDATE message SET state = 'sent', done_at = created_at, channel = 'call' WHERE kind <> $1`, kind)
	}
}

// oneOffer is a place that came free for the one who waits.
func oneOffer(w *world) error {
	return errors.Join(w.booked("ancien", 0, 4, false), w.booked("premier", 0, 2, true), w.cancelled("ancien"))
}

// bySMS books for somebody with a mobile, in a territory with a gateway.
func bySMS(w *world) error {
	return errors.Join(w.write(`UPDATE territory SET sms_url = $1`, w.sms.server.URL), w.bookedByPhone("appelant",
		mobile, 0, 2, false))
}

// cutEnded waits until the server has ended the transactions whose connections
// were cut. Until then their rows stay locked, and a sender, which skips
// locked rows, would find nothing in its only round.
func (w *world) cutEnded() error {
	const deadline = time.Minute
	for begun := time.Now(); time.Since(begun) < deadline; time.Sleep(5 * time.Millisecond) {
		open, err := get[int](w, `SELECT count(*) FROM pg_stat_activity WHERE datname = current_database()
			AND pid <> pg_backend_pid() AND backend_type = 'client backend' AND xact_start IS NOT NULL`)
		if err != nil || open == 0 {
			return err
		}
	}
	return errors.New("transactions whose connections were cut are still open")
}

// senderFlows try again when a claim has run out and a retry is due.
func senderFlows() []flow {
	later := passed(5 * time.Minute)
	again := func(w *world) error { return errors.Join(later(w), w.cutEnded()) }
	return []flow{
		{name: "envoyer une confirmation", prepare: only(jema.MessageConfirmation, oneBooking),
			do: sends(false), settle: again},
		{name: "envoyer une proposition", prepare: only(jema.MessageOffer, oneOffer), do: sends(false), settle: again},
		{name: "envoyer une annulation", prepare: only(jema.MessageCancellation,
			func(w *world) error { return errors.Join(oneBooking(w), w.cancelled("visiteur")) }),
			do: sends(false), settle: again},
		{name: "envoyer un SMS", prepare: bySMS, do: sends(true), settle: again},
	}
}
