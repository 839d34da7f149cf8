package papers

import (
	"jema/internal/jema"
	"jema/internal/programme/content"
)

// PosterSize is the sheet of a poster.
type PosterSize string

// The sheets; an empty size is A4.
const (
	A4 PosterSize = "A4"
	A3 PosterSize = "A3"
)

// PosterSpec is how a poster is made. A poster is in French alone, or in French
// and at least two other languages: where a public body translates its notices
// the law of 4 August 1994 requires two.
type PosterSpec struct {
	Size   PosterSize
	Others []string // of content.ForeignLanguages: none, or two and more
}

// check refuses a size and languages that no poster has.
func (s PosterSpec) check() error {
	if s.Size != "" && s.Size != A4 && s.Size != A3 {
		return jema.Invalid("programme.poster.size", "size", string(s.Size))
	}
	return CheckLanguages(s.Others)
}

// CheckLanguages refuses a single language beside French, and unknown ones.
func CheckLanguages(others []string) error {
	if len(others) == 1 {
		return jema.Invalid("programme.poster.languages")
	}
	for _, l := range others {
		if content.ForeignOf(l) == nil {
			return jema.Invalid("programme.language.unknown", "language", l)
		}
	}
	return nil
}
