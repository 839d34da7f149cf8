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
	"jema/internal/programme/paper"
	"jema/internal/reading"
	"jema/internal/text"
	"jema/internal/work"
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
	others   []neighbour // the territory's other communes
	chapters []chapter   // of a book
	warnings []Warning
}

// neighbour is another commune of the territory.
type neighbour struct {
	name  string
	shape shape
}

// entry is one opening as it is printed.
type entry struct {
	Number                 int // 0 for an opening of another commune
	Anchor                 string
	Opening                int64
	Cancelled              bool
	Kind, Title, Workshop  string
	Artisan, Craft, Domain string
	Street, Commune        string
	Contact                []string
	Text                   string
	Free, Booked, Schools  []timeLine
	BookedNote             string
	Facts                  []string
	Access                 string
	Wheel                  bool // a wheelchair gets in
	URL, URLHost, URLPath  string
	code                   *paper.Modules // of URL
	Photo                  *photo
	Stops                  []string
	lat, lon               float64 // both 0: unknown
	spans, starts          []jema.Span
}

// craftLine is a line of the index.
type craftLine struct {
	Craft   string
	Entries []int // positions in content.entries
}

// collect sets, sorts and numbers a commune's programme; by is the order of its
// entries.
func collect(p jema.Programme, w *words, by arrangement) *content {
	c := newContent(p, w)
	c.entries = c.collectEntries(p.Entries)
	slices.SortStableFunc(c.entries, by.compare)
	c.number()
	c.collectShapes()
	own := c.set.warnings
	c.set.warnings = nil // those of other communes' events are told in their own programmes
	c.nearby = c.collectEntries(p.Nearby)
	c.warnings = slices.Concat(own, c.closing())
	return c
}

// newContent sets what is said of the whole.
func newContent(p jema.Programme, w *words) *content {
	c := &content{words: w, set: &setter{}, raw: p, zone: p.Edition.Zone, commune: p.Commune}
	if c.zone == nil {
		c.zone = time.UTC
	}
	for _, name := range []*string{&c.commune.Name, &c.commune.AtName, &c.commune.OfName, &c.commune.SortName} {
		*name = c.set.line(*name)
	}
	if w.At != "" && c.commune.Name != "" {
		c.commune.AtName, c.commune.OfName = w.At+c.commune.Name, w.Of+c.commune.Name
	}
	c.commune.AtName = strings.Replace(c.commune.AtName, "à ", "à"+text.NoBreak, 1)
	c.edition, c.theme = c.set.line(p.Edition.Name), c.set.line(p.Edition.Theme)
	c.dates = w.Say.Days(p.Edition.StartsOn, p.Edition.EndsOn)
	c.proof = strings.TrimSpace(p.Territory.Printer) == ""
	return c
}

// number gives the entries their numbers and makes what depends on them.
func (c *content) number() {
	for i := range c.entries {
		e := &c.entries[i]
		e.Number = i + 1
		c.shares = append(c.shares, marquetry.Share{Domain: e.Domain, Weight: 1})
	}
	work.Each(len(c.entries), func(i int) {
		if e := &c.entries[i]; e.URL != "" {
			e.code = Modules(e.URL)
		}
	})
	c.days, c.crafts = agenda(c.entries), index(c.entries, c.words)
}

// arrangement compares two entries by what an order puts first; nil puts the
// workshop's name first.
type arrangement func(a, b entry) int

// compare orders entries; those that are alike follow the alphabet.
func (by arrangement) compare(a, b entry) int {
	first := 0
	if by != nil {
		first = by(a, b)
	}
	return cmp.Or(first, text.Compare(a.Workshop, b.Workshop), text.Compare(a.Title, b.Title), cmp.Compare(a.Anchor, b.Anchor))
}

func byCraft(a, b entry) int { return text.Compare(a.Craft, b.Craft) }

func byDay(a, b entry) int { return a.begins().Compare(b.begins()) }

// begins is when the first thing of an entry happens; one without hours stands
// behind all others.
func (e entry) begins() jema.Span {
	last := jema.Span{Day: jema.Date{Year: 9999, Month: 12, Day: 31}}
	for _, spans := range [][]jema.Span{e.spans, e.starts} {
		if len(spans) > 0 && spans[0].Compare(last) < 0 {
			last = spans[0]
		}
	}
	return last
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
		Anchor: anchorOf(e.Opening.ID), Opening: e.Opening.ID, Cancelled: e.Opening.State == jema.Cancelled, Kind: c.words.Kinds[string(e.Opening.Kind)],
		Title: s.line(e.Opening.Title), Workshop: s.line(e.Workshop.Name), Artisan: s.line(e.Workshop.Artisan),
		Craft: cmp.Or(s.line(e.CraftName()), c.words.OtherCraft), Domain: e.DomainSlug(),
		Text: s.lines(e.Opening.PrintedText), Access: s.line(c.accessWords(e.Opening)),
		Wheel:  reading.Facts(e.Opening).Access.MI == jema.Yes,
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
	out.lat, out.lon, _ = e.Position()
	for stop := range strings.SplitSeq(s.lines(e.Opening.Stops), "\n") {
		if stop != "" {
			out.Stops = append(out.Stops, stop)
		}
	}
	c.collectTimes(&out, e)
	c.collectFacts(&out, e.Opening)
	c.warnAbout(out, e)
	return out
}

// street joins the lines of an address.
func street(s *setter, address string) string {
	return strings.ReplaceAll(s.lines(address), "\n", ", ")
}

func commune(s *setter, e jema.Entry) string {
	return s.line(e.Town())
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
	out.Free = c.words.Say.timetable(out.spans, true)
	out.Booked = c.words.Say.timetable(out.starts, false)
	out.Schools = c.words.Say.timetable(c.spansOf(schools), false)
	out.BookedNote = c.bookedNote(public, out.starts)
	if base := c.raw.Territory.BaseURL; len(public) > 0 && !out.Cancelled && isAddress(base) {
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
		notes = append(notes, fmt.Sprintf(c.words.Duration, c.words.Say.Minutes(n)))
	}
	same := len(slots) > 0
	for _, s := range slots {
		same = same && s.Capacity == slots[0].Capacity
	}
	if same {
		notes = append(notes, fmt.Sprintf(c.words.Groups, c.words.Say.Count(slots[0].Capacity, c.words.Place, c.words.PlaceMany)))
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
	add(c.words.Price, c.priceWords(o))
	switch age := strings.TrimSpace(o.MinimumAge); {
	case age == "":
	case strings.Trim(age, "0123456789") == "":
		add(c.words.AgeFrom, fmt.Sprintf(c.words.Years, age))
	case age[0] >= '0' && age[0] <= '9':
		add(c.words.AgeFrom, age)
	default:
		add(c.words.Age, age)
	}
	add(c.words.Languages, o.Languages)
}

// priceWords are the artisan's words for the price. That a visit is free is
// said in the programme's language.
func (c *content) priceWords(o jema.Opening) string {
	if _, exact := reading.Price(o.Price); exact && c.words != french && reading.Facts(o).Price.Kind == jema.PriceFree {
		return c.words.FreePrice
	}
	return o.Price
}

func (c *content) accessWords(o jema.Opening) string { return c.words.accessOf(o) }

// accessOf returns the artisan's words for access, and the answers that these
// words do not hold. A bare « oui » or « non » is replaced by its answers where
// the programme is not in French.
func (w *words) accessOf(o jema.Opening) string {
	out := []string{}
	said, known := reading.Access(o.Access), reading.Facts(o).Access
	if bare := text.Fold(o.Access); w != french && (bare == "oui" || bare == "non") {
		said = jema.Access{}
	} else if o.Access != "" {
		out = append(out, o.Access)
	}
	for _, kind := range jema.AccessKinds {
		answer := w.Yes
		switch known.Of(kind) {
		case said.Of(kind), "":
			continue
		case jema.No:
			answer = w.No
		}
		out = append(out, fmt.Sprintf(answer, w.AccessKinds[kind]))
	}
	return strings.Join(out, ", ")
}
