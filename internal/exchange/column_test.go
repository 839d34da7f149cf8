package exchange

import (
	"strings"
	"testing"
)

// Of several columns for one field the one that is understood counts, and what
// the others hold is reported.
func TestNoColumnIsLostInSilence(t *testing.T) {
	row := readRows(t, "Atelier;Spécialité;Métier;Ville;Titre;Type;Horaires;Descriptif;Présentation;Tarif;Prix\n"+
		"A;cuir grainé;Maroquinier;Valence;Un;exposition;samedi 10h-12h;Le cuir.;La couture.;5 €;8 €\n")[0]
	if row.Fields["craft"] != "slug:maroquinier" || row.Fields["description"] != "Le cuir.\nLa couture." ||
		row.Fields["price"] != "5 €" {
		t.Errorf("%v", row.Fields)
	}
	for _, want := range []string{"La colonne « Spécialité » dit autre chose : « cuir grainé »",
		"La colonne « Prix » dit autre chose : « 8 € »"} {
		if got := plain(findingLines(row.Findings)); !strings.Contains(got, want) {
			t.Errorf("no %q in\n%s", want, got)
		}
	}
}

// A column whose cells name kinds holds the kind, whatever its header.
func TestAColumnOfKindsIsNoTitle(t *testing.T) {
	rows := readRows(t, "Atelier;Métier;Ville;Animation;Horaires\nA;Relieur;Valence;PO;samedi "+
		"10h-12h\nB;Relieur;Valence;portes ouvertes + démonstration;samedi 10h-12h\nC;Relieur;Valence;Visite libre;samedi "+
		"10h-12h\n")
	for i, want := range []string{"open_doors Portes ouvertes", "demonstration Portes ouvertes + démonstration",
		"open_doors Visite libre"} {
		if got := rows[i].Fields["kind"] + " " + rows[i].Fields["title"]; got != want {
			t.Errorf("row %d: %s, want %s", i, got, want)
		}
	}
	rows = readRows(t, "Atelier;Métier;Ville;Animation;Horaires\nA;Relieur;Valence;Portes ouvertes de la "+
		"reliure;samedi 10h-12h\nB;Relieur;Valence;L'heure du conte;samedi 10h-12h\n")
	if rows[1].Fields["title"] != "L'heure du conte" {
		t.Errorf("a column of titles is lost: %v", rows[1].Fields)
	}
}

// A meaning is only proposed where it would not displace what is read.
func TestNoProposalDisplacesAColumn(t *testing.T) {
	sheet, err := ReadOpenings("f.csv", []byte("Atelier;Métier;Ville;Titre;Type;Horaires;Prix affiché en "+
		"caisse;Tarif\nA;Relieur;Valence;Un;exposition;samedi 10h-12h;bleu;5 €\n"))
	must(t, err)
	rows, known := understandSheet(sheet, against(t))
	if got := plain(strings.Join(notes(known, rows), "\n")); strings.Contains(got, "=price") {
		t.Errorf("proposed:\n%s", got)
	}
}

// Of two answers to a form the later one counts, whatever their order.
func TestALaterAnswerReplacesAnEarlierOne(t *testing.T) {
	for _, stamps := range [][2]string{{"12/01/2027 10:23:11", "13/01/2027 09:00:00"}, {"2027/01/12 9:05:00 AM",
		"2027/01/12 1:00:00 PM"}, {"12 janvier 2027 à 10h23", "3 février 2027 à 9h00"}} {
		rows := readRows(t, "Horodateur;Atelier;Métier;Ville;Titre;Type;Horaires\n"+stamps[0]+
			";A;Relieur;Valence;Un;exposition;samedi 10h-18h\n"+
			stamps[1]+";A;Relieur;Valence;Un;exposition;samedi 10h-19h\n")
		if !rows[0].Refused() || rows[1].Refused() || !strings.Contains(findingLines(rows[0].Findings),
			"Une réponse plus récente remplace celle-ci (ligne 3)") {
			t.Errorf("%v:\n%s\n%s", stamps, findingLines(rows[0].Findings), findingLines(rows[1].Findings))
		}
	}
	rows := readRows(t, "Horodateur;Atelier;Métier;Ville;Titre;Type;Horaires\n13/01/2027 "+
		"10:00;A;Relieur;Valence;Un;exposition;samedi 10h-19h\n12/01/2027 10:00;A;Relieur;Valence;Un;exposition;samedi "+
		"10h-18h\n")
	if rows[0].Refused() || !rows[1].Refused() {
		t.Errorf("an older answer below:\n%s\n%s", findingLines(rows[0].Findings), findingLines(rows[1].Findings))
	}
}

// Two answers of one workshop whose titles are their kinds wait both: the later one may be a
// correction. Titles of their own make them two events.
func TestTwoAnswersWithoutTitlesWait(t *testing.T) {
	for text, wait := range map[string]bool{
		"Horodateur;Atelier;Métier;Ville;Type;Horaires\n04/01/2027 10:00;A;Potier;Valence;démonstration;samedi 10h-18h\n" +
			"11/01/2027 10:00;A;Potier;Valence;portes ouvertes;samedi 14h-18h\n": true,
		"Horodateur;Atelier;Métier;Ville;Titre;Type;Horaires\n04/01/2027 10:00;A;Potier;Valence;Un;démonstration;samedi " +
			"10h-18h\n11/01/2027 10:00;A;Potier;Valence;Deux;portes ouvertes;samedi 14h-18h\n": false,
		"Atelier;Métier;Ville;Type;Horaires\nA;Potier;Valence;démonstration;samedi 10h-18h\n" +
			"A;Potier;Valence;portes ouvertes;samedi 14h-18h\n": false,
	} {
		rows := readRows(t, text)
		if len(rows) != 2 || rows[0].Hold != wait || rows[1].Hold != wait || rows[0].Refused() || rows[1].Refused() {
			t.Errorf("%s\n%s\n%s", text, findingLines(rows[0].Findings), findingLines(rows[1].Findings))
		}
	}
}

// A price that is paid but not given is questioned, one that is not understood is reported.
func TestAPriceWithoutItsAmountIsNamed(t *testing.T) {
	for typed, want := range map[string]string{"payante": "Payant, mais combien ?", "payant": "Payant, mais combien ?",
		"voir avec Julie": "Ce tarif n’est pas compris", "5 €": "", "prix libre": "", "gratuit": ""} {
		row := readRows(t, "Atelier;Métier;Ville;Titre;Type;Horaires;Tarif\nA;Relieur;Valence;Un;exposition;samedi 10h-12h;"+
			typed+"\n")[0]
		found := ""
		for _, f := range row.of("price") {
			found += f.Problem
		}
		if !strings.HasPrefix(plain(found), want) || want == "" && found != "" {
			t.Errorf("%s: %q, want %q", typed, found, want)
		}
	}
}

func TestPlacesAtTheEndOfAnAddress(t *testing.T) {
	communes, _ := referenceData(t)
	f := newCommuneFinder(communes)
	for typed, want := range map[string]string{"6 rue de l'Armillerie, Romans": "6 rue de l'Armillerie|Romans",
		"12 rue du Four à Romans-sur-Isère": "12 rue du Four|Romans-sur-Isère",
		"3 place du Chapitre Romans":        "3 place du Chapitre|Romans", "12 rue de Romans": "12 rue de Romans|",
		"ZA Les Plaines, Upie": "ZA Les Plaines|Upie", "Le Bourg": "Le Bourg|",
		"5 avenue de Valence, Chabeuil": "5 avenue de Valence|Chabeuil"} {
		rest, town := f.ending(typed)
		if got := rest + "|" + town; got != want {
			t.Errorf("%q: %q, want %q", typed, got, want)
		}
	}
	rows := readRows(t, "Événements\nMarthe Olivat, relieuse – 6 rue de l'Armillerie, Romans – exposition – samedi "+
		"10h-12h – 06 39 98 01 03\nBijoux Fontanelle – bijoutière – 5 côte des Cordeliers, Romans – exposition – dim "+
		"11/04 10h-13h – 06 39 98 01 04\n")
	for i, row := range rows {
		if row.Fields["commune"] != "26281" || row.Fields["description"] != "" {
			t.Errorf("row %d: %v", i, row.Fields)
		}
	}
}

func TestCraftsByTheirWords(t *testing.T) {
	_, crafts := referenceData(t)
	for typed, want := range map[string]string{"Luthier quatuor": "Luthier et/ou restaurateur d'instruments à cordes " +
		"frottées", "Fab. d'art. céramiques": "Céramiste", "émaillage sur cuivre": "Émailleur sur métal",
		"réparation de pendules": "Horloger", "taille de pierres fines": "Lapidaire", "boutons de nacre": "Boutonnier",
		"vente de tableaux": "", "boulangerie": "", "restauration rapide": "",
		"photographie de mariage": "", "coiffure": "", "fabrication de bijoux en argent": "Bijoutier en métaux précieux",
		"restauration de meubles": "Restaurateur de meubles"} {
		if got, names := FindCraft(crafts, typed); got.Name != want {
			t.Errorf("%q is %q %v, want %q", typed, got.Name, names, want)
		}
	}
}
