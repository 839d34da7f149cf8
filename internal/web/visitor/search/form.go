package search

import (
	"cmp"
	"fmt"
	"slices"
	"strconv"
	"strings"

	"jema/internal/jema"
	find "jema/internal/search"
	"jema/internal/text"
	"jema/internal/web/page"
)

// Form is the search as a page shows it: the query, and what there is to choose
// from, each choice with how many openings there would be.
type Form struct {
	Words, Near, Radius, When, Places, Age string
	From, To                               string // hours that are no part of the day
	Craft, Commune, Kind, Lang             string
	Price, Booking, Sort                   string
	Free                                   bool
	Whens, Crafts                          []Group
	Communes, Kinds, Langs, Prices, Radii  []page.Option
	Bookings, Sorts                        []page.Option
	Access                                 []Tick
	More                                   bool // something is asked that only the folded part shows
	Towns                                  []string
}

// Group is a number of choices below one heading, "" for none.
type Group struct {
	Label   string
	Options []page.Option
}

// Tick is a choice that goes beside others.
type Tick struct {
	page.Option
	Checked bool
}

// radii are the distances offered, in kilometres.
var radii = []string{"5", "10", "20", "40"}

// NewForm returns the form of a query with the counts of its result.
func NewForm(l page.Layout, x *find.Index, r find.Result, q find.Query) Form {
	f := Form{Words: q.Words, Near: q.Near, Craft: cmp.Or(q.Craft, q.Domain), Kind: string(q.Kind), Lang: q.Lang,
		Booking: q.Booking, Sort: q.Sort, Free: q.Free,
		When: whenValue(q.Days, q.Moment())}
	if len(q.Communes) == 1 {
		f.Commune = q.Communes[0]
	}
	for _, c := range x.Communes() {
		f.Towns = append(f.Towns, c.Name)
	}
	if q.Timed() && q.Moment() == "" {
		f.From, f.To = q.From.String(), q.To.String()
	}
	f.numbers(q)
	choices := choosing{l, x, r.Facets}
	f.Whens, f.Crafts, f.Communes = choices.whens(q), choices.crafts(), choices.communes()
	f.Kinds, f.Langs, f.Prices, f.Bookings = choices.kinds(), choices.langs(), choices.prices(), choices.bookings()
	f.Access = choices.access(q.Access)
	f.Sorts = page.Options(l, "visit.sort.", find.Sorts)
	for _, km := range radii {
		f.Radii = append(f.Radii, page.Option{Value: km, Label: l.T("visit.search.km", "km", km)})
	}
	f.More = len(q.Communes) > 0 || f.Craft != "" || f.Kind != "" || f.Lang != "" || f.Booking != "" || f.Sort != "" ||
		f.Free || f.Price != "" ||
		f.Age != "" || f.Radius != "" || f.From != "" || len(q.Access) > 0
	return f
}

func (f *Form) numbers(q find.Query) {
	if q.Places > 0 {
		f.Places = strconv.Itoa(q.Places)
	}
	if q.Age != nil {
		f.Age = strconv.Itoa(*q.Age)
	}
	values := q.Values()
	f.Price, f.Radius = values.Get("price_max"), values.Get("radius_km")
}

// whenValue is a day, or days, with a part of the day as the form sends them.
func whenValue(days []jema.Date, moment string) string {
	var list []string
	for _, d := range days {
		list = append(list, d.String())
	}
	return strings.TrimSpace(strings.Join(list, ",") + " " + moment)
}

// choosing makes the choices of a form.
type choosing struct {
	page.Layout
	index  *find.Index
	counts *find.Facets
}

// counted is a choice with how many openings there would be.
func (c choosing) counted(value, label string, n int) page.Option {
	return page.Option{Value: value, Label: c.T("visit.search.counted", "label", label, "n", n)}
}

// whens lists the days, each with its parts, those on which something opens.
func (c choosing) whens(q find.Query) []Group {
	first := Group{}
	for i, m := range find.Moments {
		first.Options = append(first.Options, c.counted(m.Name, c.T("visit.moment.any_"+m.Name), c.counts.Moments[i]))
	}
	groups := []Group{first}
	for day, d := range c.Edition.Days() {
		g := Group{Label: page.Capital(c.Voice.DayMonth(d))}
		g.Options = append(g.Options, c.counted(d.String(), c.T("visit.moment.day", "day", page.Capital(c.Voice.DayMonth(d))),
			c.counts.When[len(find.Moments)][day]))
		for i, m := range find.Moments {
			if n := c.counts.When[i][day]; n > 0 {
				g.Options = append(g.Options, c.counted(whenValue([]jema.Date{d}, m.Name), c.T("visit.moment."+m.Name, "day",
					page.Capital(c.Voice.DayMonth(d))), n))
			}
		}
		groups = append(groups, g)
	}
	// the week-end, or a day outside the edition
	if value := whenValue(q.Days, q.Moment()); value != "" && !offered(groups, value) {
		groups[0].Options = append([]page.Option{{Value: value, Label: whenWords(c.Layout, q)}}, groups[0].Options...)
	}
	return groups
}

func offered(groups []Group, value string) bool {
	return slices.ContainsFunc(groups, func(g Group) bool {
		return slices.ContainsFunc(g.Options, func(o page.Option) bool { return o.Value == value })
	})
}

// crafts lists the domains in which something opens, each whole and by crafts.
func (c choosing) crafts() (groups []Group) {
	var list []jema.Craft
	for slug := range c.counts.Crafts {
		if craft, known := c.index.Crafts()[slug]; known {
			list = append(list, craft)
		}
	}
	slices.SortFunc(list, func(a, b jema.Craft) int {
		return cmp.Or(cmp.Compare(a.Domain.Position, b.Domain.Position), text.Compare(a.Name, b.Name))
	})
	at := ""
	for _, craft := range list {
		if craft.Domain.Slug != at {
			at = craft.Domain.Slug
			whole := c.counted(at, c.T("visit.search.whole_domain", "domain", c.Voice.Domain(craft.Domain)),
				c.counts.Domains[at])
			groups = append(groups, Group{c.Voice.Domain(craft.Domain), []page.Option{whole}})
		}
		g := &groups[len(groups)-1]
		g.Options = append(g.Options, c.counted(craft.Slug, page.Capital(c.Voice.Craft(craft)), c.counts.Crafts[craft.Slug]))
	}
	return groups
}

func (c choosing) communes() (list []page.Option) {
	for _, commune := range c.index.Communes() {
		if n := c.counts.Communes[commune.INSEE]; n > 0 {
			list = append(list, c.counted(commune.INSEE, commune.Name, n))
		}
	}
	return list
}

func (c choosing) kinds() (list []page.Option) {
	for _, kind := range jema.OpeningKinds {
		if n := c.counts.Kinds[kind]; n > 0 {
			list = append(list, c.counted(string(kind), page.Capital(c.T("visit.kind."+string(kind))), n))
		}
	}
	return list
}

func (c choosing) langs() (list []page.Option) {
	for _, code := range jema.SpokenLanguages {
		if n := c.counts.Langs[code]; n > 0 {
			list = append(list, c.counted(code, page.Capital(c.Voice.Spoken(jema.LanguageCodes(code))), n))
		}
	}
	return list
}

func (c choosing) prices() (list []page.Option) {
	for i, cents := range find.PriceSteps {
		label := c.T("visit.search.price_free")
		if cents > 0 {
			label = c.T("visit.search.price_most", "price", c.Voice.Money(cents))
		}
		list = append(list, c.counted(strconv.Itoa(cents/100), label, c.counts.Prices[i]))
	}
	return list
}

func (c choosing) bookings() (list []page.Option) {
	for _, way := range find.Bookings {
		list = append(list, c.counted(way, c.T("visit.search.booking_"+way), c.counts.Bookings[way]))
	}
	return list
}

func (c choosing) access(checked []string) (list []Tick) {
	for _, kind := range jema.AccessKinds {
		option := c.counted(kind, page.Capital(c.T("fact.access."+kind)), c.counts.Access[kind])
		list = append(list, Tick{option, slices.Contains(checked, kind)})
	}
	return list
}

// whenWords writes days and a part of the day: « samedi 10 avril, l’après-midi ».
func whenWords(l page.Layout, q find.Query) string {
	var days []string
	for _, d := range q.Days {
		days = append(days, l.Voice.DayMonth(d))
	}
	said := l.Voice.List(days)
	switch moment := q.Moment(); {
	case moment != "" && said == "":
		return l.T("visit.moment.any_" + moment)
	case moment != "":
		return l.T("visit.moment."+moment, "day", said)
	case q.Timed() && said == "":
		return l.Voice.FromTo(q.From, q.To)
	case q.Timed():
		return fmt.Sprintf("%s, %s", said, l.Voice.FromTo(q.From, q.To))
	}
	return said
}
