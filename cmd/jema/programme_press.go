package main

import (
	"context"
	"errors"
	"io"

	"jema/internal/catalogue"
	"jema/internal/command"
	"jema/internal/programme"
)

// print writes a programme. Of the press variant it names, a line each, for what
// a printer would send it back.
func (j printing) print(ctx context.Context, w io.Writer, of string, made programme.Work) error {
	d, err := j.jobs.Compose(ctx, made)
	if err != nil {
		return err
	}
	if j.spec.Variant == programme.Press {
		for _, f := range d.Faults() {
			j.reportFault(of, f)
		}
	}
	for _, warned := range d.Warnings {
		say := catalogue.In("fr").Say("printing.warning."+warned.What, "detail", warned.Detail)
		switch warned.What {
		case programme.WarningGlue:
			j.console.Progressf("%s – %s", of, say)
		case programme.WarningBudget:
			j.missed.budget = command.Fail(1, errors.New(say))
		}
	}
	return j.jobs.WriteDocument(ctx, w, d)
}

func (j printing) reportFault(of string, f programme.Fault) {
	j.console.Progressf("%s – %s", of, catalogue.In("fr").Say("printing.fault."+f.What, "page", f.Page,
		"detail", f.Detail))
}
