package content

import (
	"bytes"
	"image/jpeg"
	"strconv"
	"strings"

	"jema/internal/jema"
	"jema/internal/programme/paper"
	"jema/internal/text"
)

// Warning is something for the organiser to check before printing. What is one
// of the Warning constants; Detail is what it is about, as typed; Field is
// where it is repaired: a field of the opening or, without OpeningID, of the
// territory's printing settings.
type Warning struct {
	OpeningID jema.OpeningID
	What      string
	Detail    string
	Field     string
}

// The values of Warning.What.
const (
	WarningDropped    = "character_dropped"  // a picture character, left out
	WarningReplaced   = "character_replaced" // printed as □: the faces lack it
	WarningPhoto      = "photo_unreadable"   // left out
	WarningNoPhoto    = "photo_missing"
	WarningCoarse     = "photo_coarse" // under 200 dpi as printed; Detail is the dpi
	WarningNoText     = "printed_text_missing"
	WarningLongText   = "printed_text_long"     // printed whole all the same
	WarningProposed   = "printed_text_proposed" // taken from a long text; nobody has agreed yet
	WarningNoHours    = "hours_missing"
	WarningIncomplete = "incomplete"      // Detail names what is missing
	WarningNoProof    = "proof_missing"   // not approved as it is by its artisan
	WarningNoPrinter  = "printer_missing" // the file is marked « épreuve »
	WarningEmpty      = "commune_empty"   // nothing opens; Detail is the commune
	WarningGlue       = "binding_glue"    // too thick for staples; Detail is the number of pages
	WarningBudget     = "budget_missed"   // Detail is the number of pages it takes
)

// warnAbout adds the warnings about an entry.
func (c *Programme) warnAbout(out Entry, e jema.Entry) {
	o, s := e.Opening, c.Set
	switch {
	case out.Text == "":
		s.repair(WarningNoText, "", "printed_text")
	case text.Length(o.PrintedText) > jema.PrintedTextMax:
		s.repair(WarningLongText, "", "printed_text")
	case o.PrintedTextProposed:
		s.repair(WarningProposed, "", "printed_text")
	}
	if e.Photo == nil {
		s.repair(WarningNoPhoto, "", "photo")
	}
	if len(out.Free)+len(out.Booked)+len(out.Schools) == 0 && !out.Cancelled {
		s.repair(WarningNoHours, "", "hours")
	}
	if missing := lacks(out, e); len(missing) > 0 {
		s.repair(WarningIncomplete, strings.Join(missing, ", "), missing[0])
	}
	if e.ProofApproved != o.Version && !out.Cancelled {
		s.repair(WarningNoProof, "", "proof")
	}
}

// lacks names the fields without which a visitor does not find the way.
func lacks(out Entry, e jema.Entry) (fields []string) {
	for _, f := range []struct{ name, value string }{
		{"title", out.Title}, {"workshop", out.Workshop}, {"craft", e.CraftName()}, {"address", e.Workshop.Address},
	} {
		if f.value == "" {
			fields = append(fields, f.name)
		}
	}
	return fields
}

// closing are the warnings about the whole.
func (c *Programme) closing() (list []Warning) {
	if len(c.Entries) == 0 && c.Commune.Name != "" {
		list = append(list, Warning{What: WarningEmpty, Detail: c.Commune.Name})
	}
	if c.Proof {
		list = append(list, Warning{What: WarningNoPrinter, Field: "printer"})
	}
	return list
}

// MostStapled is how many pages staples hold: sixteen sheets of a usual paper. What has
// more is glued.
const MostStapled = 64

// Bound warns where staples do not hold a number of pages.
func (c *Programme) Bound(pages int) {
	if pages > MostStapled {
		c.Warnings = append(c.Warnings, Warning{What: WarningGlue, Detail: strconv.Itoa(pages)})
	}
}

// Coarse warns of photos that are printed with fewer than 200 pixels to an
// inch.
func (c *Programme) Coarse(d *paper.Document) {
	for i := range d.Pages {
		for _, item := range d.Pages[i].Items {
			p, ok := item.(paper.Picture)
			if !ok {
				continue
			}
			at := c.EntryAt(p.Of)
			if at < 0 || p.Width == 0 {
				continue
			}
			size, err := jpeg.DecodeConfig(bytes.NewReader(p.JPEG))
			if err != nil {
				continue
			}
			if dpi := int(paper.Length(size.Width*72) * paper.Pt / p.Width); dpi < leastDPI {
				c.Warnings = append(c.Warnings, Warning{OpeningID: c.Entries[at].Opening, What: WarningCoarse,
					Detail: strconv.Itoa(dpi), Field: "photo"})
			}
		}
	}
}
