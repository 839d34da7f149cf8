// Package papers lays out what is printed beside the programmes: for the door of
// a workshop (poster, arrows, attendance), for a visitor (ticket), for an artisan
// (proof), after a programme was frozen (errata), and what is handed to a town
// hall or a designer.
package papers
