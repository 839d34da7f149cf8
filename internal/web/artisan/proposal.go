package artisan

import (
	"cmp"
	"slices"
	"strconv"
	"strings"

	"jema/internal/jema"
	"jema/internal/postgres"
	"jema/internal/web/page"
)

// Conflicts reports whether a refusal means that somebody changed something
// meanwhile: the page then leads to how it is now.
func Conflicts(problem *jema.Error) bool {
	switch problem.Message {
	case "opening.state", "workshop.changed", "proposal.gone", "proposal.changed":
		return true
	}
	return false
}

// Revision is that of the proposal that waits, 0 when none does.
func (o Stored) Revision() int {
	if o.Proposal == nil {
		return 0
	}
	return o.Proposal.Revision
}

// labelOf are the labels of fields that are named otherwise in the catalogue.
var labelOf = map[string]string{"description": "myopening.field.long_text", "hours_text": "myopening.field.hours",
	"slots_text": "myopening.field.slots", "price": "visit.opening.price", "minimum_age": "visit.opening.age",
	"languages": "visit.opening.languages",
	"access":    "visit.opening.access", "commune": "workshop.field.commune"}

// FieldLabel is the name of a field of an opening or, with "workshop_" before it, of its
// workshop.
func FieldLabel(l page.Layout, name string) string {
	if field, ofShop := strings.CutPrefix(name, "workshop_"); ofShop {
		return l.T("workshop.field." + field)
	}
	return l.T(cmp.Or(labelOf[name], "myopening.field."+name))
}

// FieldShown is the value of a field of a plan, in words.
func FieldShown(l page.Layout, name string, plan postgres.OpeningPlan, choices postgres.Choices) string {
	o := plan.Opening
	switch name {
	case "kind":
		return page.Capital(l.T("visit.kind." + string(o.Kind)))
	case "commune":
		return communeName(choices, o.CommuneINSEE)
	case "title":
		return o.Title
	case "description":
		return o.Description
	case "title_english":
		return o.TitleEnglish
	case "description_english":
		return o.DescriptionEnglish
	case "printed_text":
		return o.PrintedText
	case "stops":
		return o.Stops
	case "hours_text":
		return o.HoursText
	case "slots_text":
		return strings.Join([]string{o.SlotsText, l.T("myopening.reading.slots", "n", len(plan.Slots)),
			l.T("myopening.reading.places", "n", planned(plan.Slots))}, "\n")
	case "party_max":
		return strconv.Itoa(o.PartyMax)
	case "counted":
		return l.T("myopening.counted." + cmp.Or(string(o.Counted), string(jema.CountEveryone)))
	case "price":
		return l.FactsOf(o).Price.String()
	case "minimum_age":
		return l.FactsOf(o).Age.String()
	case "languages":
		return l.FactsOf(o).Languages.String()
	case "access":
		var sentences []string
		for _, s := range l.FactsOf(o).Access {
			sentences = append(sentences, s.String())
		}
		return strings.Join(sentences, " ")
	}
	return o.Remarks
}

// planned counts the places of slots.
func planned(slots []postgres.SlotPlan) (n int) {
	for _, s := range slots {
		n += s.Capacity
	}
	return n
}

// WorkshopFieldShown is the value of a field of a workshop, in words.
func WorkshopFieldShown(l page.Layout, name string, w jema.Workshop, choices postgres.Choices) string {
	published := func(is bool, words string) string {
		if words == "" {
			return ""
		}
		return words + " (" + l.T("proposal.published."+strconv.FormatBool(is)) + ")"
	}
	switch name {
	case "workshop_name":
		return w.Name
	case "workshop_artisan":
		return w.Artisan
	case "workshop_craft":
		i := slices.IndexFunc(choices.Crafts, func(k jema.Craft) bool { return k.Slug == w.CraftSlug })
		if w.CraftSlug == "" || i < 0 {
			return w.CraftOther
		}
		return choices.Crafts[i].Name
	case "workshop_commune":
		return communeName(choices, w.CommuneINSEE)
	case "workshop_address":
		return published(w.PublishAddress, strings.TrimSpace(w.Address+" "+w.PostalCode))
	case "workshop_position":
		return WorkshopFormOf(w, nil).Position
	case "workshop_parking":
		return w.Parking
	case "workshop_parking_english":
		return w.ParkingEnglish
	case "workshop_phone":
		return published(w.PublishPhone, w.Phone)
	case "workshop_email":
		return published(w.PublishEmail, w.Email)
	}
	return w.Website
}

func communeName(choices postgres.Choices, insee string) string {
	i := slices.IndexFunc(choices.Communes, func(x jema.Commune) bool { return x.INSEE == insee })
	if i < 0 {
		return insee
	}
	return choices.Communes[i].Name
}
