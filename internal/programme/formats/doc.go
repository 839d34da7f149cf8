// Package formats lays content out as a programme: a sheet, a folded sheet, a
// brochure, large print, or the book of a territory. Each part of a programme
// (cover, entries, days, map, index) is laid out in one file, whatever formats
// have it.
package formats
