// Package jema is the domain: the nouns of the craft days, their rules, their
// states and their errors. It imports the standard library only; everything
// else in the house imports it.
package jema
