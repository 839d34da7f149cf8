// Package layout flows blocks over frames into pages. A block is rows of items, a
// row is lines of text, a line is spans in a style; headings stay with what
// follows, and only a block taller than a page is divided.
package layout
