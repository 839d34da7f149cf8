package flow

import (
	"context"
	"errors"
	"net/http"
	"strconv"

	"jema/internal/jema"
	"jema/internal/postgres"
)

// holding holds two places of the first slot for a caller.
func holding(w *world) error {
	h, err := w.store.HoldPlaces(context.Background(), postgres.HoldRequest{TerritoryID: w.territory, SlotID: w.slots[0],
		AccountID: w.deskID, Places: 2}, w.now)
	w.typed["hold"] = strconv.FormatInt(int64(h.ID), 10)
	return err
}

// landline is a number that gets no SMS, mobile one that does.
const (
	landline = "+33465710012"
	mobile   = "+33612345678"
)

// toCall is an offer to somebody who can only be called.
func toCall(w *world) error {
	return errors.Join(w.booked("ancien", 0, 4, false), w.bookedByPhone("appelant", landline, 0, 2, true),
		w.cancelled("ancien"))
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
		{name: "retrouver à l’accueil", prepare: oneBooking, steps: none, do: func(w *world) answer {
			return w.see(&w.desk,
				"/accueil/reservations?q=visiteur")
		}},
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
			return w.send(w.batch, &w.desk, here(w, ""), form("slot", w.slot(0), "party_size", "2", "hold_key", key32("garde")))
		}},
		{name: "réserver pour un appelant", prepare: func(w *world) error {
			return errors.Join(w.booked("ancien", 0, 2,
				false), holding(w))
		},
			do: func(w *world) answer {
				return w.send(w.batch, &w.desk, here(w, "/reservation"), form("slot", w.slot(0), "party_size", "2", "name",
					"appelant", "phone", landline,
					"key", key32("appelant"), "hold", w.typed["hold"]))
			}},
		{name: "rendre les places d’un appelant", prepare: func(w *world) error {
			return errors.Join(w.booked("ancien", 0, 2, false), holding(w), w.booked("premier", 0, 2, true))
		}, do: func(w *world) answer {
			return w.send(w.batch, &w.desk, here(w, ""), form("hold", w.typed["hold"]))
		}},
		{name: "noter un appel abouti", prepare: toCall, do: records(jema.CallReached), already: http.StatusConflict},
		{name: "accepter par téléphone", prepare: toCall, do: records(jema.CallAccepted), already: http.StatusConflict},
		{name: "refuser par téléphone", prepare: toCall, do: records(jema.CallDeclined), already: http.StatusConflict},
		{name: "noter un appel sans réponse", prepare: toCall, do: records(jema.CallNoAnswer), already: http.StatusConflict},
		{name: "noter un mauvais numéro", prepare: toCall, do: records(jema.CallWrongNumber), already: http.StatusConflict},
	}
}
