package pdf

import (
	"sync"

	"jema/internal/jema"
	"jema/internal/programme/paper"
	"jema/internal/programme/pdf/condition"
	"jema/internal/programme/pdf/object"
)

// Variant is what a file is made for.
type Variant int

// The variants. Screen is in the colours of the screen, tagged, with links and
// an outline; Press is in the inks of the press, with bleed; Booklet is two
// pages on a sheet for the office copier.
const (
	Screen Variant = iota
	Press
	Booklet
)

// Standard is the part of PDF/UA that a file for the screen conforms to.
type Standard int

// The standards. UA1 is what today's readers and checkers support; UA2 is PDF 2.0,
// whose links lead to elements of the structure.
const (
	UA1 Standard = iota
	UA2
)

// Options are how a document is to be written. The zero value is the variant
// for the screen.
type Options struct {
	Variant  Variant
	Standard Standard     // of the variant for the screen
	Bleed    paper.Length // beyond the trimmed page, for the press; 0 is 3 mm, at most paper.Bleed
	Marks    bool         // crop marks beyond the bleed, for the press
	Slug     bool         // with the marks, a line naming the page and a bar of colours
	Printing *Condition   // for the press; nil is Coated
}

// Condition is how a printer prints: the paper, the press and its inks.
type Condition struct {
	Identifier string // in the registry of characterisations, "FOGRA51"
	Name       string // for people
	Profile    []byte // ICC, of a press with four inks; without one the file cannot be PDF/X-4
	squeezed   func() []byte
}

// The conditions of European offset printing that are part of the program, by
// their names in the registry of the ICC (condition/README.md). A printer's own
// profile is better.
var (
	Coated   = ours("FOGRA39", "Offset, papier couché (ISO 12647-2:2004/Amd 1, papiers 1 et 2)", condition.Coated)
	Uncoated = ours("FOGRA29", "Offset, papier non couché (ISO 12647-2:2004, papier 4)", condition.Uncoated)
)

// ours is a condition whose profile is compressed once for all files.
func ours(identifier, name string, profile []byte) Condition {
	return Condition{Identifier: identifier, Name: name, Profile: profile,
		squeezed: sync.OnceValue(func() []byte { return object.Smallest(profile) })}
}

// stream is the profile in a file.
func (c Condition) stream() *object.Stream {
	d := dict{{Key: "N", Value: 4}}
	if c.squeezed == nil {
		return object.Deflated(d, c.Profile)
	}
	return &object.Stream{Dict: append(d, entry{Key: "Filter", Value: name("FlateDecode")}), Data: c.squeezed()}
}

// condition is the one the file is made for.
func (o Options) condition() Condition {
	if o.Printing == nil {
		return Coated
	}
	return *o.Printing
}

// claims reports whether the file conforms to the whole of PDF/X-4: that
// requires the profile.
func (o Options) claims() bool { return o.Variant == Press && len(o.condition().Profile) > 0 }

// check refuses a profile that is not one of a press with four inks.
func (o Options) check() error {
	if p := o.condition().Profile; len(p) > 0 {
		return CheckProfile(p)
	}
	return nil
}

// CheckProfile refuses what is not the ICC profile of a press with four inks.
func CheckProfile(p []byte) error {
	if len(p) < 132 || string(p[12:20]) != "prtrCMYK" || string(p[36:40]) != "acsp" {
		return jema.Invalid("programme.profile.invalid")
	}
	return nil
}

// bleed is how much is included of what lies beyond the page.
func (o Options) bleed() paper.Length {
	switch {
	case o.Variant != Press:
		return 0
	case o.Bleed <= 0:
		return 3 * paper.MM
	}
	return min(o.Bleed, paper.Bleed)
}

// markLength is that of a crop mark, and markRoom what it takes beyond the
// bleed.
const (
	markLength = 5 * paper.MM
	markRoom   = 7 * paper.MM
)

// margin is what the sheet has around the trimmed page.
func (o Options) margin() paper.Length {
	if o.Variant == Press && o.Marks {
		return o.bleed() + markRoom
	}
	return o.bleed()
}
