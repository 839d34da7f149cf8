package exchange

import (
	"encoding/csv"
	"errors"
	"io"
	"strconv"

	"jema/internal/jema"
	"jema/internal/text"
)

// ReadAddresses reads a file of the Base Adresse Nationale as it is published: a CSV
// whose first line names the columns, separated by semicolons, in WGS 84. Its rows are
// read one by one, since a department has several hundred thousand; rows of the same
// place in another spelling (« alias ») are not in it. A row that cannot be read makes
// the whole file Invalid.
func ReadAddresses(from io.Reader) (list []jema.Address, err error) {
	rows := csv.NewReader(from)
	rows.Comma, rows.LazyQuotes, rows.ReuseRecord = ';', true, true
	header, err := rows.Read()
	if err != nil {
		return nil, jema.Invalid("import.not_a_sheet")
	}
	at := map[string]int{}
	for i, name := range header {
		at[text.Fold(name)] = i
	}
	for _, name := range []string{"numero", "rep", "nom_voie", "code_postal", "code_insee", "lon", "lat"} {
		if _, known := at[name]; !known {
			return nil, jema.Invalid("import.address_column", "column", name)
		}
	}
	for {
		row, err := rows.Read()
		if errors.Is(err, io.EOF) {
			return list, nil
		}
		line, _ := rows.FieldPos(0)
		a, readable := addressOf(func(name string) string { return text.Line(row[at[name]]) }, err)
		if !readable {
			return nil, jema.Invalid("import.address_row", "line", strconv.Itoa(line))
		}
		list = append(list, a)
	}
}

func addressOf(cell func(string) string, unreadable error) (a jema.Address, ok bool) {
	if unreadable != nil {
		return a, false
	}
	a = jema.Address{CommuneINSEE: cell("code_insee"), Suffix: cell("rep"), Street: cell("nom_voie"),
		PostalCode: cell("code_postal")}
	number, err := strconv.Atoi(cell("numero"))
	var failed, wrong error
	a.Lat, failed = strconv.ParseFloat(cell("lat"), 64)
	a.Lon, wrong = strconv.ParseFloat(cell("lon"), 64)
	a.Number = number
	onEarth := a.Lat >= -90 && a.Lat <= 90 && a.Lon >= -180 && a.Lon <= 180
	return a, err == nil && failed == nil && wrong == nil && onEarth && a.Street != "" &&
		inseeForm().MatchString(a.CommuneINSEE)
}
