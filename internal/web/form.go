package web

import (
	"net/url"
	"strconv"
	"strings"

	"github.com/gin-gonic/gin"

	"jema/internal/jema"
	"jema/internal/text"
)

// redirect sends the browser on after an action; done names the notice that
// the next page shows.
func redirect(c *gin.Context, path, done string) error {
	if done != "" {
		separator := "?"
		if strings.Contains(path, "?") {
			separator = "&"
		}
		path += separator + "fait=" + url.QueryEscape(done) + "&le=" + noticeStamp(c)
	}
	c.Redirect(303, path)
	return nil
}

// Option is one of the answers a form offers; see templates/partial/field.html.
type Option struct{ Value, Label, Hint string }

// formLimit bounds a form without files; a text of 10,000 signs in every
// field fits.
const formLimit = 1 << 20

// line and lines read a field that somebody typed, cleaned, at most max signs;
// a longer one is noted as a problem and kept as typed.
func line(c *gin.Context, p *jema.Problems, field string, most int) string {
	return bounded(p, field, text.Line(c.PostForm(field)), most)
}

func lines(c *gin.Context, p *jema.Problems, field string, most int) string {
	return bounded(p, field, text.Pasted(c.PostForm(field)), most)
}

func bounded(p *jema.Problems, field, value string, most int) string {
	if text.Length(value) > most {
		p.Add(field, "form.too_long", "max", strconv.Itoa(most))
	}
	return value
}

// number reads a whole number; what is not one is noted as a problem.
func number(c *gin.Context, p *jema.Problems, field string) int {
	typed := text.Line(c.PostForm(field))
	if typed == "" {
		return 0
	}
	n, err := strconv.Atoi(typed)
	if err != nil {
		p.Add(field, "form.not_a_number")
	}
	return n
}

// readKey returns the key of a form's rendering, a new one where it has none.
func readKey(c *gin.Context) string {
	if key := c.PostForm("key"); bookingKey.MatchString(key) {
		return key
	}
	return newBookingKey()
}

// ticked tells whether a box is ticked.
func ticked(c *gin.Context, field string) bool { return c.PostForm(field) != "" }

// id reads a number of the address; anything else is nothing that exists.
func id(c *gin.Context, name string) (int64, error) {
	n, err := strconv.ParseInt(c.Param(name), 10, 64)
	if err != nil || n < 1 {
		return 0, jema.NotFound("error.not_found")
	}
	return n, nil
}

// Options returns the answers of a form whose labels are the sentences of the
// keys that begin with prefix.
func (l Layout) Options(prefix string, values []string) []Option {
	var out []Option
	for _, v := range values {
		out = append(out, Option{Value: v, Label: l.T(prefix + v)})
	}
	return out
}
