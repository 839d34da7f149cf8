package entry

import (
	"maps"
	"net/url"
	"strings"

	"github.com/gin-gonic/gin"

	"jema/internal/jema"
	"jema/internal/web/artisan"
)

// helped does what the buttons of a step do to its fields before they are saved:
// half-days, periods one by one, a day copied to others, readings, a proposed text, a
// place on the map. It returns the part of the page to go back to, "" for no button.
func (h Entries) helped(c *gin.Context, e *entry, s step, sent url.Values) (anchor string, problem *jema.Error,
	err error) {
	do := sent.Get("do")
	switch {
	case s.Name == "lieu":
		return h.pointed(c, *e, sent)
	case s.Name == "textes" && do != "propose", s.Name == "activite":
		return "", nil, nil
	}
	all := maps.Clone(e.shown())
	maps.Copy(all, sent)
	if s.Name == "horaires" {
		anchor = changeTimes(all, sent, e.Place.Edition)
	}
	p := artisan.MyOpeningPage{Form: artisan.OpeningFormIn(all, &jema.Problems{})}
	var problems jema.Problems
	if (artisan.Openings{Kit: h.Kit}).Helped(c, e.Place.Edition, &p, &problems) {
		anchor = strings.TrimPrefix(strings.TrimPrefix(do, "add_"), "take_")
		anchor, _, _ = strings.Cut(anchor, "_")
		switch anchor {
		case "propose":
			if all.Get("printed_text") == "" { // a text that is there is nobody's to replace
				sent.Set("printed_text", p.Form.PrintedText)
			}
			return "f-printed_text", nil, nil
		case "hours", "slots":
			sent.Set("hours_text", p.Form.HoursText)
			sent.Set("slots_text", p.Form.SlotsText)
			anchor = "f-" + anchor + "_text"
		default:
			anchor = "f-hours_text"
		}
	}
	return anchor, p.Problem, nil
}

// changeTimes lays half-days, periods and copied days over the words of the times,
// where they are not as the page was loaded with them.
func changeTimes(all, sent url.Values, e jema.Edition) (anchor string) {
	was, err := url.ParseQuery(sent.Get("was"))
	if err != nil {
		return ""
	}
	changed := func(field, now string) bool { return was.Has(field) && was.Get(field) != now }
	for _, name := range []string{"hours", "slots"} {
		t := timetableOf(name, all, e)
		rows := t.periodsSent(sent)
		switch {
		case changed(name+"_periods", fingerprintOf(rows)):
			if !t.rebuild(rows, e.Days()) {
				continue
			}
			anchor = "r-" + t.field()
		case name == "hours" && changed(halfField, fingerprint(sent[halfField])):
			if !t.clear { // the words stay, the chosen half-days come behind them
				t.spans = nil
				t.toggle(sent[halfField], e.Days())
				all.Set(t.field(), strings.TrimSpace(all.Get(t.field())+"\n"+t.words()))
				sent.Set(t.field(), all.Get(t.field()))
				continue
			}
			t.toggle(sent[halfField], e.Days())
		case sent.Get("do") == "copy_"+name && t.clear:
			t.copyDay(sent.Get(name+"_copy"), sent[name+"_copy_to"], e.Days())
			anchor = "r-" + t.field()
		default:
			continue
		}
		all.Set(t.field(), t.words())
		sent.Set(t.field(), t.words())
	}
	return anchor
}
