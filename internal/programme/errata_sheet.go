package programme

import (
	"cmp"
	"fmt"
	"strconv"

	"jema/internal/jema"
	"jema/internal/programme/paper"
)

// ErrNothingChanged answers who asks for errata when the frozen programme still
// says everything right: there is no sheet to print.
var ErrNothingChanged = jema.NotFound("programme.errata.none")

// ErrataSheet is an A4 sheet of what changed since a version was frozen, one
// sentence for each thing. Where nothing did it is refused with
// ErrNothingChanged; an unknown language is refused.
type ErrataSheet struct {
	Frozen, Now jema.Programme
	Language    string
}

// Compose lays out the sheet.
func (p ErrataSheet) Compose() (*paper.Document, []Warning, error) {
	list, err := Errata(p.Frozen, p.Now, p.Language)
	if err != nil {
		return nil, nil, err
	}
	if len(list) == 0 {
		return nil, nil, ErrNothingChanged
	}
	w, o, err := outputsIn(p.Language)
	if err != nil {
		return nil, nil, err
	}
	c := collect(unpictured(p.Now), w, nil)
	if len(c.shares) == 0 { // everything was cancelled: the cover that people hold
		c.shares = collect(unpictured(p.Frozen), w, nil).shares
	}
	d := officePaper(o.Errata+" – "+c.commune.Name, p.Now.Territory, w, p.Now.AsOf)
	f := newFlow(d, a4Width, a4Height, officeFrame)
	f.newPage().Add(inlay(c, a4Width, 22*mm), paper.Anchor{Name: "errata", Bookmark: plain(o.Errata), Level: 0})
	f.y = 34 * mm
	f.heading(errataHead(c, o))
	for _, group := range byOpening(list) {
		f.place(o.errataBlock(group))
	}
	officeFeet(d, c.commune.Name+"\u00a0· "+c.edition+c.howToAsk())
	return d, nil, nil
}

func errataHead(c *content, o *outputWords) block {
	b := block{after: 7 * mm}
	b.put(0, officeFrame.width, span{styleTop, c.edition})
	b.gap(mm)
	b.head(0, officeFrame.width, span{styleName, o.Errata + " " + c.commune.AtName})
	b.gap(2 * mm)
	asOf := c.words.Say.Day(jema.DateOf(c.raw.AsOf.In(c.zone)))
	b.put(0, officeFrame.width, span{styleSpeaks, fmt.Sprintf(o.ErrataSince, asOf)})
	return b
}

// howToAsk is the telephone of the territory, for the foot.
func (c *content) howToAsk() string {
	if phone := c.set.line(c.raw.Territory.ContactPhone); phone != "" {
		return "\u00a0· " + phone
	}
	return ""
}

// byOpening joins what is said of one event, in the order of the first.
func byOpening(list []Erratum) [][]Erratum {
	var out [][]Erratum
	at := map[int64]int{}
	for _, e := range list {
		i, known := at[e.OpeningID]
		if !known {
			i = len(out)
			at[e.OpeningID], out = i, append(out, nil)
		}
		out[i] = append(out[i], e)
	}
	return out
}

// errataBlock sets an event: at the left what kind of change, at the right
// what it is and what changed.
func (o *outputWords) errataBlock(group []Erratum) block {
	const left, gutter = 30 * mm, 5 * mm
	first, measure := group[0], officeFrame.width-left-gutter
	b := block{after: 5 * mm}
	b.aside = []paper.Item{paper.Shape{Segments: levelLine(officeFrame.width), Stroke: &black, Width: pt / 2}}
	b.rows = append(b.rows, row{height: 2 * mm, keep: true})
	from := len(b.rows)
	b.head(left+gutter, measure, span{styleEntry, cmp.Or(cmp.Or(first.Title, first.Workshop), "–")})
	tag := breakLines([]span{{styleStrong, o.kind(first.Kind)}}, left)[0].row(0, &paper.Element{Role: paper.Paragraph})
	b.rows[from] = b.rows[from].level(tag)
	b.rows[from].keep = true
	who := first.Workshop
	if first.Number > 0 {
		who += "\u00a0· " + fmt.Sprintf(o.Number, strconv.Itoa(first.Number))
	}
	b.kept(left+gutter, measure, span{stylePaper.in(grey), who})
	for _, e := range group {
		b.gap(pt * 3 / 2)
		b.put(left+gutter, measure, span{styleSpeaks, e.Sentence})
	}
	return b
}

func (o *outputWords) kind(k string) string {
	return map[string]string{ErratumCancelled: o.Cancelled, ErratumMoved: o.Moved, ErratumHours: o.Hours,
		ErratumNew: o.New, ErratumText: o.Text}[k]
}
