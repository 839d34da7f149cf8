package printing

import (
	"errors"
	"net/http"
	"slices"
	"strconv"

	"github.com/gin-gonic/gin"

	"jema/internal/jema"
	"jema/internal/postgres"
	"jema/internal/text"
	"jema/internal/web/page"
)

// Settings sets how an edition's programmes are printed.
type Settings struct{ *printer }

// What can be chosen.
var (
	printingFormats   = []string{"auto", "sheet", "folded", "brochure", "large"}
	printingLanguages = []string{"fr", "en"}
	printingOrders    = []string{"workshop", "craft", "day"}
	printingPapers    = []string{"coated", "uncoated"}
	printingBleeds    = []string{"3", "5"}
)

// Formats, Languages, Orders, Papers and Bleeds are the choices, said.
func (p printingPage) Formats() []page.Option { return p.Options("printing.format.", printingFormats) }
func (p printingPage) Languages() []page.Option {
	return p.Options("printing.language.", printingLanguages)
}
func (p printingPage) Orders() []page.Option { return p.Options("printing.order.", printingOrders) }
func (p printingPage) Papers() []page.Option { return p.Options("printing.paper.", printingPapers) }
func (p printingPage) Bleeds() []page.Option { return p.Options("printing.bleed.", printingBleeds) }

// printingForm is what is set for all programmes of an edition.
type printingForm struct {
	Format, Language, Order, Paper, Bleed, OpeningText, Pages string
	Publisher, Printer, LegalDeposit, PrintRun                string
	Revision                                                  string
}

func printingFormOf(p jema.Printing, t jema.Territory) printingForm {
	f := printingForm{Format: p.Format, Language: p.Language, Order: p.Order, Paper: p.Paper, Bleed: strconv.Itoa(p.Bleed), OpeningText: p.OpeningText,
		Publisher: t.Publisher, Printer: t.Printer, LegalDeposit: t.LegalDeposit, PrintRun: t.PrintRun}
	f.Revision = strconv.Itoa(p.Revision)
	if p.Pages > 0 {
		f.Pages = strconv.Itoa(p.Pages)
	}
	return f
}

// printingLine is a commune on the page.
type printingLine struct {
	postgres.CommuneCount
	Version jema.Version // the newest, zero when none was frozen
}

type printingPage struct {
	page.Layout
	Form     printingForm
	Lines    []printingLine
	Book     jema.Version // the newest of the book
	Parts    []jema.PrintPart
	Freezes  []jema.Freeze
	Freezing bool // in this program
	With     int  // communes where something opens
	Openings int
	Part     printPartForm
	onPart   bool // the problem is the supplied piece's
}

// FormLayout and PartLayout give each form its own problem only.
func (p printingPage) FormLayout() page.Layout { return p.Layout.Without(p.onPart) }
func (p printingPage) PartLayout() page.Layout { return p.Layout.Without(!p.onPart) }

// Running tells whether the last freeze has not ended: it goes on, or it stopped
// halfway.
func (p printingPage) Running() bool { return len(p.Freezes) > 0 && p.Freezes[0].EndedAt == nil }

// Stopped tells whether the last freeze ended before it was done.
func (p printingPage) Stopped() bool { return p.Running() && !p.Freezing }

// show is the room: what is set, what is supplied, every commune, and
// what was frozen.
func (h Settings) show(c *gin.Context) error {
	return h.page(c, http.StatusOK, printingPage{})
}

func (h Settings) page(c *gin.Context, status int, p printingPage) (err error) {
	problem := p.Problem
	if p.Layout, err = h.Layout(c, h.Voice(c).Say("printing.title")); err != nil {
		return err
	}
	p.Problem = problem
	ctx := c.Request.Context()
	if p.Form == (printingForm{}) {
		set, err := h.Store.Printing(ctx, p.Territory.ID, p.Edition.ID)
		if err != nil {
			return err
		}
		p.Form = printingFormOf(set, p.Territory)
	}
	if err := h.lines(c, &p); err != nil {
		return err
	}
	if p.Parts, err = h.Store.PrintParts(ctx, p.Territory.ID, p.Edition.ID, false); err != nil {
		return err
	}
	if p.Freezes, err = h.Store.Freezes(ctx, p.Territory.ID, p.Edition.ID); err != nil {
		return err
	}
	if p.Freezing = h.freezing.Load(); p.Running() && p.Freezing {
		c.Header("Refresh", "1")
	}
	return h.Render(c, status, "printing/show", p)
}

func (h Settings) lines(c *gin.Context, p *printingPage) error {
	ctx := c.Request.Context()
	counts, err := h.Store.CommuneCounts(ctx, p.Edition)
	if err != nil {
		return err
	}
	latest, err := h.Store.LatestVersions(ctx, p.Territory.ID, p.Edition.ID)
	if err != nil {
		return err
	}
	p.Book = latest[""]
	for _, x := range counts {
		p.Lines = append(p.Lines, printingLine{x, latest[x.INSEE]})
		p.Openings += x.Openings
		if x.Openings > 0 {
			p.With++
		}
	}
	return nil
}

// update keeps what was set.
func (h Settings) update(c *gin.Context) error {
	place, err := h.Place(c)
	if err != nil {
		return err
	}
	var problems jema.Problems
	form := printingForm{Format: c.PostForm("format"), Language: c.PostForm("language"), Order: c.PostForm("order"), Paper: c.PostForm("paper"), Bleed: c.PostForm("bleed"),
		OpeningText: page.Lines(c, &problems, "opening_text", jema.OpeningTextMax), Pages: text.Line(c.PostForm("pages")),
		Publisher: page.Line(c, &problems, "publisher", page.ShortMax), Printer: page.Line(c, &problems, "printer", page.ShortMax),
		LegalDeposit: page.Line(c, &problems, "legal_deposit", page.ShortMax), PrintRun: page.Line(c, &problems, "print_run", page.ShortMax)}
	set := jema.Printing{EditionID: place.Edition.ID, Format: form.Format, Language: form.Language, Order: form.Order, Paper: form.Paper,
		OpeningText: form.OpeningText, Pages: page.Number(c, &problems, "pages")}
	set.Revision, _ = strconv.Atoi(c.PostForm("revision")) // what is no number was seen by nobody
	form.Revision = strconv.Itoa(set.Revision)
	set.Bleed, _ = strconv.Atoi(form.Bleed) // what is no number is no choice, below
	if set.Pages < 0 || set.Pages > jema.PrintingPageMax {
		problems.Add("pages", "printing.pages_range", "max", strconv.Itoa(jema.PrintingPageMax))
	}
	for _, choice := range []struct {
		field, value string
		known        []string
	}{{"format", set.Format, printingFormats}, {"language", set.Language, printingLanguages}, {"order", set.Order, printingOrders}, {"paper", set.Paper, printingPapers}, {"bleed", form.Bleed, printingBleeds}} {
		if !slices.Contains(choice.known, choice.value) {
			problems.Add(choice.field, "form.not_a_choice")
		}
	}
	if err := problems.Err(); err != nil {
		return h.refused(c, printingPage{Form: form}, err)
	}
	imprint := jema.Imprint{Publisher: form.Publisher, Printer: form.Printer, LegalDeposit: form.LegalDeposit, PrintRun: form.PrintRun}
	stored, err := h.Store.Printing(c.Request.Context(), place.Territory.ID, place.Edition.ID)
	if err != nil {
		return err
	}
	now := printingFormOf(stored, place.Territory)
	if now.Revision = form.Revision; now != form { // else the same is sent again
		err = h.Store.SavePrinting(c.Request.Context(), place.Territory.ID, set, imprint)
	}
	if err != nil {
		return h.refused(c, printingPage{Form: form}, err)
	}
	return page.Redirect(c, "/organisation/programmes", "printing_saved")
}

// refused shows the page again with what was typed and what is wrong.
func (h Settings) refused(c *gin.Context, p printingPage, err error) error {
	refusal, ok := errors.AsType[*jema.Error](err)
	if !ok {
		return err
	}
	p.Problem = refusal
	return h.page(c, page.Statuses[refusal.Kind], p)
}
