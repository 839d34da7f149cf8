// Package reference holds the data an instance starts from: the communes of
// Valence Romans Agglo with their boundaries, the métiers d'art, and a sample
// spreadsheet of openings. Sources, licences and credit lines are in
// README.md. It is only bytes: package exchange reads them as it reads any
// file of the same form.
package reference

import (
	"bytes"
	_ "embed" // the data are in the program
)

var (
	//go:embed data/communes.csv
	communes []byte
	//go:embed data/communes.geojson
	boundaries []byte
	//go:embed data/basemap.geojson
	basemap []byte
	//go:embed data/agglo_outline.geojson
	outline []byte
	//go:embed data/crafts.csv
	crafts []byte
	//go:embed data/openings.csv
	openings []byte
	//go:embed data/openings_before.csv
	openingsBefore []byte
)

// OpeningsName is the name of the sample in reports.
const OpeningsName = "openings.csv"

// Credits are the lines that must be shown beside this data.
var Credits = []string{
	"Communes\u00a0: INSEE, DGCL, La Poste – Licence Ouverte 2.0",
	"Limites communales\u00a0: © IGN – Admin Express 2018 – Licence Ouverte 2.0",
	"Métiers d’art : arrêté du 24 décembre 2015",
}

// Communes returns a CSV of the 54 communes, UTF-8, comma-separated.
func Communes() []byte { return bytes.Clone(communes) }

// BasemapCredit is the line that must be shown beside a map that shows the basemap.
const BasemapCredit = "Fond de carte : IGN (Admin Express, cours d’eau), Licence Ouverte – voies ferrées © les " +
	"contributeurs d’OpenStreetMap et SNCF, ODbL"

// Basemap returns a GeoJSON FeatureCollection of rivers, railways, stations and places
// in and around the territory, each with the largest scale that it is good for.
func Basemap() []byte { return bytes.Clone(basemap) }

// Boundaries returns a GeoJSON FeatureCollection of their polygons, each with
// the property "insee".
func Boundaries() []byte { return bytes.Clone(boundaries) }

// Outline returns the outer ring of the whole territory as GeoJSON.
func Outline() []byte { return bytes.Clone(outline) }

// Crafts returns a CSV of the métiers d'art, UTF-8, comma-separated.
func Crafts() []byte { return bytes.Clone(crafts) }

// Openings returns the sample spreadsheet: 72 openings from 6 to 11 April 2027
// as an organiser has them, UTF-8 with BOM, semicolons.
func Openings() []byte { return bytes.Clone(openings) }

// OpeningsBefore returns the openings of the edition before the sample's, from 7 to 12
// April 2026, in the same form: most of workshops of the sample, some of workshops that
// are not in it. All of it can be understood.
func OpeningsBefore() []byte { return bytes.Clone(openingsBefore) }
