package jema

import "slices"

// PhotoWeight is how much room an opening's photo has on paper.
type PhotoWeight string

// The weights. WeightAuto leaves it to the layout, which gives photos the room that
// pages have left.
const (
	WeightAuto   PhotoWeight = ""
	WeightHalf   PhotoWeight = "half"   // half a page, above the entry
	WeightColumn PhotoWeight = "column" // the whole column beside the entry
	WeightCommon PhotoWeight = "common" // beside the entry, at the height that photos share
)

// PhotoWeights are all of them, in the order in which they are offered.
var PhotoWeights = []PhotoWeight{WeightAuto, WeightHalf, WeightColumn, WeightCommon}

// Valid reports whether a weight is one of PhotoWeights.
func (w PhotoWeight) Valid() bool { return slices.Contains(PhotoWeights, w) }
