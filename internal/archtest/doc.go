// Package archtest is empty: its tests hold what docs/design.md says of the whole
// house – which room may know which, how long a file may be, and that every
// sentence said to a person is in the catalogue.
package archtest
