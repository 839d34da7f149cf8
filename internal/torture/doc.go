// Package torture injects faults while bookings are made and checks that every
// acknowledged answer is true afterwards. It provides a Postgres that can be
// crashed, a proxy that cuts connections at the worst moment, a load generator,
// a journal of acknowledged answers, and a verdict. Tests run a short form,
// jemalab a long one.
package torture
