package page

import (
	"fmt"
	"html/template"
	"strings"
	"time"

	"jema/internal/catalogue"
	"jema/internal/jema"
	"jema/internal/text"
)

// functions are what templates may call in a language.
func functions(v *catalogue.Voice) template.FuncMap {
	return template.FuncMap{
		"asset":      asset,
		"typeset":    text.Typeset,
		"paragraphs": paragraphs,
		"day":        v.Day,
		"dayMonth":   v.DayMonth,
		"days":       v.Days,
		"minutes":    v.Minutes,
		"spoken":     jema.SpokenCode,
		"iso":        func(t time.Time) string { return t.Format(time.RFC3339) },
		"date":       func(t time.Time, e jema.Edition) jema.Date { return jema.DateOf(t.In(e.Zone)) },
		"lastDay":    func(t time.Time, e jema.Edition) jema.Date { return jema.DateOf(t.Add(-1).In(e.Zone)) }, // before t
		"clock":      func(t time.Time, e jema.Edition) string { return v.ClockIn(t, e.Zone) },
		"fromTo":     func(i jema.Interval, e jema.Edition) string { s := i.Span(e.Zone); return v.FromTo(s.From, s.To) },
		"dict":       dict,
		"number":     v.Number,
		"tel":        func(phone string) string { return strings.NewReplacer(" ", "", ".", "").Replace(phone) },
		"weekday":    v.Weekday,
		"add":        func(a, b int) int { return a + b },
		"capital":    Capital,
		"photo":      PhotoAddress,
		"swatch":     swatch,
		"band":       band,
		"veneers":    veneers,
	}
}

// paragraphs splits a text at its line ends, typeset.
func paragraphs(s string) []string {
	var out []string
	for p := range strings.SplitSeq(s, "\n") {
		if p = strings.TrimSpace(p); p != "" {
			out = append(out, text.Typeset(p))
		}
	}
	return out
}

// dict gives a partial several values by name.
func dict(pairs ...any) (map[string]any, error) {
	if len(pairs)%2 != 0 {
		return nil, fmt.Errorf("dict wants pairs, got %d values", len(pairs))
	}
	m := make(map[string]any, len(pairs)/2)
	for i := 0; i < len(pairs); i += 2 {
		name, ok := pairs[i].(string)
		if !ok {
			return nil, fmt.Errorf("dict: %v is not a name", pairs[i])
		}
		m[name] = pairs[i+1]
	}
	return m, nil
}

// PhotoAddress is where a picture is found: it changes with the picture.
func PhotoAddress(p jema.Photo) string {
	return fmt.Sprintf("/photos/%d?v=%x", p.ID, p.SHA256[:4])
}
