package exchange

import (
	"errors"
	"strconv"
	"strings"

	"jema/internal/geo"
	"jema/internal/jema"
)

// creditMost bounds the line that is shown beside a map.
const creditMost = 300

// ReadBasemap reads what maps show below their places: GeoJSON as geo.ReadBasemap
// describes it. credit is the line to show beside it, "" where the file has it.
func ReadBasemap(data []byte, credit string) (jema.Basemap, error) {
	b, err := geo.ReadBasemap(data)
	var wrong geo.BasemapError
	if errors.As(err, &wrong) {
		return jema.Basemap{}, &jema.Error{Kind: jema.KindInvalid, Message: "import.basemap." + wrong.Problem,
			Args: []string{"n", strconv.Itoa(wrong.Feature)}}
	}
	if err != nil {
		return jema.Basemap{}, err
	}
	if credit = strings.TrimSpace(credit); credit == "" {
		credit = strings.TrimSpace(b.Credit)
	}
	if credit == "" || len([]rune(credit)) > creditMost {
		return jema.Basemap{}, jema.Invalid("import.basemap.credit")
	}
	return jema.Basemap{Content: data, Credit: credit}, nil
}
