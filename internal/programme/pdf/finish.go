package pdf

import (
	"bytes"
	"errors"
	"fmt"
	"strconv"

	"jema/internal/programme/paper"
)

// finish says in the file what the object writer cannot: the language, that
// the title is to be shown, and it takes back the outline's /Count 0, which
// strict readers refuse. Everything it touches lies behind the last stream, so
// no offset moves but that of the cross-reference table.
func finish(pdf []byte, d *paper.Document) ([]byte, error) {
	tail := bytes.LastIndex(pdf, []byte("endstream"))
	catalog := bytes.LastIndex(pdf, []byte("/Type /Catalog\n"))
	xref := bytes.LastIndex(pdf, []byte("\nxref\n"))
	start := bytes.LastIndex(pdf, []byte("startxref\n"))
	if !bytes.HasPrefix(pdf, []byte("%PDF-1.3\n")) || tail < 0 || catalog < tail || xref < catalog || start < xref {
		return nil, errors.New("the object writer's file is not as expected")
	}
	extra := fmt.Sprintf("/Lang (%s)\n/ViewerPreferences <</DisplayDocTitle true>>\n", d.Language)
	catalog += len("/Type /Catalog\n")
	var out bytes.Buffer
	out.Grow(len(pdf) + len(extra))
	out.WriteString("%PDF-1.7") // the language is of 1.4, the header says 1.3
	out.Write(pdf[len("%PDF-1.3"):tail])
	// Blanks of the same length keep the objects behind where they are.
	out.Write(bytes.ReplaceAll(pdf[tail:catalog], []byte("\n/Count 0>>"), []byte("\n        >>")))
	out.WriteString(extra)
	out.Write(pdf[catalog:start])
	out.WriteString("startxref\n" + strconv.Itoa(xref+1+len(extra)) + "\n%%EOF\n")
	return out.Bytes(), nil
}
