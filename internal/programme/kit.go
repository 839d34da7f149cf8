package programme

import (
	"bytes"
	"fmt"
	"io"
	"strings"

	"jema/internal/jema"
	"jema/internal/marquetry"
	"jema/internal/programme/pdf"
	"jema/internal/text"
)

// Kit is a ZIP for a town hall: the programme to photocopy, a poster, a text for
// the municipal bulletin, the commune's marquetry and a photo where there is one.
// The same programme makes the same bytes; an unknown language is refused.
type Kit struct {
	Programme jema.Programme
	Spec      Spec
}

// Write writes the ZIP.
func (k Kit) Write(w io.Writer) error {
	sheet, err := printed(Commune{k.Programme, k.Spec})
	if err != nil {
		return err
	}
	only := int64(0)
	if len(k.Programme.Entries) == 1 {
		only = k.Programme.Entries[0].Opening.ID
	}
	poster, err := printed(Poster{Programme: k.Programme, Opening: only})
	if err != nil {
		return err
	}
	return writeKit(w, k.Programme, k.Spec.Language, sheet, poster)
}

// printed composes and draws a work within the job that needs it.
func printed(w Work) ([]byte, error) {
	d, _, err := w.Compose()
	if err != nil {
		return nil, err
	}
	spec := specFor(w)
	var b bytes.Buffer
	err = pdf.Write(&b, spec.extent(d), spec.options())
	return b.Bytes(), err
}

// writeKit writes the ZIP around the programme and the poster that were printed.
func writeKit(w io.Writer, p jema.Programme, language string, sheet, poster []byte) error {
	base, o, err := outputsIn(language)
	if err != nil {
		return err
	}
	c := collect(p, base, nil)
	name, a := text.Slug(p.Commune.Name), newArchive(w, p.AsOf)
	a.store("programme-"+name+".pdf", sheet)
	a.store("affiche-"+name+".pdf", poster)
	a.add("bulletin-municipal.txt", windows(bulletin(c, o)))
	const width, height = 420 * mm / 2, 420 * mm / 4
	a.add("image-"+name+".svg", marquetry.SVG(marquetry.Cut(p.Commune.INSEE, width, height, c.shares), width, height))
	for _, e := range c.entries {
		if e.Photo != nil {
			a.store("photo-"+text.Slug(e.Workshop)+".jpg", e.Photo.data)
			a.add("photo-"+text.Slug(e.Workshop)+".txt", windows(strings.TrimSpace(e.Photo.alt+"\n"+fill(base.Photo, e.Photo.credit))+"\n"))
			break
		}
	}
	return a.close()
}

// bulletin is a text to take over: what opens, when and where, how to book.
func bulletin(c *content, o *outputWords) string {
	var b strings.Builder
	say := func(lines ...string) {
		for _, l := range lines {
			if l != "" {
				b.WriteString(l + "\n")
			}
		}
	}
	say(c.edition, capital(c.commune.AtName)+", "+c.dates)
	b.WriteString("\n")
	switch n := c.workshops(); n {
	case 0:
		say(fmt.Sprintf(c.words.NoneOpen, c.commune.AtName))
	case 1:
		say(c.words.OneOpen + " " + c.commune.AtName + ".")
	default:
		say(fmt.Sprintf(c.words.ManyOpen, c.words.Say.Count(n, c.words.Workshop, c.words.WorkshopMany)) + " " + c.commune.AtName + ".")
	}
	for _, e := range c.entries {
		b.WriteString("\n")
		say(e.Title, e.Workshop+after(e.Artisan)+", "+lower(e.Craft), e.Text)
		if len(e.Free) > 0 {
			say(c.words.Free + text.NoBreak + ": " + c.words.said(e.Free) + ".")
		}
		if len(e.Booked) > 0 {
			say(c.words.Booked + text.NoBreak + ": " + c.words.said(e.Booked) + ". " + e.URL)
		}
		say(capital(place(e)), strings.Join(e.Contact, ", "), strings.Join(e.Facts, ", "))
		if e.Access != "" {
			say(fill(c.words.Access, e.Access))
		}
	}
	b.WriteString("\n")
	if url := c.raw.Territory.BaseURL; isAddress(url) {
		say(fmt.Sprintf(o.Bulletin, url+"/communes/"+c.raw.Commune.INSEE))
	}
	say(c.set.line(c.raw.Territory.ContactPhone), c.set.line(c.raw.Edition.MarkNotice))
	return b.String()
}
