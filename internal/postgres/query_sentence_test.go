package postgres_test

import (
	"regexp"
	"testing"
)

var (
	quoted = regexp.MustCompile(`'([^']|'')*'`)
	// worded finds what only words for people have: the end of a sentence, or an
	// accented letter.
	worded = regexp.MustCompile(`\pL\.'$|[éèêàâçîïôûœÉÈÀ’]`)
)

// sentenceIn returns the words for people in a query, "" for none.
func sentenceIn(query string) string {
	for _, text := range quoted.FindAllString(query, -1) {
		if worded.MatchString(text) {
			return text
		}
	}
	return ""
}

// What people read is in the catalogue, in each of its languages; a query writes
// its key.
func TestNoQueryHoldsASentence(t *testing.T) {
	for _, query := range packageQueries(t) {
		if found := sentenceIn(query); found != "" {
			t.Errorf("%s is a sentence, in\n%s", found, query)
		}
	}
	for _, query := range []string{`UPDATE message SET last_error = 'Mauvais numéro.'`, `SELECT 'Not found.'`,
		`SELECT 'à partir de'`} {
		if sentenceIn(query) == "" {
			t.Errorf("this passes: %s", query)
		}
	}
}
