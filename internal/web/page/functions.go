package page

import (
	"cmp"
	"fmt"
	"html"
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
		"titled":     func(o jema.Opening) template.HTML { return titled(v, o) },
		"french":     func(s string) template.HTML { return french(v, s) },
		"paragraphs": func(s string) []template.HTML { return paragraphs(v, s) },
		"sentences":  lines,
		"craft":      func(e jema.Entry) template.HTML { return craft(v, e) },
		"domain":     func(d jema.CraftDomain) template.HTML { return domain(v, d) },
		"at":         v.At,
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
		"capital":    capital,
		"photo":      PhotoAddress,
		"srcset":     srcset,
		"focus":      focus,
		"swatch":     swatch,
		"band":       band,
		"veneers":    veneers,
		"sheet":      sheet,
		"first":      FirstSentence,
		"rest":       restOf,
	}
}

// french returns a text that is French whatever the language of the page, which an
// artisan or the territory wrote, typeset and marked as French where the page is not.
func french(v *catalogue.Voice, s string) template.HTML {
	s = html.EscapeString(text.Typeset(s))
	if v.Prefix() != "" && s != "" {
		s = `<span lang="fr">` + s + `</span>`
	}
	return template.HTML(s) //nolint:gosec // escaped above
}

// titled returns an opening's title in a language where its artisan gave one, else in
// French.
func titled(v *catalogue.Voice, o jema.Opening) template.HTML {
	if title := ownWords(v, o).Title; title != "" {
		return template.HTML(html.EscapeString(title)) //nolint:gosec // escaped
	}
	return french(v, o.Title)
}

// words are an opening's title and text in one language.
type words struct{ Title, Text string }

// ownWords returns what an opening's artisan gave in the language of a page that is not
// French, "" for what they did not.
func ownWords(v *catalogue.Voice, o jema.Opening) (w words) {
	if v.Language == "en" {
		w = words{o.TitleEnglish, o.DescriptionEnglish}
	}
	return w
}

// TitleOf is what titled returns, without marks.
func (l Layout) TitleOf(o jema.Opening) string {
	return cmp.Or(ownWords(l.Voice, o).Title, text.Typeset(o.Title))
}

// TextOf returns an opening's text in the page's language where its artisan gave one,
// "" where it is French alone.
func (l Layout) TextOf(o jema.Opening) string { return ownWords(l.Voice, o).Text }

// ParkingOf returns where visitors of a workshop leave their car, in the page's language
// where its artisan gave it in that, else French and marked as such.
func (l Layout) ParkingOf(w jema.Workshop) template.HTML {
	if words := l.Voice.Parking(w); words.Language == l.Voice.Language {
		return template.HTML(html.EscapeString(words.Text)) //nolint:gosec // escaped
	}
	return french(l.Voice, w.Parking)
}

// craft returns what an opening's craft is called in a language; one that has no name
// in it, or that its artisan wrote, in French.
func craft(v *catalogue.Voice, e jema.Entry) template.HTML {
	if e.Craft != nil && v.HasCraft(*e.Craft) {
		return template.HTML(html.EscapeString(Capital(v.Craft(*e.Craft)))) //nolint:gosec // escaped
	}
	return french(v, Capital(e.CraftName()))
}

// CraftOf returns what an opening's craft is called in the page's language, as French
// where it has no name in it.
func (l Layout) CraftOf(e jema.Entry) string {
	if e.Craft != nil {
		return Capital(l.Voice.Craft(*e.Craft))
	}
	return Capital(text.Typeset(e.CraftName()))
}

func domain(v *catalogue.Voice, d jema.CraftDomain) template.HTML {
	if name := v.Domain(d); name != d.Name {
		return template.HTML(html.EscapeString(name)) //nolint:gosec // escaped
	}
	return french(v, d.Name)
}

// lines splits a text at its line ends.
func lines(s string) (out []string) {
	for p := range strings.SplitSeq(s, "\n") {
		if p = strings.TrimSpace(p); p != "" {
			out = append(out, p)
		}
	}
	return out
}

// paragraphs splits a French text at its line ends.
func paragraphs(v *catalogue.Voice, s string) (out []template.HTML) {
	for _, line := range lines(s) {
		out = append(out, french(v, line))
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

// capital begins what a template shows with a capital letter.
func capital(s any) any {
	if marked, isHTML := s.(template.HTML); isHTML {
		return template.HTML(Capital(string(marked))) //nolint:gosec // it was HTML before
	}
	return Capital(fmt.Sprint(s))
}

// PhotoAddress is where a picture is found: it changes with the picture.
func PhotoAddress(p jema.Photo) string {
	return fmt.Sprintf("/photos/%d?v=%x", p.ID, p.SHA256[:4])
}

// srcset lists a picture in its widths, in one format, as HTML wants it.
func srcset(p jema.Photo, format string) string {
	var all []string
	for _, width := range p.Widths() {
		all = append(all, fmt.Sprintf("/photos/%d/%d-%x.%s %dw", p.ID, width, p.SHA256[:4], format, width))
	}
	return strings.Join(all, ", ")
}

// focus returns the classes by which a cropped picture shows what must stay in
// sight: a tenth of its width and of its height each, since the pages have no inline
// styles.
func focus(p jema.Photo) string {
	return fmt.Sprintf("fx-%d fy-%d", (p.Focus.X+55)/10, (p.Focus.Y+55)/10)
}

// sentenceMost is how many characters a list shows of an opening's text.
const sentenceMost = 180

// FirstSentence returns the first sentence of a text, or as many of its first words
// as a list has room for.
func FirstSentence(s string) string {
	first, _ := firstSentence(s)
	return first
}

// firstSentence is FirstSentence; whole is false where words are left out.
func firstSentence(s string) (first string, whole bool) {
	s = strings.Join(strings.Fields(s[:sentenceEnd(s)]), " ")
	runes := []rune(s)
	if len(runes) <= sentenceMost {
		return s, true
	}
	s = string(runes[:sentenceMost])
	return strings.TrimRight(s[:max(strings.LastIndexByte(s, ' '), 1)], " ,;:") + "…", false
}

// sentenceEnd is where the first sentence of a text ends; one of a few letters is
// taken with the next.
func sentenceEnd(s string) int {
	for i, r := range s {
		end := i + len(string(r))
		if r == '\n' && i > 20 {
			return i
		}
		if strings.ContainsRune(".!?…", r) && i > 20 && (end == len(s) || strings.ContainsRune(" \n", rune(s[end]))) {
			return end
		}
	}
	return len(s)
}

// restOf returns a text without its first sentence, the whole of it where that
// sentence is too long for FirstSentence.
func restOf(s string) string {
	if _, whole := firstSentence(s); !whole {
		return s
	}
	return strings.TrimSpace(s[sentenceEnd(s):])
}
