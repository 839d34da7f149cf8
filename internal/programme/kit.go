package programme

import (
	"bytes"
	"io"

	"jema/internal/jema"
	"jema/internal/programme/papers"
	"jema/internal/programme/pdf"
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
	sheet, err := printed(Commune(k))
	if err != nil {
		return err
	}
	only := jema.OpeningID(0)
	if len(k.Programme.Entries) == 1 {
		only = k.Programme.Entries[0].Opening.ID
	}
	poster, err := printed(Poster{Programme: k.Programme, Opening: only})
	if err != nil {
		return err
	}
	return papers.WriteKit(w, k.Programme, k.Spec.Language, sheet, poster)
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
