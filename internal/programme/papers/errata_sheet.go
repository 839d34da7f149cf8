package papers

import (
	"cmp"
	"fmt"
	"strconv"

	"jema/internal/jema"
	"jema/internal/programme/content"
	"jema/internal/programme/formats"
	"jema/internal/programme/layout"
	"jema/internal/programme/paper"
)

// ErrNothingChanged is returned to a caller that requests errata when the
// frozen programme is still right in everything: there is no sheet to print.
var ErrNothingChanged = jema.NotFound("programme.errata.none")

// ErrataSheet is an A4 sheet of what changed since a version was frozen, one
// sentence for each thing. Where nothing did it is refused with
// ErrNothingChanged; an unknown language is refused.
type ErrataSheet struct {
	Frozen, Now jema.Programme
	Language    string
}

// Compose lays out the sheet.
func (p ErrataSheet) Compose() (*paper.Document, []content.Warning, error) {
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
	c := content.Collect(unpictured(p.Now), w, nil)
	if len(c.Shares) == 0 { // everything was cancelled: the cover that people hold
		c.Shares = content.Collect(unpictured(p.Frozen), w, nil).Shares
	}
	d := officePaper(o.Errata+" – "+c.Commune.Name, p.Now.Territory, w, p.Now.AsOf)
	f := layout.NewFlow(d, layout.A4Width, layout.A4Height, officeFrame)
	f.NewPage().Add(formats.Inlay(c, layout.A4Width, 22*paper.MM), paper.Anchor{Name: "errata",
		Bookmark: content.Plain(o.Errata), Level: 0})
	f.Y = 34 * paper.MM
	f.Heading(errataHead(c, o))
	for _, group := range byOpening(list) {
		f.Place(o.errataBlock(group))
	}
	officeFeet(d, c.Commune.Name+"\u00a0· "+c.Edition+c.HowToAsk())
	return d, nil, nil
}

func errataHead(c *content.Programme, o *outputWords) layout.Block {
	b := layout.Block{After: 7 * paper.MM}
	b.Put(0, officeFrame.Width, styleTop.Span(c.Edition))
	b.Gap(paper.MM)
	b.Head(0, officeFrame.Width, styleName.Span(o.Errata+" "+c.Commune.AtName))
	b.Gap(2 * paper.MM)
	asOf := c.Words.Say.Day(jema.DateOf(c.Raw.AsOf.In(c.Zone)))
	b.Put(0, officeFrame.Width, styleSpeaks.Span(fmt.Sprintf(o.ErrataSince, asOf)))
	return b
}

// byOpening joins the errata of one event, in the order of the first.
func byOpening(list []Erratum) [][]Erratum {
	var out [][]Erratum
	at := map[jema.OpeningID]int{}
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
func (o *outputWords) errataBlock(group []Erratum) layout.Block {
	const left, gutter = 30 * paper.MM, 5 * paper.MM
	first, measure := group[0], officeFrame.Width-left-gutter
	b := layout.Block{After: 5 * paper.MM}
	b.Aside = []paper.Item{paper.Shape{Segments: layout.LevelLine(officeFrame.Width), Stroke: &layout.Black,
		Width: paper.Pt / 2}}
	b.Rows = append(b.Rows, layout.Row{Height: 2 * paper.MM, Keep: true})
	from := len(b.Rows)
	b.Head(left+gutter, measure, styleEntry.Span(cmp.Or(cmp.Or(first.Title, first.Workshop), "–")))
	tag := layout.BreakLines([]layout.Span{styleStrong.Span(o.kind(first.Kind))}, left)[0].Row(0,
		&paper.Element{Role: paper.Paragraph})
	b.Rows[from] = b.Rows[from].Level(tag)
	b.Rows[from].Keep = true
	who := first.Workshop
	if first.Number > 0 {
		who += "\u00a0· " + fmt.Sprintf(o.Number, strconv.Itoa(first.Number))
	}
	b.Kept(left+gutter, measure, stylePaper.In(layout.Grey).Span(who))
	for _, e := range group {
		b.Gap(paper.Pt * 3 / 2)
		b.Put(left+gutter, measure, styleSpeaks.Span(e.Sentence))
	}
	return b
}

func (o *outputWords) kind(k string) string {
	return map[string]string{ErratumCancelled: o.Cancelled, ErratumMoved: o.Moved, ErratumHours: o.Hours,
		ErratumNew: o.New, ErratumText: o.Text}[k]
}
