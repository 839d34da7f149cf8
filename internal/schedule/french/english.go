package french

import (
	_ "embed"
	"strconv"
	"strings"
)

// An English phrase is put into French words before it is cut, so that the grammar
// serves one language only. Every character retains its position in the phrase.

//go:embed english.txt
var englishText string

// english gives each English word, or up to four with « _ » between them, its
// French one; « . » is nothing.
var english = map[string]string{}

// englishDays are the words that make a phrase English.
var englishDays = map[string]bool{}

// addEnglish must run when the lexicon is complete.
func addEnglish() {
	for line := range strings.Lines(englishText) {
		if word, in, ok := strings.Cut(strings.TrimSpace(line), " "); ok && word != "#" {
			english[word] = strings.ReplaceAll(strings.TrimPrefix(in, "."), "_", " ")
			day := words[english[word]]
			if day.kind == weekday || english[word] == "tous les jours" {
				englishDays[word] = true
			}
		}
	}
}

// run is a stretch of characters: a word, a number or one sign.
type run struct {
	from, to int
	kind     tokenKind
	text     string
}

// runsOf cuts characters into words, numbers and single signs.
func runsOf(chars []char) []run {
	out := make([]run, 0, len(chars)/3)
	for i := 0; i < len(chars); {
		kind, j := kindOf(chars[i].r), i+1
		for kind != signToken && j < len(chars) && kindOf(chars[j].r) == kind {
			j++
		}
		out = append(out, run{i, j, kind, textOf(chars[i:j])})
		i = j
	}
	return out
}

// translator writes an English phrase in French.
type translator struct {
	chars []char
	runs  []run
	out   []char

	tagged bool // the hours are written as in OpenStreetMap
}

// fromEnglish returns the characters of an English phrase in French, and those of
// any other as they are.
func fromEnglish(chars []char) []char {
	t := translator{chars: chars, runs: runsOf(chars)}
	t.tagged = t.isTag()
	if !t.tagged && !t.speaksEnglish() {
		return chars
	}
	for i := 0; i < len(t.runs); {
		i = t.next(i)
	}
	return t.out
}

// speaksEnglish reports whether a day has an English name, or an hour bears « pm ».
func (t *translator) speaksEnglish() bool {
	for i, r := range t.runs {
		if _, _, half := t.half(i + 1); englishDays[r.text] && !words[r.text].short || r.kind == numberToken && half == "pm" {
			return true
		}
	}
	return false
}

func (t *translator) at(i int) run {
	if i < 0 || i >= len(t.runs) {
		return run{}
	}
	return t.runs[i]
}

// next writes what begins at run i and returns the run behind it.
func (t *translator) next(i int) int {
	for _, read := range []func(int) (string, int){t.clock, t.length, t.monthFirst, t.number, t.words} {
		if said, j := read(i); j > i {
			t.write(said, i, j)
			return j
		}
	}
	r := t.runs[i]
	t.out = append(t.out, t.chars[r.from:r.to]...)
	return i + 1
}

// write adds French text in the place of runs i to j-1.
func (t *translator) write(said string, i, j int) {
	from, to := t.chars[t.runs[i].from], t.chars[t.runs[j-1].to-1]
	if t.at(j).kind == wordToken || t.at(j).kind == numberToken {
		said += " "
	}
	folded, _ := fold(said)
	for _, c := range folded {
		c.start, c.end = from.start, to.end
		t.out = append(t.out, c)
	}
}

// mostSpaces is more spaces than anybody types between an hour and its half of the day.
const mostSpaces = 8

// spaces passes over spaces.
func (t *translator) spaces(i int) int {
	for end := i + mostSpaces; i < end && t.at(i).text == " "; {
		i++
	}
	return i
}

// half reads « am », « pm » or « p.m. » at run i, a space perhaps before it. The
// figures before it may have minutes, which it passes over.
func (t *translator) half(i int) (minutes string, end int, half string) {
	if m := t.at(i + 1); (t.at(i).text == "." || t.at(i).text == ":") && m.kind == numberToken && len(m.text) == 2 {
		minutes, i = m.text, i+2
	}
	i = t.spaces(i)
	switch r := t.at(i); {
	case r.text == "am", r.text == "pm":
		return minutes, i + 1, r.text
	case (r.text == "a" || r.text == "p") && t.at(i+1).text == "." && t.at(i+2).text == "m":
		if end = i + 3; t.at(end).text == "." {
			end++
		}
		return minutes, end, r.text + "m"
	}
	return minutes, i, ""
}

// clock reads « 2.30 pm », and « 2 » before « -6 pm ».
func (t *translator) clock(i int) (string, int) {
	h, err := strconv.Atoi(t.at(i).text)
	if err != nil || h < 1 || h > 12 || t.at(i-1).text == "." && t.at(i-2).kind == numberToken {
		return "", i
	}
	m, end, half := t.half(i + 1)
	if half == "" {
		if end = t.rangeOf(i, m); end == i {
			return "", i
		}
		to, last := t.later(end)
		if half = "am"; last == "pm" && (h == 12 || h+12 < to) {
			half = "pm"
		}
	}
	switch {
	case half == "pm" && h < 12:
		h += 12
	case half == "am" && h == 12:
		return "", i // midnight, but who writes it means noon
	}
	return strconv.Itoa(h) + "h" + m, end
}

// rangeOf returns the end of the figures at i if they begin a range whose end gives
// its half of the day.
func (t *translator) rangeOf(i int, minutes string) int {
	end := i + 1
	if minutes != "" {
		end += 2
	}
	if _, half := t.later(end); half != "" {
		return end
	}
	return i
}

// later reads the hour that a range ends with.
func (t *translator) later(i int) (h int, half string) {
	i = t.spaces(i)
	if !joins[t.at(i).text] {
		return 0, ""
	}
	i = t.spaces(i + 1)
	h, err := strconv.Atoi(t.at(i).text)
	if err != nil {
		return 0, ""
	}
	_, _, half = t.half(i + 1)
	if half == "pm" && h < 12 {
		h += 12
	}
	return h, half
}

// joins are what is between the hours of a range.
var joins = map[string]bool{"-": true, "to": true, "until": true, "till": true, "til": true}

// besideFrench reports whether a number or a French day is beside the word at run i.
func (t *translator) besideFrench(i int) bool {
	back := i - 1
	for back >= 0 && t.at(back).text == " " {
		back--
	}
	for _, r := range []run{t.at(back), t.at(t.spaces(i + 1))} {
		if r.kind == numberToken || words[r.text].kind == weekday && !englishDays[r.text] {
			return true
		}
	}
	return false
}

// length reads « 1.5 h » as an hour and a half.
func (t *translator) length(i int) (string, int) {
	j := t.spaces(i + 3)
	if len(t.at(i).text) != 1 || t.at(i).kind != numberToken || t.at(i+1).text != "." || t.at(i+2).text != "5" {
		return "", i
	}
	if u := t.at(j).text; u != "h" && u != "hour" && u != "hours" && u != "hrs" {
		return "", i
	}
	return t.at(i).text + "h30", j + 1
}

// monthFirst reads « April 10th » as « 10 avril ».
func (t *translator) monthFirst(i int) (string, int) {
	in, j := english[t.at(i).text], t.spaces(i+1)
	if words[in].kind != month || t.at(j).kind != numberToken || len(t.at(j).text) > 2 {
		return "", i
	}
	day, end := t.number(j)
	if end == j {
		day, end = t.at(j).text, j+1
	}
	if t.dayBefore(i) || t.startsClock(end) {
		return "", i // « 10 April 10:00-18:00 »
	}
	if _, _, half := t.half(end); half != "" {
		return "", i
	}
	return day + " " + in, end
}

// dayBefore reports whether a number is before the month at run i.
func (t *translator) dayBefore(i int) bool {
	for i--; t.at(i).text == " " || t.at(i).text == "th" || t.at(i).text == "of"; i-- {
	}
	return t.at(i).kind == numberToken && len(t.at(i).text) <= 2
}

// startsClock reports whether what is at run i makes an hour of the number before it.
func (t *translator) startsClock(i int) bool {
	sign := t.at(i).text
	return sign == "h" || (sign == ":" || sign == ".") && t.at(i+1).kind == numberToken
}

// number reads « 10th » as « 10 ».
func (t *translator) number(i int) (string, int) {
	switch t.at(i + 1).text {
	case "st", "nd", "rd", "th":
		if t.at(i).kind == numberToken {
			return t.at(i).text, i + 2
		}
	}
	return "", i
}

// words reads the longest entry that begins at run i. « To » leads to a day as
// well as to an hour.
func (t *translator) words(i int) (string, int) {
	if said, ok := tagWords[t.at(i).text]; ok && t.tagged {
		return said, i + 1
	}
	key, in, end := "", "", i
	for n, j := 0, i; n < 4 && t.at(j).kind == wordToken; n++ {
		key += t.at(j).text
		j++
		if said, ok := english[key]; ok {
			in, end = said, j
		}
		if s := t.at(j).text; s == "'" || s == "-" || s == " " {
			j++
		}
		key += "_"
	}
	if r := t.at(i); r.text == "a" && end == i+1 && (t.chars[r.from].accented || t.besideFrench(i)) {
		return "", i // « mardi à vendredi »
	}
	if t.at(i).text == "to" && englishDays[t.at(t.spaces(i+1)).text] {
		in = "au"
	}
	return in, end
}
