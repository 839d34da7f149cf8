package programme

import (
	"bytes"
	"fmt"
	"io"
	"strings"

	"jema/internal/jema"
	"jema/internal/marquetry"
	"jema/internal/text"
)

// Kit writes a ZIP for a town hall: the programme to photocopy, a poster, a
// text for the municipal bulletin, the commune's marquetry and a photo where
// there is one. The same programme makes the same bytes; an unknown language is
// refused.
func Kit(w io.Writer, p jema.Programme, spec Spec) error {
	base, o, err := outputsIn(spec.Language)
	if err != nil {
		return err
	}
	c := collect(p, base)
	var sheet, poster bytes.Buffer
	if err := Write(&sheet, p, spec); err != nil {
		return err
	}
	only := int64(0)
	if len(p.Entries) == 1 {
		only = p.Entries[0].Opening.ID
	}
	if err := WritePoster(&poster, p, only, PosterSpec{}); err != nil {
		return err
	}
	name, a := text.Slug(p.Commune.Name), newArchive(w, p.AsOf)
	a.store("programme-"+name+".pdf", sheet.Bytes())
	a.store("affiche-"+name+".pdf", poster.Bytes())
	a.add("bulletin-municipal.txt", windows(c.bulletin(o)))
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
func (c *content) bulletin(o *outputWords) string {
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
