package bench

import (
	"crypto/sha256"
	"encoding/hex"
	"strings"

	"jema/internal/programme/paper"
	"jema/internal/programme/typeset"
)

// block is a piece of a programme's content as other programs are given it: a
// paragraph in its faces and sizes, a photo or a QR code. They set it as they
// like; the words, the faces and the photos are the same.
type block struct {
	Role  paper.Role
	Spans []textSpan
	Photo string       // the file's name
	Width paper.Length // of a photo or a code
	Code  *paper.Modules
	jpeg  []byte
}

type textSpan struct {
	Face typeset.Face
	Size paper.Length
	Text string
}

// contentOf reads the content back out of a programme that was laid out, in
// reading order; what is decoration is left out.
func contentOf(d *paper.Document) []block {
	var out []block
	var last *paper.Element
	for _, p := range d.Pages {
		for _, item := range p.Items {
			switch i := item.(type) {
			case paper.Text:
				e := paragraphOf(i.In)
				if e == nil {
					continue
				}
				if e != last {
					out, last = append(out, block{Role: e.Role}), e
				}
				out[len(out)-1].add(i)
			case paper.Picture:
				out, last = append(out, block{Role: paper.Figure, Photo: pictureName(i.JPEG), Width: i.Width, jpeg: i.JPEG}), nil
			case paper.Code:
				out, last = append(out, block{Role: paper.Figure, Width: i.Size, Code: i.Modules}), nil
			}
		}
	}
	return out
}

// paragraphOf is the nearest element that is not inline.
func paragraphOf(e *paper.Element) *paper.Element {
	for e != nil && (e.Role == paper.SpanRole || e.Role == paper.LinkRole || e.Role == paper.Reference ||
		e.Role == paper.Label) && e.Parent != nil {
		e = e.Parent
	}
	return e
}

func pictureName(jpeg []byte) string {
	sum := sha256.Sum256(jpeg)
	return "photo-" + hex.EncodeToString(sum[:6]) + ".jpg"
}

// add joins a run to the paragraph, with a space where a line ended.
func (b *block) add(t paper.Text) {
	words := strings.NewReplacer(typeset.MayBreak, "", "\u00ad", "").Replace(t.String)
	if n := len(b.Spans); n > 0 && !strings.HasSuffix(b.Spans[n-1].Text, " ") {
		b.Spans[n-1].Text += " "
	}
	if n := len(b.Spans); n > 0 && b.Spans[n-1].Face == t.Face && b.Spans[n-1].Size == t.Size {
		b.Spans[n-1].Text += words
		return
	}
	b.Spans = append(b.Spans, textSpan{t.Face, t.Size, words})
}

// The page of the others: A5, with the programme's margins.
const (
	pageWidthMM, pageHeightMM, pageMarginMM = 148, 210, 14
)

func points(v paper.Length) float64 { return float64(v) / 1000 }
