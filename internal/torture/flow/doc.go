// Package flow walks through everything that happens to a booking, over the
// same routes and timers as in production, with one call to the database or the
// mail server failing: the first, then the second, and so on until every call
// has failed once. After each walk it checks that the acknowledged answer is
// true, that the database's invariants hold, and that repeating the action
// leads to the expected end.
package flow
