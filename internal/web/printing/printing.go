package printing

import (
	"errors"
	"net/http"
	"slices"
	"strconv"
	"strings"

	"github.com/gin-gonic/gin"

	"jema/internal/jema"
	"jema/internal/programme"
	"jema/internal/text"
	"jema/internal/web/page"
)

// settingsPath is where the settings are set.
const settingsPath = programmesPath + "/reglages"

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

// Formats, Languages, Orders, Papers and Bleeds are the choices, with their labels.
func (p settingsPage) Formats() []page.Option {
	return page.Options(p.Layout, "printing.format.", printingFormats)
}
func (p settingsPage) Languages() []page.Option {
	return page.Options(p.Layout, "printing.language.", printingLanguages)
}
func (p settingsPage) Orders() []page.Option {
	return page.Options(p.Layout, "printing.order.", printingOrders)
}
func (p settingsPage) Papers() []page.Option {
	return page.Options(p.Layout, "printing.paper.", printingPapers)
}
func (p settingsPage) Bleeds() []page.Option {
	return page.Options(p.Layout, "printing.bleed.", printingBleeds)
}

// Others are the languages that the practical page may have beside the programme's.
func (p settingsPage) Others() (list []pick) {
	for _, code := range programme.ForeignLanguages() {
		chosen := slices.Contains(strings.Split(p.Form.Others, ","), code)
		list = append(list, pick{code, programme.LanguageName(code), chosen})
	}
	return list
}

// pick is a language, its name in it, and whether it is chosen.
type pick struct {
	Code, Name string
	Checked    bool
}

// printingForm is what is set for all programmes of an edition.
type printingForm struct {
	Format, Language, Others, Order, Paper, Bleed, OpeningText, Pages string
	Publisher, Printer, LegalDeposit, PrintRun                        string
	Revision                                                          string
}

func printingFormOf(p jema.Printing, t jema.Territory) printingForm {
	f := printingForm{Format: p.Format, Language: p.Language, Others: p.Others, Order: p.Order,
		Paper: p.Paper, Bleed: strconv.Itoa(p.Bleed),
		OpeningText: p.OpeningText,
		Publisher:   t.Publisher, Printer: t.Printer, LegalDeposit: t.LegalDeposit, PrintRun: t.PrintRun}
	f.Revision = strconv.Itoa(p.Revision)
	if p.Pages > 0 {
		f.Pages = strconv.Itoa(p.Pages)
	}
	return f
}

// settingsPage is the form of what is set for all programmes.
type settingsPage struct {
	page.Layout
	Form printingForm
}

// show shows what is set.
func (h Settings) show(c *gin.Context) error {
	return h.page(c, http.StatusOK, settingsPage{})
}

func (h Settings) page(c *gin.Context, status int, p settingsPage) (err error) {
	problem := p.Problem
	if p.Layout, err = h.Layout(c, h.Voice(c).Say("printing.settings")); err != nil {
		return err
	}
	p.Problem = problem
	if p.Form == (printingForm{}) {
		set, err := h.Store.Printing(c.Request.Context(), p.Territory.ID, p.Edition.ID)
		if err != nil {
			return err
		}
		p.Form = printingFormOf(set, p.Territory)
	}
	return h.Render(c, status, "printing/settings", p)
}

// update stores what was set.
func (h Settings) update(c *gin.Context) error {
	place, err := h.Place(c)
	if err != nil {
		return err
	}
	var problems jema.Problems
	form := printingForm{Format: c.PostForm("format"), Language: c.PostForm("language"),
		Others: strings.Join(c.PostFormArray("other"), ","), Order: c.PostForm("order"),
		Paper: c.PostForm("paper"), Bleed: c.PostForm("bleed"),
		OpeningText: page.Lines(c, &problems, "opening_text", jema.OpeningTextMax), Pages: text.Line(c.PostForm("pages")),
		Publisher: page.Line(c, &problems, "publisher", page.ShortMax), Printer: page.Line(c, &problems,
			"printer", page.ShortMax),
		LegalDeposit: page.Line(c, &problems, "legal_deposit", page.ShortMax), PrintRun: page.Line(c, &problems,
			"print_run", page.ShortMax)}
	set := jema.Printing{EditionID: place.Edition.ID, Format: form.Format, Language: form.Language, Others: form.Others,
		Order:       form.Order,
		Paper:       form.Paper,
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
	}{{"format", set.Format, printingFormats}, {"language", set.Language, printingLanguages},
		{"order", set.Order, printingOrders}, {"paper", set.Paper, printingPapers}, {"bleed", form.Bleed, printingBleeds}} {
		if !slices.Contains(choice.known, choice.value) {
			problems.Add(choice.field, "form.not_a_choice")
		}
	}
	if form.Others != "" && programme.CheckLanguages(strings.Split(form.Others, ",")) != nil {
		problems.Add("other", "programme.poster.languages")
	}
	if err := problems.Err(); err != nil {
		return h.refused(c, settingsPage{Form: form}, err)
	}
	imprint := jema.Imprint{Publisher: form.Publisher, Printer: form.Printer, LegalDeposit: form.LegalDeposit,
		PrintRun: form.PrintRun}
	stored, err := h.Store.Printing(c.Request.Context(), place.Territory.ID, place.Edition.ID)
	if err != nil {
		return err
	}
	now := printingFormOf(stored, place.Territory)
	if now.Revision = form.Revision; now != form { // else the same is sent again
		err = h.Store.SavePrinting(c.Request.Context(), place.Territory.ID, set, imprint)
	}
	if err != nil {
		return h.refused(c, settingsPage{Form: form}, err)
	}
	return page.Redirect(c, settingsPath, "printing_saved")
}

// refused shows the page again with what was typed and what is wrong.
func (h Settings) refused(c *gin.Context, p settingsPage, err error) error {
	refusal, ok := errors.AsType[*jema.Error](err)
	if !ok {
		return err
	}
	p.Problem = refusal
	return h.page(c, page.Statuses[refusal.Kind], p)
}
