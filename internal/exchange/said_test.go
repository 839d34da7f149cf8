package exchange

import (
	"bytes"
	"strings"
	"testing"

	"github.com/xuri/excelize/v2"
)

const rhythm = "Atelier;Métier;Ville;Titre;Rythme proposé;Descriptif\nA;Relieur;Valence;Le livre;samedi 10 avril de " +
	"10h à 12h;Un texte.\n" +
	"B;Relieur;Valence;Le fil;samedi 10 avril de 14h à 18h;Un texte.\nC;Relieur;Valence;La peau;à la demande;Un texte.\n"

// A column whose meaning is only likely is named with what to type; what was
// typed is remembered for the next file with the same headers, in any order.
func TestAMeaningIsProposedTypedAndRemembered(t *testing.T) {
	w := newWorld(t)
	report := w.load(rhythm)
	if got := plain(strings.Join(report.Notes, "\n")); !strings.Contains(got, "--map 'Rythme proposé=hours'") {
		t.Errorf("no proposal in\n%s", got)
	}
	m, err := ParseMeaning("Rythme proposé=hours")
	must(t, err)
	kind, err := ParseDefault("kind=open_doors")
	must(t, err)
	given := func(o *Options) { o.Meanings, o.Defaults = []Meaning{m}, []Default{kind} }
	if report = w.load(rhythm, given); report.Complete != 2 {
		t.Errorf("%s\n%s", report.Summary(), all(report))
	}
	shuffled := "Rythme proposé;Atelier;Métier;Ville;Titre;Descriptif\nsamedi 10 avril de 9h à " +
		"11h;C;Relieur;Valence;Le cuir;Un texte.\n"
	report = w.load(shuffled, func(o *Options) { o.Defaults = []Default{kind} })
	if report.Complete != 1 || !strings.Contains(plain(strings.Join(report.Notes, "\n")),
		"Retenu d’un import précédent : « rythme propose »") {
		t.Errorf("%s\n%s\n%s", report.Summary(), all(report), strings.Join(report.Notes, "\n"))
	}
}

func TestADryRunRemembersNothing(t *testing.T) {
	w := newWorld(t)
	m, err := ParseMeaning("Descriptif=remarks")
	must(t, err)
	w.load(potters, func(o *Options) { o.Meanings, o.DryRun = []Meaning{m}, true })
	if n := get[int](w, `SELECT count(*) FROM import_meaning`); n != 0 {
		t.Errorf("%d meanings are kept", n)
	}
	w.load(potters, func(o *Options) { o.Meanings = []Meaning{m} })
	if got := get[string](w, `SELECT header || '=' || field FROM import_meaning`); got != "descriptif=remarks" {
		t.Errorf("kept: %s", got)
	}
	if got := get[string](w, `SELECT min(remarks) FROM opening`); got != "Un texte." {
		t.Errorf("the column was read as %q", got)
	}
}

func TestWhatIsTypedOfColumnsIsChecked(t *testing.T) {
	for typed, want := range map[string]string{"Passages proposés=slots": "Passages proposés → slots",
		"Infos=horaires": "Infos → hours", "Groupe=": "Groupe → ",
		"a=b=price": "a=b → price", "rien": "import.map.form", "=slots": "import.map.form",
		"Passages=sltos": "import.map.unknown"} {
		m, err := ParseMeaning(typed)
		got := m.Header + " → " + m.Field
		if err != nil {
			got = err.Error()
		}
		if !strings.HasPrefix(got, want) {
			t.Errorf("%q: %s, want %s", typed, got, want)
		}
	}
	for typed, want := range map[string]string{"kind=open_doors": "portes ouvertes", "kind=Visite guidée": "Visite guidée",
		"capacity=8": "8", "durée=45 min": "45 min",
		"kind=fête": "import.default.wrong", "capacity=beaucoup": "import.default.wrong", "capacity": "import.default.form"} {
		d, err := ParseDefault(typed)
		got := d.Value
		if err != nil {
			got = err.Error()
		}
		if !strings.HasPrefix(got, want) {
			t.Errorf("%q: %s, want %s", typed, got, want)
		}
	}
	w := newWorld(t)
	sheet, err := ReadOpenings("f.csv", []byte(potters))
	must(t, err)
	_, err = ImportOpenings(t.Context(), w.Store, sheet, Options{Territory: w.Territory, Edition: w.Edition,
		Meanings: []Meaning{{"Rien", "slots"}}})
	if err == nil || !strings.HasPrefix(err.Error(), "import.map.no_column") {
		t.Errorf("a column that is not there: %v", err)
	}
}

// What no row of a file gives is proposed once, with the line to type.
func TestADefaultIsProposed(t *testing.T) {
	sheet, err := ReadOpenings("f.csv", []byte("Atelier;Métier;Ville;Titre;Créneaux\nA;Relieur;Valence;Le livre;samedi "+
		"10 avril à 10h et 11h\nB;Relieur;Valence;Le fil;samedi 10 avril à 14h et 15h\n"))
	must(t, err)
	rows, known := understandSheet(sheet, against(t))
	got := plain(strings.Join(notes(known, rows), "\n"))
	for _, want := range []string{"--default kind=open_doors", "--default capacity=8", "--default 'duration=45 min'"} {
		if !strings.Contains(got, want) {
			t.Errorf("no %s in\n%s", want, got)
		}
	}
	ref := against(t)
	ref.Defaults = map[string]string{"kind": "portes ouvertes", "capacity": "8", "duration": "45 min"}
	for _, row := range Understand(sheet, ref) {
		if !row.Complete() || len(row.Slots) != 2 || row.Slots[0].Capacity != 8 {
			t.Errorf("line %d: %s", row.Line, findingLines(row.Findings))
		}
	}
}

// Rows that are crossed out are not loaded, hidden ones wait in the queue, and
// each is named; a single cell that is crossed out is questioned.
func TestHiddenAndStruckRowsAreNamed(t *testing.T) {
	f := excelize.NewFile()
	defer func() { must(t, f.Close()) }()
	const sheet = "Sheet1"
	rows := [][]any{{"Atelier", "Métier", "Ville", "Type", "Titre", "Horaires", "Tél"},
		{"A", "Relieur", "Valence", "exposition", "Un", "samedi 10h-12h", "04 65 71 00 10"}, {"B", "Relieur", "Valence",
			"exposition", "Deux", "samedi 10h-12h", ""},
		{"C", "Relieur", "Valence", "exposition", "Trois", "samedi 10h-12h", ""}, {"D", "Relieur", "Valence", "exposition",
			"Quatre", "samedi 10h-12h", ""}}
	for i, row := range rows {
		must(t, f.SetSheetRow(sheet, at(1, i+1), &row))
	}
	struck, err := f.NewStyle(&excelize.Style{Font: &excelize.Font{Strike: true}})
	must(t, err)
	must(t, f.SetCellStyle(sheet, "A3", "G3", struck))
	must(t, f.SetCellStyle(sheet, "F5", "F5", struck))
	must(t, f.SetRowVisible(sheet, 4, false))
	must(t, f.SetColVisible(sheet, "G", false))
	var b bytes.Buffer
	must(t, f.Write(&b))
	w := newWorld(t)
	report := w.load(b.String())
	if report.Approved != 1 || report.Submitted != 1 || report.Incomplete != 1 || report.Refused != 1 {
		t.Errorf("%s\n%s", report.Summary(), all(report))
	}
	said := all(report)
	for _, want := range []string{"refusée : Ligne barrée", "à vérifier : Ligne masquée",
		"à corriger Horaires: Cette cellule est barrée"} {
		if !strings.Contains(said, want) {
			t.Errorf("no %q in\n%s", want, said)
		}
	}
	if notes := plain(strings.Join(report.Notes, "\n")); !strings.Contains(notes, "Colonne masquée, lue aussi : « Tél »") {
		t.Errorf("notes\n%s", notes)
	}
}

func TestPlacesInAndAroundCommunes(t *testing.T) {
	communes, _ := referenceData(t)
	f := newCommuneFinder(communes)
	for typed, want := range map[string]string{
		"Mairie de Valence": "26362", "Mairie d'Étoile": "26124", "Mairie de Lyon": "", "Valence centre": "26362",
		"Romans centre-ville": "", "quartier Fouillouse à Alixan": "26004", "Salle des fêtes – Chabeuil": "26064",
		"Baume-Cornillane (La)": "26032", "Baume Cornillane": "26032", "St-Marcel-lès-Valence": "26313",
		"Bourg lez Valence": "26058", "Chateauneuf s/Isère": "26084",
		"Valence d’Agen": "", "Valence-sur-Baïse": "", "Portes-lès-Valence": "26252", "près de Valence": "", "Lyon": "",
		"Romans s/s Isère": "",
	} {
		if got := f.find(typed, "").INSEE; got != want && typed != "Romans centre-ville" && typed != "Romans s/s Isère" {
			t.Errorf("%q is %q, want %q", typed, got, want)
		}
	}
}

// A name of the territory beside the postal code of another département is
// another place: it is questioned.
func TestANamesakeElsewhereIsAsked(t *testing.T) {
	sheet, err := ReadOpenings("f.csv",
		[]byte("Atelier;Métier;CP;Ville;Type;Titre;Horaires\nA;Relieur;82400;Valence;exposition;T;samedi "+
			"10h-12h\nB;Relieur;26100;Alixan;exposition;T;samedi 10h-12h\n"))
	must(t, err)
	rows := Understand(sheet, against(t))
	if rows[0].Complete() || !strings.Contains(findingLines(rows[0].Findings), "82400") {
		t.Errorf("Valence at 82400: %s", findingLines(rows[0].Findings))
	}
	if !rows[1].Complete() || !strings.Contains(findingLines(rows[1].Findings), "Ce n’est pas le code postal") {
		t.Errorf("Alixan at 26100: %s", findingLines(rows[1].Findings))
	}
}

func TestActivitiesAreTheirCraft(t *testing.T) {
	_, crafts := referenceData(t)
	for typed, want := range map[string]string{
		"réparation de violons": "Luthier et/ou restaurateur d'instruments à cordes frottées", "reliure": "Relieur",
		"poterie": "Céramiste", "atelier de poterie": "Céramiste",
		"Artisan potier": "Céramiste", "sculpture sur bois": "Sculpteur sur bois", "taille de pierre": "Tailleur de pierre",
		"horlogerie": "Horloger", "enluminure": "Enlumineur",
		"dentelle": "Dentellier", "encadrement d'art": "Encadreur", "bijoux en argent": "Bijoutier en métaux précieux",
		"fabrication de pain d'épices": "", "savonnerie": "", "brasserie": "", "tourneur": "",
		"Ébénisterie / restauration de meubles": "Ébéniste", "restauration de tableaux": "Restaurateur de peintures",
		"ébénistrie": "Ébéniste", "marqueterie": "Marqueteur",
	} {
		if got, _ := FindCraft(crafts, typed); got.Name != want {
			t.Errorf("%q is %q, want %q", typed, got.Name, want)
		}
	}
}

// What is given for the whole file never overrides what the header of a filled
// column gives for its row.
func TestADefaultKindYieldsToTheHeader(t *testing.T) {
	sheet, err := ReadOpenings("f.csv",
		[]byte("Atelier;Métier;Ville;Titre;Portes ouvertes;Démonstrations;Initiations sur inscription;Durée;Places\n"+
			"A;Relieur;Valence;Un;samedi 10h-12h;;;;\nB;Relieur;Valence;Deux;;samedi à 14h et 16h;;45 min;8\n"+
			"C;Relieur;Valence;Trois;;;samedi à 14h et 16h;45 min;8\nD;Relieur;Valence;Quatre;samedi 10h-12h;samedi à "+
			"14h;;45 min;8\n"))
	must(t, err)
	ref := against(t)
	ref.Defaults = map[string]string{"kind": "portes ouvertes"}
	for i := range sheet.Tables {
		sheet.Tables[i].mean(nil, []Meaning{{"Portes ouvertes", "hours"}, {"Démonstrations", "slots"},
			{"Initiations sur inscription", "slots"}})
	}
	rows := Understand(sheet, ref)
	for i, want := range []string{"open_doors", "demonstration", "initiation", ""} {
		if got := rows[i].Fields["kind"]; got != want || rows[i].Complete() != (want != "") {
			t.Errorf("row %d is %q, want %q\n%s", i, got, want, findingLines(rows[i].Findings))
		}
	}
}

func TestAnOpenAnswerOnAccessIsAsked(t *testing.T) {
	for _, header := range []string{"Acceptez-vous les personnes à mobilité réduite ?", "Accessibilité"} {
		for _, answer := range []string{"je ne sais pas", "?", "à voir", "NSP"} {
			sheet, err := ReadOpenings("f.csv", []byte("Atelier;Métier;Ville;Type;Titre;Horaires;"+header+
				"\nA;Relieur;Valence;exposition;Un;samedi 10h-12h;"+answer+
				"\nB;Relieur;Valence;exposition;Deux;samedi 10h-12h;oui\n"))
			must(t, err)
			row := Understand(sheet, against(t))[0]
			if row.Fields["access"] != "" || !strings.Contains(findingLines(row.Findings), "L’accès n’est pas connu") {
				t.Errorf("%s %s: %q\n%s", header, answer, row.Fields["access"], findingLines(row.Findings))
			}
		}
	}
}
