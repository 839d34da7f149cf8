package exchange

import (
	"strings"
	"testing"

	"jema/internal/jema"
	"jema/internal/reference"
)

// sample is what there is to report of each row of the sample, but for telephones
// that were only set differently. Each sentence was weighed against the cell;
// where package schedule gives the reason why, up to « … », the words it points at count.
var sample = map[int]string{
	3: "arrangé Métier: Lu comme « Maroquinier ».",
	4: "à vérifier Remarques: La remarque demande d’attendre avant de publier : l’événement attend dans la file, il " +
		"n’est pas public.",
	7: "arrangé Métier: Lu comme « Relieur ».",
	8: "à vérifier Descriptif: 454 signes, 350 au plus sur papier : les premières phrases sont proposées (279 signes), " +
		"à valider.\n" +
		"à vérifier Tarif: Ce tarif n’est pas compris : le montant est « à préciser », les mots paraissent tels quels.",
	9: "à vérifier Descriptif: Le programme imprimé n’a pas le symbole 😄 : il sera laissé de côté sur papier.",
	10: "à vérifier Créneaux sur réservation: Laissés de côté, ce ne sont pas des horaires : « les scolaires », « 3 " +
		"groupes ».",
	11: "à vérifier Descriptif: 2231 signes, 350 au plus sur papier : les premières phrases sont proposées (264 " +
		"signes), à valider.",
	12: "arrangé Commune: Écrit Romans-sur-Isère.",
	14: "arrangé Durée: Lu comme 45 minutes.",
	16: "à vérifier Descriptif: 805 signes, 350 au plus sur papier : les premières phrases sont proposées (307 " +
		"signes), à valider.",
	18: "à corriger Places par créneau: Ce n’est pas un nombre. Combien de places exactement ?\n" +
		"à corriger Créneaux sur réservation: « 10h » …\n" +
		"à vérifier Descriptif: Le programme imprimé n’a pas le symbole 🎩 : il sera laissé de côté sur papier.",
	22: "à vérifier Descriptif: Pas de descriptif : l’événement paraît sans texte.",
	24: "à corriger Créneaux sur réservation: « de 10 h à 12 h » …",
	26: "à corriger Horaires d'accueil libre: « de 18h à 14h » …",
	27: "à corriger Places par créneau: Zéro place : personne ne pourrait réserver. Combien de places par créneau ?",
	29: "à vérifier Publier l'adresse: La remarque demande de ne pas publier l’adresse : elle n’est pas publiée.",
	31: "arrangé Métier: Lu comme « Canneur-rempailleur ».",
	34: "à vérifier Métier: Ce métier n’est pas dans la liste : gardé comme « autre métier », à préciser.\n" +
		"à vérifier Remarques: La remarque demande d’attendre avant de publier : l’événement attend dans la file, il " +
		"n’est pas public.",
	35: "à vérifier Métier: Lu comme « Tapissier d’ameublement et/ou tapissier décorateur ».",
	36: "à vérifier Descriptif: 577 signes, 350 au plus sur papier : les premières phrases sont proposées (279 " +
		"signes), à valider.\n" +
		"à vérifier Créneaux sur réservation: Laissé de côté, ce n’est pas un horaire : « les scolaires ».",
	39: "à corriger Horaires d'accueil libre: « samedi 31 avril » …",
	43: "à vérifier Descriptif: 551 signes, 350 au plus sur papier : les premières phrases sont proposées (254 " +
		"signes), à valider.",
	46: "à corriger Horaires d'accueil libre: « toute la semaine » …",
	50: "à vérifier Descriptif: 418 signes, 350 au plus sur papier : les premières phrases sont proposées (286 " +
		"signes), à valider.",
	51: "à vérifier Métier: Ce métier n’est pas dans la liste : gardé comme « autre métier », à préciser.",
	53: "à corriger Horaires d'accueil libre: « samedi 17 avril » …",
	54: "à vérifier Descriptif: 830 signes, 350 au plus sur papier : les premières phrases sont proposées (275 " +
		"signes), à valider.",
	55: "à vérifier Descriptif: Pas de descriptif : l’événement paraît sans texte.",
	57: "à vérifier Descriptif: 560 signes, 350 au plus sur papier : les premières phrases sont proposées (228 " +
		"signes), à valider.",
	60: "arrangé Métier: Lu comme « Dentellier au fuseau ».",
	63: "à vérifier Remarques: Ressemble à une formule : gardée comme texte, jamais calculée.",
	64: "arrangé Métier: Lu comme « Boutonnier ».",
	66: "à vérifier Commune: Ancien nom : c’est aujourd’hui Valherbasse.\n" +
		"arrangé Métier: Lu comme « Teinturier ».",
	68: "à vérifier Code postal: Ce n’est pas le code postal de Peyrins, 26380 : le code ou la commune est faux. " +
		"L’événement attend dans la file, il n’est pas public.",
	69: "à corriger Horaires d'accueil libre: « sur rendez-vous » …\n" +
		"à vérifier Descriptif: Pas de descriptif : l’événement paraît sans texte.",
	70: "arrangé Métier: Lu comme « Doreur ».",
	71: "à vérifier Descriptif: 589 signes, 350 au plus sur papier : les premières phrases sont proposées (270 " +
		"signes), à valider.",
	74: "refusée : La même chose que la ligne plus haut (ligne 32) : même atelier, même titre, mêmes horaires. Une " +
		"seule est gardée.",
}

func TestTheSampleIsReadRowByRow(t *testing.T) {
	sheet, err := ReadOpenings(reference.OpeningsName, reference.Openings())
	must(t, err)
	if len(sheet.Tables) != 1 || len(sheet.Tables[0].Columns) != 25 || len(sheet.Notes) != 0 {
		t.Fatalf("%d tables, %d columns recognised, notes %q", len(sheet.Tables), len(sheet.Tables[0].Columns), sheet.Notes)
	}
	rows := Understand(sheet, against(t))
	if len(rows) != 72 {
		t.Errorf("%d rows, want 72: the blank one is none", len(rows))
	}
	for _, row := range rows {
		var findings []Finding
		for _, f := range row.Findings {
			if f.Field == "phone" && f.Severity == Repaired {
				if got := row.Fields["phone"]; len(got) != len("04 65 71 00 12") {
					t.Errorf("line %d: telephone %q", row.Line, got)
				}
				continue
			}
			findings = append(findings, f)
		}
		if got := findingLines(findings); !matches(got, sample[row.Line]) {
			t.Errorf("line %d:\n%s\nwant:\n%s", row.Line, got, sample[row.Line])
		}
	}
}

// matches compares line by line; « … » in want matches anything but a line end.
func matches(got, want string) bool {
	gotLines, wantLines := strings.Split(got, "\n"), strings.Split(want, "\n")
	if len(gotLines) != len(wantLines) {
		return false
	}
	for i, line := range wantLines {
		prefix, open := strings.CutSuffix(line, " …")
		if !open && gotLines[i] != line || open && (!strings.HasPrefix(gotLines[i], prefix) ||
			!strings.HasSuffix(gotLines[i], "?")) {
			return false
		}
	}
	return true
}

func TestTheSampleIsLoaded(t *testing.T) {
	w := newWorld(t)
	report := w.load(string(reference.Openings()))
	want := Report{Complete: 63, Incomplete: 8, Refused: 1, Added: 71, Approved: 60, Submitted: 3}
	if report.Complete != want.Complete || report.Incomplete != want.Incomplete || report.Refused != want.Refused ||
		report.Added != want.Added || report.Approved != want.Approved || report.Submitted != want.Submitted {
		t.Errorf("%s", report.Summary())
	}
	for query, want := range map[string]int{
		`SELECT count(*) FROM opening WHERE state = 'approved'`:                                 60,
		`SELECT count(*) FROM opening WHERE state = 'submitted'`:                                3,
		`SELECT count(*) FROM opening WHERE state = 'incomplete'`:                               8,
		`SELECT count(*) FROM defect WHERE blocking`:                                            9,
		`SELECT count(*) FROM workshop`:                                                         71,
		`SELECT count(*) FROM workshop WHERE craft_slug IS NULL`:                                2,
		`SELECT count(DISTINCT commune_insee) FROM opening`:                                     37,
		`SELECT count(*) FROM slot`:                                                             106,
		`SELECT count(*) FROM hours`:                                                            117,
		`SELECT count(*) FROM slot WHERE audience = 'schools'`:                                  6,
		`SELECT count(*) FROM opening WHERE printed_text_proposed`:                              9,
		`SELECT count(*) FROM opening WHERE state = 'approved' AND approved_at IS NULL`:         0,
		`SELECT count(*) FROM opening o WHERE o.commune_insee IS NULL`:                          0,
		`SELECT count(*) FROM workshop WHERE publish_email`:                                     0,
		`SELECT count(*) FROM workshop WHERE name = 'Tabletterie Vassieux' AND publish_address`: 0,
		`SELECT count(*) FROM workshop WHERE kind = 'school'`:                                   1,
		`SELECT count(*) FROM opening WHERE remarks = '=1+1'`:                                   1,
		`SELECT count(*) FROM opening WHERE description LIKE '%😄'`:                              1,
		`SELECT count(*) FROM workshop WHERE name = 'Tannerie de la Presle' AND address =
			E'22 quai de la Presle\nfond de cour, portail vert'`: 1,
	} {
		if got := get[int](w, query); got != want {
			t.Errorf("%s = %d, want %d", query, got, want)
		}
	}
	words := get[string](w, `SELECT o.slots_text FROM opening o JOIN workshop w ON w.id = o.workshop_id WHERE w.name =
		'Modes de Paule'`)
	if words != "10h, 11h30, 14h et 16h" {
		t.Errorf("the words that could not be read are %q", words)
	}
}

func TestTheSampleAgainChangesNothing(t *testing.T) {
	w := newWorld(t)
	w.load(string(reference.Openings()))
	const everything = `SELECT md5(string_agg(o::text, '' ORDER BY o.id) || (SELECT string_agg(w::text, '' ORDER BY
		w.id) FROM workshop w)
		|| (SELECT string_agg(s::text, '' ORDER BY s.id) FROM slot s) || (SELECT string_agg(h::text, '' ORDER BY h.id)
			FROM hours h)
		|| (SELECT string_agg(d::text, '' ORDER BY d.opening_id, d.field) FROM defect d)) FROM opening o`
	before := get[string](w, everything)
	again := w.load(string(reference.Openings()))
	if again.Unchanged != 71 || again.Incomplete != 8 || again.Refused != 1 {
		t.Errorf("%s", again.Summary())
	}
	if after := get[string](w, everything); after != before {
		t.Error("the same file again changed the database")
	}
}

func TestADryRunStoresNothing(t *testing.T) {
	w := newWorld(t)
	report := w.load(string(reference.Openings()), func(o *Options) { o.DryRun = true })
	if report.Added != 71 || !strings.HasSuffix(plain(report.Summary()), "Essai : rien n’a été enregistré.") {
		t.Errorf("%s", report.Summary())
	}
	if n := get[int](w, `SELECT count(*) FROM opening`) + get[int](w, `SELECT count(*) FROM workshop`); n != 0 {
		t.Errorf("%d rows stayed", n)
	}
}

func TestSubmittedWaitsForTheOrganiser(t *testing.T) {
	w := newWorld(t)
	report := w.load(string(reference.Openings()), func(o *Options) { o.State = jema.Submitted })
	if report.Approved != 0 || report.Submitted != 63 ||
		get[int](w, `SELECT count(*) FROM opening WHERE state = 'submitted' AND submitted_at IS NOT NULL`) != 63 {
		t.Errorf("%s", report.Summary())
	}
}
