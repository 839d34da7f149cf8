// Package programme prints what opens in a commune: jema.Programme in, PDF
// out, without database, HTTP or clock. The way is collect (set the texts,
// sort, number) → layout (flow blocks over frames into pages of plain items)
// → draw (pages to PDF objects) → finish (what the object writer cannot say).
//
// Lengths are integers in thousandths of a point, so that a page comes out the
// same on every machine. Everything is safe for concurrent use.
package programme
