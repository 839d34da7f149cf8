package postgres

import (
	"fmt"
	"strconv"
	"strings"

	"jema/internal/jema"
)

// craftField is a craft as a spreadsheet's field has it: "slug:…" when it is in
// the list, "other:…" as typed when not.
type craftField struct{ slug, other *string }

// field points at what a field of a spreadsheet is in a value whose Workshop is
// set; nil for one that no proposal has.
func (v *ProposalValue) field(name string) any {
	o, w := &v.Opening, v.Workshop
	return map[string]any{
		"workshop": &w.Name, "artisan": &w.Artisan, "craft": craftField{&w.CraftSlug, &w.CraftOther},
		"workshop_commune": &w.CommuneINSEE,
		"address":          &w.Address, "postal_code": &w.PostalCode, "lat": &w.Lat, "lon": &w.Lon, "phone": &w.Phone,
		"parking": &w.Parking,
		"email":   &w.Email, "website": &w.Website,
		"publish_address": &w.PublishAddress, "publish_phone": &w.PublishPhone, "publish_email": &w.PublishEmail,
		"commune": &o.CommuneINSEE, "kind": (*string)(&o.Kind), "title": &o.Title, "description": &o.Description,
		"printed_text":          &o.PrintedText,
		"printed_text_proposed": &o.PrintedTextProposed, "duration": &o.Duration, "party_max": &o.PartyMax, "price": &o.Price,
		"minimum_age": &o.MinimumAge, "languages": &o.Languages, "access": &o.Access, "stops": &o.Stops,
		"remarks": &o.Remarks,
	}[name]
}

// fieldText writes a field as importColumns read it.
func fieldText(at any) string {
	switch at := at.(type) {
	case *string:
		return *at
	case *bool:
		return strconv.FormatBool(*at)
	case *int:
		if *at != 0 {
			return strconv.Itoa(*at)
		}
	case *float64:
		if *at != 0 {
			return strconv.FormatFloat(*at, 'g', -1, 64)
		}
	case craftField:
		switch {
		case *at.slug != "":
			return "slug:" + *at.slug
		case *at.other != "":
			return "other:" + *at.other
		}
	}
	return ""
}

// setField reads a field as fieldText writes it.
func setField(at any, said string) (err error) {
	switch at := at.(type) {
	case *string:
		*at = said
	case *bool:
		*at, err = strconv.ParseBool(said)
	case *int:
		if *at = 0; said != "" {
			*at, err = strconv.Atoi(said)
		}
	case *float64:
		if *at = 0; said != "" {
			*at, err = strconv.ParseFloat(said, 64)
		}
	case craftField:
		slug, listed := strings.CutPrefix(said, "slug:")
		if *at.slug, *at.other = slug, ""; !listed {
			*at.slug, *at.other = "", strings.TrimPrefix(said, "other:")
		}
	}
	if err != nil {
		return fmt.Errorf("a field of a row: %w", err)
	}
	return nil
}

// set writes those of a row's fields that are of a table.
func (v *ProposalValue) set(table string, fields map[string]string) error {
	for _, c := range importColumns {
		said, given := fields[c.field]
		if !given || c.table != table {
			continue
		}
		if err := setField(v.field(c.field), said); err != nil {
			return err
		}
	}
	return nil
}

// texts returns the fields that the value has of a table; of the others those
// of before.
func (v *ProposalValue) texts(table string, before map[string]string) map[string]string {
	texts := map[string]string{}
	for field, value := range before {
		texts[field] = value
	}
	for _, c := range importColumns {
		if at := v.field(c.field); at != nil && c.table == table {
			texts[c.field] = fieldText(at)
		}
	}
	return texts
}

// atOnce returns the fields of a workshop on the site after a row: what nobody
// is shown, or takes something back, holds at once (jema.Workshop.AtOnce).
func atOnce(shown, wanted map[string]string) (map[string]string, error) {
	var from, to ProposalValue
	from.Workshop, to.Workshop = &jema.Workshop{}, &jema.Workshop{}
	if err := from.set("workshop", shown); err != nil {
		return nil, err
	}
	if err := to.set("workshop", wanted); err != nil {
		return nil, err
	}
	now := from.Workshop.AtOnce(*to.Workshop)
	after := (&ProposalValue{Workshop: &now}).texts("workshop", shown)
	after["workshop_kind"] = wanted["workshop_kind"]
	return after, nil
}
