package marquetry

import "jema/internal/measure"

// veneer is how a domain's piece is made: the tone of its ground, the size of
// its pattern in per cent of a panel's module, and its drawing. Dark and light
// grounds alternate as dark and light woods do, so that a work holds in black
// and white.
type veneer struct {
	ground Tone
	scale  int
	draw   func(b Box, m measure.Length) []Motif
}

var veneers = map[string]veneer{
	"ameublement-et-decoration":                      {Full, 110, parquet},
	"architecture-et-jardins":                        {Tint, 75, ashlar},
	"bijouterie-joaillerie-orfevrerie-et-horlogerie": {Tint, 190, brilliants},
	"ceramique":                          {Full, 60, rings},
	"cuir":                               {Full, 85, stitches},
	"facture-instrumentale":              {Tint, 60, strings},
	"jeux-jouets-et-ouvrages-mecaniques": {Tint, 190, cogs},
	"luminaire":                          {Tint, 150, rays},
	"metal":                              {Full, 80, hammered},
	"mode-et-accessoires":                {Tint, 90, pleats},
	"papier-graphisme-et-impression":     {Paper, 58, halftone},
	"restauration":                       {Paper, 95, tiling},
	"spectacle":                          {Full, 120, scallops},
	"tabletterie":                        {Tint, 48, chequers},
	"textile":                            {Paper, 30, twill},
	"verre-et-cristal":                   {Tint, 105, leaded},
	Other:                                {Tint, 55, grain},
}

// Domains returns the slugs of the sixteen domains and of the neutral veneer,
// in the order of the names.
func Domains() []string {
	return []string{
		"ameublement-et-decoration", "architecture-et-jardins",
		"bijouterie-joaillerie-orfevrerie-et-horlogerie", "ceramique", "cuir", "facture-instrumentale",
		"jeux-jouets-et-ouvrages-mecaniques", "luminaire", "metal", "mode-et-accessoires",
		"papier-graphisme-et-impression", "restauration", "spectacle", "tabletterie", "textile",
		"verre-et-cristal", Other,
	}
}

// slugOf returns the slug itself, or Other for one that has no veneer.
func slugOf(domain string) string {
	if _, ok := veneers[domain]; ok {
		return domain
	}
	return Other
}

func veneerOf(domain string) veneer { return veneers[slugOf(domain)] }
