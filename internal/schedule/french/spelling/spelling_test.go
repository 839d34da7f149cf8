package spelling

import (
	"slices"
	"testing"
)

func TestNear(t *testing.T) {
	x := New([]string{"sauf", "ferme", "pas", "samedi"})
	for typed, want := range map[string][]string{
		"sauff": {"sauf"}, "suaf": {"sauf"}, "sau": {"sauf"}, "forme": {"ferme"}, "ferme": nil,
		"femre": {"ferme"}, "samdi": {"samedi"}, "jardin": nil, "": nil,
	} {
		if got := x.Near(typed); !slices.Equal(got, want) {
			t.Errorf("%q is near %v, want %v", typed, got, want)
		}
	}
}

func TestSlip(t *testing.T) {
	for typed, word := range map[string]string{
		"samdi": "samedi", "samedy": "samedi", "smaedi": "samedi", "sameid": "samedi", "dimache": "dimanche",
		"diamnche": "dimanche", "dimmanhce": "dimanche", "vendrdi": "vendredi", "vnedredi": "vendredi", "mecredi": "mercredi",
		"jeuid": "jeudi", "jeudy": "jeudi", "lunid": "lundi", "mrdi": "mardi", "mardii": "mardi", "lubdi": "lundi",
	} {
		if !Slip(typed, word) {
			t.Errorf("%q is not read as %q", typed, word)
		}
	}
	for typed, word := range map[string]string{
		"hardi": "mardi", "marti": "mardi", "nardi": "mardi", "landi": "lundi", "demarche": "dimanche", "vendre": "vendredi",
		"manche": "dimanche", "samedi": "samedi", "mercerie": "mercredi", "ramedi": "samedi",
	} {
		if Slip(typed, word) {
			t.Errorf("%q is read as %q", typed, word)
		}
	}
}
