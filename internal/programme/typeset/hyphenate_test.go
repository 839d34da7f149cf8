package typeset

import (
	"strings"
	"testing"
)

func divided(language, word string) string {
	var parts []string
	from := 0
	for _, at := range dividerOf(language).points(word) {
		parts = append(parts, word[from:at])
		from = at
	}
	return strings.Join(append(parts, word[from:]), "-")
}

func TestWordsAreDivided(t *testing.T) {
	for language, words := range map[string][]string{
		"fr-FR": {
			"dé-mons-tra-tion", "mar-que-te-rie", "ai-guille", "ébé-nis-te-rie", "cé-ra-mique", "res-tau-ra-tion", "ate-lier",
			"l’ate-lier", "d’ébé-nis-te-rie",
			"chef-d’œuvre", "ma-nœuvre", "cœur", "œuvre", "ar-ti-sane", "por-ce-laine", "ta-pis-sier", "vi-trail",
			"au-jour-d’hui", "hui", "le", "constam-ment",
		},
		"en": {"work-shop", "mar-quetry", "uni-ver-sity", "demon-stra-tion", "cat"},
	} {
		for _, want := range words {
			word := strings.ReplaceAll(want, "-", "")
			if got := divided(language, word); got != want {
				t.Errorf("%s is divided %s, want %s", word, got, want)
			}
		}
	}
	if dividerOf("de") != nil {
		t.Error("German is divided")
	}
}
