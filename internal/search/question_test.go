package search_test

import (
	"slices"
	"testing"

	"jema/internal/jema"
	"jema/internal/postgres/storetest"
	"jema/internal/search"
)

// questions are what visitors type, with the titles of openings of which one must be
// among the first three, separated by « | ».
var questions = map[string]string{
	// Other words for a craft, its products, its materials.
	"cordonnier": "De la forme au soulier", "chaussures": "De la forme au soulier",
	"souliers sur mesure": "De la forme au soulier",
	"menuisier":           "Une nuit à l’atelier|L’armoire de la tante Jeanne",
	"meubles anciens":     "L’armoire de la tante Jeanne",
	"potier":              "Terre vernissée|Défournement en direct|Douze métiers sous un même toit",
	"poterie":             "Terre vernissée|Défournement en direct", "violons": "Cent soixante crins",
	"violon": "Cent soixante crins", "luthier": "Tendre, barrer, accorder", "guitares": "Tendre, barrer, accorder",
	"montres": "Le cœur des pendules", "vitraux": "Couper la lumière", "vitrail": "Couper la lumière",
	"livres": "Le livre mis à nu", "reliure": "Le livre mis à nu",
	"couteaux": "Forge ton couteau", "forgeron": "Forge ton couteau", "bijoux": "L’or recyclé",
	"orgue": "Mille tuyaux et un souffle", "piano": "Bec et plume",
	"chapeaux": "Du poil au chapeau|Un bibi en deux heures", "plumes": "Friser, coller, tresser la plume",
	"paniers": "Tresser son premier panier", "osier": "Tresser son premier panier",
	"savon": "Savon à froid, odeurs chaudes", "santons": "La crèche en avril", "crèche": "La crèche en avril",
	"dentelles": "Cinquante-deux fuseaux", "broderie": "Premiers points de Lunéville", "teinture": "Le jardin qui teint",
	"indigo": "Le jardin qui teint", "lunettes": "Une monture à votre visage",
	"opticien": "Une monture à votre visage", "gants": "Mains précieuses", "tannerie": "Dans les cuves",
	"tableaux": "Sous le vernis", "peinture restauration": "Sous le vernis",
	"marionnettes": "Naissance d’une marionnette", "tissage": "Quatre pédales, mille fils",
	"mosaïque": "Un sol, mille morceaux", "lampes": "Vingt lampes dans le noir|Plisser un abat-jour",
	"abat jour": "Plisser un abat-jour", "abatjour": "Plisser un abat-jour", "calligraphie": "Écrire lentement",
	"enluminure": "Votre initiale à la feuille d’or", "sérigraphie": "Imprime ton sac",
	"tote bag": "Imprime ton sac", "voitures anciennes": "Tôle, bois et toile", "chaises": "Asseyez-vous, je vous en prie",
	"rempaillage": "Asseyez-vous, je vous en prie", "fauteuils": "Le dessous des fauteuils",
	"tapissier": "Le dessous des fauteuils", "selles de cheval": "Du cheval à l’établi",
	"charpente": "Levage à l’ancienne", "boutons": "Dix mille boutons",
	"perles de verre": "Une perle de verre", "souffleur de verre": "Une perle de verre",
	"dorure":           "Vingt-deux carats, un dixième de micron",
	"feuille d'or":     "Vingt-deux carats, un dixième de micron|Votre initiale à la feuille d’or",
	"papier fait main": "De la chemise à la feuille", "typographe": "Plomb, encre et papier",
	"imprimerie": "Plomb, encre et papier", "costumes de théâtre": "Habiller les rois de papier",
	"masques": "Arlequin sort de sa matrice", "fleurs en soie": "Un bouquet qui ne fane pas", "stuc": "Plâtre et rosaces",
	"plâtre": "Plâtre et rosaces", "archet": "Cent soixante crins",
	"mur en pierre sèche": "Monter un mur en pierre sèche", "fresques": "La ville aux murs peints",
	"trompe l'oeil": "Faux bois, faux marbre, vrai métier",
	"porte-cartes":  "Fabriquez votre porte-cartes", "sac en cuir": "Fabriquez votre porte-cartes",
	"clavecin": "Bec et plume", "peignes en corne": "Corne, os et nacre",
	// As they sound, and as they slip.
	"céramike": "Terre vernissée|Défournement en direct|Douze métiers sous un même toit",
	"horlogé":  "Le cœur des pendules", "orlogerie": "Le cœur des pendules", "reliur": "Le livre mis à nu",
	"guitarre": "Tendre, barrer, accorder", "dentele": "Cinquante-deux fuseaux", "tanerie": "Dans les cuves",
	"bijouterri": "L’or recyclé", "maroquinnier": "Fabriquez votre porte-cartes",
	"tapicier": "Le dessous des fauteuils", "calygraphie": "Écrire lentement", "mozaique": "Un sol, mille morceaux",
	"vitraille": "Couper la lumière", "marionettes": "Naissance d’une marionnette",
	"savonerie": "Savon à froid, odeurs chaudes", "chapelié": "Un bibi en deux heures|Du poil au chapeau",
	"vanerie": "Tresser son premier panier",
	// Whole questions.
	"céramique près de Romans samedi après-midi à trois avec un enfant de huit ans": "Douze métiers sous un même toit",
	"ceramics near Romans Saturday afternoon, three of us with a child of 8":        "Douze métiers sous un même toit",
	"qu'est-ce qui est ouvert dimanche matin à Valence": "Habiller les rois de " +
		"papier|Couper la lumière|Friser, coller, tresser la plume",
	"je voudrais voir un coutelier":                   "Forge ton couteau",
	"où peut-on apprendre à broder samedi ?":          "Premiers points de Lunéville",
	"un atelier cuir en anglais à Romans samedi":      "Fabriquez votre porte-cartes",
	"fabriquer du papier avec un enfant de 5 ans":     "De la chemise à la feuille",
	"conférence sur les orgues jeudi soir":            "Mille tuyaux et un souffle",
	"visite guidée de la tannerie":                    "Dans les cuves",
	"que faire vendredi soir à Romans":                "Une nuit à l’atelier|Le livre mis à nu",
	"exposition de costumes à Valence dimanche":       "Habiller les rois de papier",
	"atelier gratuit pour enfants de 8 ans à Marches": "Cinquante-deux fuseaux",
	"visite en langue des signes":                     "Douze métiers sous un même toit",
	"bijoux accessible samedi soir Valence":           "",
	"chapeaux à moins de 20 km de Chabeuil":           "Du poil au chapeau|Un bibi en deux heures",
	"stage de forge pour 2 personnes dimanche":        "Forge ton couteau",
	"luthiers en italien":                             "",
	"vitrail sans réservation dimanche après-midi":    "Couper la lumière",
	"teinture végétale moins de 10 euros":             "Le jardin qui teint",
	// Words that only describe, and that no opening has, beside one that names a craft.
	"guitare électrique": "Tendre, barrer, accorder", "commode Louis XV": "L’armoire de la tante Jeanne|Une nuit à l’atelier",
	"qui répare les vieilles montres à gousset": "Le cœur des pendules", "Mme Fayolle gants": "Mains précieuses",
	"restaurer un tableau abîmé": "Sous le vernis", "réparation de fauteuil": "Le dessous des fauteuils",
	"teintures naturelles": "Le jardin qui teint", "chapeau de mariage": "Du poil au chapeau|Un bibi en deux heures",
	"fabricant de sacs à main": "Fabriquez votre porte-cartes", "tasses et bols": "Terre vernissée|Défournement en direct",
	"faire quelque chose soi-même dimanche à Romans": "Imprime ton sac",
	// A trade that only a text names, and one that is misspelt.
	"ferronnerie": "Douze métiers sous un même toit", "ferronerie": "Douze métiers sous un même toit",
	"orlogeur": "Le cœur des pendules",
	// In English.
	"where can I see a bookbinder": "Le livre mis à nu", "glassblowing for kids": "Une perle de verre",
	"wood turning": "Copeaux en fête", "saddle maker": "Du cheval à l’établi", "basket making": "Tresser son premier panier",
	"pottery": "Terre vernissée|Défournement en direct", "stained glass": "Couper la lumière",
	// Places.
	"st paul":               "Vingt-deux carats, un dixième de micron",
	"saint-paul-lès-romans": "Vingt-deux carats, un dixième de micron",
	"bourg les valence":     "Quatre pédales, mille fils|Naissance d’une marionnette|La ville aux murs peints",
	"saint marcel":          "Le dessous des fauteuils", "marches": "Cinquante-deux fuseaux",
	"étoile": "Terre vernissée|Faux bois, faux marbre, vrai métier", "26750 santons": "La crèche en avril",
	"forge chabeuille": "Forge ton couteau", "orgue valance": "Mille tuyaux et un souffle",
	"reliure romans sur isere": "Le livre mis à nu",
	// Places as people write them: shortened, run together, misspelt, with words for any place.
	"blv":          "Quatre pédales, mille fils|Naissance d’une marionnette|La ville aux murs peints",
	"brg de peage": "Du poil au chapeau|Défournement en direct|Corne, os et nacre", "valanse": "Portes ouvertes à l’encadrement",
	"p. les valence": "Une perle de verre", "porteslesvalence": "Une perle de verre",
	"bourg de paége":                    "Du poil au chapeau|Défournement en direct|Corne, os et nacre",
	"st paul les roman":                 "Vingt-deux carats, un dixième de micron",
	"vitrail dans le centre de Valence": "Couper la lumière", "quartier de la gare, Valence, bijoux": "L’or recyclé",
	"nous logeons à Portes-lès-Valence": "Une perle de verre",
	// For whom, as the texts of an event offer it.
	"visites pour non-voyants": "Douze métiers sous un même toit", "je suis malentendante": "Douze métiers sous un même toit",
	"braille": "Douze métiers sous un même toit",
	// Who comes, in words.
	"four adults and two teens saturday tannery": "Dans les cuves", "mon papi et moi, couteaux": "Forge ton couteau",
	"un couple avec deux enfants, papier": "De la chemise à la feuille",
	// Verbs and nouns of one family, and trades that English writes as one word.
	"tresser": "Tresser son premier panier", "plissage": "Plisser un abat-jour", "braser": "L’or recyclé",
	"glassblower": "Une perle de verre", "woodcarving": "Copeaux en fête|Une nuit à l’atelier|L’armoire de la tante Jeanne",
	// Names.
	"malaval": "De la forme au soulier", "etienne malaval": "De la forme au soulier",
	"solene vautrin": "Fabriquez votre porte-cartes", "Awa Monteil": "Défournement en direct",
	"Terres de Rive": "Défournement en direct",
	"sauveplanne":    "Tendre, barrer, accorder", "La Trame": "Imprime ton sac", "tournesac": "Mille tuyaux et un souffle",
	"forge du bost": "Forge ton couteau", "peau d'âne": "Sauver un cuir du XVIIe siècle",
	"couper la lumière": "Couper la lumière", "clair obscur": "Sous le vernis",
	// What is not there.
	"plombier": "", "Lyon": "", "boulanger": "", "pâtissier": "", "piscine": "", "coiffeur": "", "75001": "",
	"garagiste à Lyon": "", "éventails": "", "automates": "", "tatouage": "", "xyzzy": "", "céramique à Marseille": "", "poterie Dieulefit": "",
	"luthier Montélimar": "", "maréchal-ferrant": "", "peinture sur porcelaine": "", "lunettes en bois": "",
}

// What is left out of a question is named, and what has the first of its words comes
// first among what is near, with what it lacks.
func TestWordsLeftOutAreNamed(t *testing.T) {
	if got := found(t, "guitare électrique").Without; !slices.Equal(got, []string{"electrique"}) {
		t.Errorf("left out: %q", got)
	}
	near := found(t, "lunettes en bois").Suggestions
	if len(near) == 0 {
		t.Fatal("nothing is suggested")
	}
	if first := near[0].Entry.Opening.Title; first != "Une monture à votre visage" || near[0].Missing != "bois" {
		t.Errorf("suggested first: %q, without %q", first, near[0].Missing)
	}
}

// No correction is proposed for a word of the same family as one that texts have.
func TestWordsOfAFamilyAreNoSlips(t *testing.T) {
	for _, words := range []string{"réserver", "rempailler", "travailler", "souder", "mouler"} {
		if got := found(t, words).DidYouMean; got != "" {
			t.Errorf("« %s » is taken for %q", words, got)
		}
	}
}

// A text offers an access where the facts leave it open, unless it refuses it.
func TestTextsOfferAnAccess(t *testing.T) {
	e := storetest.Edition(1)
	c := search.Content{Edition: e}
	for i, words := range []string{"Visite tactile sur demande.", "Pas de visite pour les personnes aveugles.",
		"On travaille à l’aveugle."} {
		c.Entries = append(c.Entries, jema.Entry{Opening: jema.Opening{ID: jema.OpeningID(i + 1), Title: words,
			Kind: jema.OpenDoors}})
	}
	r := search.New(c).Find(search.Query{Access: []string{"vi"}}, search.Options{PageSize: 9, Now: storetest.Now})
	if r.Count != 1 || r.Found[0].Entry.Opening.ID != 1 {
		t.Errorf("found: %q", titles(r, 9))
	}
}

// TestQuestions finds what visitors mean. What is not there is not found, and something
// near is suggested, with what differs.
func TestQuestions(t *testing.T) {
	if len(questions) < 120 {
		t.Fatalf("%d questions", len(questions))
	}
	wrong := 0
	for words, wanted := range questions {
		r := found(t, words)
		switch first := titles(r, 3); {
		case wanted != "" && !isAmong(first, wanted):
			wrong++
			t.Errorf("« %s » finds %q of %d (%s), want %s", words, first, r.Count, r.Query.Values().Encode(), wanted)
		case wanted == "" && r.Count > 0:
			wrong++
			t.Errorf("« %s » finds %q, which is not there (%s)", words, first, r.Query.Values().Encode())
		case wanted == "" && len(r.Suggestions) == 0:
			wrong++
			t.Errorf("« %s » suggests nothing (%s)", words, r.Query.Values().Encode())
		}
	}
	t.Logf("%d of %d questions are answered", len(questions)-wrong, len(questions))
}
