package search

import (
	"maps"
	"net/url"
	"strconv"
	"strings"

	"github.com/gin-gonic/gin"

	"jema/internal/jema"
	find "jema/internal/search"
)

// path is where results are.
const path = "/evenements"

// address returns the address of a query's results.
func address(q find.Query) string {
	values := q.Values()
	if len(values) == 0 {
		return path
	}
	return path + "?" + values.Encode()
}

// older are the names that filters had in addresses before, which stay valid.
var older = map[string]string{"metier": "craft", "jour": "day"}

// withOlderNames adds the filters that programs send under older names. A day with a
// part of it comes in one field of the form, « 2027-04-10 afternoon ».
func withOlderNames(values url.Values) url.Values {
	values = maps.Clone(values)
	for was, is := range older {
		if v := values.Get(was); v != "" && values.Get(is) == "" {
			values.Set(is, v)
		}
	}
	if n, err := strconv.Atoi(values.Get("page")); err != nil || n < 1 { // what is no page is the first
		values.Del("page")
	}
	when := strings.Fields(values.Get("when"))
	for _, part := range when {
		if i := momentAt(part); i >= 0 {
			if values.Get("from") == "" && values.Get("to") == "" {
				values.Set("from", find.Moments[i].From.String())
				values.Set("to", find.Moments[i].To.String())
			}
		} else if values.Get("day") == "" {
			values["day"] = strings.Split(part, ",")
		}
	}
	return values
}

func momentAt(name string) int {
	for i, m := range find.Moments {
		if m.Name == name {
			return i
		}
	}
	return -1
}

// read returns the query of an address; a problem is named after the form's field.
func read(c *gin.Context) (find.Query, error) {
	return find.Parse(withOlderNames(c.Request.URL.Query()))
}

// inForm names the fields of the form where they differ from the filters.
var inForm = map[string]string{"day": "when"}

// forForm returns what is wrong with the fields of the form, in their order.
func forForm(problems ...*jema.Error) *jema.Error {
	var all jema.Problems
	for _, p := range problems {
		if p == nil {
			continue
		}
		for _, f := range p.Fields {
			if field, other := inForm[f.Field]; other {
				f.Field, f.Message = field, "visit.search.day_wrong"
			}
			all = append(all, f)
		}
	}
	if len(all) == 0 {
		return nil
	}
	return &jema.Error{Kind: jema.KindInvalid, Message: "form.invalid", Fields: all}
}
