package layout

import (
	"jema/internal/marquetry"
	"jema/internal/programme/paper"
)

// LevelLine returns a horizontal line of length w.
func LevelLine(w paper.Length) []marquetry.Segment {
	return []marquetry.Segment{{Step: marquetry.Move}, {Step: marquetry.Line, To: marquetry.Point{X: w}}}
}

// SegmentsTo joins points into a closed path.
func SegmentsTo(points ...marquetry.Point) []marquetry.Segment {
	out := make([]marquetry.Segment, 0, len(points)+1)
	for i, p := range points {
		step := marquetry.Line
		if i == 0 {
			step = marquetry.Move
		}
		out = append(out, marquetry.Segment{Step: step, To: p})
	}
	return append(out, marquetry.Segment{Step: marquetry.Close})
}
