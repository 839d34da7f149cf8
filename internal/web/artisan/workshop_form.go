package artisan

import (
	"errors"
	"net/url"
	"regexp"
	"strconv"
	"strings"
	"time"

	"github.com/gin-gonic/gin"

	"jema/internal/exchange"
	"jema/internal/jema"
	"jema/internal/postgres"
	"jema/internal/text"
	"jema/internal/web/page"
)

// WorkshopForm is a workshop as it is typed.
type WorkshopForm struct {
	Name, Artisan                              string
	Craft                                      string
	OtherCraft                                 bool // the craft is not in the list, and that is meant
	Commune, Address, PostalCode               string
	Position                                   string // latitude and longitude
	Parking, ParkingEnglish                    string
	Phone, Email, Website                      string
	PublishAddress, PublishPhone, PublishEmail bool
	Withheld                                   bool // the artisan has confirmed that the address is withheld
	OneVisit                                   bool
	Seen                                       string // when the state that was edited was stored
}

// WorkshopFormOf fills the form from what is stored.
func WorkshopFormOf(w jema.Workshop, crafts []jema.Craft) WorkshopForm {
	f := WorkshopForm{
		Name: w.Name, Artisan: w.Artisan, Craft: w.CraftOther, OtherCraft: w.CraftOther != "",
		Commune: w.CommuneINSEE, Address: w.Address, PostalCode: w.PostalCode, Phone: w.Phone, Email: w.Email,
		Website: w.Website, Parking: w.Parking, ParkingEnglish: w.ParkingEnglish,
		PublishAddress: w.PublishAddress, PublishPhone: w.PublishPhone, PublishEmail: w.PublishEmail,
		OneVisit: w.OneVisitAtATime,
	}
	if !w.UpdatedAt.IsZero() {
		f.Seen = w.UpdatedAt.UTC().Format(time.RFC3339Nano)
	}
	if w.Placed() {
		f.Position = strconv.FormatFloat(w.Lat, 'f', -1, 64) + ", " + strconv.FormatFloat(w.Lon, 'f', -1, 64)
	}
	for _, k := range crafts {
		if k.Slug == w.CraftSlug && w.CraftSlug != "" {
			f.Craft = k.Name
		}
	}
	return f
}

// ReadWorkshopForm reads what was typed.
func ReadWorkshopForm(c *gin.Context, p *jema.Problems) WorkshopForm {
	return WorkshopFormIn(c.Request.PostForm, p)
}

// WorkshopFormIn reads a workshop from the values of its fields, by their names.
func WorkshopFormIn(v url.Values, p *jema.Problems) WorkshopForm {
	ticked := func(field string) bool { return v.Get(field) != "" }
	f := WorkshopForm{
		Name: line(v, p, "name", page.NameMax), Artisan: line(v, p, "artisan", page.NameMax),
		Craft: line(v, p, "craft", page.NameMax), OtherCraft: ticked("other_craft"), Commune: line(v, p, "commune", 5),
		Address: lines(v, p, "address", page.AddressMax), PostalCode: line(v, p, "postal_code", 10),
		Position: line(v, p, "position", 60), Phone: line(v, p, "phone", 40), Email: line(v, p, "email", 254),
		Website: line(v, p, "website", 500), PublishAddress: ticked("publish_address"),
		PublishPhone: ticked("publish_phone"), PublishEmail: ticked("publish_email"), OneVisit: ticked("one_visit"),
		Parking: line(v, p, "parking", jema.ParkingMax), ParkingEnglish: line(v, p, "parking_english", jema.ParkingMax),
		Withheld: ticked("withheld"), Seen: line(v, p, "seen", 40),
	}
	f.PublishAddress = f.PublishAddress && !f.AddressWithheld()
	return f
}

// Values are the fields of the form by their names, as WorkshopFormIn reads them.
func (f WorkshopForm) Values() url.Values {
	tick := func(on bool) string { return onlyIf(on, "1") }
	return valuesOf("name", f.Name, "artisan", f.Artisan, "craft", f.Craft, "other_craft", tick(f.OtherCraft),
		"commune", f.Commune, "address", f.Address, "postal_code", f.PostalCode, "position", f.Position, "phone", f.Phone,
		"email", f.Email, "website", f.Website, "publish_address", tick(f.PublishAddress),
		"publish_phone", tick(f.PublishPhone), "publish_email", tick(f.PublishEmail), "one_visit", tick(f.OneVisit),
		"withheld", tick(f.Withheld), "parking", f.Parking, "parking_english", f.ParkingEnglish)
}

// AddressWithheld reports whether words are typed instead of an address (« adresse
// communiquée à la réservation »): it is then not to be published.
func (f WorkshopForm) AddressWithheld() bool {
	_, withheld := text.Withheld(f.Address)
	return withheld
}

// Workshop returns the workshop that the form makes of w, noting what cannot
// be understood.
func (f WorkshopForm) Workshop(w jema.Workshop, choices postgres.Choices, p *jema.Problems) jema.Workshop {
	w.Name, w.Artisan, w.Address, w.PostalCode = f.Name, f.Artisan, f.Address, f.PostalCode
	w.PublishAddress, w.PublishPhone, w.PublishEmail, w.OneVisitAtATime = f.PublishAddress, f.PublishPhone,
		f.PublishEmail, f.OneVisit
	w.CommuneINSEE, w.Parking, w.ParkingEnglish = f.Commune, f.Parking, f.ParkingEnglish
	f.withheld(&w, p)
	if seen, err := time.Parse(time.RFC3339Nano, f.Seen); err == nil && w.ID != 0 {
		w.UpdatedAt = seen
	}
	f.craft(&w, choices.Crafts, p)
	w.Lat, w.Lon = f.position(p)
	w.Phone = understood(p, "phone", f.Phone, "booking.phone.invalid", exchange.Phone)
	w.Email = understood(p, "email", f.Email, "booking.email.invalid", exchange.Email)
	w.Website = understood(p, "website", f.Website, "workshop.website_invalid", exchange.Website)
	f.published(p)
	note(p, w.Check())
	return w
}

// withheld sets the address of w to what is typed beside the words that withhold it. It is
// a problem while the artisan has not confirmed that no address is to be published.
func (f WorkshopForm) withheld(w *jema.Workshop, p *jema.Problems) {
	address, withheld := text.Withheld(f.Address)
	if !withheld {
		return
	}
	if w.Address = address; !f.Withheld {
		p.Add("address", "workshop.address_withheld")
	}
}

// craft takes a craft of the list, however it is spelled, or another one if
// that is what is meant.
func (f WorkshopForm) craft(w *jema.Workshop, crafts []jema.Craft, p *jema.Problems) {
	w.CraftSlug, w.CraftOther = "", ""
	found, names := exchange.FindCraft(crafts, f.Craft)
	switch {
	case f.Craft == "": // said by Check
	case found.Slug != "":
		w.CraftSlug = found.Slug
	case f.OtherCraft:
		w.CraftOther = f.Craft
	case len(names) > 0:
		w.CraftOther = f.Craft
		p.Add("craft", "workshop.craft_which", "names", text.Join(names[:min(len(names), 5)]))
	default:
		w.CraftOther = f.Craft
		p.Add("craft", "workshop.craft_unknown")
	}
}

// twoNumbers are a latitude and a longitude as maps on telephones give them.
var twoNumbers = regexp.MustCompile(`^(-?\d+[.,]?\d*)[\s;,]+(-?\d+[.,]?\d*)$`)

// position reads where the workshop lies; nothing typed means no position.
func (f WorkshopForm) position(p *jema.Problems) (lat, lon float64) {
	if f.Position == "" {
		return 0, 0
	}
	found := twoNumbers.FindStringSubmatch(f.Position)
	if found == nil {
		p.Add("position", "workshop.position.unread")
		return 0, 0
	}
	// What the pattern finds are numbers.
	lat, _ = strconv.ParseFloat(strings.Replace(found[1], ",", ".", 1), 64)
	lon, _ = strconv.ParseFloat(strings.Replace(found[2], ",", ".", 1), 64)
	return lat, lon
}

// published notes what is to be published and is not there.
func (f WorkshopForm) published(p *jema.Problems) {
	for _, x := range []struct {
		ticked       bool
		field, value string
	}{{f.PublishAddress, "address", f.Address}, {f.PublishPhone, "phone", f.Phone}, {f.PublishEmail, "email", f.Email}} {
		if x.ticked && x.value == "" {
			p.Add(x.field, "workshop.nothing_to_publish")
		}
	}
}

// understood reads a typed value, which may be left out.
func understood(p *jema.Problems, field, typed, problem string, read func(string) string) string {
	if typed == "" {
		return ""
	}
	value := read(typed)
	if value == "" {
		p.Add(field, problem)
	}
	return value
}

// note adds the fields of a refusal to what is already noted, unless the same
// field has been spoken of.
func note(p *jema.Problems, err error) {
	refusal, ok := errors.AsType[*jema.Error](err)
	if !ok {
		return
	}
	for _, f := range refusal.Fields {
		if !noted(*p, f.Field) {
			*p = append(*p, f)
		}
	}
}

func noted(p jema.Problems, field string) bool {
	for _, f := range p {
		if f.Field == field {
			return true
		}
	}
	return false
}
