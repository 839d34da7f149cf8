// Package condition holds the profiles of two ways of printing (README.md).
package condition

import _ "embed" // the profiles are part of the program

// ICC profiles of offset printing, not to be changed.
var (
	//go:embed coated.icc
	Coated []byte
	//go:embed uncoated.icc
	Uncoated []byte
)
