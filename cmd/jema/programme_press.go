package main

import (
	"io"

	"jema/internal/catalogue"
	"jema/internal/programme"
	"jema/internal/programme/paper"
	"jema/internal/programme/pdf"
)

// print writes a document. Of the press edition it names, a line each, for what
// a printer would send it back.
func (j printing) print(w io.Writer, of string, d *paper.Document) error {
	if j.spec.Edition == programme.Press {
		for _, f := range programme.Preflight(d, j.spec) {
			j.sayFault(of, f)
		}
	}
	return programme.Print(w, d, j.spec)
}

func (j printing) sayFault(of string, f pdf.Fault) {
	j.console.say("%s – %s", of, catalogue.In("fr").Say("printing.fault."+f.What, "page", f.Page, "detail", f.Detail))
}
