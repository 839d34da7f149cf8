package programme

import (
	"bytes"
	"slices"
	"strings"
	"testing"

	"jema/internal/programme/content"
	"jema/internal/programme/paper"
	"jema/internal/programme/typeset"
)

// onSheet fails when a text leaves its page.
func onSheet(t *testing.T, name string, d *paper.Document) {
	t.Helper()
	for i, p := range d.Pages {
		for _, item := range p.Items {
			if x, ok := item.(paper.Text); ok && (x.X < 0 || x.Y < 0 || x.Y > p.Height || x.X+typeset.Width(x.String, x.Face,
				x.Size) > p.Width) {
				t.Errorf("%s, page %d: %q leaves the sheet", name, i+1, x.String)
			}
		}
	}
}

// words are the texts of a document in the order in which they are read.
func wordsOf(d *paper.Document) string {
	var b strings.Builder
	for _, p := range d.Pages {
		for _, item := range p.Items {
			if x, ok := item.(paper.Text); ok {
				b.WriteString(x.String + "\n")
			}
		}
	}
	return b.String()
}

// The proof is the brochure's entry: the same runs of text in the same faces,
// sizes and distances.
func TestProofIsTheEntryAsItPrints(t *testing.T) {
	p := sample("26281", 12)
	brochure, _, err := compose(Commune{p, Spec{Format: Brochure}})
	if err != nil {
		t.Fatal(err)
	}
	for _, e := range p.Entries {
		proof, _, err := compose(Proof{Programme: p, Opening: e.Opening.ID})
		if err != nil {
			t.Fatal(err)
		}
		onSheet(t, e.Opening.Title, proof)
		printed, proven := runsOf(brochure, content.AnchorOf(e.Opening.ID)), runsOf(proof, content.AnchorOf(e.Opening.ID))
		if len(printed) == 0 || !slices.Equal(printed, proven[:min(len(printed), len(proven))]) {
			t.Errorf("%s\nprinted %v\nproof   %v", e.Opening.Title, printed, proven)
		}
	}
}

type run struct {
	text string
	face typeset.Face
	size paper.Length
	x, y paper.Length // from the first run
}

// runsOf returns the texts behind an anchor, up to the next one or the foot.
func runsOf(d *paper.Document, anchor string) (out []run) {
	for _, p := range d.Pages {
		for i, item := range p.Items {
			a, ok := item.(paper.Anchor)
			if !ok || a.Name != anchor {
				continue
			}
			var first *paper.Text
			for _, item := range p.Items[i+1:] {
				if _, ok := item.(paper.Anchor); ok {
					return out
				}
				x, ok := item.(paper.Text)
				if !ok || x.Y > p.Height-16*paper.MM {
					continue
				}
				if first == nil {
					first = &x
				}
				if mosaic := x.Size > 20000; mosaic && len(out) > 0 {
					return out // the number of the next entry
				}
				out = append(out, run{x.String, x.Face, x.Size, x.X - first.X, x.Y - first.Y})
			}
			return out
		}
	}
	return out
}

func TestProofSaysWhatToLookAt(t *testing.T) {
	p := sample("26281", 12)
	d, warnings, err := compose(Proof{Programme: p, Opening: 108})
	if err != nil || len(warnings) == 0 {
		t.Fatal(warnings, err)
	}
	if said := wordsOf(d); !strings.Contains(said, "Il n’y a pas de texte à imprimer.") || strings.Contains(said, "%s") {
		t.Error(said)
	}
	if _, _, err := compose(Proof{Programme: p, Opening: 9999}); err == nil {
		t.Error("an event that is not there has a proof")
	}
	var b bytes.Buffer
	if err := write(&b, Proof{Programme: p, Opening: 104}); err != nil || !strings.Contains(textOf(t, b.Bytes()),
		"Le signe « symbole U+1F604 »") {
		t.Error("the sign that was dropped is not told", err)
	}
}
