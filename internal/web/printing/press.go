package printing

import (
	"bytes"
	"cmp"
	"context"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"net/http"
	"slices"
	"strconv"
	"strings"
	"time"

	"github.com/gin-gonic/gin"

	"jema/internal/jema"
	"jema/internal/postgres"
	"jema/internal/programme"
	"jema/internal/text"
	"jema/internal/web/page"
)

// wholeTerritory is in an address for the book of all communes.
const wholeTerritory = "territoire"

// programmesPath is the page of all programmes.
const programmesPath = "/organisation/programmes"

// press is what is about to be printed: a commune's programme, or the book.
type press struct {
	Key  string // the commune's INSEE code, or wholeTerritory
	Name string
	one  jema.Programme
	book jema.Book
	spec programme.Spec
}

// IsBook reports whether it is the book of the whole territory.
func (p press) IsBook() bool { return p.Key == wholeTerritory }

// insee is the commune's INSEE code, "" for the book.
func (p press) insee() string {
	if p.IsBook() {
		return ""
	}
	return p.Key
}

// root is the address of the page that shows it.
func (p press) root() string { return programmesPath + "/communes/" + p.Key }

// query is what was chosen for it, as an address carries it.
func (p press) query() string {
	return "?format=" + string(p.spec.Format) + "&langue=" + p.spec.Language + "&ordre=" + string(p.spec.Order) +
		"&pages=" + strconv.Itoa(p.spec.Pages)
}

// work is what is printed, as the variant wants it.
func (p press) work(variant jema.MadeFor) programme.Work {
	spec := p.spec
	spec.Variant = programme.Variant(variant)
	if p.IsBook() {
		return programme.Territory{Book: p.book, Spec: spec}
	}
	return programme.Commune{Programme: p.one, Spec: spec}
}

// fileName is what a file is called, programme-romans-sur-isere-2027-presse.pdf.
func (p press) fileName(madeFor jema.MadeFor, year int) string {
	name := "programme-" + text.Slug(p.Name) + "-" + strconv.Itoa(year)
	if madeFor != jema.ForScreen {
		name += "-" + pressFiles[madeFor]
	}
	if part := extentFiles[p.spec.Extent]; part != "" {
		name += "-" + part
	}
	return name + ".pdf"
}

// extentFiles are the names of the cover and the rest as files of their own.
var extentFiles = map[programme.Extent]string{programme.CoverOnly: "couverture", programme.InsideOnly: "interieur"}

// pressFiles are the editions' names in addresses.
var pressFiles = map[jema.MadeFor]string{jema.ForScreen: "ecran", jema.ForPress: "presse", jema.ForBooklet: "livret"}

// madeFor reads which edition a file of an address is.
func madeFor(c *gin.Context) (jema.MadeFor, error) {
	for edition, name := range pressFiles {
		if c.Param("file") == name+".pdf" {
			return edition, nil
		}
	}
	return "", jema.NotFound("error.not_found")
}

// specOf is what was set for the edition, as the printer of pages wants it.
func (h *printer) specOf(ctx context.Context, territoryID jema.TerritoryID, set jema.Printing) (programme.Spec, error) {
	parts, err := h.Store.PrintParts(ctx, territoryID, set.EditionID, true)
	return programme.SpecOf(set, parts), err
}

// pressOf gathers what the address requests to print: what was set, unless the
// address overrides it.
func (h *printer) pressOf(c *gin.Context) (p press, err error) {
	place, err := h.Place(c)
	if err != nil {
		return p, err
	}
	ctx := c.Request.Context()
	set, err := h.Store.Printing(ctx, place.Territory.ID, place.Edition.ID)
	if err != nil {
		return p, err
	}
	chosen(c, "format", printingFormats, &set.Format)
	chosen(c, "langue", printingLanguages, &set.Language)
	chosen(c, "ordre", printingOrders, &set.Order)
	if n, err := strconv.Atoi(c.Query("pages")); err == nil && n >= 0 && n <= jema.PrintingPageMax {
		set.Pages = n
	}
	p, err = h.pressWith(ctx, place, c.Param("insee"), set)
	for extent, name := range extentFiles {
		if name == c.Query("partie") {
			p.spec.Extent = extent
		}
	}
	return p, err
}

// pressAsSet is a commune's programme as the organisers have set it.
func (h *printer) pressAsSet(c *gin.Context, key string) (p press, err error) {
	place, err := h.Place(c)
	if err != nil {
		return p, err
	}
	set, err := h.Store.Printing(c.Request.Context(), place.Territory.ID, place.Edition.ID)
	if err != nil {
		return p, err
	}
	return h.pressWith(c.Request.Context(), place, key, set)
}

func (h *printer) pressWith(ctx context.Context, place postgres.Place, key string,
	set jema.Printing) (p press, err error) {
	p.Key = key
	if p.spec, err = h.specOf(ctx, place.Territory.ID, set); err != nil {
		return p, err
	}
	if p.IsBook() {
		p.Name, p.spec.Format = place.Territory.Name, programme.Book
		p.book, err = h.Store.Book(ctx, place.Edition, h.Now())
		return p, err
	}
	p.one, err = h.Store.Programme(ctx, place.Edition, text.Line(p.Key), h.Now())
	p.Name = p.one.Commune.Name
	return p, err
}

// chosen takes the value of the address, where it is one of what can be chosen.
func chosen(c *gin.Context, name string, values []string, into *string) {
	if v := c.Query(name); slices.Contains(values, v) {
		*into = v
	}
}

// page is the page of one programme: how it will look, what to mend
// first, its files, and what was frozen of it.
type pressPage struct {
	page.Layout
	Press    press
	Form     printingForm
	Numbers  []int // of its pages
	Query    string
	Warnings []pressWarning
	Printer  []string // for which a printer would send the file back
	Versions []jema.Version
	Refused  string
}

// pressWarning is what to check of one event, or of the whole, before printing,
// and where to mend each.
type pressWarning struct {
	Of    string // the event, "" for the whole
	Found []pressFault
}

type pressFault struct{ Words, Where string }

func (p pressPage) Formats() []page.Option {
	return page.Options(p.Layout, "printing.format.", printingFormats)
}
func (p pressPage) Languages() []page.Option {
	return page.Options(p.Layout, "printing.language.", printingLanguages)
}
func (p pressPage) Orders() []page.Option {
	return page.Options(p.Layout, "printing.order.", printingOrders)
}

// Root is the address of the page.
func (p pressPage) Root() string { return p.Press.root() }

// Faults is how many things there are to check before printing.
func (p pressPage) Faults() int {
	n := 0
	for _, w := range p.Warnings {
		n += len(w.Found)
	}
	return n
}

// Count is how many pages it has.
func (p pressPage) Count() int { return len(p.Numbers) }

// show shows the programme page by page before it is printed.
func (h Programmes) show(c *gin.Context) error {
	one, err := h.pressOf(c)
	if err != nil {
		return err
	}
	p := pressPage{Press: one}
	if p.Layout, err = h.Layout(c, h.Voice(c).Say("printing.of", "name", one.Name)); err != nil {
		return err
	}
	spec := one.spec
	p.Form = printingForm{Format: string(spec.Format), Language: spec.Language, Order: string(spec.Order)}
	if spec.Pages > 0 {
		p.Form.Pages = strconv.Itoa(spec.Pages)
	}
	p.Query = one.query()
	document, err := h.printing.Compose(c.Request.Context(), one.work(jema.ForScreen))
	refusal, refused := errors.AsType[*jema.Error](err)
	switch {
	case refused:
		p.Refused = p.Voice.Explain(refusal)
	case err != nil:
		return err
	default:
		if err := h.checkPress(c, &p, document); err != nil {
			return err
		}
	}
	if p.Versions, err = h.Store.Versions(c.Request.Context(), p.Territory.ID, p.Edition.ID, one.insee()); err != nil {
		return err
	}
	return h.Render(c, http.StatusOK, "printing/press", p)
}

// checkPress fills in the pages, and what is to be mended before they are printed.
func (h Programmes) checkPress(c *gin.Context, p *pressPage, document *programme.Document) error {
	for i := range document.Pages() {
		p.Numbers = append(p.Numbers, i+1)
	}
	warnings := slices.Clone(document.Warnings)
	slices.SortStableFunc(warnings, func(a, b programme.Warning) int { return cmp.Compare(a.OpeningID, b.OpeningID) })
	for _, w := range warnings {
		p.warn(w)
	}
	sheets, err := h.printing.Compose(c.Request.Context(), p.Press.work(jema.ForPress))
	if err != nil {
		return err
	}
	for _, f := range sheets.Faults() {
		p.Printer = append(p.Printer, p.T("printing.fault."+f.What, "page", f.Page, "detail", f.Detail))
	}
	return nil
}

// warn adds a warning beside the others of its event, with the page on which
// it can be mended.
func (p *pressPage) warn(w programme.Warning) {
	of, where := "", settingsPath+"#f-"+w.Field
	if w.OpeningID != 0 {
		of, where = p.Press.titleOf(w.OpeningID), "/organisation/evenements/"+strconv.FormatInt(int64(w.OpeningID), 10)
		if w.Field != "" {
			where += "#f-" + w.Field
		}
	}
	fault := pressFault{p.T("printing.warning."+w.What, "detail", w.Detail), where}
	if last := len(p.Warnings) - 1; last >= 0 && p.Warnings[last].Of == of {
		p.Warnings[last].Found = append(p.Warnings[last].Found, fault)
		return
	}
	p.Warnings = append(p.Warnings, pressWarning{of, []pressFault{fault}})
}

// titleOf names an opening: « Poterie du Rif, Tournage ».
func (p press) titleOf(opening jema.OpeningID) string {
	for _, one := range append(slices.Clone(p.book.Programmes), p.one) {
		for _, e := range one.Entries {
			if e.Opening.ID == opening {
				return text.Typeset(e.Workshop.Name + ", " + e.Opening.Title)
			}
		}
	}
	return ""
}

// page sends a page as a picture: the same page that will be printed.
func (h Programmes) page(c *gin.Context) error {
	n, err := strconv.Atoi(strings.TrimSuffix(c.Param("page"), ".svg"))
	if err != nil {
		return jema.NotFound("error.not_found")
	}
	p, err := h.pressOf(c)
	if err != nil {
		return err
	}
	var b bytes.Buffer
	if err := h.printing.Preview(c.Request.Context(), &b, p.work(jema.ForScreen), n); err != nil {
		return err
	}
	c.Header("Cache-Control", "private, no-cache")
	c.Header("Content-Security-Policy", "default-src 'none'; img-src data:; style-src 'none'")
	page.Send(c, http.StatusOK, "image/svg+xml", b.Bytes())
	return nil
}

// file sends a file made now.
func (h Programmes) file(c *gin.Context) error {
	edition, err := madeFor(c)
	if err != nil {
		return err
	}
	p, err := h.pressOf(c)
	if err != nil {
		return err
	}
	file, _, err := h.made(c.Request.Context(), p, edition)
	if err != nil {
		return err
	}
	place, err := h.Place(c)
	if err != nil {
		return err
	}
	servePDF(c, file, p.fileName(edition, place.Edition.Year), "attachment")
	return nil
}

// made makes a file of a programme, and returns how many pages were laid out for
// it.
func (h *printer) made(ctx context.Context, p press, variant jema.MadeFor) (file []byte, pages int, err error) {
	document, err := h.printing.Compose(ctx, p.work(variant))
	if err != nil {
		return nil, 0, err
	}
	var b bytes.Buffer
	err = h.printing.WriteDocument(ctx, &b, document)
	return b.Bytes(), document.Pages(), err
}

// servePDF sends a file that is requested again each time, and sent again only
// when it has changed.
func servePDF(c *gin.Context, file []byte, name, disposition string) {
	sum := sha256.Sum256(file)
	h := c.Writer.Header()
	h.Set("Content-Type", "application/pdf")
	h.Set("Content-Disposition", disposition+`; filename="`+name+`"`)
	h.Set("ETag", `"`+hex.EncodeToString(sum[:16])+`"`)
	h.Set("Cache-Control", "no-cache") // asked for again each time, sent again when it has changed
	http.ServeContent(c.Writer, c.Request, "", time.Time{}, bytes.NewReader(file))
}
