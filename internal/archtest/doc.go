// Package archtest is empty: its tests check what docs/design.md states of the
// whole project – which package may import which, how long a file may be, and
// that every sentence shown to a person is in the catalogue.
package archtest
