// Package fonts holds the two families the programme is set in, unmodified,
// under the SIL Open Font License (the texts lie beside them).
package fonts

import _ "embed" // the faces are part of the program

// The faces.
var (
	//go:embed SourceSerif4_400Regular.ttf
	Serif []byte
	//go:embed SourceSerif4_400Regular_Italic.ttf
	SerifItalic []byte
	//go:embed SourceSerif4_600SemiBold.ttf
	SerifBold []byte
	//go:embed SourceSans3_400Regular.ttf
	Sans []byte
	//go:embed SourceSans3_600SemiBold.ttf
	SansBold []byte
)

// Usual are the parts of the faces, in the order above, that nearly every
// document needs, as typeset makes them.
var Usual = [...][]byte{usualSerif, usualSerifItalic, usualSerifBold, usualSans, usualSansBold}

var (
	//go:embed usual/serif
	usualSerif []byte
	//go:embed usual/serif-italic
	usualSerifItalic []byte
	//go:embed usual/serif-bold
	usualSerifBold []byte
	//go:embed usual/sans
	usualSans []byte
	//go:embed usual/sans-bold
	usualSansBold []byte
)
