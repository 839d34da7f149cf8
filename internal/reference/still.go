package reference

import (
	"embed"
	"slices"
)

// Still is a still life of the demonstration: an object of a craft, rendered by us
// from the scene of the same name in still/. It shows no real workshop's work, and is
// never loaded outside the demonstration.
type Still struct {
	Domain       string // slug of its craft domain
	Alt          string // what it shows, in French
	Large, Small []byte // JPEG
}

// StillWidth and StillHeight are the size of every Large, in pixels.
const (
	StillWidth  = 1600
	StillHeight = 1200
)

// StillCredit is the line beside each of them.
const StillCredit = "image de démonstration, rendue pour Jema" //nolint:gosec // a line of credit, no credential

//go:embed still/*.jpg
var stillFiles embed.FS

var stills = []struct{ name, domain, alt string }{
	{"ceramic", "ceramique", "Trois bols tournés, émaillés de bleu, de blanc et de rouge"},
	{"leather", "cuir", "Une courroie de cuir enroulée, cousue au point sellier, et une alêne"},
	{"guitar", "facture-instrumentale", "La rosace d’une guitare et ses six cordes"},
	{"wood", "ameublement-et-decoration", "Un coffret marqueté à chevrons et quelques copeaux"},
	{"paper", "papier-graphisme-et-impression", "Un livre relié posé sur des cahiers cousus, et un plioir"},
	{"fan", "mode-et-accessoires", "Un éventail de soie ouvert et une bobine de fil"},
	{"metal", "metal", "Un bol de cuivre martelé et son marteau"},
	{"glass", "verre-et-cristal", "Un vitrail en rosace, et ses couleurs sur la table"},
}

// Stills returns the eight still lifes.
func Stills() ([]Still, error) {
	var all []Still
	for _, s := range stills {
		large, err := stillFiles.ReadFile("still/" + s.name + ".jpg")
		if err != nil {
			return nil, err
		}
		small, err := stillFiles.ReadFile("still/" + s.name + "-small.jpg")
		if err != nil {
			return nil, err
		}
		all = append(all, Still{s.domain, s.alt, slices.Clone(large), slices.Clone(small)})
	}
	return all, nil
}
