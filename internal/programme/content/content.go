package content

import (
	"cmp"
	"fmt"
	"slices"
	"strings"
	"time"

	"jema/internal/geo"
	"jema/internal/jema"
	"jema/internal/marquetry"
	"jema/internal/programme/paper"
	"jema/internal/reading"
	"jema/internal/text"
	"jema/internal/work"
)

// Programme is a programme whose texts are set, sorted and numbered.
type Programme struct {
	Words    *Words
	Set      *Setter
	Zone     *time.Location
	Raw      jema.Programme
	Commune  jema.Commune // its names set
	Edition  string
	Theme    string
	Dates    string
	Entries  []Entry
	Nearby   []Entry
	Days     []Day
	Crafts   []CraftLine
	Shares   []marquetry.Share
	Proof    bool // no printer is named
	Own      geo.Area
	Others   []Neighbour // the territory's other communes
	Base     geo.Basemap // below its maps
	Chapters []Chapter   // of a book
	Warnings []Warning
}

// Neighbour is another commune of the territory.
type Neighbour struct {
	Name string
	Area geo.Area
}

// Entry is one opening as it is printed.
type Entry struct {
	Number                 int // 0 for an opening of another commune
	Anchor                 string
	Opening                jema.OpeningID
	Cancelled              bool
	Kind, Title, Workshop  string
	Artisan, Craft, Domain string
	Translated             bool // the craft is in the programme's language
	Street, Commune        string
	Contact                []string
	Text                   string
	Free, Booked, Schools  []TimeLine
	BookedNote             string
	Facts                  []string
	Price                  string   // the one of Facts; "" where it is unknown
	Away                   string   // how far a neighbour is; "" where an address is withheld
	Access, AccessRest     string   // in words; the second is without what Open holds
	Open                   []string // of jema.AccessKinds, those for whom the artisan answers yes
	URL, URLHost, URLPath  string
	Code                   *paper.Modules // of URL
	Photo                  *Photo
	Weight                 jema.PhotoWeight
	Stops                  []string
	Lat, Lon               float64 // both 0: unknown
	Spans, Starts          []jema.Span
}

// CraftLine is a line of the index.
type CraftLine struct {
	Craft   string
	Entries []int // positions in content.entries
}

// Collect sets, sorts and numbers a commune's programme; by is the order of its
// entries.
func Collect(p jema.Programme, w *Words, by Arrangement) *Programme {
	c := newContent(p, w)
	c.Entries = c.collectEntries(p.Entries)
	slices.SortStableFunc(c.Entries, by.compare)
	c.number()
	c.collectAreas()
	own := c.Set.warnings
	c.Set.warnings = nil // those of other communes' events are in their own programmes
	c.collectNearby()
	c.Warnings = slices.Concat(own, c.closing())
	return c
}

// newContent sets the facts of the whole programme.
func newContent(p jema.Programme, w *Words) *Programme {
	c := &Programme{Words: w, Set: &Setter{}, Raw: p, Zone: p.Edition.Zone, Commune: p.Commune}
	if c.Zone == nil {
		c.Zone = time.UTC
	}
	for _, name := range []*string{&c.Commune.Name, &c.Commune.AtName, &c.Commune.OfName, &c.Commune.SortName} {
		*name = c.Set.Line(*name)
	}
	if w.At != "" && c.Commune.Name != "" {
		c.Commune.AtName, c.Commune.OfName = w.At+c.Commune.Name, w.Of+c.Commune.Name
	}
	c.Commune.AtName = strings.Replace(c.Commune.AtName, "à ", "à"+text.NoBreak, 1)
	c.Edition, c.Theme = c.Set.Line(p.Edition.Name), c.Set.Line(p.Edition.Theme)
	c.Dates = w.Say.Days(p.Edition.StartsOn, p.Edition.EndsOn)
	c.Proof = strings.TrimSpace(p.Territory.Printer) == ""
	return c
}

// number gives the entries their numbers and makes what depends on them.
func (c *Programme) number() {
	for i := range c.Entries {
		e := &c.Entries[i]
		e.Number = i + 1
		c.Shares = append(c.Shares, marquetry.Share{Domain: e.Domain, Weight: 1})
	}
	encodeAll(c.Entries)
	c.Days, c.Crafts = agenda(c.Entries), index(c.Entries, c.Words)
}

// encodeAll makes the codes to book.
func encodeAll(entries []Entry) {
	work.Each(len(entries), func(i int) {
		entries[i].Code = Modules(entries[i].URL)
	})
}

// Arrangement compares two entries by what an order puts first; nil puts the
// workshop's name first.
type Arrangement func(a, b Entry) int

// compare orders entries; those that are alike follow the alphabet.
func (by Arrangement) compare(a, b Entry) int {
	first := 0
	if by != nil {
		first = by(a, b)
	}
	return cmp.Or(first, text.Compare(a.Workshop, b.Workshop), text.Compare(a.Title, b.Title),
		cmp.Compare(a.Anchor, b.Anchor))
}

// ByCraft compares entries by the name of their craft.
func ByCraft(a, b Entry) int { return text.Compare(a.Craft, b.Craft) }

// ByDay compares entries by the first moment they open.
func ByDay(a, b Entry) int { return a.begins().Compare(b.begins()) }

// FirstDay is the first day of an entry; ok is false where it has no hours.
func (e Entry) FirstDay() (day jema.Date, ok bool) {
	if len(e.Spans)+len(e.Starts) == 0 {
		return day, false
	}
	return e.begins().Day, true
}

// begins is when the first thing of an entry happens; an entry without hours
// sorts behind all others.
func (e Entry) begins() jema.Span {
	last := jema.Span{Day: jema.Date{Year: 9999, Month: 12, Day: 31}}
	for _, spans := range [][]jema.Span{e.Spans, e.Starts} {
		if len(spans) > 0 && spans[0].Compare(last) < 0 {
			last = spans[0]
		}
	}
	return last
}

func (c *Programme) collectEntries(from []jema.Entry) []Entry {
	out := make([]Entry, len(from))
	for i, e := range from {
		c.Set.opening = e.Opening.ID
		out[i] = c.collectEntry(e)
	}
	c.Set.opening = 0
	return out
}

func (c *Programme) collectEntry(e jema.Entry) Entry {
	s := c.Set
	e.Opening.Facts = reading.Facts(e.Opening) // read once
	craft, translated := c.craftOf(e)
	out := Entry{
		Anchor: AnchorOf(e.Opening.ID), Opening: e.Opening.ID, Cancelled: e.Opening.State == jema.Cancelled,
		Kind:  c.Words.Kinds[string(e.Opening.Kind)],
		Title: s.Line(e.Opening.Title), Workshop: dashHeld(s.Line(e.Workshop.Name)), Artisan: s.Line(e.Workshop.Artisan),
		Craft: cmp.Or(s.Line(craft), c.Words.OtherCraft), Translated: translated, Domain: e.DomainSlug(),
		Text: s.Lines(e.Opening.PrintedText), Access: s.Line(c.Words.AccessOf(e.Opening)),
		AccessRest: s.Line(c.Words.accessRest(e.Opening)),
		Open:       openTo(e.Opening),
		Street:     street(s, e.Place()), Commune: commune(s, e), Photo: readPhoto(s, e.Photo),
		Weight: e.Opening.PhotoWeight,
	}
	if out.Artisan == out.Workshop {
		out.Artisan = ""
	}
	for _, contact := range []string{e.Telephone(), e.Mail(), Bare(e.Workshop.Website)} {
		if contact = s.Line(contact); contact != "" {
			out.Contact = append(out.Contact, contact)
		}
	}
	out.Lat, out.Lon, _ = e.Position()
	for stop := range strings.SplitSeq(s.Lines(e.Opening.Stops), "\n") {
		if stop != "" {
			out.Stops = append(out.Stops, stop)
		}
	}
	c.collectTimes(&out, e)
	c.collectFacts(&out, e.Opening)
	c.warnAbout(out, e)
	return out
}

func openTo(o jema.Opening) (kinds []string) {
	known := reading.Facts(o).Access
	for _, kind := range jema.AccessKinds {
		if known.Of(kind) == jema.Yes {
			kinds = append(kinds, kind)
		}
	}
	return kinds
}

// street joins the lines of an address.
func street(s *Setter, address string) string {
	return strings.ReplaceAll(s.Lines(address), "\n", ", ")
}

func commune(s *Setter, e jema.Entry) string {
	return s.Line(e.Town())
}

// Bare is a site's address as people read it aloud.
func Bare(site string) string {
	site = strings.TrimPrefix(strings.TrimPrefix(site, "https://"), "http://")
	return strings.TrimSuffix(site, "/")
}

// collectTimes sets hours and slots, and the address where to book.
func (c *Programme) collectTimes(out *Entry, e jema.Entry) {
	for _, h := range e.Hours {
		out.Spans = append(out.Spans, h.Span(c.Zone))
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
	slices.SortFunc(out.Spans, jema.Span.Compare)
	out.Starts = c.spansOf(public)
	out.Free = c.Words.Say.Timetable(out.Spans, true)
	out.Booked = c.Words.Say.Timetable(out.Starts, false)
	out.Schools = c.Words.Say.Timetable(c.spansOf(schools), false)
	out.BookedNote = c.bookedNote(public, out.Starts)
	if url := c.OpeningURL(*out); len(public) > 0 && url != "" {
		base := c.Raw.Territory.BaseURL
		out.URL, out.URLHost, out.URLPath = url, Bare(base), strings.TrimPrefix(url, base)
	}
	if out.Street == "" && len(public) > 0 {
		out.Street = c.Words.AddressOnBooking
	}
}

// IsAddress reports whether a base URL can be printed in a code and a link:
// plain letters behind http or https.
func IsAddress(base string) bool {
	if !strings.HasPrefix(base, "https://") && !strings.HasPrefix(base, "http://") {
		return false
	}
	return strings.IndexFunc(base, func(r rune) bool { return r <= ' ' || r > '~' }) < 0
}

func (c *Programme) spansOf(slots []jema.Slot) []jema.Span {
	var out []jema.Span
	for _, s := range slots {
		out = append(out, s.Interval.Span(c.Zone))
	}
	slices.SortFunc(out, jema.Span.Compare)
	return out
}

// bookedNote returns how long a slot lasts where only starts are printed, and
// for how many people it is, if all slots are alike.
func (c *Programme) bookedNote(slots []jema.Slot, spans []jema.Span) string {
	var notes []string
	if n, same := sameLength(spans); same && !sayEnds(spans) {
		notes = append(notes, fmt.Sprintf(c.Words.Duration, c.Words.Say.Minutes(n)))
	}
	same := len(slots) > 0
	for _, s := range slots {
		same = same && s.Capacity == slots[0].Capacity
	}
	if same {
		notes = append(notes, fmt.Sprintf(c.Words.Groups, c.Words.Say.Count(slots[0].Capacity, c.Words.Place,
			c.Words.PlaceMany)))
	}
	return strings.Join(notes, " · ")
}

// collectFacts sets price, age and languages.
func (c *Programme) collectFacts(out *Entry, o jema.Opening) {
	add := func(pattern, value string) {
		if value = c.Set.Line(value); value != "" {
			out.Facts = append(out.Facts, fmt.Sprintf(pattern, value))
		}
	}
	if price := c.priceWords(o); reading.Facts(o).Price.Kind == jema.PriceFree {
		add("%s", Capital(price)) // « Gratuit » needs no label
	} else {
		add(c.Words.Price, unlabelled(price))
	}
	out.Price = strings.Join(out.Facts, "")
	add("%s", c.Words.ageWords(o.MinimumAge))
	add(c.Words.Languages, c.languageWords(o))
}

// unlabelled returns a price without the label that was typed before it.
func unlabelled(price string) string {
	for _, label := range []string{"tarif", "tarifs", "prix"} {
		if before, rest, found := strings.Cut(price, ":"); found && text.Fold(before) == label {
			return strings.TrimSpace(rest)
		}
	}
	return price
}

// AccessOf returns for whom the artisan answers yes, kind by kind, and then what else is
// known of access.
func (w *Words) AccessOf(o jema.Opening) string {
	var said []string
	for _, kind := range openTo(o) {
		said = append(said, w.AccessKinds[kind])
	}
	if rest := w.accessRest(o); rest != "" {
		said = append(said, rest)
	}
	return strings.Join(said, ", ")
}

// accessRest returns the artisan's words for access where they hold more than answers,
// and the answers no. Where the programme is not in French the answers replace the words.
func (w *Words) accessRest(o jema.Opening) string {
	var out []string
	said, known := reading.Access(o.Access), reading.Facts(o).Access
	if reading.BareAccess(o.Access) || w != French && known != (jema.Access{}) {
		said = jema.Access{} // the answers take the place of the words
	} else if o.Access != "" {
		out = append(out, o.Access)
	}
	for _, kind := range jema.AccessKinds {
		if known.Of(kind) == jema.No && said.Of(kind) != jema.No {
			out = append(out, fmt.Sprintf(w.No, w.AccessKinds[kind]))
		}
	}
	return strings.Join(out, ", ")
}
