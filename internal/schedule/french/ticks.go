package french

import (
	"slices"

	"jema/internal/schedule/plan"
)

// box is a box to tick among the tokens: « ☒ », « [x] », « ☐ », « [ ] ».
type box struct {
	start, end int
	ticked     bool
}

// ticks reads forms in which days are ticked: the days whose box is empty are
// taken out together with what is stated of them, and the boxes with them.
func ticks(in []token) ([]token, *plan.Fault) {
	boxes, fault := boxesOf(in)
	if fault != nil || len(boxes) < 2 {
		return in, fault
	}
	firstDay := slices.IndexFunc(in, func(t token) bool { return words[t.text].kind == weekday })
	if firstDay < 0 {
		return in, nil
	}
	leading, sure := leads(in, boxes, firstDay)
	if !sure {
		return nil, plan.NewFault(plan.Table, in[boxes[0].start].Mark.To(in[boxes[len(boxes)-1].start].Mark))
	}
	var out []token
	done := 0
	for n, b := range boxes {
		from, to := b.start, len(in)
		if n+1 < len(boxes) {
			to = boxes[n+1].start
		}
		if !leading {
			from = dayBefore(in, done, b.start)
			if n+1 < len(boxes) {
				to = dayBefore(in, b.end, boxes[n+1].start)
			}
		}
		to = statementEnd(in, b.end, to)
		out = append(out, in[done:from]...)
		if b.ticked {
			out = append(out, in[from:b.start]...)
			if leading {
				out = append(out, word(",", in[from].Mark))
			}
			out = append(out, in[b.end:to]...)
		} else {
			out = append(out, token{Mark: in[from].Mark.To(in[to-1].Mark), kind: wordToken, text: emptyBox},
				word(",", in[to-1].Mark))
		}
		done = to
	}
	return append(out, in[done:]...), nil
}

// statementEnd returns where the line or the sentence at token from ends, to at most. A
// full stop may belong to an abbreviation.
func statementEnd(in []token, from, to int) int {
	for i := from; i < to; i++ {
		if in[i].is("\n", ";") || in[i].is(".") && !(i > from && words[in[i-1].text].short) {
			return i
		}
	}
	return to
}

// leads reports whether the boxes lead their days, and whether that is sure: a day of
// the sentence before a form is not of its first box.
func leads(in []token, boxes []box, firstDay int) (leading, sure bool) {
	day := func(i int) bool { return i >= 0 && i < len(in) && words[in[i].text].kind == weekday }
	all := func(is func(box) bool) bool {
		return !slices.ContainsFunc(boxes, func(b box) bool { return !is(b) })
	}
	if all(func(b box) bool { return day(b.end) }) {
		before := boxes[0].start - 1
		return true, !day(before) && !(day(before-1) && in[before].kind == numberToken)
	}
	return boxes[0].start < firstDay, true
}

// emptyBox is the word that replaces a day whose box is empty.
const emptyBox = "case vide"

// dayBefore returns the place of the weekday that the box at token i follows.
func dayBefore(in []token, from, i int) int {
	for k := i - 1; k >= from; k-- {
		if words[in[k].text].kind == weekday {
			return k
		}
	}
	return i
}

// boxesOf finds the boxes. Two kinds of ticks that may contradict each other are
// a form that nobody can be sure of.
func boxesOf(in []token) ([]box, *plan.Fault) {
	var out []box
	crossed, checked := false, false
	for i := range in {
		n, b := 1, box{start: i, ticked: true}
		switch t := in[i]; {
		case t.is("☒"):
			crossed = true
		case t.is("☑", "✓", "✔", "✅"):
			checked = true
		case t.is("☐", "□", "▢", "◻"):
			b.ticked = false
		case t.is("(") && next(in, i).is(")"):
			n, b.ticked = 2, false
		case t.is("(") && next(in, i).is("x") && i+2 < len(in) && in[i+2].is(")"):
			n = 3
		default:
			continue
		}
		b.end = i + n
		out = append(out, b)
	}
	if crossed && checked {
		return nil, plan.NewFault(plan.Table, in[out[0].start].Mark.To(in[out[len(out)-1].start].Mark))
	}
	return out, nil
}
