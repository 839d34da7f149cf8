// Package torture makes faults happen to bookings and finds out whether
// anything that was said turned out false: a Postgres that can be crashed, a
// proxy that cuts connections at the worst moment, a load, a journal of what
// was acknowledged, and the judgement. Tests use it in short, a command in
// long.
package torture
