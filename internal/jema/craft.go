package jema

// CraftDomain is one of the sixteen domains of the arrêté of 24 December 2015.
// Its slug also names its pattern and its colour.
type CraftDomain struct {
	Slug, Name string
	Position   int
}

// Craft is a métier d'art, or a specialty of one. It is reference data that an
// organiser edits; a craft that is not in it never excludes an artisan.
type Craft struct {
	Slug        string
	Name        string // « Céramiste »
	Feminine    string // « Relieuse », "" when the same
	Synonyms    []string
	Domain      CraftDomain
	SpecialtyOf string // slug of the craft it is a specialty of, or ""
}
