package exchange

import (
	"strconv"
	"strings"

	"jema/internal/jema"
	"jema/internal/text"
)

// placeReader reads where the workshop lies.
type placeReader struct{ *reading }

// where reads the commune, the postal code and the address.
func (r placeReader) where() {
	if s, read := r.all("address", "\n"); read {
		address, putOff := text.Withheld(s) // « adresse communiquée à la réservation »
		r.addressPutOff = putOff
		r.set("address", houseNumber().ReplaceAllString(address, "$1 "))
	}
	r.position()
	postal, _ := r.line("postal_code")
	if len(postal) == 4 { // a number cell loses its first zero
		postal = "0" + postal
	}
	if five := postalDigits(postal); five != "" && five != postal { // « 26100 Romans » in the column of codes
		r.mark("commune", strings.Replace(postal, five, "", 1), "")
		postal = five
	}
	commune, read := r.line("commune")
	if !read && r.row.has(Blocking) && len(r.table.Columns["commune"]) > 0 {
		return // broken: already said
	}
	if postal == "" {
		postal = postalDigits(commune)
	}
	found := r.commune(commune, postal)
	if found.INSEE != "" && !r.frame.communes.department(postal) {
		r.note("commune", Blocking, "import.commune.elsewhere", "name", found.Name, "code", postal)
		r.set("postal_code", postal)
		return
	}
	if found.INSEE == "" {
		r.unknownCommune(commune, found.candidates)
		r.set("postal_code", postal)
		return
	}
	switch found.how {
	case "":
	case "import.commune.set":
		r.note("commune", Repaired, found.how, "name", found.Name)
	default:
		r.note("commune", Doubtful, found.how, "name", found.Name)
	}
	r.set("commune", found.INSEE)
	r.set("workshop_commune", found.INSEE)
	r.set("postal_code", r.postalCode(postal, found.Commune))
}

// houseNumber is a number that is in a column of its own.
var houseNumber = lazily(`^(\d{1,4}(?: ?(?:bis|ter|[a-cA-C]))?)\n`)

// position reads where the workshop lies; one that is not on the map is left
// out.
func (r placeReader) position() {
	lat, hasLat := r.degrees("lat", 90)
	lon, hasLon := r.degrees("lon", 180)
	if hasLat && hasLon && (lat != 0 || lon != 0) {
		r.set("lat", strconv.FormatFloat(lat, 'f', -1, 64))
		r.set("lon", strconv.FormatFloat(lon, 'f', -1, 64))
	}
}

func (r placeReader) degrees(field string, most float64) (float64, bool) {
	s, _ := r.line(field)
	if s == "" {
		return 0, false
	}
	v, err := strconv.ParseFloat(strings.Replace(s, ",", ".", 1), 64)
	if err != nil || v < -most || v > most {
		r.note(field, Doubtful, "import.position.wrong")
		return 0, false
	}
	return v, true
}

func (r placeReader) commune(name, postal string) foundCommune {
	if name != "" {
		return r.frame.communes.find(name, postal)
	}
	if c, only := r.frame.communes.at(postal); only {
		return foundCommune{Commune: c, how: "import.commune.postal"}
	}
	return foundCommune{}
}

func (r placeReader) unknownCommune(name string, candidates []string) {
	switch {
	case name == "":
		r.note("commune", Blocking, "import.commune.missing")
		r.row.Lacks = append(r.row.Lacks, "commune")
	case len(candidates) > 0:
		r.note("commune", Blocking, "import.commune.several", "names", text.Join(candidates))
	default:
		r.note("commune", Blocking, "import.commune.unknown")
	}
}

// postalCode returns the code beside a commune that is recognised, corrected.
func (r placeReader) postalCode(typed string, c jema.Commune) string {
	for _, code := range c.PostalCodes {
		if code == typed {
			return typed
		}
	}
	if len(c.PostalCodes) == 0 {
		return typed
	}
	if typed != "" {
		key := "import.postal_code.wrong"
		// the code or the name is wrong: nobody knows which
		if name, _ := r.line("commune"); !strings.Contains(text.Fold(name), "cedex") {
			key, r.row.Hold = "import.postal_code.held", true
		}
		r.note("postal_code", Doubtful, key, "commune", c.Name, "code", text.Join(c.PostalCodes))
	}
	return c.PostalCodes[0]
}
