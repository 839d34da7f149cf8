package french

import (
	"strings"
	"testing"

	"jema/internal/jema"
	"jema/internal/schedule/plan"
)

// TestEveryFaultHasItsSentences: whatever a fault brings along or lacks, there
// is a sentence and one question.
func TestEveryFaultHasItsSentences(t *testing.T) {
	f := plan.Frame{From: jema.Date{Year: 2027, Month: 4, Day: 6}, To: jema.Date{Year: 2027, Month: 4, Day: 11}}
	for _, c := range plan.Codes() {
		if _, ok := wordings[c]; !ok {
			t.Errorf("code %d has no wording", c)
			continue
		}
		bare := plan.NewFault(c, plan.Mark{Start: 0, End: 6})
		full := plan.NewFault(c, plan.Mark{Start: 0, End: 6}).Day(f.From, f.To).Clock(600, 720, 840, 900).Number(30, 45)
		for _, fault := range []*plan.Fault{bare, full} {
			words, message, question := Explain("samedi 10h", f, fault)
			if words != "samedi" || !strings.HasSuffix(message, ".") || strings.Contains(message, "%") {
				t.Errorf("code %d, %q: %s", c, words, message)
			}
			if strings.Count(question, "\u202f?") != 1 || strings.Contains(question, "%") || strings.Contains(question, "'") {
				t.Errorf("code %d asks %q", c, question)
			}
		}
	}
}

func TestQuotesAreShortLines(t *testing.T) {
	phrase := strings.Repeat("bla\nbla ", 50)
	_, message, _ := Explain(phrase, plan.Frame{}, plan.NewFault(plan.UnknownWord, plan.Mark{End: len(phrase)}))
	if n := len([]rune(message)); n > 100 || strings.Contains(message, "\n") || !strings.Contains(message, "…") {
		t.Errorf("%d signs: %q", n, message)
	}
}

func TestMarksPointIntoThePhrase(t *testing.T) {
	for phrase, words := range map[string]string{
		"  samedi\u202f10h-12h, sauff":        "sauff",
		"SAMEDI, fremé‑Théâtre":               "fremé",
		"l’été, samdedid 10h-12h ^":           "^",
		"œuvrons, samedi 10h-12h possibl !":   "possibl",
		"« forge », samedi 10h-12h, vendre🙂½": "½",
	} {
		_, fault := Read(phrase, plan.Frame{})
		if fault == nil || phrase[fault.Start:fault.End] != words {
			t.Errorf("%q: %+v", phrase, fault)
		}
	}
}
