package jema

import "strconv"

// Address is one address of the Base Adresse Nationale, WGS 84.
type Address struct {
	CommuneINSEE string `db:"commune_insee"`
	Commune      string // its name
	Number       int    `db:"house_number"`
	Suffix       string // « bis »
	Street       string
	PostalCode   string `db:"postal_code"`
	Lat, Lon     float64
}

// String writes the address in one line: « 12 bis rue des Tanneurs, 26100 Romans-sur-Isère ».
func (a Address) String() string {
	line := a.Street
	if a.Suffix != "" {
		line = a.Suffix + " " + line
	}
	if a.Number > 0 {
		line = strconv.Itoa(a.Number) + " " + line
	}
	return line + ", " + a.PostalCode + " " + a.Commune
}
