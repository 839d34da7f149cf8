package artisan

import (
	"errors"
	"slices"
	"strconv"
	"strings"
	"time"

	"github.com/gin-gonic/gin"

	"jema/internal/catalogue"
	"jema/internal/exchange"
	"jema/internal/jema"
	"jema/internal/postgres"
	"jema/internal/schedule"
	"jema/internal/text"
	"jema/internal/web/page"
)

// readTimes reads a phrase into moments of an edition, sorted, each once.
func readTimes(phrase string, e jema.Edition, kind schedule.Kind, minutes int) ([]jema.Interval, error) {
	if phrase == "" {
		return nil, nil
	}
	spans, err := schedule.Parse(phrase, frameOf(e, kind, minutes))
	if err != nil {
		return nil, err
	}
	return intervalsOf(spans, e)
}

func frameOf(e jema.Edition, kind schedule.Kind, minutes int) schedule.Frame {
	return schedule.Frame{From: e.StartsOn, To: e.EndsOn, Kind: kind, Minutes: minutes}
}

func intervalsOf(spans []jema.Span, e jema.Edition) ([]jema.Interval, error) {
	slices.SortFunc(spans, jema.Span.Compare)
	var out []jema.Interval
	for _, span := range slices.Compact(spans) {
		interval, err := span.Interval(e.Zone)
		if err != nil {
			return nil, err
		}
		out = append(out, jema.Interval{Start: interval.Start.In(time.UTC), End: interval.End.In(time.UTC)})
	}
	return out, nil
}

// why gives the reason why a phrase was refused, with the question that would settle it.
func why(err error) string {
	if p, ok := errors.AsType[*schedule.ProblemError](err); ok {
		return strings.TrimSpace(p.Message + " " + p.Question)
	}
	if e, ok := errors.AsType[*jema.Error](err); ok {
		return catalogue.In("fr").Explain(e)
	}
	return err.Error()
}

// reading is what was understood of a phrase, or the words that are in the
// way of understanding it.
type reading struct {
	page.Layout
	Field    string // hours_text or slots_text
	Phrase   string
	Lines    []page.TimesLine
	Count    int
	Places   int
	Before   string // the phrase up to the words that are the problem
	Words    string
	After    string
	Why      string
	Question string
	SetAside []string // the words that were passed over
	Written  string   // the reading in good French, where the phrase says it otherwise
	Offers   []offered
}

// offered is a reading to choose, in good French, and the number of its button.
type offered struct {
	Number int
	Phrase string
}

// Prefix is what the names of the field's buttons begin with.
func (r reading) Prefix() string { return strings.TrimSuffix(r.Field, "_text") }

// Empty reports whether nothing was typed.
func (r reading) Empty() bool { return r.Phrase == "" }

func (h Openings) reading(l page.Layout, field string, f OpeningForm) reading {
	l.Problem = nil
	r := reading{Layout: l, Field: field, Phrase: f.HoursText}
	kind, minutes := schedule.Free, 0
	if field == "slots_text" {
		r.Phrase, kind, minutes = f.SlotsText, schedule.Slots, exchange.Minutes(f.Duration)
	}
	if r.Empty() {
		return r
	}
	frame := frameOf(l.Edition, kind, minutes)
	read, err := schedule.Read(r.Phrase, frame)
	if err != nil {
		r.point(err)
		return r
	}
	intervals, err := intervalsOf(read.Spans, l.Edition)
	if err != nil {
		r.point(err)
		return r
	}
	r.Count, r.SetAside = len(intervals), read.SetAside
	if written := schedule.Print(read.Spans, frame); text.Fold(written) != text.Fold(r.Phrase) {
		r.Written = written
	}
	if kind == schedule.Free {
		r.Lines = page.HoursLines(l, intervals)
		return r
	}
	r.Places = r.Count * exchange.Places(f.Capacity)
	r.Lines = page.HoursLines(l, intervals)
	return r
}

// point shows which words are the problem.
func (r *reading) point(err error) {
	r.Why = why(err)
	p, ok := errors.AsType[*schedule.ProblemError](err)
	if !ok {
		return
	}
	r.Why, r.Question = p.Message, p.Question
	for i, o := range p.Offers {
		r.Offers = append(r.Offers, offered{i + 1, o.Phrase})
	}
	if p.Start >= 0 && p.Start < p.End && p.End <= len(r.Phrase) {
		r.Before, r.Words, r.After = r.Phrase[:p.Start], r.Phrase[p.Start:p.End], r.Phrase[p.End:]
	}
}

// scheduleRead answers, while somebody types, with what is understood so far;
// with the buttons' days and hours it first adds those to the phrase.
func (h Openings) scheduleRead(c *gin.Context) error {
	layout, err := h.Layout(c, "")
	if err != nil {
		return err
	}
	var elsewhere, problems jema.Problems // what is wrong with other fields is said when they are saved
	form := ReadOpeningForm(c, &elsewhere)
	field := "hours_text"
	if c.PostForm("which") == "slots_text" {
		field = "slots_text"
	}
	if c.PostForm("do") == "add" {
		h.addTimes(c, layout.Edition, field, &form, &problems)
	}
	r := h.reading(layout, field, form)
	if len(problems) > 0 {
		r = reading{Layout: layout, Field: field, Phrase: r.Phrase, Why: layout.Voice.ExplainField(problems[0])}
	}
	return h.Fragment(c, "moderation/show", "office-reading", r)
}

// takeReading puts the reading of a button into the form, in good French: button
// 0 of a field writes what was understood, the others one of the readings
// offered. It returns false for any other button.
func takeReading(c *gin.Context, e jema.Edition, f *OpeningForm) bool {
	prefix, button, ok := strings.Cut(strings.TrimPrefix(c.PostForm("do"), "take_"), "_")
	n, err := strconv.Atoi(button)
	if !ok || err != nil || prefix != "hours" && prefix != "slots" || !strings.HasPrefix(c.PostForm("do"), "take_") {
		return false
	}
	phrase, frame := &f.HoursText, frameOf(e, schedule.Free, 0)
	if prefix == "slots" {
		phrase, frame = &f.SlotsText, frameOf(e, schedule.Slots, exchange.Minutes(f.Duration))
	}
	read, err := schedule.Read(*phrase, frame)
	problem, asked := errors.AsType[*schedule.ProblemError](err)
	switch {
	case err == nil && n == 0:
		*phrase = schedule.Print(read.Spans, frame)
	case asked && n > 0 && n <= len(problem.Offers):
		*phrase = problem.Offers[n-1].Phrase
	}
	return true
}

// addTimes adds the days and hours chosen by buttons to a phrase: to what it
// means, if it is understood, else behind its words.
func (h Openings) addTimes(c *gin.Context, e jema.Edition, field string, f *OpeningForm, p *jema.Problems) {
	phrase, frame := &f.HoursText, frameOf(e, schedule.Free, 0)
	if field == "slots_text" {
		phrase, frame = &f.SlotsText, frameOf(e, schedule.Slots, exchange.Minutes(f.Duration))
	}
	chosen := chosenTimes(c, e, field, frame, p)
	if len(chosen) == 0 {
		return
	}
	if known, err := schedule.Parse(*phrase, frame); err == nil {
		*phrase = printTimes(append(known, chosen...), frame)
		return
	}
	*phrase = strings.TrimSpace(*phrase + "\n" + printTimes(chosen, frame))
}

// chosenTimes are the days ticked, each with the start and the end given; for
// slots that end when the next begins, a step makes several of them.
func chosenTimes(c *gin.Context, e jema.Edition, field string, f schedule.Frame, p *jema.Problems) (spans []jema.Span) {
	prefix := strings.TrimSuffix(field, "_text")
	from, to := clockTyped(c.PostForm(prefix+"_from")), clockTyped(c.PostForm(prefix+"_to"))
	step := exchange.Minutes(text.Line(c.PostForm(prefix + "_every")))
	days := c.PostFormArray(prefix + "_day")
	if f.Kind == schedule.Slots && to < 0 && from >= 0 && f.Minutes > 0 {
		to = from + jema.Clock(f.Minutes)
	}
	if len(days) == 0 || from < 0 || to <= from || to > 24*60 {
		p.Add(field, "myopening.choose_times")
		return nil
	}
	for _, day := range e.Days() {
		if !slices.Contains(days, day.String()) {
			continue
		}
		if f.Kind == schedule.Free || step == 0 {
			spans = append(spans, jema.Span{Day: day, From: from, To: to})
			continue
		}
		length := jema.Clock(step)
		if f.Minutes > 0 {
			length = jema.Clock(f.Minutes)
		}
		for at := from; at+length <= to; at += jema.Clock(step) {
			spans = append(spans, jema.Span{Day: day, From: at, To: at + length})
		}
	}
	return spans
}

// clockTyped reads 14:30 as browsers send it, -1 when it is no time of day.
func clockTyped(s string) jema.Clock {
	t, err := time.Parse("15:04", text.Line(s))
	if err != nil {
		return -1
	}
	return jema.NewClock(t.Hour(), t.Minute())
}

func printTimes(spans []jema.Span, f schedule.Frame) string {
	slices.SortFunc(spans, jema.Span.Compare)
	spans = slices.Compact(spans)
	if f.Kind == schedule.Free {
		spans = Joined(spans)
	}
	return schedule.Print(spans, f)
}

// slotWords writes the slots of an opening of an edition, as postgres.SlotWords.
func slotWords(e jema.Edition) postgres.SlotWords {
	return func(minutes int, slots []jema.Interval) string {
		return printTimes(spansOf(e, slots), frameOf(e, schedule.Slots, minutes))
	}
}

// TimesWords writes the times of an event, as postgres.TimesWords.
func TimesWords(e jema.Edition, minutes int, hours, slots []jema.Interval) (hoursText, slotsText string) {
	if spans := spansOf(e, hours); len(spans) > 0 {
		hoursText = printTimes(spans, frameOf(e, schedule.Free, 0))
	}
	if len(slots) > 0 {
		slotsText = slotWords(e)(minutes, slots)
	}
	return hoursText, slotsText
}

func spansOf(e jema.Edition, times []jema.Interval) []jema.Span {
	spans := make([]jema.Span, len(times))
	for i, t := range times {
		spans[i] = t.Span(e.Zone)
	}
	return spans
}

// Joined makes one stretch of those that touch or overlap; the stretches come in order.
func Joined(spans []jema.Span) (out []jema.Span) {
	for _, s := range spans {
		if n := len(out); n > 0 && out[n-1].Day == s.Day && s.From <= out[n-1].To {
			out[n-1].To = max(out[n-1].To, s.To)
			continue
		}
		out = append(out, s)
	}
	return out
}
