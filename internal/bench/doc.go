// Package bench measures how bookings are taken: our engine and what it is
// compared with, on a Postgres of its own that writes to the disk as a real
// one does, in one run on one machine. Absolute figures are the machine's;
// what the program is judged by are the ratios of one run.
//
// Every visitor comes from an address of their own. The load comes from
// this process; the site that is measured is a child with nothing else in it, so
// that its memory is its own.
package bench
