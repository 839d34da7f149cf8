// Package flow walks through everything that happens to a booking, by the
// doors people and time use, with one call to the database or to the mail
// server failing: the first, the second, and so on until none is left. After
// each it asks whether what was said is true, whether the database is whole,
// and whether doing the same again, as anybody would, ends where it should.
package flow
