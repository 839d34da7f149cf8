package text

import (
	"strings"
	"testing"
)

func TestATextFromAWordProcessorIsCleaned(t *testing.T) {
	for pasted, want := range map[string]string{
		"•\tTour\n•\tFour":           "– Tour\n– Four",
		"\uf0b7\tTour\no\tFour\n§ 3": "– Tour\n– Four\n§ 3",
		"1.\tOn coupe\n2)  On coud":  "1. On coupe\n2. On coud",
		"pote\u00adrie\tet  verre":   "poterie et verre",
		"Ligne\vsuivante\r\nfin":     "Ligne\nsuivante\nfin",
		"« L’œuvre » – c’est “beau”": "« L’œuvre » – c’est “beau”",
		"14-18, 10 h - 12 h":         "14-18, 10 h - 12 h",
		"- un\n- deux":               "– un\n– deux",
		"\ufffcavec une image":       "avec une image",
	} {
		if got := strings.ReplaceAll(Pasted(pasted), "\u00a0", " "); got != want {
			t.Errorf("%q becomes %q, want %q", pasted, got, want)
		}
		if once := Pasted(pasted); Pasted(once) != once {
			t.Errorf("%q changes again: %q", once, Pasted(once))
		}
	}
}

func TestCapitalsAreProposedInSentenceCase(t *testing.T) {
	for typed, want := range map[string]string{
		"VENEZ VOIR LE TOUR. À BIENTÔT !": "Venez voir le tour. À bientôt !", "Venez VOIR LE TOUR": "", "CFA": "",
		"BTP CFA DRÔME": "", "10 H – 12 H": "",
	} {
		got, shouted := SentenceCase(typed)
		if shouted != (want != "") || shouted && got != want {
			t.Errorf("%q: %q, %v, want %q", typed, got, shouted, want)
		}
	}
}
