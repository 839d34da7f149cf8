package entry

import (
	"maps"
	"net/url"
	"slices"

	"jema/internal/jema"
	"jema/internal/postgres"
	"jema/internal/text"
	"jema/internal/web/artisan"
)

// reading is what the values of an entry's fields make, and what is wrong with them.
type reading struct {
	plan  postgres.OpeningPlan
	shop  jema.Workshop
	wrong jema.Problems
}

func (e entry) read(v url.Values) (r reading) {
	e.checkCommune(text.Line(v.Get("commune")), &r.wrong)
	r.plan = artisan.OpeningFormIn(v, &r.wrong).Plan(e.Place.Edition, e.edited(), &r.wrong)
	r.shop = artisan.WorkshopFormIn(v, &r.wrong).Workshop(e.shop, e.choices, &r.wrong)
	if e.acts() {
		r.shop.Email = e.shop.Email
	}
	return r
}

// checkCommune notes a commune that would take the workshop out of a correspondent's
// reach: another than hers, or none.
func (e entry) checkCommune(insee string, wrong *jema.Problems) {
	hers := func(c jema.Commune) bool { return c.INSEE == insee }
	switch {
	case e.account.Role != jema.RoleCorrespondent:
	case insee == "":
		wrong.Add("commune", "entry.commune_hers")
	case !slices.ContainsFunc(e.choices.Communes, hers):
		wrong.Add("commune", "entry.commune_other")
	}
}

// together are the fields that are understood only with each other: while one is
// wrong, all of them wait as they were typed.
var together = map[string][]string{
	"price_from": {"price_kind", "price_from", "price_to"}, "price": {"price_kind", "price_from", "price_to", "price"},
	"minimum_age": {"age_from", "minimum_age"}, "age_from": {"age_from", "minimum_age"},
	"slots_text": {"slots_text", "duration", "capacity", "audience"},
	"duration":   {"slots_text", "duration", "capacity", "audience"},
	"capacity":   {"slots_text", "duration", "capacity", "audience"},
	"audience":   {"slots_text", "duration", "capacity", "audience"},
	"craft":      {"craft", "other_craft"}, "phone": {"phone", "publish_phone"}, "email": {"email", "publish_email"},
	"address": {"address", "publish_address"},
}

// mayBeEmpty are the fields that an entry which was not sent may lack.
var mayBeEmpty = map[string]bool{"title": true, "craft": true, "commune": true}

// Later reports whether an answer is « à préciser »: the question is answered later.
func Later(answer string) bool {
	folded := text.Fold(answer)
	return folded == "a preciser" || folded == "to be specified" || folded == "later"
}

// settle separates what can be stored of the values from what cannot be read yet,
// which waits as it was typed.
func (e entry) settle(v url.Values) (r reading, unread map[string]string, wrong jema.Problems) {
	v, stored := maps.Clone(v), e.values()
	if e.acts() {
		v["email"] = stored["email"]
	}
	unread = map[string]string{}
	aside := func(field string) bool {
		if joined(v[field]) == joined(stored[field]) {
			return false
		}
		unread[field], v[field] = text.Pasted(v.Get(field)), stored[field]
		return true
	}
	for field := range v {
		if Later(v.Get(field)) {
			aside(field)
		}
	}
	for again := true; again; {
		r, again = e.read(v), false
		for _, w := range r.wrong {
			if e.lacking(w.Field, v) || e.published(w.Field, v) {
				continue
			}
			if !wrong.Has(w.Field) {
				wrong = append(wrong, w)
			}
			for _, field := range group(w.Field) {
				again = aside(field) || again
			}
		}
	}
	return r, unread, wrong
}

func group(field string) []string {
	if list, ok := together[field]; ok {
		return list
	}
	return []string{field}
}

// lacking reports whether a problem is only that a field is still empty.
func (e entry) lacking(field string, v url.Values) bool {
	sent := e.Plan.Opening.State == jema.Submitted || e.live()
	if field == "commune" && e.account.Role == jema.RoleCorrespondent {
		return false // without it she could not open the event again
	}
	return !sent && mayBeEmpty[field] && v.Get(field) == ""
}

// published reports whether a problem is only that what is to be published is not
// there yet.
func (e entry) published(field string, v url.Values) bool {
	return (field == "address" || field == "phone" || field == "email") && v.Get(field) == "" &&
		v.Get("publish_"+field) != ""
}
