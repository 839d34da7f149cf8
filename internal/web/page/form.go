package page

import (
	"crypto/rand"
	"encoding/hex"
	"net/url"
	"regexp"
	"strconv"
	"strings"
	"time"

	"github.com/gin-gonic/gin"

	"jema/internal/jema"
	"jema/internal/text"
)

// NewKey draws the key of one rendering of the form: sent twice, it
// books once.
func NewKey() string {
	var b [16]byte
	_, _ = rand.Read(b[:]) // never fails since Go 1.24
	return hex.EncodeToString(b[:])
}

// KeyForm is what the key of a form looks like.
var KeyForm = regexp.MustCompile(`^[0-9a-f]{32}$`)

// Contact reads an address or a number, which may be left out if the other is
// there; what cannot be read is stored in the request, so that it is not also
// reported as missing.
func Contact(p *jema.Problems, field, typed, problem string, read func(string) (string, bool)) string {
	if typed == "" {
		return ""
	}
	value, ok := read(typed)
	if !ok {
		if !p.Has(field) {
			p.Add(field, problem)
		}
		return typed
	}
	return value
}

// Redirect sends the browser on after an action; done names the notice that
// the next page shows.
func Redirect(c *gin.Context, path, done string) error {
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

// FormLimit bounds a form without files; a text of 10,000 characters in every
// field fits.
const FormLimit = 1 << 20

// Line and lines read a field that somebody typed, cleaned, at most max characters;
// a longer one is noted as a problem and left as typed.
func Line(c *gin.Context, p *jema.Problems, field string, most int) string {
	return Bounded(p, field, text.Line(c.PostForm(field)), most)
}

// Lines is Line for a text of several lines.
func Lines(c *gin.Context, p *jema.Problems, field string, most int) string {
	return Bounded(p, field, text.Pasted(c.PostForm(field)), most)
}

// Bounded notes a value of more than most characters as a problem of its field.
func Bounded(p *jema.Problems, field, value string, most int) string {
	if text.Length(value) > most {
		p.Add(field, "form.too_long", "max", strconv.Itoa(most))
	}
	return value
}

// Number reads a whole number; what is not one is noted as a problem.
func Number(c *gin.Context, p *jema.Problems, field string) int {
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

// Day reads a day as a browser sends it or as one types it, « 2027-03-05 » or
// « 5/3/2027 ».
func Day(typed string) (day jema.Date, read bool) {
	for _, layout := range []string{time.DateOnly, "2/1/2006"} {
		if t, err := time.Parse(layout, typed); err == nil {
			return jema.DateOf(t), true
		}
	}
	return day, false
}

// Numbers reads the values of a field that several boxes share; what is no number is
// left out.
func Numbers[N ~int64](c *gin.Context, field string) (all []N) {
	for _, typed := range c.PostFormArray(field) {
		if n, err := strconv.ParseInt(typed, 10, 64); err == nil {
			all = append(all, N(n))
		}
	}
	return all
}

// ReadKey returns the key of a form's rendering, a new one where it has none.
func ReadKey(c *gin.Context) string {
	if key := c.PostForm("key"); KeyForm.MatchString(key) {
		return key
	}
	return NewKey()
}

// Ticked reports whether a box is ticked.
func Ticked(c *gin.Context, field string) bool { return c.PostForm(field) != "" }

// ID reads a number of the address; anything else is nothing that exists.
func ID[N ~int64](c *gin.Context, name string) (N, error) {
	id := TypedID[N](c.Param(name))
	if id == 0 {
		return 0, jema.NotFound("error.not_found")
	}
	return id, nil
}

// TypedID reads the id that a form or an address has; anything else is 0.
func TypedID[N ~int64](typed string) N {
	n, err := strconv.ParseInt(typed, 10, 64)
	if err != nil || n < 0 {
		return 0
	}
	return N(n)
}

// Options returns the answers of a form whose labels are the sentences of the
// keys that begin with prefix.
func Options[S ~string](l Layout, prefix string, values []S) (list []Option) {
	for _, v := range values {
		list = append(list, Option{Value: string(v), Label: l.T(prefix + string(v))})
	}
	return list
}

// WordsMax bounds what is looked for.
const WordsMax = 200

// How long what is typed may be, in characters.
const (
	NameMax    = 200
	ShortMax   = 300
	LongMax    = 10_000
	AddressMax = 500
)

// ReadStatement reads the form of a statement at now: fields said_by, said_how and
// said_on. What is not sent is as usual.
func ReadStatement(sent url.Values, usual jema.Statement, now time.Time, zone *time.Location) (jema.Statement, error) {
	var problems jema.Problems
	by := Bounded(&problems, "said_by", text.Line(sent.Get("said_by")), NameMax)
	said := usual.With(by, sent.Get("said_how"), text.Line(sent.Get("said_on")))
	said.NotedAt = now
	if err := problems.Err(); err != nil {
		return said, err
	}
	return said, said.Check(jema.DateOf(now.In(zone)))
}
