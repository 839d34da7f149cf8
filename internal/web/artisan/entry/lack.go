package entry

import (
	"slices"

	"jema/internal/jema"
	"jema/internal/web/artisan"
)

// lack is something that an entry does not have. A lack that can wait does not prevent
// sending it.
type lack struct {
	Step, Field string
	Reason      string // missing, unread, later, or what an import said is wrong
	CanWait     bool
}

// Key is the key of its sentence, "" where the reason is the sentence.
func (l lack) Key() string {
	switch l.Reason {
	case "missing":
		return "entry.lack." + artisan.WordOf(l.Field)
	case "unread", "later":
		return "entry." + l.Reason + "_lack"
	}
	return ""
}

// lacks lists what an entry lacks, first what prevents sending it.
func (h Entries) lacks(e entry) (list []lack) {
	open := e.Place.Edition.RegistrationOpen(h.Now())
	add := func(field, reason string, canWait bool) {
		if !slices.ContainsFunc(list, func(l lack) bool { return l.Field == field }) {
			list = append(list, lack{stepOf(field), field, reason, canWait})
		}
	}
	for _, s := range steps {
		for _, field := range s.fields {
			if words, typed := e.typed[field]; typed && Later(words) {
				add(field, "later", open)
			} else if typed && words != "" {
				add(field, "unread", false)
			}
		}
	}
	for _, d := range e.Defects {
		if d.Blocking {
			add(d.Field, d.Problem, false)
		}
	}
	for _, field := range required {
		if e.without(field) {
			add(field, "missing", false)
		}
	}
	for _, field := range optional {
		if e.without(field) {
			add(field, "missing", true)
		}
	}
	slices.SortStableFunc(list, func(a, b lack) int {
		switch {
		case a.CanWait == b.CanWait:
		case b.CanWait:
			return -1
		default:
			return 1
		}
		return stepNumber(a.Step) - stepNumber(b.Step)
	})
	return list
}

func stepNumber(name string) int {
	return slices.IndexFunc(steps, func(s step) bool { return s.Name == name })
}

// required are the answers without which nothing can be published, in the order of the
// steps.
var required = []string{"craft", "title", "hours_text", "commune"}

// optional are the answers that can wait.
var optional = []string{"description", "photo", "address", "price", "phone"}

func (e entry) without(field string) bool {
	plan := e.edited()
	o := plan.Opening
	switch field {
	case "craft":
		return e.shop.CraftSlug == "" && e.shop.CraftOther == ""
	case "title":
		return o.Title == ""
	case "hours_text":
		return len(plan.Hours) == 0 && len(plan.Slots) == 0
	case "commune":
		return e.shop.CommuneINSEE == ""
	case "description":
		return o.Description == "" && o.PrintedText == ""
	case "photo":
		return e.photo == nil
	case "address":
		return e.shop.Address == ""
	case "price":
		return o.Price == "" && !o.Facts.Price.Known()
	}
	return e.shop.Phone == "" && e.shop.Email == ""
}

// blocking returns those that prevent sending an entry, as a refusal.
func blocking(list []lack) *jema.Error {
	var p jema.Problems
	for _, l := range list {
		if !l.CanWait {
			p.Add(l.Field, "entry.missing")
		}
	}
	if len(p) == 0 {
		return nil
	}
	return &jema.Error{Kind: jema.KindInvalid, Message: "entry.unready", Fields: p}
}
