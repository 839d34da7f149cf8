package entry

import (
	"testing"

	"jema/internal/jema"
)

// A workshop is placed only at the one address that was typed, in its own commune.
func TestOneAddressPlacesAWorkshop(t *testing.T) {
	here, there := "26281", "26362"
	one := jema.Address{CommuneINSEE: here, Number: 2, Street: "Rue de Valence"}
	same := jema.Address{CommuneINSEE: here, Number: 2, Suffix: "bis", Street: "Rue de Valence"}
	next := jema.Address{CommuneINSEE: here, Number: 4, Street: "Rue de Valence"}
	other := jema.Address{CommuneINSEE: here, Number: 2, Street: "Rue de Valence prolongée"}
	abroad := jema.Address{CommuneINSEE: there, Number: 1, Street: "Rue de Valence"}
	for _, c := range []struct {
		why, typed string
		found      []jema.Address
		want       bool
	}{
		{"the only one", "2 rue de Valence", []jema.Address{one}, true},
		{"beside one elsewhere", "2 rue de Valence", []jema.Address{abroad, one}, true},
		{"beside its « bis »", "2 rue de Valence", []jema.Address{one, same}, true},
		{"elsewhere alone", "1 rue de Valence", []jema.Address{abroad}, false},
		{"without a number, in a street of two", "rue de Valence", []jema.Address{one, next}, false},
		{"in one of two streets", "2 rue de Valence", []jema.Address{one, other}, false},
		{"nowhere", "3 rue de Valence", nil, false},
	} {
		got, isOne := theOne(c.found, here, c.typed)
		if isOne != c.want || isOne && got != one {
			t.Errorf("%s: %+v, %t", c.why, got, isOne)
		}
	}
}
