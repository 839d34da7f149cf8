package flow

import (
	"errors"
	"strconv"
)

// classRequest is the request of a class of thirty for the first school slot, or for
// a rotation in two halves.
func classRequest(way string, second bool) func(*world) answer {
	return func(w *world) answer {
		f := form("slot", strconv.FormatInt(w.schools[0], 10), "way", way, "school", "École", "town", "Romans", "postal_code",
			"26100", "teacher", "Enseignante",
			"email", "ecole@example.org", "phone", landline, "pupils", "26", "adults", "3", "level", "cycle3", "key",
			key32("classe"))
		if second {
			f.Set("second", strconv.FormatInt(w.schools[1], 10))
		}
		return w.send(w.batch, nil, "/scolaires/demande", f)
	}
}

func requestClass(way string, second bool) func(*world) error {
	return func(w *world) error {
		if a := classRequest(way, second)(w); !a.done() {
			return errors.New("a class asks: " + a.body)
		}
		return nil
	}
}

// answers is the artisan's reply to the visit of an opening.
func answers(opening int, yes string) func(*world) answer {
	return func(w *world) answer {
		id, _ := get[int64](w, `SELECT v.id FROM school_visit v JOIN slot s ON s.id = v.slot_id WHERE s.opening_id = $1`,
			w.openings[opening])
		return w.send(w.batch, &w.artisan, "/mon-evenement/"+w.opening(opening)+"/classes",
			form("visit", strconv.FormatInt(id, 10), "answer", yes))
	}
}

// halfAgreed is a rotation that one of its two workshops has accepted;
// bothAgreed is the same rotation, booked.
func halfAgreed(w *world) error {
	if err := requestClass("rotation", true)(w); err != nil {
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
		{name: "demander pour une classe", do: classRequest("whole", false)},
		{name: "demander en rotation", do: classRequest("rotation", true)},
		{name: "accepter une classe", prepare: requestClass("whole", false), do: answers(0, "accept")},
		{name: "accepter la première moitié", prepare: requestClass("rotation", true), do: answers(0, "accept")},
		{name: "accepter la seconde moitié", prepare: halfAgreed, do: answers(1, "accept")},
		{name: "refuser la seconde moitié", prepare: halfAgreed, do: answers(1, "decline")},
		{name: "refuser pour le second choix", prepare: requestClass("whole", true), do: answers(0, "decline")},
		{name: "annuler pour une classe", prepare: bothAgreed, do: func(w *world) answer {
			return w.send(w.batch, nil, "/classe/"+w.links.SchoolToken(key32("classe"), 1)+"/annulation", form("sure", "1"))
		}},
	}
}
