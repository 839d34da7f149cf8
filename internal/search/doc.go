// Package search finds openings in the words of visitors. It holds what is public
// of one edition in memory, one Index per change of its content: words with their
// fields, times, facts and positions. A Query is what somebody looks for; Read makes
// one of a whole question. Live updates the index from the store.
package search
