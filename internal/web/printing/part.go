package printing

import (
	"errors"
	"net/http"
	"slices"
	"strconv"

	"github.com/gin-gonic/gin"

	"jema/internal/jema"
	"jema/internal/web/page"
)

// Parts are the supplied parts: what others made and is printed as it is.
type Parts struct{ *printer }

// partsPath is where the supplied parts are listed.
const partsPath = programmesPath + "/pieces"

// printPartForm is what is typed about a supplied part.
type printPartForm struct{ Kind, Name string }

// partsPage lists the supplied parts, and requires a confirmation before one is removed.
type partsPage struct {
	page.Layout
	Parts []jema.PrintPart
	Part  jema.PrintPart // that may be taken away
}

// partFormPage is the form of a new part.
type partFormPage struct {
	page.Layout
	Part printPartForm
}

// Kinds are the kinds of parts, in words.
func (p partFormPage) Kinds() []page.Option {
	var kinds []string
	for _, k := range jema.PartKinds {
		kinds = append(kinds, string(k))
	}
	return page.Options(p.Layout, "printing.part.", kinds)
}

// list shows the supplied parts.
func (h Parts) list(c *gin.Context) error {
	p, err := h.parts(c)
	if err != nil {
		return err
	}
	return h.Render(c, http.StatusOK, "printing/parts", p)
}

func (h Parts) parts(c *gin.Context) (p partsPage, err error) {
	if p.Layout, err = h.Layout(c, h.Voice(c).Say("printing.parts")); err != nil {
		return p, err
	}
	p.Parts, err = h.Store.PrintParts(c.Request.Context(), p.Territory.ID, p.Edition.ID, false)
	return p, err
}

// change removes a part. The form of the earlier program sent new parts
// here too.
func (h Parts) change(c *gin.Context) error {
	if gone := c.PostForm("remove"); gone != "" {
		return h.remove(c, gone)
	}
	return h.add(c)
}

// remove removes a part once somebody is sure. A part that is gone already
// is removed.
func (h Parts) remove(c *gin.Context, number string) error {
	n, err := strconv.ParseInt(number, 10, 64)
	if err != nil {
		return jema.NotFound("error.not_found")
	}
	p, err := h.parts(c)
	if err != nil {
		return err
	}
	at := slices.IndexFunc(p.Parts, func(part jema.PrintPart) bool { return part.ID == jema.PrintPartID(n) })
	if at >= 0 && !page.Ticked(c, "sure") {
		p.Part = p.Parts[at]
		p.Title = p.T("printing.part_sure.title", "name", p.Part.Name)
		return h.Render(c, http.StatusOK, "printing/part_remove", p)
	}
	if err := h.Store.RemovePrintPart(c.Request.Context(), p.Territory.ID, p.Edition.ID, jema.PrintPartID(n)); err != nil {
		return err
	}
	return page.Redirect(c, partsPath, "printing_part_removed")
}

// form shows the empty form of a new part.
func (h Parts) form(c *gin.Context) error {
	return h.page(c, http.StatusOK, partFormPage{})
}

func (h Parts) page(c *gin.Context, status int, p partFormPage) (err error) {
	problem := p.Problem
	if p.Layout, err = h.Layout(c, h.Voice(c).Say("printing.part_new")); err != nil {
		return err
	}
	p.Problem = problem
	return h.Render(c, status, "printing/part", p)
}

// add stores a new part.
func (h Parts) add(c *gin.Context) error {
	place, err := h.Place(c)
	if err != nil {
		return err
	}
	var problems jema.Problems
	form := printPartForm{Kind: c.PostForm("kind"), Name: page.Line(c, &problems, "name", page.NameMax)}
	part, err := h.readPiece(c, form, &problems)
	if err != nil {
		return err
	}
	if err = problems.Err(); err == nil {
		_, err = h.Store.AddPrintPart(c.Request.Context(), place.Territory.ID, place.Edition.ID, part)
	}
	if refusal, refused := errors.AsType[*jema.Error](err); refused {
		p := partFormPage{Part: form}
		p.Problem = refusal
		return h.page(c, page.Statuses[refusal.Kind], p)
	}
	if err != nil {
		return err
	}
	return page.Redirect(c, partsPath, "printing_part_saved")
}

// readPiece looks at the file that was sent: what cannot be printed as it is is
// refused now, not on the day of printing.
func (h Parts) readPiece(c *gin.Context, form printPartForm, problems *jema.Problems) (jema.PrintPart, error) {
	part := jema.PrintPart{Kind: jema.PartKind(form.Kind), Name: form.Name, Pages: 1}
	if !slices.Contains(jema.PartKinds, part.Kind) {
		problems.Add("kind", "form.not_a_choice")
	}
	file := page.Uploaded(c, "file")
	switch {
	case file == nil:
		problems.Add("file", "printing.part_missing")
		return part, nil
	case len(file.Data) == 0:
		problems.Add("file", "printing.part_empty")
		return part, nil
	case len(file.Data) > jema.PrintPartMax:
		problems.Add("file", "printing.part_heavy")
		return part, nil
	}
	part.Data = file.Data
	if part.Name == "" {
		part.Name = file.Title()
	}
	checked, err := h.printing.CheckSupplied(c.Request.Context(), part)
	if refusal, refused := errors.AsType[*jema.Error](err); refused {
		problems.Add("file", refusal.Message)
		return part, nil
	}
	return checked, err
}
