package exchange

import (
	"encoding/json"
	"strconv"
	"strings"

	"jema/internal/geo"
	"jema/internal/jema"
	"jema/internal/text"
)

// ReadCommunes reads a spreadsheet of communes: INSEE code, name, postal
// codes, latitude, longitude, population and former names, lists within a cell
// separated by "|", a comma or a space. boundaries is a GeoJSON
// FeatureCollection of their polygons, or nil. Any row that cannot be read
// makes the whole file Invalid: reference data is right or is not loaded.
func ReadCommunes(data, boundaries []byte) ([]jema.Commune, error) {
	sheet, err := readSheet("", data, communeHeaders())
	if err != nil {
		return nil, err
	}
	communes, err := readCommunes(sheet)
	if err != nil || boundaries == nil {
		return communes, err
	}
	return communes, addBoundaries(communes, boundaries)
}

func readCommunes(sheet *Sheet) ([]jema.Commune, error) {
	var communes []jema.Commune
	seen := map[string]bool{}
	for _, t := range sheet.Tables {
		for _, record := range t.Rows {
			if passedOver(record) {
				continue
			}
			c, err := readCommune(&t, record)
			if err != nil {
				return nil, err
			}
			if seen[c.INSEE] {
				return nil, broken(record, sentence("import.reference_twice", "value", c.INSEE))
			}
			seen[c.INSEE] = true
			communes = append(communes, c)
		}
	}
	return communes, nil
}

// inseeForm is what an INSEE code of a commune looks like, Corsica included.
var inseeForm = lazily(`^(?:\d\d|2[AB])\d{3}$`)

func readCommune(t *Table, record Record) (c jema.Commune, err error) {
	r := t.cells(record)
	c = jema.Commune{INSEE: strings.ToUpper(r["insee"]), Name: r["name"], PostalCodes: codes(r["postal_codes"]),
		FormerNames: bars(r["former_names"])}
	if len(c.INSEE) == 4 { // a number cell loses its first zero
		c.INSEE = "0" + c.INSEE
	}
	if !inseeForm().MatchString(c.INSEE) {
		return c, broken(record, sentence("import.reference_insee", "value", r["insee"]))
	}
	if c.Name == "" {
		return c, broken(record, sentence("import.reference_blank", "what", "le nom"))
	}
	for _, f := range []struct {
		field string
		to    *float64
	}{{"lat", &c.Lat}, {"lon", &c.Lon}} {
		if *f.to, err = strconv.ParseFloat(strings.Replace(r[f.field], ",", ".", 1), 64); err != nil ||
			*f.to < -180 || *f.to > 180 {
			return c, broken(record, sentence("import.reference_number", "value", r[f.field]))
		}
	}
	if population := strings.Join(strings.Fields(r["population"]), ""); population != "" {
		if c.Population, err = strconv.Atoi(population); err != nil || c.Population < 0 {
			return c, broken(record, sentence("import.reference_number", "value", r["population"]))
		}
	}
	return jema.NameCommune(c), nil
}

// cells returns the fields of a record of reference data, each on one line.
func (t *Table) cells(record Record) map[string]string {
	out := map[string]string{}
	for field, columns := range t.Columns {
		if columns[0] < len(record.Cells) {
			out[field] = text.Line(record.Cells[columns[0]].Text)
		}
	}
	return out
}

func codes(s string) []string {
	return strings.FieldsFunc(s, func(r rune) bool { return r < '0' || r > '9' })
}

func bars(s string) (out []string) {
	for part := range strings.SplitSeq(s, "|") {
		if part = strings.TrimSpace(part); part != "" {
			out = append(out, part)
		}
	}
	return out
}

func broken(record Record, problem string) *jema.Error {
	return jema.Invalid("import.reference_line", "line", strconv.Itoa(record.Line), "problem", problem)
}

// addBoundaries gives the communes the polygons of a GeoJSON FeatureCollection
// whose features bear their INSEE code in a property "insee" or "code". Not to
// find a single one is Invalid: it is the wrong file.
func addBoundaries(communes []jema.Commune, geojson []byte) error {
	var collection struct {
		Features []struct {
			Properties struct{ INSEE, Code string }
			Geometry   json.RawMessage
		}
	}
	if err := json.Unmarshal(geojson, &collection); err != nil {
		return jema.Invalid("import.no_boundary")
	}
	areas := map[string]json.RawMessage{}
	for _, f := range collection.Features {
		if area, err := geo.Read(f.Geometry); err == nil && len(area) > 0 {
			code := f.Properties.INSEE
			if code == "" {
				code = f.Properties.Code
			}
			areas[code] = f.Geometry
		}
	}
	found := 0
	for i := range communes {
		if area, known := areas[communes[i].INSEE]; known {
			communes[i].Boundary = area
			found++
		}
	}
	if found == 0 {
		return jema.Invalid("import.no_boundary")
	}
	return nil
}
