package entry

import (
	"slices"

	"jema/internal/jema"
)

// step is one page of an entry, by the name in its address.
type step struct {
	Name   string
	fields []string
}

// The steps in their order; seeing and sending is the page of the event itself.
var steps = []step{
	{"activite", []string{"name", "artisan", "craft", "other_craft", "kind", "title", "stops"}},
	{"horaires", []string{"hours_text", "slots_text", "duration", "capacity", "audience", "party_max", "counted",
		"one_visit"}},
	{"lieu", []string{"commune", "address", "postal_code", "publish_address", "position", "parking",
		"parking_english", "phone", "publish_phone", "email", "publish_email", "website", "access_hi",
		"access_vi", "access_mi", "access_ii", "access_pi", "access"}},
	{"textes", []string{"description", "title_english", "description_english", "printed_text", "price_kind", "price_from",
		"price_to", "price", "age_from", "minimum_age", "language", "languages", "remarks"}},
}

// allFields are those of every step.
var allFields = func() (all []string) {
	for _, s := range steps {
		all = append(all, s.fields...)
	}
	return append(all, "withheld")
}()

func stepNamed(name string) (step, error) {
	i := slices.IndexFunc(steps, func(s step) bool { return s.Name == name })
	if i < 0 {
		return step{}, jema.NotFound("error.not_found")
	}
	return steps[i], nil
}

// stepOf returns the name of the step that has a field; of those that no step has,
// the first.
func stepOf(field string) string {
	for _, s := range steps {
		if slices.Contains(s.fields, field) || field == "withheld" && s.Name == "lieu" {
			return s.Name
		}
	}
	return steps[0].Name
}

// after returns the address that follows a step of an event.
func (s step) after(root string) string {
	if i := slices.IndexFunc(steps, func(o step) bool { return o.Name == s.Name }); i+1 < len(steps) {
		return stepPath(root, steps[i+1].Name)
	}
	return root
}

func stepPath(root, name string) string { return root + "/etapes/" + name }
