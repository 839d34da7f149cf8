// Package hyphens holds the patterns by which words are divided: those of TeX,
// unmodified, under the MIT licence that each file begins with.
package hyphens

import _ "embed" // the patterns are part of the program

// The patterns, as TeX reads them.
var (
	//go:embed hyph-fr.tex
	French string
	//go:embed hyph-en-gb.tex
	English string
)
