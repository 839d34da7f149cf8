package papers

import (
	"archive/zip"
	"bytes"
	"cmp"
	"encoding/xml"
	"fmt"
	"io"
	"time"

	"jema/internal/jema"
	"jema/internal/programme/content"
	"jema/internal/text"
)

// dataEntry is an entry for somebody else's layout: the words that are
// printed, each by its name.
type dataEntry struct {
	Number     int            `xml:"number,attr"`
	ID         jema.OpeningID `xml:"id,attr"`
	Title      string         `xml:"title"`
	Workshop   string         `xml:"workshop"`
	Artisan    string         `xml:"artisan,omitempty"`
	Craft      string         `xml:"craft"`
	Domain     string         `xml:"domain,omitempty"`
	Kind       string         `xml:"kind"`
	Text       string         `xml:"text"`
	Free       string         `xml:"free,omitempty"`
	Booked     string         `xml:"booked,omitempty"`
	Schools    string         `xml:"schools,omitempty"`
	Facts      string         `xml:"facts,omitempty"`
	Access     string         `xml:"access,omitempty"`
	Address    string         `xml:"address,omitempty"`
	Parking    string         `xml:"parking,omitempty"`
	Commune    string         `xml:"commune"`
	Contact    string         `xml:"contact,omitempty"`
	BookingURL string         `xml:"booking,omitempty"`
	Proposed   bool           `xml:"text-proposed"` // from a long text, until somebody agrees
	Approved   bool           `xml:"proof-approved"`
	Language   string         `xml:"language"` // of what the artisan wrote, BCP 47
	Photo      *dataPic       `xml:"photo"`
	photo      *content.Photo
}

// dataPic names a photo's file, as a layout program reads it.
type dataPic struct {
	Href   string `xml:"href,attr"`
	Alt    string `xml:"alt,attr"`
	Credit string `xml:"credit,attr,omitempty"`
	Weight string `xml:"weight,attr"`  // half, column, common, or auto
	FocusX int    `xml:"focus-x,attr"` // what stays in sight: per cent from the left
	FocusY int    `xml:"focus-y,attr"` // and from the top
}

// dataProgramme is the root of the XML.
type dataProgramme struct {
	XMLName   xml.Name    `xml:"programme"`
	Language  string      `xml:"xml:lang,attr"`
	AsOf      string      `xml:"as-of,attr"`
	Territory string      `xml:"territory"`
	Edition   string      `xml:"edition"`
	Theme     string      `xml:"theme,omitempty"`
	Commune   string      `xml:"commune"`
	Dates     string      `xml:"dates"`
	Entries   []dataEntry `xml:"entry"`
}

// Designer is a ZIP for a communication service that lays the programme out
// itself: donnees.xml, donnees.csv for InDesign's data merge, the photos as they
// were sent to us, named by entry, and how to use it all. The words are those
// that the programme prints. The same programme makes the same bytes; an unknown
// language is refused.
type Designer struct {
	Programme jema.Programme
	Language  string
}

// Write writes the ZIP.
func (p Designer) Write(w io.Writer) error {
	base, _, err := outputsIn(p.Language)
	if err != nil {
		return err
	}
	c := content.Collect(p.Programme, base, nil)
	data := dataOf(c)
	tree, err := xml.MarshalIndent(data, "", "  ")
	if err != nil {
		return fmt.Errorf("the designer's XML: %w", err)
	}
	a := newArchive(w, p.Programme.AsOf)
	a.add("LISEZMOI.txt", windows(designerReadMe))
	a.add("donnees.xml", append([]byte(xml.Header), tree...))
	a.add("donnees.csv", utf16(dataCSV(data.Entries)))
	for _, e := range data.Entries {
		if e.Photo != nil {
			a.store(e.Photo.Href, e.photo.Data)
		}
	}
	return a.close()
}

// data gathers the entries in the programme's order.
func dataOf(c *content.Programme) dataProgramme {
	out := dataProgramme{Language: c.Words.Tag, AsOf: c.Raw.AsOf.UTC().Format(time.RFC3339),
		Territory: c.Set.Line(c.Raw.Territory.Name),
		Edition:   c.Edition, Theme: c.Theme, Commune: c.Commune.Name, Dates: c.Dates}
	for _, e := range c.Entries {
		raw := c.RawOf(e)
		d := dataEntry{Number: e.Number, ID: e.Opening, Title: e.Title, Workshop: e.Workshop,
			Artisan: e.Artisan, Craft: e.Craft,
			Domain: e.Domain, Kind: e.Kind, Text: e.Text, Free: c.Words.Said(e.Free), Booked: c.Words.Said(e.Booked),
			Schools: c.Words.Said(e.Schools),
			Facts:   content.Dotted(e.Facts), Access: e.Access, Address: e.Street, Parking: c.Set.Line(raw.Parking()),
			Commune: e.Commune,
			Contact: content.Dotted(e.Contact), BookingURL: e.URL, Proposed: raw.Opening.PrintedTextProposed,
			Approved: raw.ProofApproved == raw.Opening.Version, Language: content.French.Tag}
		if e.Photo != nil {
			d.photo = e.Photo
			d.Photo = &dataPic{Href: fmt.Sprintf("photos/%03d-%s.jpg", e.Number, text.Slug(e.Workshop)), Alt: e.Photo.Alt,
				Credit: e.Photo.Credit, Weight: cmp.Or(string(e.Weight), "auto"), FocusX: 50 + raw.Photo.Focus.X,
				FocusY: 50 + raw.Photo.Focus.Y}
		}
		out.Entries = append(out.Entries, d)
	}
	return out
}

// archive is a ZIP being written; it returns the first error at the end.
type archive struct {
	zip *zip.Writer
	at  time.Time
	err error
}

func newArchive(w io.Writer, at time.Time) *archive {
	return &archive{zip: zip.NewWriter(w), at: at.UTC()}
}

func (a *archive) add(name string, data []byte) { a.write(name, data, zip.Deflate) }

// store is add for what is compressed already.
func (a *archive) store(name string, data []byte) { a.write(name, data, zip.Store) }

func (a *archive) write(name string, data []byte, method uint16) {
	if a.err != nil {
		return
	}
	f, err := a.zip.CreateHeader(&zip.FileHeader{Name: name, Method: method, Modified: a.at})
	if err == nil {
		_, err = io.Copy(f, bytes.NewReader(data))
	}
	a.err = err
}

func (a *archive) close() error {
	if a.err != nil {
		return fmt.Errorf("writing the archive: %w", a.err)
	}
	return a.zip.Close()
}
