package exchange

import (
	"strings"
	"testing"

	"jema/internal/jema"
	"jema/internal/text"
)

func TestPhones(t *testing.T) {
	for typed, want := range map[string]string{
		"04 65 71 00 12": "04 65 71 00 12", "04.65.71.00.34": "04 65 71 00 34", "+33 4 65 71 00 56": "04 65 71 00 56",
		"0465710078": "04 65 71 00 78", "+33 (0)4 65 71 02 77": "04 65 71 02 77", "04-65-71-02-13": "04 65 71 02 13",
		"465710010": "04 65 71 00 10", "0033465710010": "04 65 71 00 10", "tél : 04 65 71 00 10 (soir)": "04 65 71 00 10",
		"04 65 71 00 10 / 06 39 98 01 02": "04 65 71 00 10", "+41 22 555 12 34": "+41225551234",
		"04 65 71": "", "sur demande": "", "00 00 00 00 00": "", "": "",
	} {
		if got := Phone(typed); got != want {
			t.Errorf("%q is read as %q, want %q", typed, got, want)
		}
	}
}

func TestAddresses(t *testing.T) {
	for typed, want := range map[string]string{
		"Etienne.Malaval@example.org": "etienne.malaval@example.org", "mailto:a@example.org": "a@example.org",
		"a@example": "", "a b@example.org": "", "Nom <a@example.org>": "", "www.example.org": "", "a@b@example.org": "",
	} {
		if got := Email(typed); got != want {
			t.Errorf("%q is read as %q, want %q", typed, got, want)
		}
	}
	for typed, want := range map[string]string{
		"https://a.example.org": "https://a.example.org", "www.a.example.com/x": "https://www.a.example.com/x",
		"javascript:alert(1)": "", "ftp://a.example.org": "", "en construction": "",
		"https://u:p@example.org": "", "exemple": "",
	} {
		if got := Website(typed); got != want {
			t.Errorf("%q is read as %q, want %q", typed, got, want)
		}
	}
}

func TestNumbers(t *testing.T) {
	for typed, want := range map[string]int{
		"45 min": 45, "1h": 60, "1 h 15": 75, "50 mn": 50, "45": 45, "1 heure": 60, "2 h 30": 150, "1:15": 75, "1h15": 75,
		"une heure et demie": 90, "7h": 420, "90 minutes": 90, "2": 0, "longtemps": 0, "0 min": 0, "99h": 0, "": 0,
		"une demi-journée": 0,
	} {
		if got := Minutes(typed); got != want {
			t.Errorf("%q lasts %d minutes, want %d", typed, got, want)
		}
	}
	for typed, want := range map[string]int{
		"8": 8, "20 personnes": 20, "12 max": 12, "max 12": 12, "6 pers.": 6, "5000": 5000, "une dizaine": 0,
		"0": 0, "5001": 0,
		"10 ou 12": 0, "8 à 10": 0, "-3": 0, "": 0, "99999999999999999999": 0,
	} {
		if got := Places(typed); got != want {
			t.Errorf("%q is %d places, want %d", typed, got, want)
		}
	}
}

func TestFlags(t *testing.T) {
	for typed, want := range map[string]string{"oui": "yes", "Oui.": "yes", "X": "yes", "x": "yes", "non": "no", "": "no",
		"Non !": "no", "à voir": "?"} {
		yes, sure := readFlag(typed)
		got := map[bool]string{true: "yes", false: "no"}[yes]
		if !sure {
			got = "?"
		}
		if got != want {
			t.Errorf("%q is read as %s, want %s", typed, got, want)
		}
	}
}

func TestKinds(t *testing.T) {
	for typed, want := range map[string]jema.OpeningKind{
		"Portes ouvertes": jema.OpenDoors, "Démonstration": jema.Demonstration, "rendez-vous d’exception": jema.Exceptional,
		"RDV d'exception": jema.Exceptional, "Visite guidée": jema.GuidedVisit, "établissement de formation": jema.SchoolKind,
		"manifestation collective": jema.Collective, "conférence": jema.Talk, "circuit": jema.Circuit,
		"Initiations":                 jema.Initiation,
		"Exposition et démonstration": jema.Demonstration, "feu d’artifice": "",
	} {
		if got, _ := readKind(typed); got != want {
			t.Errorf("%q is read as %q, want %q", typed, got, want)
		}
	}
}

func TestCommunesAsTyped(t *testing.T) {
	communes, _ := referenceData(t)
	f := newCommuneFinder(communes)
	for typed, want := range map[string]string{
		"Romans-sur-Isère": "26281", "ROMANS SUR ISERE": "26281", "Romans s/ Isère": "26281",
		"26100 Romans-sur-Isère": "26281",
		"Romans":                 "26281", "St Paul les Romans": "26323", "Bésaye": "26049", "Chatuzanges le Goubet": "26088",
		"Miribel": "26210", "Montrigaud": "26210", "st bonnet de valclerieux": "26210", "La Baume d’Hostun": "26034",
		"Valence Cedex": "26362", "Monteleger": "26196", "Lyon": "", "Saint": "", "": "", "Paris 12e": "",
	} {
		if got := f.find(typed, "").INSEE; got != want {
			t.Errorf("%q is %q, want %q", typed, got, want)
		}
	}
	if got := f.find("Bourg", "26500"); got.INSEE != "26058" {
		t.Errorf("« Bourg » at 26500 is %q", got.Name)
	}
	if got := f.find("Bourg", ""); got.INSEE != "" || len(got.candidates) != 2 {
		t.Errorf("« Bourg » is %q, candidates %q", got.Name, got.candidates)
	}
}

func TestCraftsAsTyped(t *testing.T) {
	_, crafts := referenceData(t)
	for typed, want := range map[string]string{
		"Relieuse": "Relieur", "tapissière d'ameublement": "Tapissier d'ameublement et/ou tapissier décorateur",
		"Tapissier décorateur": "Tapissier d'ameublement et/ou tapissier décorateur",
		"Facteur d’orgues":     "Facteur et/ou restaurateur d'orgues",
		"vitrailliste":         "Maître verrier (vitrailliste)", "mégissière": "Tanneur et mégissier",
		"Forgeronne":                "Ferronnier-forgeron",
		"restauratrice de tableaux": "Restaurateur de peintures", "sculptrice sur bois": "Sculpteur sur bois",
		"Potière": "Céramiste", "Maroquinier": "Maroquinier",
		"Ébenniste": "Ébéniste", "Luthière": "", "Savonnière": "", "Aérogommage": "", "Doreur": "Doreur",
		"Graveuse": "Graveur", "": "",
		"Bottière": "Bottier main", "modiste": "Chapelier et modiste", "murailleur": "Murailler",
	} {
		if got, _ := FindCraft(crafts, typed); got.Name != want {
			t.Errorf("%q is %q, want %q", typed, got.Name, want)
		}
	}
	if _, names := FindCraft(crafts, "Luthière"); len(names) != 2 {
		t.Errorf("« Luthière » may be %q", names)
	}
}

func TestFeminines(t *testing.T) {
	for name, want := range map[string]string{
		"Relieur": "Relieuse", "Restaurateur de cuirs": "Restauratrice de cuirs", "Céramiste": "", "Horloger": "Horlogère",
		"Tapissier d'ameublement et/ou tapissier décorateur": "Tapissière d'ameublement et/ou tapissière décoratrice",
		"Canneur-rempailleur": "Canneuse-rempailleuse", "Tanneur et mégissier": "Tanneuse et mégissière",
		"Tisserand à bras":   "Tisserande à bras",
		"Sculpteur sur bois": "Sculptrice sur bois", "Marqueteur": "Marqueteuse", "Murailler": "Muraillère",
		"Maçon du patrimoine bâti": "Maçonne du patrimoine bâti",
		"Fabricant d'abat-jour":    "Fabricante d'abat-jour", "Glypticien": "Glypticienne", "Charron": "Charronne",
	} {
		if got := Feminine(name); got != want {
			t.Errorf("the feminine of %q is %q, want %q", name, got, want)
		}
	}
	_, crafts := referenceData(t)
	for _, c := range crafts {
		feminine := c.Feminine
		if feminine == "" {
			feminine = c.Name
		}
		if got, _ := FindCraft(crafts, feminine); got.Slug != c.Slug {
			t.Errorf("%q is read as %q, want %q", feminine, got.Name, c.Name)
		}
	}
}

func TestPrintedText(t *testing.T) {
	long := strings.Repeat("Une phrase de trente signes. ", 20)
	for description, want := range map[string]string{
		"Court.":                 "Court.",
		long:                     strings.TrimSpace(strings.Repeat("Une phrase de trente signes. ", 12)),
		strings.Repeat("a", 351): "",
		"Chez M. Blanc, voir www.example.org/a.b ! « Oui ! » dit-il. " + strings.Repeat("Mot ",
			90): "Chez M. Blanc, voir www.example.org/a.b ! « Oui ! » dit-il.",
		strings.Repeat("é", 340) + ". 😄😄😄😄😄😄😄😄😄😄😄😄":   strings.Repeat("é", 340) + ".",
		"Première ligne\n" + strings.Repeat("x", 400): "Première ligne",
	} {
		got := PrintedText(description)
		if got != want || text.Length(got) > jema.PrintedTextMax {
			t.Errorf("of %.60q… %q, want %q", description, got, want)
		}
	}
}

func TestRemarksThatForbid(t *testing.T) {
	sheet, err := ReadOpenings("f.csv",
		[]byte("Atelier;Titre;Ville;Métier;Type;Horaires;Publier l'adresse;Publier le téléphone;Remarques\n"+
			"A;T;Valence;Relieur;exposition;samedi 10h-12h;oui;oui;pas d'adresse mail, prévenir par téléphone\n"+
			"B;T;Valence;Relieur;exposition;samedi 10h-12h;oui;oui;ne souhaite pas que son adresse paraisse\n"+
			"C;T;Valence;Relieur;exposition;samedi 10h-12h;oui;oui;Ne pas publier le téléphone\n"+
			"D;T;Valence;Relieur;exposition;samedi 10h-12h;oui;oui;ne pas publier pour l'instant\n"))
	must(t, err)
	var got []string
	for _, row := range Understand(sheet, against(t)) {
		got = append(got, row.Fields["workshop"]+row.Fields["publish_address"]+row.Fields["publish_phone"]+boolean(row.Hold))
	}
	if want := "Atruetruefalse Bfalsetruefalse Ctruefalsefalse Dtruetruetrue"; strings.Join(got, " ") != want {
		t.Errorf("got  %s\nwant %s", strings.Join(got, " "), want)
	}
}
