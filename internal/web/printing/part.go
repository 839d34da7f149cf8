package printing

import (
	"errors"
	"slices"
	"strconv"

	"github.com/gin-gonic/gin"

	"jema/internal/jema"
	"jema/internal/web/page"
)

// printPartForm is what is said of a supplied piece.
type printPartForm struct{ Kind, Name string }

// Kinds are the kinds of pieces, said.
func (p printingPage) Kinds() []page.Option {
	var kinds []string
	for _, k := range jema.PartKinds {
		kinds = append(kinds, string(k))
	}
	return p.Options("printing.part.", kinds)
}

// change keeps a supplied piece, or takes one away.
func (h Settings) change(c *gin.Context) error {
	place, err := h.Place(c)
	if err != nil {
		return err
	}
	const back = "/organisation/programmes"
	if gone := c.PostForm("remove"); gone != "" {
		n, err := strconv.ParseInt(gone, 10, 64)
		if err != nil {
			return jema.NotFound("error.not_found")
		}
		if err := h.Store.RemovePrintPart(c.Request.Context(), place.Territory.ID, place.Edition.ID, n); err != nil {
			return err
		}
		return page.Redirect(c, back, "printing_part_removed")
	}
	var problems jema.Problems
	form := printPartForm{Kind: c.PostForm("kind"), Name: page.Line(c, &problems, "name", page.NameMax)}
	part, err := h.readPiece(c, form, &problems)
	if err != nil {
		return err
	}
	if err := problems.Err(); err != nil {
		return h.refused(c, printingPage{Part: form, onPart: true}, err)
	}
	if _, err := h.Store.AddPrintPart(c.Request.Context(), place.Territory.ID, place.Edition.ID, part); err != nil {
		return h.refused(c, printingPage{Part: form, onPart: true}, err)
	}
	return page.Redirect(c, back, "printing_part_saved")
}

// readPiece looks at the file that was sent: what cannot be printed as it is is
// refused now, not on the day of printing.
func (h Settings) readPiece(c *gin.Context, form printPartForm, problems *jema.Problems) (jema.PrintPart, error) {
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
