package french

import (
	"fmt"
	"strconv"
	"strings"
	"unicode/utf8"

	"jema/internal/jema"
	"jema/internal/schedule/plan"
	"jema/internal/text"
)

// wording is one fault in words: a statement that may quote the words, and the
// one question whose answer would settle it.
type wording struct {
	message, question func(s *speaker) string
}

// speaker holds what a sentence may need.
type speaker struct {
	fault *plan.Fault
	frame plan.Frame
	words string
}

// typography replaces the plain spaces of the sentences below.
var typography = strings.NewReplacer(" ;", text.NarrowNoBreak+";", " ?", text.NarrowNoBreak+"?", " !",
	text.NarrowNoBreak+"!",
	" :", text.NoBreak+":", "« ", "«"+text.NoBreak, " »", text.NoBreak+"»", "'", "’")

// say returns a sentence in which %w is replaced by the words quoted.
func (s *speaker) say(sentence string) string {
	parts := strings.Split(typography.Replace(sentence), "%w")
	return strings.Join(parts, "«"+text.NoBreak+s.words+text.NoBreak+"»")
}

// Explain puts a fault into two French sentences.
func Explain(phrase string, f plan.Frame, fault *plan.Fault) (words, message, question string) {
	words = cut(phrase, fault.Mark)
	s := &speaker{fault, f, shown(words)}
	w := wordings[fault.Code]
	return words, w.message(s), w.question(s)
}

// AskWhich is the question which of several phrases is meant.
func AskWhich(phrases []string) string {
	var quoted []string
	for _, p := range phrases {
		quoted = append(quoted, "«"+text.NoBreak+p+text.NoBreak+"»")
	}
	n := len(quoted) - 1
	return "Faut-il lire " + strings.Join(quoted[:n], ", ") + " ou " + quoted[n] + text.NarrowNoBreak + "?"
}

// cut returns the marked stretch, whatever the fault holds.
func cut(phrase string, m plan.Mark) string {
	start := min(max(m.Start, 0), len(phrase))
	end := min(max(m.End, start), len(phrase))
	return phrase[start:end]
}

// longestQuote is how many characters of the phrase a message repeats.
const longestQuote = 60

// shown makes words fit to be quoted: one line, valid, not endless.
func shown(words string) string {
	words = text.Line(words)
	if utf8.RuneCountInString(words) <= longestQuote {
		return words
	}
	return strings.TrimSpace(string([]rune(words)[:longestQuote])) + "…"
}

func always(sentence string) func(*speaker) string {
	return func(s *speaker) string { return s.say(sentence) }
}

// filled makes a sentence of a format whose values come from the fault.
func filled(format string, values func(*speaker) []any) func(*speaker) string {
	return func(s *speaker) string {
		return s.say(fmt.Sprintf(strings.ReplaceAll(format, "%w", "%%w"), values(s)...))
	}
}

func (s *speaker) day(i int) jema.Date {
	if i < len(s.fault.Days) {
		return s.fault.Days[i]
	}
	return s.frame.From
}

func (s *speaker) clock(i int) string {
	if i < len(s.fault.Clocks) {
		return text.Clock(s.fault.Clocks[i])
	}
	return ""
}

func (s *speaker) number(i int) int {
	if i < len(s.fault.Numbers) {
		return s.fault.Numbers[i]
	}
	return 0
}

// edition names the days of the edition: « du mardi 6 au dimanche 11 avril 2027 ».
func (s *speaker) edition() string { return text.Days(s.frame.From, s.frame.To) }

// choice lists days to choose from.
func choice(days []jema.Date) string {
	var names []string
	for _, d := range days {
		names = append(names, "le "+text.DayMonth(d))
	}
	if n := len(names) - 1; n > 0 {
		return strings.Join(names[:n], ", ") + " ou " + names[n]
	}
	return strings.Join(names, "")
}

// month names the month of a day that does not exist.
func monthOf(d jema.Date) string {
	if d.Month < 1 || d.Month > 12 {
		return strconv.Itoa(int(d.Month))
	}
	return text.Month(d.Month)
}
