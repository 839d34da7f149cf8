package exchange

import "testing"

// pairRows is a list with a column « de » and one « à » for each day.
const pairRows = "Atelier;Métier;Ville;Type;Titre;Samedi 10 avril de;Samedi 10 avril à;Dimanche 11 avril " +
	"de;Dimanche 11 avril à\n"

// A pair with one end only is questioned; the day is never lost.
func TestAPairWithoutItsOtherEndIsAsked(t *testing.T) {
	for name, cells := range map[string]string{
		"no closing hour": "10h;;10h;18h", "no opening hour": ";18h;10h;18h",
		"no closing hour on the last day": "10h;18h;10h;",
		"closed instead of an hour":       "10h;fermé;10h;18h",
	} {
		sheet, err := ReadOpenings("f.csv",
			[]byte(pairRows+"A;Relieur;Valence;exposition;Un;10h;12h;14h;18h\nB;Relieur;Valence;exposition;Deux;"+cells+"\n"))
		must(t, err)
		row := Understand(sheet, against(t))[1]
		if row.Complete() {
			t.Errorf("%s: complete with %s", name, row.shown(against(t)))
		}
	}
}

func TestClocksOfAPair(t *testing.T) {
	for cells, want := range map[string]string{
		"0,5833333333;0,75;;": "h10 14:00-18:00", "0.375;0.5;;": "h10 09:00-12:00", "10;12;;": "h10 10:00-12:00",
		"9h;12h;idem;idem": "h10 09:00-12:00; h11 09:00-12:00", "9h;12h;10h;idem": "h10 09:00-12:00; h11 10:00-12:00",
	} {
		sheet, err := ReadOpenings("f.csv", []byte(pairRows+"A;;;;;10h;12h;14h;18h\nB;Relieur;Valence;exposition;Deux;"+cells+
			"\n"))
		must(t, err)
		rows := Understand(sheet, against(t))
		row := rows[len(rows)-1]
		row.Fields = map[string]string{}
		if got := row.shown(against(t)); got != want {
			t.Errorf("%s: %s, want %s\n%s", cells, got, want, findingLines(row.Findings))
		}
	}
}
