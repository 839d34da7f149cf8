package exchange

import (
	"fmt"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"

	"jema/internal/jema"
)

// Five hundred spreadsheets are made of the same kind of facts, each in another
// layout: headers paraphrased, columns shuffled, cells merged, headers of two
// lines, notes above, several worksheets, days as columns, questions of a form,
// everything in one cell; CSV in four encodings and XLSX.
const generatedFiles = 500

// fact is an opening as its organiser means it.
type fact struct {
	workshop, first, last, street, postal, phone, email, title, description, price string
	commune, insee                                                                 string // as typed, and what is meant
	craft, slug                                                                    string
	kindWords                                                                      string
	kind                                                                           jema.OpeningKind
	// free hours as typed, "" for closed
	saturday, sunday  string
	slots             string // « 10h et 15h » on Saturday
	capacity, minutes int
	held              bool // its postal code is another commune's
}

var (
	workshopNames = []string{"Terre d’ici", "La Forge des Monts", "Cuirs & Compagnie", "Au fil de soi", "Les mains bleues",
		"L'Établi", "Verre et lumière", "Le Chant du bois"}
	titles = []string{"De la matière au geste", "Un matin au tour", "Le secret des outils", "Couleurs et textures",
		"La main et la machine", "Du croquis à l’objet"}
	streetNames = []string{"rue du Four", "place du Chapitre", "quai de la Presle", "chemin des Bœufs",
		"avenue de la Gare", "impasse des Lilas"}
	lastNames = []string{"Malaval", "Vautrin", "Charpenay", "Reverdy", "Fayolle", "Pouzin", "Chomarat",
		"Grangeon", "Tézier"}
	givenNames   = []string{"Étienne", "Solène", "Marie", "Paul", "Inès", "Jean-Luc", "Anaïs", "Hugo", "Claire"}
	communeTyped = [][3]string{{"Romans-sur-Isère", "26281", "26100"}, {"Romans s/ Isère", "26281", "26100"},
		{"ROMANS SUR ISERE", "26281", "26100"}, {"St Paul les Romans", "26323", "26750"},
		{"Bourg de Péage", "26057", "26300"}, {"Valence", "26362", "26000"}, {"valence centre", "26362", "26000"},
		{"Chabeuil", "26064", "26120"}, {"Étoile s/ Rhône", "26124", "26800"}}
	craftTyped = [][2]string{{"Relieuse", "relieur"}, {"reliure d'art", "relieur"}, {"Poterie", "ceramiste"},
		{"potière", "ceramiste"}, {"Céramiste", "ceramiste"}, {"ferronnerie d'art", "ferronnier-forgeron"},
		{"Vitraux", "maitre-verrier-vitrailliste"}, {"tournage sur bois", "tourneur-sur-bois"},
		{"Maroquinière", "maroquinier"}, {"ébénisterie", "ebeniste"}, {"Vannerie", "vannier"}, {"réparation de violons",
			"luthier-et-ou-restaurateur-d-instruments-a-cordes-frottees"}}
	kindTyped = []struct {
		words string
		kind  jema.OpeningKind
	}{{"Portes ouvertes", jema.OpenDoors}, {"Journée portes ouvertes", jema.OpenDoors}, {"atelier ouvert", jema.OpenDoors},
		{"Démonstration", jema.Demonstration}, {"démo", jema.Demonstration},
		{"Portes ouvertes + démonstration", jema.Demonstration}, {"Visite guidée", jema.GuidedVisit},
		{"visite commentée de l'atelier", jema.GuidedVisit}, {"Initiation", jema.Initiation}, {"stage d'initiation",
			jema.Initiation}, {"Exposition", jema.Exhibition}}
	hoursTyped = []string{"10h-12h", "de 14h à 18h", "10h-12h et 14h-18h", "9h30 - 17h", "10:00-12:00", "14h/19h"}
)

func pick[T any](r *rand.Rand, list []T) T { return list[r.IntN(len(list))] }

// aFact invents the n-th opening of a file.
func aFact(r *rand.Rand, n int, booked bool) fact {
	town, craft, kind := pick(r, communeTyped), pick(r, craftTyped), kindTyped[r.IntN(len(kindTyped))]
	f := fact{
		workshop: fmt.Sprintf("%s %d", pick(r, workshopNames), n+2), first: pick(r, givenNames), last: pick(r, lastNames),
		street: fmt.Sprintf("%d %s", 1+r.IntN(90), pick(r, streetNames)), postal: town[2], commune: town[0], insee: town[1],
		phone: fmt.Sprintf("06 39 98 %02d %02d", r.IntN(100), n), email: fmt.Sprintf("atelier%d@example.org", n),
		title: pick(r, titles), price: pick(r, []string{"gratuit", "5 €", "12 €", "entrée libre"}), craft: craft[0],
		slug: craft[1], kindWords: kind.words, kind: kind.kind,
		description: "Venez voir comment une idée prend forme sous les doigts, et posez toutes vos questions sans façon à " +
			"l’établi.",
	}
	if booked {
		f.slots, f.capacity, f.minutes = pick(r, []string{"10h et 15h", "10h, 11h et 14h", "14h30 et 16h"}), 4+r.IntN(12), 45
		return f
	}
	f.saturday = pick(r, hoursTyped)
	if r.IntN(2) == 0 {
		f.sunday = pick(r, hoursTyped)
	}
	return f
}

// column is a column of a generated sheet: what heads it, in one line or two,
// and what it gives of each fact.
type column struct {
	above, header string
	cell          func(fact) string
}

func words(r *rand.Rand, list string) string { return pick(r, strings.Split(list, "|")) }

// columnsOf chooses the columns of a file.
func columnsOf(r *rand.Rand, layout string, booked bool) (list []column) {
	add := func(above, headers string, cell func(fact) string) {
		list = append(list, column{above, words(r, headers), cell})
	}
	asked := layout == "questions" || layout == "grid"
	ask := func(plain, question string) string {
		if asked {
			return question
		}
		return plain
	}
	add("Atelier", ask("Atelier|Nom de l'entreprise|Raison sociale|Enseigne|Structure",
		"Quel est le nom de votre atelier ?|Nom de votre entreprise :"), func(f fact) string { return f.workshop })
	switch r.IntN(3) {
	case 0:
		add("Contact", ask("Artisan|Nom et prénom|Contact|Intervenant", "Vos nom et prénom|Qui accueillera le public ?"),
			func(f fact) string { return f.first + " " + f.last })
	case 1:
		add("Contact", "Prénom", func(f fact) string { return f.first })
		add("Contact", "Nom de famille", func(f fact) string { return f.last })
	default:
		add("Contact", "Artisan", func(f fact) string { return f.first + " " + f.last + " – " + f.craft })
	}
	if !slices.ContainsFunc(list, func(c column) bool { return strings.Contains(c.cell(fact{craft: "@@"}), "@@") }) {
		add("Atelier", ask("Métier|Activité|Savoir-faire|Spécialité|Profession",
			"Quel métier exercez-vous ?|Quelle est votre activité ?"), func(f fact) string { return f.craft })
	}
	switch r.IntN(3) {
	case 0:
		add("Lieu", ask("Adresse|Rue|Adresse du lieu", "À quelle adresse recevrez-vous les visiteurs ?"),
			func(f fact) string { return f.street })
		add("Lieu", ask("Commune|Ville|Localité", "Dans quelle commune se trouve votre atelier ?"),
			func(f fact) string { return f.commune })
	case 1:
		add("Lieu", ask("Adresse|Adresse postale", "Votre adresse complète ?"), func(f fact) string { return f.street })
		add("Lieu", "CP", func(f fact) string { return f.postal })
		add("Lieu", ask("Ville|Commune", "Ville ?"), func(f fact) string { return f.commune })
	default:
		add("Lieu", ask("Adresse|Adresse complète", "Quelle est votre adresse ?"), func(f fact) string { return f.street })
		add("Lieu", "CP et ville|Code postal et commune", func(f fact) string { return f.postal + " " + f.commune })
	}
	if r.IntN(4) == 0 {
		add("Contact", "Coordonnées|Téléphone et mail", func(f fact) string { return f.phone + " / " + f.email })
	} else {
		add("Contact", ask("Téléphone|Tél.|Portable|N° de téléphone", "À quel numéro de téléphone peut-on vous joindre ?"),
			func(f fact) string { return f.phone })
		add("Contact", ask("Courriel|Mail|E-mail", "Votre adresse e-mail ?"), func(f fact) string { return f.email })
	}
	add("Animation", ask("Type|Nature de l'animation|Type d'accueil|Catégorie",
		"Que proposez-vous aux visiteurs ?|Quel type d'événement ?"), func(f fact) string { return f.kindWords })
	add("Animation", ask("Titre|Intitulé|Nom de l'animation",
		"Quel est le titre de votre événement ?|Comment s'appelle votre événement ?"), func(f fact) string { return f.title })
	add("Animation", ask("Descriptif|Présentation|Texte de présentation", "Décrivez votre événement en quelques lignes"),
		func(f fact) string { return f.description })
	add("Animation", ask("Tarif|Prix|Participation", "Quel est le tarif ?|Est-ce gratuit ou payant ?"),
		func(f fact) string { return f.price })
	return append(list, timesOfFile(r, layout, booked)...)
}

// timesOfFile chooses how a file specifies when.
func timesOfFile(r *rand.Rand, layout string, booked bool) (list []column) {
	plain := func(headers string, cell func(fact) string) {
		list = append(list, column{"Horaires", words(r, headers), cell})
	}
	if layout == "sessions" {
		day := pick(r, []string{"Sam.", "Samedi", "samedi 10 avril"})
		for _, c := range [][2]string{{"10h", "10h-10h45"}, {"11h", "11h-11h45"}, {"14h", "14h-14h45"},
			{"14h30", "14h30-15h15"}, {"15h", "15h-15h45"}, {"16h", "16h-16h45"}} {
			plain(day+" "+c[1], func(f fact) string { return places(f, c[0]) })
		}
		return list
	}
	if booked {
		headers := "Créneaux|Séances|Horaires des visites guidées|Départs|Créneaux sur réservation"
		if layout == "questions" {
			headers = "À quelles heures proposez-vous des visites sur réservation ?|Quels créneaux proposez-vous ?"
		}
		plain(headers, func(f fact) string { return "samedi 10 avril à " + f.slots })
		plain("Jauge|Nombre de places|Nb max de personnes|Combien de personnes par groupe ?|Places",
			func(f fact) string { return fmt.Sprint(f.capacity) })
		plain("Durée|Durée de la visite|Combien de temps dure une visite ?",
			func(f fact) string { return fmt.Sprintf("%d min", f.minutes) })
		return list
	}
	split := func(hours string, i int) string {
		parts := strings.Split(strings.NewReplacer("de ", "", " à ", "-", "/", "-", " - ", "-").Replace(strings.Split(hours,
			" et ")[0]), "-")
		if len(parts) < 2 {
			return ""
		}
		return parts[i]
	}
	switch {
	case layout == "days":
		names := pick(r, [][2]string{{"Samedi 10 avril", "Dimanche 11 avril"}, {"samedi", "dimanche"}, {"Sam. 10", "Dim. 11"},
			{"10/04/2027", "11/04/2027"}, {"Horaires du samedi", "Horaires du dimanche"}})
		plain(names[0], func(f fact) string { return f.saturday })
		plain(names[1], func(f fact) string { return f.sunday })
	case layout == "fromto":
		ends := pick(r, [][2]string{{"de", "à"}, {"début", "fin"}, {"ouverture", "fermeture"}})
		for i, day := range []string{"Samedi 10 avril", "Dimanche 11 avril"} {
			for j := range 2 {
				list = append(list, column{day, ends[j],
					func(f fact) string { return split([]string{f.saturday, f.sunday}[i], j) }})
			}
		}
	case layout == "grid":
		for i, day := range []string{"Samedi 10 avril", "Dimanche 11 avril"} {
			plain("À quels moments êtes-vous ouvert ? ["+day+"]",
				func(f fact) string { return ticked([]string{f.saturday, f.sunday}[i]) })
		}
	case layout == "halves":
		for i, day := range []string{"Samedi 10 avril", "Dimanche 11 avril"} {
			list = append(list, halfColumns(day, func(f fact) string { return []string{f.saturday, f.sunday}[i] })...)
		}
	case layout == "legend":
		name := pick(r, [][2]string{{"Sam.", "Dim."}, {"Samedi", "Dimanche"}, {"Samedi 10 avril", "Dimanche 11 avril"}})
		afternoon := pick(r, []string{"après-midi", "a-m", "aprem"})
		plain(name[0]+" matin", func(f fact) string { return tick(r, f.saturday, "10h-12h") })
		plain(name[0]+" "+afternoon, func(f fact) string { return tick(r, f.saturday, "18h") })
		plain(name[1]+" matin", func(f fact) string { return tick(r, f.sunday, "10h-12h") })
		plain(name[1]+" "+afternoon, func(f fact) string { return tick(r, f.sunday, "18h") })
	case layout == "questions":
		plain("Quels jours et à quelles heures peut-on venir ?|Quand le public peut-il visiter votre atelier ?", bothDays)
	default:
		plain("Horaires|Horaires d'ouverture|Jours et horaires|Ouverture au public|Dates et heures", bothDays)
	}
	return list
}

func bothDays(f fact) string {
	out := "samedi 10 avril " + f.saturday
	if f.sunday != "" {
		out += " ; dimanche 11 avril " + f.sunday
	}
	return out
}

// In the layout « legend » half days are ticked, and a line above gives their
// hours; in « sessions » each session is a column of places; « card » has all
// of « one » in a column beside those of the office. « grid » is the grid of a
// form, « halves » has a beginning and an end for each half of a day, and the
// layouts in generatedlay_test.go word everything otherwise.
var layouts = []string{"plain", "questions", "days", "fromto", "twolines", "one", "legend", "sessions", "card", "grid",
	"halves", "observations", "rows", "layman", "period"}

// fitting makes a fact one that its layout can express.
func (f fact) fitting(r *rand.Rand, layout string) fact {
	halves := []string{"10h-12h", "de 14h à 18h", "10h-12h et 14h-18h"}
	if own[layout] {
		return f.asLaymen(r, layout)
	}
	switch layout {
	case "legend", "grid", "halves":
		f.saturday = pick(r, halves)
		if f.sunday != "" {
			f.sunday = pick(r, halves)
		}
	case "sessions":
		f.kindWords, f.kind = "Initiation", jema.Initiation
	}
	return f
}

// tick is a cell of a grid of half days.
func tick(r *rand.Rand, hours, half string) string {
	if !strings.Contains(hours, half) {
		return pick(r, []string{"", "", "-"})
	}
	return pick(r, []string{"x", "X", "oui", "Marie"})
}

// places is a cell of a grid of sessions.
func places(f fact, clock string) string {
	if !slices.Contains(strings.FieldsFunc(f.slots, func(c rune) bool { return c == ' ' || c == ',' }), clock) {
		return ""
	}
	return fmt.Sprint(f.capacity)
}

// generated is a file with what it means, in the order of its rows.
type generated struct {
	name  string
	data  []byte
	facts []fact
	plain bool // hours are cut to one range a day
}

func generate(t *testing.T, seed uint64) generated {
	r := rand.New(rand.NewPCG(seed, 2027))
	layout, booked := layouts[seed%uint64(len(layouts))], r.IntN(3) == 0
	if slices.Contains([]string{"days", "fromto", "legend", "grid", "halves"}, layout) {
		booked = false
	}
	booked = booked || layout == "sessions" || layout == "rows"
	g := generated{name: fmt.Sprintf("%d-%s", seed, layout), plain: layout == "fromto"}
	for n := range 3 + r.IntN(5) {
		g.facts = append(g.facts, aFact(r, n, booked).fitting(r, layout))
	}
	var table [][]string
	switch layout {
	case "observations", "rows", "layman", "period":
		table = ownCells(r, layout, g.facts)
	case "one":
		table = oneCell(r, g.facts)
	case "card":
		for i, row := range oneCell(r, g.facts) {
			beside := []string{fmt.Sprint(i), "08/01/2027", row[0], pick(r, []string{"", "relancé", "ok"})}
			if i == 0 {
				beside = []string{"N°", "Reçu le", row[0], "Suivi (interne)"}
			}
			table = append(table, beside)
		}
	default:
		table = cells(r, layout, columnsOf(r, layout, booked), g.facts)
	}
	if layout == "legend" {
		table = append([][]string{{"x = présent. Matin : 10h-12h, après-midi : 14h-18h. Un prénom est celui de la " +
			"personne à l’accueil."}}, table...)
	}
	if r.IntN(3) == 0 {
		table = append([][]string{{"Journées des métiers d’art – à renvoyer avant le 15 janvier"}, {}}, table...)
	}
	g.data = written(t, r, layout, table)
	return g
}

// cells writes the table of a layout, its columns shuffled.
func cells(r *rand.Rand, layout string, columns []column, facts []fact) (table [][]string) {
	two := twoLines[layout]
	if !two {
		r.Shuffle(len(columns), func(i, j int) { columns[i], columns[j] = columns[j], columns[i] })
	} else {
		slices.SortStableFunc(columns, func(a, b column) int { return strings.Compare(order(a.above), order(b.above)) })
	}
	var above, header []string
	for i, c := range columns {
		if i > 0 && columns[i-1].above == c.above {
			above = append(above, "")
		} else {
			above = append(above, c.above)
		}
		header = append(header, c.header)
	}
	if two {
		table = append(table, above)
	}
	table = append(table, header)
	for _, f := range facts {
		var row []string
		for _, c := range columns {
			row = append(row, c.cell(f))
		}
		table = append(table, row)
	}
	return table
}

// order groups columns by what is above them, days last and in their order.
func order(above string) string {
	if strings.HasSuffix(above, "avril") {
		return "z" + map[bool]string{true: "1", false: "2"}[strings.HasPrefix(above, "Sam")]
	}
	return above
}

func oneCell(r *rand.Rand, facts []fact) [][]string {
	between := pick(r, []string{" – ", " ; ", "\n", " | "})
	table := [][]string{{words(r, "Événements|Informations|Fiche")}}
	for _, f := range facts {
		when := "Horaires : " + bothDays(f)
		if f.slots != "" {
			when = fmt.Sprintf("Visites : samedi 10 avril à %s%sJauge : %d personnes%sDurée : %d min", f.slots, between,
				f.capacity, between, f.minutes)
		}
		if f.saturday != "" && between != " ; " && r.IntN(2) == 0 {
			when = bothDays(f)
		}
		parts := []string{f.workshop, f.first + " " + f.last + ", " + f.craft, f.street + ", " + f.postal + " " + f.commune,
			f.kindWords + " : " + f.title, when, f.price, "Tél : " + f.phone, f.email}
		table = append(table, []string{strings.Join(parts, between)})
	}
	return table
}
