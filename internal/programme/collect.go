package programme

import (
	"cmp"
	"fmt"
	"slices"
	"strconv"
	"strings"
	"time"

	"jema/internal/jema"
	"jema/internal/marquetry"
	"jema/internal/text"
)

// content is a programme whose texts are set, sorted and numbered.
type content struct {
	words    *words
	set      *setter
	zone     *time.Location
	raw      jema.Programme
	commune  jema.Commune // its names set
	edition  string
	theme    string
	dates    string
	entries  []entry
	nearby   []entry
	days     []day
	crafts   []craftLine
	shares   []marquetry.Share
	proof    bool // no printer is named
	own      shape
	others   []shape // of the territory's other communes
	warnings []Warning
}

// entry is one opening as it is printed.
type entry struct {
	Number                 int // 0 for an opening of another commune
	Anchor                 string
	Kind, Title, Workshop  string
	Artisan, Craft, Domain string
	Street, Commune        string
	Contact                []string
	Text                   string
	Free, Booked, Schools  []timeLine
	BookedNote             string
	Facts                  []string
	Access                 string
	URL, URLHost, URLPath  string
	code                   [][]bool // of URL
	Photo                  *photo
	spans, starts          []jema.Span
}

// craftLine is a line of the index.
type craftLine struct {
	Craft   string
	Entries []int // positions in content.entries
}

func collect(p jema.Programme, w *words) *content {
	c := &content{words: w, set: &setter{}, raw: p, zone: p.Edition.Zone, commune: p.Commune}
	if c.zone == nil {
		c.zone = time.UTC
	}
	for _, name := range []*string{&c.commune.Name, &c.commune.AtName, &c.commune.OfName, &c.commune.SortName} {
		*name = c.set.line(*name)
	}
	c.commune.AtName = strings.Replace(c.commune.AtName, "à ", "à"+text.NoBreak, 1)
	c.edition, c.theme = c.set.line(p.Edition.Name), c.set.line(p.Edition.Theme)
	c.dates = text.Days(p.Edition.StartsOn, p.Edition.EndsOn)
	c.proof = strings.TrimSpace(p.Territory.Printer) == ""
	c.entries = c.collectEntries(p.Entries)
	slices.SortStableFunc(c.entries, compareEntries)
	for i := range c.entries {
		c.entries[i].Number = i + 1
		c.shares = append(c.shares, marquetry.Share{Domain: c.entries[i].Domain, Weight: 1})
	}
	for i, e := range c.entries {
		if e.URL != "" {
			c.entries[i].code = modules(e.URL)
		}
	}
	c.collectShapes()
	own := c.set.warnings
	c.set.warnings = nil // those of other communes' events are told in their own programmes
	c.nearby = c.collectEntries(p.Nearby)
	c.days, c.crafts = agenda(c.entries), index(c.entries, w)
	c.warnings = slices.Concat(own, c.closing())
	return c
}

// closing are the warnings about the whole.
func (c *content) closing() []Warning {
	if c.proof {
		return []Warning{{What: WarningNoPrinter}}
	}
	return nil
}

func compareEntries(a, b entry) int {
	return cmp.Or(text.Compare(a.Workshop, b.Workshop), text.Compare(a.Title, b.Title), cmp.Compare(a.Anchor, b.Anchor))
}

func (c *content) collectEntries(from []jema.Entry) []entry {
	out := make([]entry, len(from))
	for i, e := range from {
		c.set.opening = e.Opening.ID
		out[i] = c.collectEntry(e)
	}
	c.set.opening = 0
	return out
}

func (c *content) collectEntry(e jema.Entry) entry {
	s := c.set
	out := entry{
		Anchor: "o" + strconv.FormatInt(e.Opening.ID, 10), Kind: c.words.Kinds[string(e.Opening.Kind)],
		Title: s.line(e.Opening.Title), Workshop: s.line(e.Workshop.Name), Artisan: s.line(e.Workshop.Artisan),
		Craft: orDefault(s.line(e.CraftName()), c.words.OtherCraft), Domain: e.DomainSlug(),
		Text: s.lines(e.Opening.PrintedText), Access: s.line(e.Opening.Access),
		Street: street(s, e.Place()), Commune: commune(s, e), Photo: readPhoto(s, e.Photo),
	}
	if out.Artisan == out.Workshop {
		out.Artisan = ""
	}
	for _, contact := range []string{e.Telephone(), e.Mail(), bare(e.Workshop.Website)} {
		if contact = s.line(contact); contact != "" {
			out.Contact = append(out.Contact, contact)
		}
	}
	c.collectTimes(&out, e)
	c.collectFacts(&out, e.Opening)
	c.warnAbout(out, e)
	return out
}

func (c *content) warnAbout(out entry, e jema.Entry) {
	if out.Text == "" {
		c.set.warn(WarningNoText, "")
	}
	if text.Length(e.Opening.PrintedText) > jema.PrintedTextMax {
		c.set.warn(WarningLongText, "")
	}
	if len(out.Free)+len(out.Booked)+len(out.Schools) == 0 {
		c.set.warn(WarningNoHours, "")
	}
}

// street joins the lines of an address.
func street(s *setter, address string) string {
	return strings.ReplaceAll(s.lines(address), "\n", ", ")
}

func commune(s *setter, e jema.Entry) string {
	return s.line(strings.TrimSpace(e.Workshop.PostalCode + " " + e.Commune.Name))
}

// bare is a site's address as people say it.
func bare(site string) string {
	site = strings.TrimPrefix(strings.TrimPrefix(site, "https://"), "http://")
	return strings.TrimSuffix(site, "/")
}

// collectTimes sets hours and slots, and the address where to book.
func (c *content) collectTimes(out *entry, e jema.Entry) {
	for _, h := range e.Hours {
		out.spans = append(out.spans, h.Span(c.zone))
	}
	var public, schools []jema.Slot
	for _, s := range e.Slots {
		switch {
		case s.Stored == jema.SlotCancelled:
		case s.Audience == jema.AudienceSchools:
			schools = append(schools, s)
		default:
			public = append(public, s)
		}
	}
	slices.SortFunc(out.spans, jema.Span.Compare)
	out.starts = c.spansOf(public)
	out.Free = timetable(out.spans, true)
	out.Booked = timetable(out.starts, false)
	out.Schools = timetable(c.spansOf(schools), false)
	out.BookedNote = c.bookedNote(public, out.starts)
	if base := c.raw.Territory.BaseURL; len(public) > 0 && isAddress(base) {
		out.URL = base + "/o/" + strconv.FormatInt(e.Opening.ID, 10)
		out.URLHost, out.URLPath = bare(base), "/o/"+strconv.FormatInt(e.Opening.ID, 10)
	}
	if out.Street == "" && len(public) > 0 {
		out.Street = c.words.AddressOnBooking
	}
}

// isAddress tells whether a base URL can stand in a code and a link: plain
// letters behind http or https.
func isAddress(base string) bool {
	if !strings.HasPrefix(base, "https://") && !strings.HasPrefix(base, "http://") {
		return false
	}
	return strings.IndexFunc(base, func(r rune) bool { return r <= ' ' || r > '~' }) < 0
}

func (c *content) spansOf(slots []jema.Slot) []jema.Span {
	var out []jema.Span
	for _, s := range slots {
		out = append(out, s.Interval.Span(c.zone))
	}
	slices.SortFunc(out, jema.Span.Compare)
	return out
}

// bookedNote says how long a slot lasts where only starts are printed, and for
// how many people it is, if all slots are alike.
func (c *content) bookedNote(slots []jema.Slot, spans []jema.Span) string {
	var notes []string
	if n, same := sameLength(spans); same && !sayEnds(spans) {
		notes = append(notes, fmt.Sprintf(c.words.Duration, text.Minutes(n)))
	}
	same := len(slots) > 0
	for _, s := range slots {
		same = same && s.Capacity == slots[0].Capacity
	}
	if same {
		notes = append(notes, fmt.Sprintf(c.words.Groups, text.Count(slots[0].Capacity, "place", "places")))
	}
	return strings.Join(notes, " · ")
}

// collectFacts sets price, age and languages.
func (c *content) collectFacts(out *entry, o jema.Opening) {
	add := func(pattern, value string) {
		if value = c.set.line(value); value != "" {
			out.Facts = append(out.Facts, fmt.Sprintf(pattern, value))
		}
	}
	add(c.words.Price, o.Price)
	switch age := strings.TrimSpace(o.MinimumAge); {
	case age == "":
	case strings.Trim(age, "0123456789") == "":
		add(c.words.AgeFrom, age+" ans")
	case age[0] >= '0' && age[0] <= '9':
		add(c.words.AgeFrom, age)
	default:
		add(c.words.Age, age)
	}
	add(c.words.Languages, o.Languages)
}
