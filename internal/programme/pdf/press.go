package pdf

import "jema/internal/programme/pdf/object"

// intent is the printing condition that the colours are meant for.
func (f *finishing) intent() dict {
	c := f.options.condition()
	d := dict{{Key: "Type", Value: name("OutputIntent")}, {Key: "S", Value: name("GTS_PDFX")},
		{Key: "OutputConditionIdentifier", Value: object.String(c.Identifier)}, {Key: "OutputCondition",
			Value: object.String(c.Name)},
		{Key: "RegistryName", Value: object.String("http://www.color.org")}, {Key: "Info", Value: object.String(c.Name)}}
	if len(c.Profile) > 0 {
		d.Set("DestOutputProfile", object.New(c.stream()))
	}
	return d
}
