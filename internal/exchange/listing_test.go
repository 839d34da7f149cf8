package exchange

import (
	"strings"
	"testing"
)

// A list in one column: the report names the cut, the title of the list is no
// row, and what is for the organisers alone is never public.
func TestAListInOneColumnIsCutAndNamed(t *testing.T) {
	sheet, err := ReadOpenings("f.csv", []byte(`Ateliers de métiers d'art ouverts au public – liste de la mairie au 15/02/2027
"Jean Savignol – luthier – 12 rue du Four, 26100 Romans-sur-Isère – portes ouvertes – samedi 10h-12h – 04 65 71 00 10 (ne pas publier)"
"Hugues Combelard – ébéniste – La Tour, 26750 Génissieux – démonstration – samedi 10h-12h – pas de téléphone – entrée libre"
"Marie Dupont – relieuse – 17 av. Gambetta, 26100 Romans-sur-Isère – exposition – dimanche 14h-18h – tél. non communiqué"
`))
	must(t, err)
	ref := against(t)
	ref.Defaults = map[string]string{"publish_phone": "oui"}
	rows, known := understandSheet(sheet, ref)
	notes := plain(strings.Join(known.Notes, "\n"))
	if len(rows) != 3 || !strings.Contains(notes, "elle a été découpée en") ||
		!strings.Contains(notes, "non lu : « Ateliers de métiers d’art") {
		t.Fatalf("%d rows\n%s", len(rows), notes)
	}
	for i, want := range []struct{ artisan, address, private string }{
		{"Jean Savignol", "12 rue du Four", "ne pas publier"}, {"Hugues Combelard", "La Tour", "pas de téléphone"},
		{"Marie Dupont", "17 avenue Gambetta", "tél non communiqué"},
	} {
		f := rows[i].Fields
		if f["artisan"] != want.artisan || f["address"] != want.address || f["remarks"] != want.private ||
			f["publish_phone"] != "false" || f["craft"] == "" {
			t.Errorf("row %d: %v", i, f)
		}
		if public := f["workshop"] + f["title"] + f["description"] + f["printed_text"]; strings.Contains(public,
			want.private) {
			t.Errorf("row %d publishes %q", i, public)
		}
	}
}

func TestWhatIsBookedIsNeverWalkIn(t *testing.T) {
	sheet, err := ReadOpenings("f.csv", []byte("Atelier;Métier;Ville;Type;Titre;Horaires;Max. visiteurs\n"+
		"A;Relieur;Valence;Initiation;Un;samedi 10h-11h30 et 14h-15h30;6\nB;Relieur;Valence;Démonstration (sur "+
		"réservation);Deux;samedi 10h-11h;8 à 10\n"+
		"C;Relieur;Valence;Exposition;Trois;samedi 10h-18h;\n"))
	must(t, err)
	rows := Understand(sheet, against(t))
	for i, row := range rows[:2] {
		if len(row.Hours) > 0 || row.Complete() && len(row.Slots) == 0 {
			t.Errorf("row %d: %s\n%s", i, row.shown(against(t)), findingLines(row.Findings))
		}
	}
	if rows[1].Complete() || len(rows[2].Hours) != 1 {
		t.Errorf("%s\n%s", rows[1].shown(against(t)), rows[2].shown(against(t)))
	}
}

func TestColumnsOfChambers(t *testing.T) {
	sheet, err := ReadOpenings("f.csv", []byte("Atelier;Métier;Ville;Type;Titre;Horaires;Tél;Portable;N° "+
		"RM;Anglais;Allemand;Enfants à partir de;Comment avez-vous connu les JEMA ?;Un message pour les organisateurs ?\n"+
		"A;Relieur;Valence;exposition;Un;samedi 10h-12h;non communiqué;06-39-98-11-10;RM2601001;oui;non;8 ans;par la "+
		"mairie;Merci de rappeler\n"+
		"B;Relieur;Valence;exposition;Deux;samedi 10h-12h;04 65 71 00 10;06 39 98 11 11;RM2601002;oui;oui;6 ans;par la "+
		"radio;\n"))
	must(t, err)
	rows := Understand(sheet, against(t))
	for field, want := range map[string]string{"phone": "06 39 98 11 10", "national_number": "", "languages": "anglais",
		"minimum_age": "8 ans", "remarks": "Merci de rappeler"} {
		if got := rows[0].Fields[field]; got != want {
			t.Errorf("%s is %q, want %q\n%s", field, got, want, findingLines(rows[0].Findings))
		}
	}
	if got := rows[1].Fields["languages"]; got != "anglais, allemand" ||
		!strings.Contains(plain(findingLines(rows[1].Findings)),
			"le premier est gardé, 04 65 71 00 10") {
		t.Errorf("%q\n%s", got, findingLines(rows[1].Findings))
	}
}
