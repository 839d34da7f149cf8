package flow

import (
	"errors"
	"fmt"
	"net/http"
	"strconv"

	"jema/internal/jema"
)

func (w *world) slot(i int) string { return strconv.FormatInt(int64(w.slots[i]), 10) }

func (w *world) opening(i int) string { return strconv.FormatInt(w.openings[i], 10) }

// booksBy is the form on an opening's page.
func booksBy(slot int, typed ...string) func(*world) answer {
	return func(w *world) answer {
		f := form(append([]string{"slot", w.slot(slot), "name", "visiteur", "email", "visiteur@example.org", "key",
			key32("visiteur")}, typed...)...)
		return w.send(w.batch, nil, "/evenements/"+w.opening(0)+"/reservations", f)
	}
}

// booksByAPI is the same through the API of a site.
func booksByAPI(site func(*world) http.Handler, party int, wait bool) func(*world) answer {
	return func(w *world) answer {
		body := fmt.Sprintf(`{"party_size": %d, "wait": %t, "name": "visiteur", "email": "visiteur@example.org"}`, party,
			wait)
		return w.call(site(w), "/api/v1/slots/"+w.slot(0)+"/bookings", key32("visiteur"), body)
	}
}

func batched(w *world) http.Handler  { return w.batch }
func oneByOne(w *world) http.Handler { return w.single }

// split sends the two groups that a party of six was proposed.
func split(w *world) answer {
	part := func(slot int, key string) string { return fmt.Sprintf("%s:3:%s", w.slot(slot), key32(key)) }
	f := form("name", "visiteur", "email", "visiteur@example.org", "party_size", "6", "part", part(0, "groupe un"), "part",
		part(1, "groupe deux"))
	a := w.send(w.batch, nil, "/evenements/"+w.opening(0)+"/groupe", f)
	if made, err := get[int](w, `SELECT count(*) FROM booking`); a.done() && (err != nil || made < 2) {
		a.status = http.StatusServiceUnavailable // the page says of which group it does not know
	}
	return a
}

func bookingFlows() []flow {
	return []flow{
		{name: "réserver par la page", do: booksBy(0, "party_size", "2")},
		{name: "réserver par l’API", do: booksByAPI(batched, 2, false)},
		{name: "réserver, une requête à la fois", do: booksByAPI(oneByOne, 2, false)},
		{name: "attendre par la page", prepare: full, do: booksBy(0, "party_size", "2", "wait", "on")},
		{name: "attendre, une requête à la fois", prepare: full, do: booksByAPI(oneByOne, 2, true)},
		{name: "réserver en deux groupes", steps: 2, do: split},
	}
}

func visitorFlows() []flow {
	return []flow{
		{name: "accepter", prepare: offered, do: press("premier", "acceptation")},
		{name: "refuser", prepare: func(w *world) error { return errors.Join(offered(w), w.booked("tiers", 0, 1, true)) },
			do: press("premier", "refus")},
		{name: "quitter la liste", prepare: full, do: press("premier", "annulation", "do", "leave", "sure", "1")},
		{name: "venir plus nombreux", prepare: oneBooking, do: press("visiteur", "personnes", "party_size", "3")},
		{name: "venir moins nombreux", prepare: oneAndWaiting, do: press("visiteur", "personnes", "party_size", "1")},
		{name: "changer de créneau", prepare: oneAndWaiting, do: func(w *world) answer {
			return press("visiteur", "deplacer/"+
				w.slot(1))(w)
		}},
		{name: "annuler", prepare: oneAndWaiting, do: press("visiteur", "annulation", "sure", "1")},
		{name: "demander un autre lien", prepare: oneBooking, do: press("visiteur", "lien"), already: http.StatusNotFound},
		{name: "retrouver par le code", prepare: oneSent, do: func(w *world) answer {
			code, _ := get[string](w, `SELECT code FROM booking`)
			return w.send(w.batch, nil, "/retrouver", form("code", code, "reach", "visiteur@example.org"))
		}},
	}
}

// oneSent is one, whose confirmation has left.
func oneSent(w *world) error { return errors.Join(oneBooking(w), w.sent()) }

// sent marks every message as sent.
func (w *world) sent() error {
	return w.inOrder(`UPDATE message SET state = 'sent', channel = 'call', done_at = created_at`)
}

// button is what an artisan, or an organiser, does to the first slot.
func button(typed ...string) func(*world) answer {
	return func(w *world) answer {
		return w.send(w.batch, &w.artisan, "/mon-evenement/"+w.opening(0)+"/creneaux/"+w.slot(0), form(typed...))
	}
}

func slotFlows() []flow {
	return []flow{
		{name: "agrandir un créneau", prepare: full, do: button("do", "save", "capacity", "7")},
		{name: "réduire un créneau", prepare: oneBooking, do: button("do", "save", "capacity", "3")},
		{name: "garder des places", prepare: oneBooking, do: button("do", "save", "held", "1")},
		{name: "rendre des places gardées", prepare: heldBack, do: button("do", "save", "held", "0")},
		{name: "annuler un créneau", prepare: full, do: button("do", "cancel", "sure", "on"), already: http.StatusNotFound},
		{name: "décaler un créneau", prepare: full, do: button("do", "move", "day", "2027-04-11", "from", "15:00", "to",
			"16:00", "sure", "on")},
		{name: "annuler un événement", prepare: func(w *world) error {
			version, err := get[int](w, `SELECT version FROM opening WHERE id = $1`, w.openings[0])
			w.typed["version"] = strconv.Itoa(version)
			return errors.Join(err, full(w))
		}, do: func(w *world) answer {
			f := form("decision", "cancel", "state", string(jema.Approved), "version", w.typed["version"], "note",
				"Un empêchement.", "sure", "1")
			return w.send(w.batch, &w.organiser, "/organisation/evenements/"+w.opening(0)+"/decision", f)
		}, already: http.StatusConflict},
	}
}

// heldBack is a slot whose last places are held for the desk while a party
// waits.
func heldBack(w *world) error {
	return errors.Join(oneBooking(w), w.write(`UPDATE slot SET held = 2 WHERE id = $1`, w.slots[0]),
		w.booked("premier", 0, 2, true))
}
