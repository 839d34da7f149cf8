package exchange

import (
	"slices"

	"jema/internal/schedule"
)

// MoveWeeks returns the sheet with every phrase that says when moved by whole
// weeks, in the words of its author; from is the edition the phrases were
// written for. Everything else stays.
func MoveWeeks(s *Sheet, from schedule.Frame, weeks int) *Sheet {
	out := *s
	out.Tables = slices.Clone(s.Tables)
	for i := range out.Tables {
		t := &out.Tables[i]
		t.Rows = slices.Clone(t.Rows)
		for j := range t.Rows {
			t.Rows[j].Cells = slices.Clone(t.Rows[j].Cells)
			moveCells(t, t.Rows[j].Cells, from, weeks)
		}
	}
	return &out
}

func moveCells(t *Table, cells []Cell, from schedule.Frame, weeks int) {
	for field, kind := range map[string]schedule.Kind{"hours": schedule.Free, "slots": schedule.Slots} {
		for _, column := range t.Columns[field] {
			if column < len(cells) && cells[column].Text != "" {
				frame := from
				frame.Kind, frame.Minutes = kind, minutesOf(t, cells)
				cells[column].Text = schedule.Move(cells[column].Text, frame, weeks)
			}
		}
	}
}

func minutesOf(t *Table, cells []Cell) int {
	for _, column := range t.Columns["duration"] {
		if column < len(cells) {
			if n, problem := readDuration(cells[column].Text); problem == "" {
				return n
			}
		}
	}
	return 0
}
