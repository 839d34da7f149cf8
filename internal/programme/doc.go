// Package programme prints what opens in a commune, without database, HTTP or
// clock. It is the one front door: Jobs compose, preview and write a Work, a few
// at once. The way of a work is content (set the texts, sort, number) → formats
// or papers (which lay it out by package layout, as a paper.Document) → pdf or svg
// (which draw it).
//
// Lengths are integers in thousandths of a point, so that a page comes out the
// same on every machine. Everything is safe for concurrent use.
package programme
