package papers

import (
	"cmp"
	"slices"
	"strings"

	"jema/internal/jema"
	"jema/internal/programme/content"
)

// What an erratum is about, from the most to the least pressing.
const (
	ErratumCancelled = "cancelled"
	ErratumMoved     = "moved"
	ErratumHours     = "hours"
	ErratumNew       = "new"
	ErratumText      = "text"
)

var erratumOrder = []string{ErratumCancelled, ErratumMoved, ErratumHours, ErratumNew, ErratumText}

// Erratum is one thing in the printed programme that is no longer right.
type Erratum struct {
	OpeningID       jema.OpeningID
	Number          int    // in the printed programme; 0 for what is new
	Kind            string // one of the Erratum constants
	Workshop, Title string // as printed; as they are now for what is new
	Sentence        string // for a visitor, in the language requested
}

// Errata compares what was frozen with what holds now, as printed: what reads
// alike is no erratum. It is ordered by urgency, then as the programme is. An
// unknown language is refused.
func Errata(frozen, now jema.Programme, language string) ([]Erratum, error) {
	w, o, err := outputsIn(language)
	if err != nil {
		return nil, err
	}
	before, after := content.Collect(unpictured(frozen), w, nil),
		content.Collect(unpictured(withoutCancelled(now)), w, nil)
	var out []Erratum
	called := cancelled(frozen)
	for _, e := range before.Entries {
		if called[e.Anchor] && after.EntryAt(e.Anchor) < 0 {
			continue // it was printed as cancelled
		}
		d := difference{words: o, base: w, list: &out, entry: e, id: e.Opening}
		switch i, elsewhere := after.EntryAt(e.Anchor), after.NearbyAt(e.Anchor); {
		case i >= 0:
			d.compare(e, after.Entries[i])
		case elsewhere >= 0:
			n := after.Nearby[elsewhere]
			d.say(ErratumMoved, fill(o.IsElsewhere, place(n)))
		default:
			d.say(ErratumCancelled, o.IsCancelled)
		}
	}
	for _, e := range after.Entries {
		if before.EntryAt(e.Anchor) < 0 {
			e.Number = 0
			d := difference{words: o, base: w, list: &out, entry: e, id: e.Opening}
			d.say(ErratumNew, d.announced(e))
		}
	}
	slices.SortStableFunc(out, func(a, b Erratum) int {
		return cmp.Compare(slices.Index(erratumOrder, a.Kind), slices.Index(erratumOrder, b.Kind))
	})
	return out, nil
}

// difference is what changed of one entry.
type difference struct {
	words *outputWords
	base  *content.Words
	list  *[]Erratum
	entry content.Entry
	id    jema.OpeningID
}

func (d *difference) say(kind, sentence string) {
	*d.list = append(*d.list, Erratum{OpeningID: d.id, Number: d.entry.Number, Kind: kind,
		Workshop: d.entry.Workshop, Title: d.entry.Title, Sentence: strings.Replace(sentence, "..", ".", 1)})
}

// now notes what a field has become, or that it is gone.
func (d *difference) now(kind, before, after, became, gone string) {
	switch {
	case before == after:
	case after == "":
		d.say(kind, fill(gone, before))
	default:
		d.say(kind, fill(became, after, before))
	}
}

// facts notes which of the short facts, price or age, read otherwise now.
func (d *difference) facts(before, after []string) {
	known := func(list []string) func(string) bool {
		return func(f string) bool { return slices.Contains(list, f) }
	}
	fresh := slices.DeleteFunc(slices.Clone(after), known(before))
	gone := slices.DeleteFunc(slices.Clone(before), known(after))
	d.now(ErratumText, content.Dotted(gone), content.Dotted(fresh), d.words.FactsNow, d.words.FactsGone)
}

// moved notes where to go now.
func (d *difference) moved(before, after content.Entry) {
	o, was, is := d.words, d.street(before), d.street(after)
	switch {
	case was == is:
	case is == "" && len(after.Starts) > 0:
		d.say(ErratumMoved, o.AddressAsked)
	case is == "":
		d.say(ErratumMoved, o.AddressGone)
	case was == "":
		d.say(ErratumMoved, fill(o.AddressIs, is))
	default:
		d.say(ErratumMoved, fill(o.AddressNow, is, was))
	}
}

// street is an entry's published street.
func (d *difference) street(e content.Entry) string {
	if e.Street == d.base.AddressOnBooking {
		return ""
	}
	return e.Street
}

func (d *difference) compare(before, after content.Entry) {
	o := d.words
	d.moved(before, after)
	d.free(before.Spans, after.Spans)
	d.booked(before.Starts, after.Starts)
	d.now(ErratumHours, d.base.Said(before.Schools), d.base.Said(after.Schools), o.SchoolsNow, o.SchoolsGone)
	d.now(ErratumText, before.Title, after.Title, o.TitleNow, "")
	d.now(ErratumText, before.Workshop, after.Workshop, o.NameNow, "")
	if after.Artisan != "" {
		d.now(ErratumText, before.Artisan, after.Artisan, o.ArtisanNow, "")
	}
	d.now(ErratumText, before.Craft, after.Craft, o.CraftNow, "")
	d.now(ErratumText, before.Kind, after.Kind, o.KindNow, "")
	d.now(ErratumText, before.Text, after.Text, o.TextNow, o.TextGone)
	d.facts(before.Facts, after.Facts)
	d.now(ErratumText, before.Access, after.Access, o.AccessNow, o.AccessGone)
	d.now(ErratumText, content.Dotted(before.Contact), content.Dotted(after.Contact), o.ContactNow, o.ContactGone)
}
