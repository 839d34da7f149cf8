package flow

import (
	"context"
	"errors"
	"net/http"
	"strconv"
	"time"

	"jema/internal/jema"
	"jema/internal/torture"
)

// holding keeps two places of the first slot for a caller.
func holding(w *world) error {
	h, err := w.store.HoldPlaces(context.Background(), w.territory, w.slots[0], 2, w.deskID, w.now)
	w.typed["hold"] = strconv.FormatInt(h.ID, 10)
	return err
}

// ranOut is when the minutes are over for which places are held: a hold asked
// for again because no answer came is a second one until then, and no longer.
func ranOut(w *world) error {
	w.now = w.now.Add(jema.HoldLasts)
	_, err := w.store.ExpireHolds(context.Background(), w.now)
	return err
}

// landline is a number that gets no SMS, mobile one that does.
const (
	landline = "+33465710012"
	mobile   = "+33612345678"
)

// toCall is an offer to somebody who can only be called.
func toCall(w *world) error {
	return errors.Join(w.booked("ancien", 0, 4, false), w.calledOnly("appelant", landline, 0, 2, true), w.cancelled("ancien"))
}

// records is how the call about an offer ended.
func records(outcome jema.CallOutcome) func(*world) answer {
	return func(w *world) answer {
		id, _ := get[int64](w, `SELECT id FROM message WHERE channel = 'call' AND kind = 'offer'`)
		return w.send(w.batch, &w.desk, "/accueil/appels/"+strconv.FormatInt(id, 10), form("outcome", string(outcome)))
	}
}

func deskFlows() []flow {
	here := func(w *world, below string) string { return "/accueil/evenements/" + w.opening(0) + below }
	return []flow{
		{name: "retrouver à l’accueil", prepare: one, steps: none, do: func(w *world) answer { return w.see(&w.desk, "/accueil/reservations?q=visiteur") }},
		{name: "renvoyer depuis l’accueil", prepare: oneSent, do: func(w *world) answer {
			id, _ := get[int64](w, `SELECT id FROM booking`)
			return w.send(w.batch, &w.desk, "/accueil/reservations/"+strconv.FormatInt(id, 10)+"/renvoi", nil)
		}},
		{name: "renvoyer un message", prepare: oneSent, do: func(w *world) answer {
			id, _ := get[int64](w, `SELECT min(id) FROM message`)
			return w.send(w.batch, &w.organiser, "/organisation/messages/"+strconv.FormatInt(id, 10), form("do", "resend"))
		}, already: http.StatusConflict},
		{name: "fermer un créneau à l’accueil", prepare: full, do: func(w *world) answer {
			return w.send(w.batch, &w.desk, here(w, "/creneaux/"+w.slot(0)), form("do", "close"))
		}},
		{name: "garder pour un appelant", do: func(w *world) answer {
			return w.send(w.batch, &w.desk, here(w, ""), form("slot", w.slot(0), "party_size", "2"))
		}, finish: ranOut},
		{name: "réserver pour un appelant", prepare: func(w *world) error { return errors.Join(w.booked("ancien", 0, 2, false), holding(w)) },
			do: func(w *world) answer {
				return w.send(w.batch, &w.desk, here(w, "/reservation"), form("slot", w.slot(0), "party_size", "2", "name", "appelant", "phone", landline,
					"key", key32("appelant"), "hold", w.typed["hold"]))
			}},
		{name: "rendre les places d’un appelant", prepare: func(w *world) error {
			return errors.Join(w.booked("ancien", 0, 2, false), holding(w), w.booked("premier", 0, 2, true))
		}, do: func(w *world) answer {
			return w.send(w.batch, &w.desk, here(w, ""), form("hold", w.typed["hold"]))
		}},
		{name: "noter un appel abouti", prepare: toCall, do: records(jema.CallReached), already: http.StatusConflict},
		{name: "noter un appel sans réponse", prepare: toCall, do: records(jema.CallNoAnswer), already: http.StatusConflict},
		{name: "noter un mauvais numéro", prepare: toCall, do: records(jema.CallWrongNumber), already: http.StatusConflict},
	}
}

// none is the steps of a flow that changes nothing.
const none = -1

// asksFor is a class of thirty that asks for the first school slot, or for two
// halves.
func asksFor(way string, second bool) func(*world) answer {
	return func(w *world) answer {
		f := form("slot", strconv.FormatInt(w.schools[0], 10), "way", way, "school", "École", "town", "Romans", "postal_code", "26100", "teacher", "Enseignante",
			"email", "ecole@example.org", "phone", landline, "pupils", "26", "adults", "3", "level", "cycle3", "key", key32("classe"))
		if second {
			f.Set("second", strconv.FormatInt(w.schools[1], 10))
		}
		return w.send(w.batch, nil, "/scolaires/demande", f)
	}
}

func asked(way string, second bool) func(*world) error {
	return func(w *world) error {
		if a := asksFor(way, second)(w); !a.done() {
			return errors.New("a class asks: " + a.body)
		}
		return nil
	}
}

// answers is what the artisan says to the visit of an opening.
func answers(opening int, yes string) func(*world) answer {
	return func(w *world) answer {
		id, _ := get[int64](w, `SELECT v.id FROM school_visit v JOIN slot s ON s.id = v.slot_id WHERE s.opening_id = $1`, w.openings[opening])
		return w.send(w.batch, &w.artisan, "/mon-evenement/"+w.opening(opening)+"/classes", form("visit", strconv.FormatInt(id, 10), "answer", yes))
	}
}

// halfAgreed is a rotation to which one of two workshops said yes, and
// bothAgreed the same, booked.
func halfAgreed(w *world) error {
	if err := asked("rotation", true)(w); err != nil {
		return err
	}
	if a := answers(0, "accept")(w); !a.done() {
		return errors.New("an artisan answers: " + a.body)
	}
	return nil
}

func bothAgreed(w *world) error {
	if err := halfAgreed(w); err != nil {
		return err
	}
	if a := answers(1, "accept")(w); !a.done() {
		return errors.New("an artisan answers: " + a.body)
	}
	return nil
}

func schoolFlows() []flow {
	return []flow{
		{name: "demander pour une classe", do: asksFor("whole", false)},
		{name: "demander en rotation", do: asksFor("rotation", true)},
		{name: "accepter une classe", prepare: asked("whole", false), do: answers(0, "accept")},
		{name: "accepter la première moitié", prepare: asked("rotation", true), do: answers(0, "accept")},
		{name: "accepter la seconde moitié", prepare: halfAgreed, do: answers(1, "accept")},
		{name: "refuser la seconde moitié", prepare: halfAgreed, do: answers(1, "decline")},
		{name: "refuser pour le second choix", prepare: asked("whole", true), do: answers(0, "decline")},
		{name: "annuler pour une classe", prepare: bothAgreed, do: func(w *world) answer {
			return w.send(w.batch, nil, "/classe/"+w.links.SchoolToken(key32("classe"), 1)+"/annulation", form())
		}},
	}
}

// task is what the upkeep does when its time has come.
func task(do func(context.Context, *world) error) func(*world) answer {
	return func(w *world) answer { return byItself(do(context.Background(), w)) }
}

func timeFlows() []flow {
	later := func(prepare func(*world) error, d time.Duration) func(*world) error {
		return func(w *world) error { return errors.Join(prepare(w), passed(d)(w)) }
	}
	return []flow{
		{name: "laisser expirer une offre", prepare: later(func(w *world) error { return errors.Join(oneOffer(w), w.booked("tiers", 0, 3, true), w.sent()) }, 48*time.Hour),
			do: task(func(ctx context.Context, w *world) error { _, err := w.store.ExpireOffers(ctx, w.now); return err })},
		{name: "laisser expirer une garde", prepare: later(func(w *world) error {
			return errors.Join(w.booked("ancien", 0, 2, false), holding(w), w.booked("premier", 0, 2, true))
		}, time.Hour),
			do: task(func(ctx context.Context, w *world) error { _, err := w.store.ExpireHolds(ctx, w.now); return err })},
		{name: "proposer les places libres", prepare: func(w *world) error {
			return errors.Join(full(w), w.inOrder(`UPDATE slot SET capacity = capacity + 3`))
		},
			do: task(func(ctx context.Context, w *world) error { _, err := w.store.OfferFreed(ctx, w.now); return err })},
		{name: "rappeler la veille", prepare: later(func(w *world) error { return errors.Join(one(w), w.booked("ancien", 1, 2, false)) }, visitDay.Sub(torture.Now)-20*time.Hour),
			do: task(func(ctx context.Context, w *world) error { _, err := w.store.QueueReminders(ctx, w.now); return err })},
		{name: "confier les messages à un autre moyen", prepare: func(w *world) error {
			return errors.Join(w.calledOnly("appelant", mobile, 0, 2, false), w.inOrder(`UPDATE territory SET sms_url = 'http://gateway.test/'`))
		}, do: task(func(ctx context.Context, w *world) error { _, err := w.store.RouteMessages(ctx, w.now); return err })},
	}
}
