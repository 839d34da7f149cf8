package main

import (
	"jema/internal/catalogue"
	"jema/internal/jema"
	"jema/internal/programme"
	"jema/internal/programme/pdf"
)

// sayPress names, a line each, for what a printer would send the press edition
// of a commune's programme back. Of several communes, what is true of all is
// said once, by the caller.
func (j printing) sayPress(p jema.Programme) error {
	if j.spec.Edition != programme.Press {
		return nil
	}
	faults, err := programme.Preflight(p, j.spec)
	for _, f := range faults {
		if f.What != pdf.FaultProfile || !j.All {
			j.sayFault(p.Commune.Name, f)
		}
	}
	return err
}

func (j printing) sayPressBook(b jema.Book) error {
	if j.spec.Edition != programme.Press {
		return nil
	}
	faults, err := programme.PreflightBook(b, j.spec)
	for _, f := range faults {
		j.sayFault(b.Territory.Name, f)
	}
	return err
}

func (j printing) sayFault(of string, f pdf.Fault) {
	j.console.say("%s – %s", of, catalogue.In("fr").Say("printing.fault."+f.What, "page", f.Page, "detail", f.Detail))
}
