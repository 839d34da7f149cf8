package exchange

import (
	"cmp"
	"crypto/sha256"
	"maps"
	"slices"
	"strings"

	"jema/internal/jema"
	"jema/internal/text"
)

// Meaning is what somebody declares a column of a spreadsheet to hold: the field, ""
// for a column that is not to be read.
type Meaning struct{ Header, Field string }

// ParseMeaning reads « Passages proposés=slots »: the header of a column, an
// equals sign, and a field by its name in the program or by the usual words for
// it. Nothing behind the sign is a column that is not to be read.
func ParseMeaning(s string) (Meaning, error) {
	i := strings.LastIndexByte(s, '=')
	if i <= 0 || strings.TrimSpace(s[:i]) == "" {
		return Meaning{}, jema.Invalid("import.map.form", "typed", s)
	}
	field, err := fieldNamed(strings.TrimSpace(s[i+1:]))
	return Meaning{strings.TrimSpace(s[:i]), field}, err
}

// fieldNamed returns a field by its name or by the words of a column.
func fieldNamed(name string) (string, error) {
	if _, known := expectations[name]; known || name == "" || slices.Contains(otherFields, name) {
		return name, nil
	}
	if field := openingHeaders().wordsFor(name); field != "" && field != unread {
		return field, nil
	}
	return "", jema.Invalid("import.map.unknown", "field", name, "fields", strings.Join(fieldNames(), ", "))
}

// otherFields are the fields whose cells look like nothing in particular.
var otherFields = []string{"remarks", "stops", "parking", "lat", "lon", "everything"}

func fieldNames() []string {
	names := slices.Clone(otherFields)
	for field := range expectations {
		names = append(names, field)
	}
	slices.Sort(names)
	return names
}

// Default is the value for every row that leaves a field empty.
type Default struct{ Field, Value string }

// ParseDefault reads « kind=open_doors », « capacity=8 ».
func ParseDefault(s string) (Default, error) {
	name, value, found := strings.Cut(s, "=")
	if value = text.Line(value); !found || value == "" {
		return Default{}, jema.Invalid("import.default.form", "typed", s)
	}
	field, err := fieldNamed(strings.TrimSpace(name))
	if half := halfField[halfNamed(name)]; half != "" {
		field, err = half, nil
	}
	if err != nil {
		return Default{}, err
	}
	d := Default{field, value}
	problem := ""
	switch field {
	case "kind":
		if slices.Contains(jema.OpeningKinds, jema.OpeningKind(value)) {
			d.Value = sentence("import.kind." + value)
		} else if kind, sure := readKind(value); kind == "" || !sure {
			problem = "import.kind.unknown"
		}
	case "capacity":
		_, problem = readCapacity(value)
	case "duration":
		_, problem = readDuration(value)
	case "morning", "afternoon", "evening":
		if !rangeAt().MatchString(text.Fold(value)) {
			problem = "import.default.range"
		}
	}
	if problem != "" {
		return Default{}, jema.Invalid("import.default.wrong", "typed", s, "problem", sentence(problem))
	}
	return d, nil
}

// halfNamed returns the half of a day that somebody names, « matin », « morning ».
func halfNamed(name string) string {
	for half, field := range halfField {
		if folded := text.Fold(name); folded == text.Fold(half) || folded == field {
			return half
		}
	}
	return ""
}

// meaningKey is what a header is remembered by.
func meaningKey(header string) string { return text.Fold(header) }

// shape is what files with the same headers have in common, in any order.
func (t Table) shape() []byte {
	var headers []string
	for i := range t.Header {
		headers = append(headers, meaningKey(t.head(i)))
	}
	slices.Sort(headers)
	sum := sha256.Sum256([]byte(strings.Join(headers, "\n")))
	return sum[:]
}

// has reports whether a table has a column with this header.
func (t Table) has(header string) bool {
	for i := range t.Header {
		if meaningKey(t.head(i)) == meaningKey(header) {
			return true
		}
	}
	return false
}

// mean lays meanings over a table: those remembered, then those given now.
func (t *Table) mean(remembered map[string]string, given []Meaning) (notes []string) {
	t.Assigned = map[string]string{}
	for _, header := range slices.Sorted(maps.Keys(remembered)) {
		field := remembered[header]
		t.Assigned[header] = field
		if field == "" {
			notes = append(notes, sentence("import.note.remembered_unread", "header", header))
			continue
		}
		notes = append(notes, sentence("import.note.remembered", "header", header, "field", fieldName(field)))
	}
	for _, m := range given {
		if t.has(m.Header) {
			t.Assigned[meaningKey(m.Header)] = m.Field
		}
	}
	return notes
}

// proposals are the defaults that would complete most rows of a file.
func proposals(rows []Row) (notes []string) {
	count := map[string]int{}
	loaded := 0
	for _, r := range rows {
		if r.Refused() {
			continue
		}
		loaded++
		for _, field := range slices.Compact(slices.Sorted(slices.Values(r.Lacks))) {
			count[field]++
		}
	}
	for _, field := range []string{"kind", "title", "capacity", "duration", "commune", "craft", "morning",
		"afternoon", "evening"} {
		if n := count[field]; n >= 2 && n*2 >= loaded {
			notes = append(notes, sentence("import.note.default", "n", n, "field", fieldName(field))+" --default "+
				shellWord(field+"="+exampleOf[field]))
		}
	}
	return notes
}

// exampleOf are values to show behind --default.
var exampleOf = map[string]string{"kind": "open_doors", "title": "Portes ouvertes", "capacity": "8",
	"duration": "45 min", "commune": "Valence",
	"craft": "Céramiste", "morning": "10h-12h", "afternoon": "14h-18h", "evening": "18h-20h"}

func (o Options) defaults() map[string]string {
	out := map[string]string{}
	for _, d := range o.Defaults {
		out[d.Field] = cmp.Or(d.Value, out[d.Field])
	}
	return out
}

// shellWord quotes what is to be typed on a command line, when it must be.
func shellWord(s string) string {
	if plainWord().MatchString(s) {
		return s
	}
	return "'" + strings.ReplaceAll(s, "'", `'\''`) + "'"
}

var plainWord = lazily(`^[\p{L}\d_=.-]+$`)
