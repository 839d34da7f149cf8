// Package pgembed runs a Postgres of our own for whoever has not set
// DATABASE_URL, and for the tests.
//
// It finds the server's programs on the machine or obtains them, creates a
// cluster below the data directory, starts postgres as a direct child that
// listens on a private socket only, and ends it with the process, even when
// that is killed. One process owns a data directory at a time; others join it.
//
// Its output and its errors are French sentences for the terminal: it works
// before any message catalogue is loaded.
package pgembed
