package visitor

import (
	"cmp"
	"net/url"
	"slices"
	"strconv"

	"jema/internal/catalogue"
	"jema/internal/jema"
	"jema/internal/marquetry"
	"jema/internal/postgres"
	"jema/internal/text"
	"jema/internal/web/page"
)

// search is what a visitor looks for, as typed, with what there is to choose
// from: only communes and crafts where something opens.
type search struct {
	Words, Commune, Craft, Day string
	Free                       bool
	Page                       int
	Communes, Days             []page.Option
	Domains                    []optionGroup
}

// optionGroup is a domain with its crafts.
type optionGroup struct {
	page.Option
	Options []page.Option
}

// readSearch reads the query; what cannot be read is a problem beside its field.
func readSearch(q url.Values) (search, postgres.EntryFilter, error) {
	s := search{Words: text.Line(q.Get("q")), Commune: text.Line(q.Get("commune")), Craft: text.Line(q.Get("metier")),
		Day: text.Line(q.Get("jour")), Free: q.Get("places") != "", Page: 1}
	f := postgres.EntryFilter{Commune: s.Commune, Words: text.Fold(s.Words), Free: s.Free}
	var p jema.Problems
	if text.Length(s.Words) > page.WordsMax {
		p.Add("q", "form.too_long", "max", strconv.Itoa(page.WordsMax))
		f.Words = ""
	}
	if slices.Contains(marquetry.Domains(), s.Craft) {
		f.Domain = s.Craft
	} else {
		f.Craft = s.Craft
	}
	if s.Day != "" {
		day, err := jema.ParseDate(s.Day)
		if err != nil || day.Year < 1 || day.Year > 9999 {
			p.Add("jour", "visit.search.day_wrong")
		} else {
			f.Day = day
		}
	}
	if n, err := strconv.Atoi(q.Get("page")); err == nil && n > 1 {
		s.Page = min(n, 10_000)
	}
	return s, f, p.Err()
}

// offer fills what there is to choose from: what opens in the edition.
func (s *search) offer(entries []jema.Entry, e jema.Edition, voice *catalogue.Voice) {
	communes := map[string]jema.Commune{}
	crafts := map[string]jema.Craft{}
	for _, entry := range entries {
		communes[entry.Commune.INSEE] = entry.Commune
		if entry.Craft != nil {
			crafts[entry.Craft.Slug] = *entry.Craft
		}
	}
	for _, c := range sortedCommunes(communes) {
		s.Communes = append(s.Communes, page.Option{Value: c.INSEE, Label: c.Name})
	}
	for _, d := range e.Days() {
		s.Days = append(s.Days, page.Option{Value: d.String(), Label: text.DayMonth(d)})
	}
	s.Domains = groupCrafts(crafts, voice)
}

// isOffered reports whether whatever is chosen is among what there is to choose from.
func (s search) isOffered() bool {
	crafts := []page.Option{}
	for _, d := range s.Domains {
		crafts = append(crafts, d.Options...)
	}
	for _, choice := range []struct {
		value string
		from  []page.Option
	}{{s.Commune, s.Communes}, {s.Craft, crafts}, {s.Day, s.Days}} {
		offered := func(o page.Option) bool { return o.Value == choice.value }
		if choice.value != "" && !slices.ContainsFunc(choice.from, offered) {
			return false
		}
	}
	return true
}

func sortedCommunes(communes map[string]jema.Commune) []jema.Commune {
	list := make([]jema.Commune, 0, len(communes))
	for _, c := range communes {
		list = append(list, c)
	}
	slices.SortFunc(list, compareCommunes)
	return list
}

func compareCommunes(a, b jema.Commune) int {
	return cmp.Or(text.Compare(a.SortName, b.SortName), cmp.Compare(a.INSEE, b.INSEE))
}

// groupCrafts lists domains in their order, each with « tout le domaine » first.
func groupCrafts(crafts map[string]jema.Craft, voice *catalogue.Voice) []optionGroup {
	list := make([]jema.Craft, 0, len(crafts))
	for _, c := range crafts {
		list = append(list, c)
	}
	slices.SortFunc(list, func(a, b jema.Craft) int {
		return cmp.Or(cmp.Compare(a.Domain.Position, b.Domain.Position), text.Compare(a.Name, b.Name))
	})
	var groups []optionGroup
	for _, c := range list {
		if n := len(groups); n == 0 || groups[n-1].Value != c.Domain.Slug {
			whole := page.Option{Value: c.Domain.Slug, Label: voice.Say("visit.search.whole_domain", "domain", c.Domain.Name)}
			groups = append(groups, optionGroup{page.Option{Value: c.Domain.Slug, Label: c.Domain.Name}, []page.Option{whole}})
		}
		last := &groups[len(groups)-1]
		last.Options = append(last.Options, page.Option{Value: c.Slug, Label: c.Name})
	}
	return groups
}

// Address returns the address of a page of the results, filters kept.
func (s search) Address(page int) string {
	q := url.Values{}
	for name, value := range map[string]string{"q": s.Words, "commune": s.Commune, "metier": s.Craft, "jour": s.Day} {
		if value != "" {
			q.Set(name, value)
		}
	}
	if s.Free {
		q.Set("places", "1")
	}
	if page > 1 {
		q.Set("page", strconv.Itoa(page))
	}
	if len(q) == 0 {
		return "/evenements"
	}
	return "/evenements?" + q.Encode()
}

// Narrow tells whether anything is filtered away.
func (s search) Narrow() bool {
	return s.Words != "" || s.Commune != "" || s.Craft != "" || s.Day != "" || s.Free
}
