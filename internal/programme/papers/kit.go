package papers

import (
	"fmt"
	"io"
	"strings"

	"jema/internal/jema"
	"jema/internal/marquetry"
	"jema/internal/programme/content"
	"jema/internal/programme/paper"
	"jema/internal/text"
)

// WriteKit writes the ZIP around the programme and the poster that were printed.
func WriteKit(w io.Writer, p jema.Programme, language string, sheet, poster []byte) error {
	base, o, err := outputsIn(language)
	if err != nil {
		return err
	}
	c := content.Collect(p, base, nil)
	name, a := text.Slug(p.Commune.Name), newArchive(w, p.AsOf)
	a.store("programme-"+name+".pdf", sheet)
	a.store("affiche-"+name+".pdf", poster)
	a.add("bulletin-municipal.txt", windows(bulletin(c, o)))
	const width, height = 420 * paper.MM / 2, 420 * paper.MM / 4
	a.add("image-"+name+".svg", marquetry.SVG(marquetry.Cut(p.Commune.INSEE, width, height, c.Shares), width, height))
	if err := a.pictures(c, name); err != nil {
		return err
	}
	for _, e := range c.Entries {
		if e.Photo != nil {
			a.store("photo-"+text.Slug(e.Workshop)+".jpg", e.Photo.Data)
			a.add("photo-"+text.Slug(e.Workshop)+".txt",
				windows(strings.TrimSpace(e.Photo.Alt+"\n"+fill(base.Photo, e.Photo.Credit))+"\n"))
			break
		}
	}
	return a.close()
}

// Bulletin is a text for the municipal bulletin to take over: what opens, when
// and where, how to book. An unknown language is refused.
func Bulletin(p jema.Programme, language string) (string, error) {
	base, o, err := outputsIn(language)
	if err != nil {
		return "", err
	}
	return bulletin(content.Collect(p, base, nil), o), nil
}

func bulletin(c *content.Programme, o *outputWords) string {
	var b strings.Builder
	say := func(lines ...string) {
		for _, l := range lines {
			if l != "" {
				b.WriteString(l + "\n")
			}
		}
	}
	say(c.Edition, content.Capital(c.Commune.AtName)+", "+c.Dates)
	b.WriteString("\n")
	switch n := c.Workshops(); n {
	case 0:
		say(fmt.Sprintf(c.Words.NoneOpen, c.Commune.AtName))
	case 1:
		say(c.Words.OneOpen + " " + c.Commune.AtName + ".")
	default:
		say(fmt.Sprintf(c.Words.ManyOpen, c.Words.Say.Count(n, c.Words.Workshop, c.Words.WorkshopMany)) + " " +
			c.Commune.AtName + ".")
	}
	for _, e := range c.Entries {
		b.WriteString("\n")
		say(e.Title, e.Workshop+content.After(e.Artisan)+", "+content.Lower(e.Craft), e.Text)
		if len(e.Free) > 0 {
			say(c.Words.Free + text.NoBreak + ": " + c.Words.Said(e.Free) + ".")
		}
		if len(e.Booked) > 0 {
			say(c.Words.Booked + text.NoBreak + ": " + c.Words.Said(e.Booked) + ". " + e.URL)
		}
		say(content.Capital(place(e)), strings.Join(e.Contact, ", "), strings.Join(e.Facts, ", "))
		if e.Access != "" {
			say(fill(c.Words.Access, e.Access))
		}
	}
	b.WriteString("\n")
	if url := c.PageURL(); url != "" {
		say(fmt.Sprintf(o.Bulletin, url))
	}
	say(c.ContactPhone(), c.Set.Line(c.Raw.Edition.MarkNotice))
	return b.String()
}
