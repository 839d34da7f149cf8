package search

import (
	"math"
	"net/url"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"time"

	"jema/internal/jema"
	"jema/internal/text"
)

// Params are the names of the filters in an address, the same for the site and for
// programs, in the order in which they are shown.
var Params = []string{"q", "near", "radius_km", "commune", "day", "from", "to", "places", "free", "age", "booking",
	"access", "lang", "price_max", "kind", "craft", "sort", "page"}

// WordsMost bounds the words of a search, in characters.
const WordsMost = 200

// pageMost bounds the number of a page.
const pageMost = 1_000_000

// Parse reads the filters of an address. A filter left out or empty sets no condition;
// what cannot be read is a problem beside its name.
func Parse(values url.Values) (Query, error) {
	p := params{values: values}
	q := Query{Words: text.Line(values.Get("q")), Near: p.value("near"), Communes: p.list("commune"),
		Craft:  p.value("craft"),
		Access: p.choices("access", jema.AccessKinds), Booking: p.choice("booking", Bookings), Sort: p.choice("sort", Sorts),
		Kind: jema.OpeningKind(p.choice("kind", kindNames())), Lang: p.lang(),
		Page: max(1, p.number("page", 1, pageMost, "api.page"))}
	if text.Length(q.Words) > WordsMost {
		p.problems.Add("q", "form.too_long", "max", strconv.Itoa(WordsMost))
		q.Words = ""
	}
	q.Places = p.number("places", 1, PlacesMost, "search.places_wrong")
	q.Age = p.optional("age", jema.AgeMax, "search.age_wrong")
	p.days(&q)
	p.hours(&q)
	p.money(&q)
	p.radius(&q)
	if free := p.value("free"); free != "" {
		var err error
		if q.Free, err = strconv.ParseBool(free); err != nil {
			p.problems.Add("free", "api.boolean")
		}
	}
	return q, p.problems.Err()
}

func kindNames() (names []string) {
	for _, k := range jema.OpeningKinds {
		names = append(names, string(k))
	}
	return names
}

// params are an address's filters while they are read.
type params struct {
	values   url.Values
	problems jema.Problems
}

func (p *params) value(name string) string { return text.Line(p.values.Get(name)) }

// list returns the values of a filter that may be given several times, or several in
// one separated by commas.
func (p *params) list(name string) (list []string) {
	for _, value := range p.values[name] {
		for part := range strings.SplitSeq(value, ",") {
			if part = text.Line(part); part != "" && !slices.Contains(list, part) {
				list = append(list, part)
			}
		}
	}
	return list
}

// choices and choice refuse what is not among the values there are.
func (p *params) choices(name string, known []string) []string {
	list := p.list(name)
	if slices.ContainsFunc(list, func(v string) bool { return !slices.Contains(known, v) }) {
		p.problems.Add(name, "search.choice_unknown", "choices", strings.Join(known, ", "))
		return nil
	}
	return list
}

func (p *params) choice(name string, known []string) string {
	value := p.value(name)
	if value != "" && !slices.Contains(known, value) {
		p.problems.Add(name, "search.choice_unknown", "choices", strings.Join(known, ", "))
		return ""
	}
	return value
}

var languageCode = regexp.MustCompile(`^[a-z]{2,3}$`)

func (p *params) lang() string {
	value := p.value("lang")
	if value != "" && !languageCode.MatchString(value) {
		p.problems.Add("lang", "search.choice_unknown", "choices", strings.Join(jema.SpokenLanguages, ", "))
		return ""
	}
	return value
}

func (p *params) number(name string, least, most int, problem string) int {
	value := p.value(name)
	if value == "" {
		return 0
	}
	n, err := strconv.Atoi(value)
	if err != nil || n < least || n > most {
		p.problems.Add(name, problem, "most", strconv.Itoa(most))
		return 0
	}
	return n
}

func (p *params) optional(name string, most int, problem string) *int {
	if p.value(name) == "" {
		return nil
	}
	n := p.number(name, 0, most, problem)
	return &n
}

func (p *params) days(q *Query) {
	for _, value := range p.list("day") {
		d, err := jema.ParseDate(value)
		if err != nil || d.Year < 1 || d.Year > 9999 {
			p.problems.Add("day", "api.day")
			q.Days = nil
			return
		}
		q.Days = append(q.Days, d)
	}
}

// hours reads from and to; one of them alone reaches to the end of the day, or from
// its beginning.
func (p *params) hours(q *Query) {
	for _, end := range []struct {
		name string
		at   *jema.Clock
	}{{"from", &q.From}, {"to", &q.To}} {
		value := p.value(end.name)
		t, err := time.Parse("15:04", value)
		switch {
		case value == "24:00":
			*end.at = 24 * 60
		case value != "" && err != nil:
			p.problems.Add(end.name, "search.clock_wrong")
		case value != "":
			*end.at = jema.NewClock(t.Hour(), t.Minute())
		}
	}
	if p.value("from") != "" && p.value("to") == "" {
		q.To = 24 * 60
	}
	if q.From >= q.To && (q.From > 0 || q.To > 0 || p.value("to") != "") && !p.problems.Has("from") &&
		!p.problems.Has("to") {
		p.problems.Add("to", "search.hours_order")
	}
	if len(p.problems) > 0 && (p.problems.Has("from") || p.problems.Has("to")) {
		q.From, q.To = 0, 0
	}
}

// money reads price_max, in euros.
func (p *params) money(q *Query) {
	value := p.value("price_max")
	if value == "" {
		return
	}
	euros, err := strconv.ParseFloat(strings.ReplaceAll(value, ",", "."), 64)
	if err != nil || !(euros >= 0 && euros*100 <= jema.PriceMax) {
		p.problems.Add("price_max", "search.price_wrong")
		return
	}
	cents := int(math.Round(euros * 100))
	q.PriceMax = &cents
}

func (p *params) radius(q *Query) {
	value := p.value("radius_km")
	if value == "" {
		return
	}
	km, err := strconv.ParseFloat(strings.ReplaceAll(value, ",", "."), 64)
	if err != nil || !(km > 0 && km <= RadiusMost) {
		p.problems.Add("radius_km", "search.radius_wrong", "most", strconv.Itoa(RadiusMost))
		return
	}
	q.Radius = km
}

// Values returns the filters of a query as an address has them: what Parse reads.
func (q Query) Values() url.Values {
	v := url.Values{}
	set := func(name, value string) {
		if value != "" {
			v.Set(name, value)
		}
	}
	set("q", q.Words)
	set("near", q.Near)
	set("craft", q.Craft)
	set("craft", q.Domain)
	set("booking", q.Booking)
	set("lang", q.Lang)
	set("kind", string(q.Kind))
	set("sort", q.Sort)
	for _, insee := range q.Communes {
		v.Add("commune", insee)
	}
	for _, d := range q.Days {
		v.Add("day", d.String())
	}
	for _, kind := range q.Access {
		v.Add("access", kind)
	}
	if q.timed() {
		v.Set("from", q.From.String())
		v.Set("to", q.To.String())
	}
	for name, n := range map[string]int{"places": q.Places, "page": q.Page} {
		if n > 0 && (name != "page" || n > 1) {
			v.Set(name, strconv.Itoa(n))
		}
	}
	if q.Free {
		v.Set("free", "true")
	}
	if q.Age != nil {
		v.Set("age", strconv.Itoa(*q.Age))
	}
	if q.PriceMax != nil {
		v.Set("price_max", strconv.FormatFloat(float64(*q.PriceMax)/100, 'f', -1, 64))
	}
	if q.Radius > 0 {
		v.Set("radius_km", strconv.FormatFloat(q.Radius, 'f', -1, 64))
	}
	return v
}

// Complete completes a query as it was given: the conditions in its words become filters where
// there are none yet, and the requested place becomes a position. A place that the
// territory does not have is a problem; the other conditions remain.
func (x *Index) Complete(q Query, now time.Time) (Query, error) {
	var p jema.Problems
	if x.crafts.domain[q.Craft] {
		q.Domain, q.Craft = q.Craft, ""
	}
	if q.Near != "" && len(q.Around) == 0 { // Locate has not found it
		var ok bool
		if q.Around, ok = x.Around(q.Near); !ok {
			p.Add("near", "search.near_unknown", "place", q.Near)
			q.Near = ""
		}
	}
	if q.Words != "" {
		q = q.with(x.Read(q.Words, now))
	}
	if q.Radius > 0 && len(q.Around) == 0 && !p.Has("near") {
		p.Add("radius_km", "search.radius_alone")
	}
	return q, p.Err()
}

// with adopts the conditions in the words, as far as nothing else was given.
func (q Query) with(read Query) Query {
	q.Words = read.Words
	if len(q.Around) == 0 {
		q.Near, q.Around = read.Near, read.Around
	}
	if len(q.Communes) == 0 {
		q.Communes = read.Communes
	}
	if q.Radius == 0 {
		q.Radius = read.Radius
	}
	if len(q.Around) == 0 && read.Radius > 0 { // « à 5 km » of nothing that was named
		q.Radius = 0
	}
	if len(q.Days) == 0 {
		q.Days = read.Days
	}
	if !q.timed() {
		q.From, q.To = read.From, read.To
	}
	if q.Places == 0 {
		q.Places = read.Places
	}
	if q.Age == nil {
		q.Age = read.Age
	}
	if q.PriceMax == nil {
		q.PriceMax = read.PriceMax
	}
	if len(q.Access) == 0 {
		q.Access = read.Access
	}
	for _, s := range []struct {
		own  *string
		read string
	}{{&q.Booking, read.Booking}, {&q.Lang, read.Lang}, {(*string)(&q.Kind), string(read.Kind)}} {
		if *s.own == "" {
			*s.own = s.read
		}
	}
	q.Free = q.Free || read.Free
	return q
}
