package exchange

import (
	"strings"
	"testing"

	"jema/internal/jema"
	"jema/internal/postgres/storetest"
)

const header = "Atelier;Métier;Ville;Tél;Type;Titre;Descriptif;Horaires;Créneaux;Nb max;Durée;Prix;N° national\n"

const potters = header +
	"Poterie A;Céramiste;Valence;04 65 71 00 10;portes ouvertes;Tournage;Un texte.;samedi 10h-12h;;;;gratuit;\n" +
	"Poterie A;Céramiste;Valence;;initiation;Modelage;Un texte.;;samedi 10 avril à 14h et 16h;6;1h;5 €;7001\n"

// change returns the potters' file with something changed.
func change(from, to string) string { return strings.Replace(potters, from, to, 1) }

// all are the findings of a report in one text.
func all(r Report) string { return findingLines(r.Findings()) }

func TestOneWorkshopForItsOpenings(t *testing.T) {
	w := newWorld(t)
	if report := w.load(potters); report.Added != 2 || report.Complete != 2 || all(report) != "" {
		t.Errorf("%s\n%s", report.Summary(), all(report))
	}
	if n := get[int](w, `SELECT count(*) FROM workshop`); n != 1 {
		t.Errorf("%d workshops", n)
	}
	if phone := get[string](w, `SELECT phone FROM workshop`); phone != "04 65 71 00 10" {
		t.Errorf("the second row's blank cell made the telephone %q", phone)
	}
}

func TestACorrectedRowUpdatesAndShowsTheDifference(t *testing.T) {
	w := newWorld(t)
	w.load(potters)
	report := w.load(change("samedi 10h-12h", "samedi 10h-13h"))
	if report.Changed != 1 || report.Unchanged != 1 ||
		all(report) != "mis à jour Horaires: remplace : « samedi 10h-12h »." {
		t.Errorf("%s\n%s", report.Summary(), all(report))
	}
	if end := get[string](w, `SELECT to_char(ends_at AT TIME ZONE 'Europe/Paris', 'HH24:MI') FROM hours`); end != "13:00" {
		t.Errorf("it ends at %s", end)
	}
	report = w.load(change("5 €", "6"))
	if got := get[string](w, `SELECT price FROM opening WHERE national_number = '7001'`); got != "6 €" ||
		!strings.Contains(all(report), "mis à jour Prix: remplace : « 5 € ».") {
		t.Errorf("%q\n%s", got, all(report))
	}
}

func TestWhatTheProgramChangedIsKept(t *testing.T) {
	w := newWorld(t)
	w.load(potters)
	w.exec(`UPDATE opening SET title = 'Tournage et café', price = '2 €' WHERE title = 'Tournage'`)
	w.exec(`UPDATE workshop SET phone = '06 39 98 00 01'`)
	for _, file := range []string{potters, change("04 65 71 00 10", "04 65 71 00 99")} {
		report := w.load(file)
		if report.Added != 0 || report.Changed != 0 {
			t.Errorf("%s\n%s", report.Summary(), all(report))
		}
		for _, want := range []string{"conservé Titre: la ligne dit autre chose, mais la valeur du programme est gardée, " +
			"car elle y a été écrite : « Tournage et café ».",
			"conservé Prix: ", "conservé Tél: "} {
			if !strings.Contains(all(report), want) {
				t.Errorf("no %q in\n%s", want, all(report))
			}
		}
	}
	if got := get[string](w, `SELECT title || price FROM opening WHERE kind = 'open_doors'`); got != "Tournage et "+
		"café2 €" {
		t.Errorf("now it says %q", got)
	}
}

func TestBookedSlotsStay(t *testing.T) {
	w := newWorld(t)
	w.load(potters)
	slot := get[int64](w, `SELECT min(id) FROM slot`)
	w.exec(`INSERT INTO booking (territory_id, edition_id, slot_id, code, status, first_status, origin, party_size,
		name, email, contact, idempotency_key, content, token_hash, created_at)
		SELECT territory_id, edition_id, id, '12345678', 'confirmed', 'confirmed', 'web', 4, 'Personne Inventée', 'p@example.org', sha256('p'), 'k', sha256('c'), sha256('t'), now() FROM slot WHERE id = $1`, slot)
	w.exec(`INSERT INTO message (territory_id, booking_id, kind, channel, due_at) SELECT territory_id, id,
		'confirmation', 'email', now() FROM booking`)
	w.exec(`UPDATE slot SET taken = 4 WHERE id = $1`, slot)

	report := w.load(change("à 14h et 16h;6", "à 14h et 16h;2"))
	if got := get[string](w, `SELECT string_agg(capacity::text, ' ' ORDER BY id) FROM slot`); got != "4 2" {
		t.Errorf("capacities %s\n%s", got, all(report))
	}
	if want := "conservé Créneaux: La ligne ne donne que 2 places au créneau du samedi 10 avril à 14 h, mais 4 places " +
		"y sont réservées : il en garde autant."; !strings.Contains(all(report), want) {
		t.Errorf("no %q in\n%s", want, all(report))
	}
	report = w.load(change("à 14h et 16h;6", "à 17h;6"))
	if got := get[string](w, `SELECT string_agg(to_char(starts_at AT TIME ZONE 'Europe/Paris', 'HH24'), ' ' ORDER BY
		starts_at) FROM slot`); got != "14 16" {
		t.Errorf("slots at %s: a list that was changed in between is kept\n%s", got, all(report))
	}
}

func TestABookedSlotThatTheRowDropsStays(t *testing.T) {
	w := newWorld(t)
	w.load(potters)
	w.exec(`INSERT INTO booking (territory_id, edition_id, slot_id, code, status, first_status, origin, party_size,
		name, email, contact, idempotency_key, content, token_hash, created_at)
		SELECT territory_id, edition_id, min(id), '12345678', 'confirmed', 'confirmed', 'web', 1, 'Personne Inventée', 'p@example.org', sha256('p'), 'k', sha256('c'), sha256('t'), now() FROM slot GROUP BY 1, 2`)
	w.exec(`INSERT INTO message (territory_id, booking_id, kind, channel, due_at) SELECT territory_id, id,
		'confirmation', 'email', now() FROM booking`)
	w.exec(`UPDATE slot SET taken = 1 WHERE id = (SELECT slot_id FROM booking)`)
	report := w.load(change("à 14h et 16h;6", "à 17h;6"))
	if got := get[string](w, `SELECT string_agg(to_char(starts_at AT TIME ZONE 'Europe/Paris', 'HH24'), ' ' ORDER BY
		starts_at) FROM slot`); got != "14 17" {
		t.Errorf("slots at %s\n%s", got, all(report))
	}
	if want := "conservé Créneaux: Le créneau du samedi 10 avril à 14 h n’est plus dans la ligne, mais 1 place y est " +
		"réservée : il est gardé."; !strings.Contains(all(report), want) {
		t.Errorf("no %q in\n%s", want, all(report))
	}
}

func TestAnIncompleteRowIsCompletedByTheNextFile(t *testing.T) {
	w := newWorld(t)
	report := w.load(change(";Valence;04", ";Valance sur Rhône;04"))
	if report.Incomplete != 1 || report.Complete != 1 ||
		get[int](w, `SELECT count(*) FROM defect WHERE field = 'commune' AND blocking`) != 1 {
		t.Fatalf("%s\n%s", report.Summary(), all(report))
	}
	report = w.load(potters)
	if report.Added != 0 || report.Changed != 1 || report.Incomplete != 0 || report.Approved != 2 {
		t.Errorf("%s\n%s", report.Summary(), all(report))
	}
	if n := get[int](w, `SELECT count(*) FROM defect`); n != 0 {
		t.Errorf("%d defects stay", n)
	}
}

func TestWhatTheOrganiserCompletedIsNotUndone(t *testing.T) {
	w := newWorld(t)
	file := change("5 €;7001",
		"5 €;7001\nPoterie B;Céramiste;Alixan;;portes ouvertes;Cuisson;Un texte.;samedi 31 avril 10h-12h;;;;;")
	w.load(file)
	w.exec(`INSERT INTO hours (territory_id, edition_id, opening_id, workshop_id, edition_opens_at, edition_closes_at,
		starts_at, ends_at)
		SELECT o.territory_id, o.edition_id, o.id, o.workshop_id, e.opens_at, e.closes_at, '2027-04-10 10:00+02',
			'2027-04-10 12:00+02'
		FROM opening o JOIN edition e ON e.id = o.edition_id WHERE o.title = 'Cuisson'`)
	w.exec(`UPDATE opening SET state = 'approved', approved_at = now(), hours_text = 'samedi 10 avril 10h-12h' WHERE
		title = 'Cuisson'`)
	w.exec(`DELETE FROM defect`)
	report := w.load(file)
	if report.Incomplete != 0 || report.Approved != 3 || get[int](w, `SELECT count(*) FROM defect`) != 0 ||
		get[int](w, `SELECT count(*) FROM hours`) != 2 {
		t.Errorf("%s\n%s", report.Summary(), all(report))
	}
	if !strings.Contains(all(report), "à vérifier Horaires") ||
		!strings.Contains(all(report), "Complété depuis dans le programme, qui garde sa valeur.") {
		t.Errorf("%s", all(report))
	}
}

func TestAnApprovedOpeningIsNotTakenBackByABadCell(t *testing.T) {
	w := newWorld(t)
	w.load(potters)
	report := w.load(change("samedi 10h-12h", "samedi après-midi"))
	if report.Approved != 2 || get[int](w, `SELECT count(*) FROM hours`) != 1 ||
		get[int](w, `SELECT count(*) FROM defect WHERE blocking`) != 0 {
		t.Errorf("%s\n%s", report.Summary(), all(report))
	}
}

func TestWhatTheArtisanWroteFirstIsJoined(t *testing.T) {
	w := newWorld(t)
	shop, err := w.Store.SaveWorkshop(t.Context(), jema.Workshop{TerritoryID: w.Territory.ID, Name: "poterie  a",
		CraftSlug: "ceramiste", CommuneINSEE: "26362", Phone: "06 39 98 00 01"}, storetest.Now)
	must(t, err)
	w.OpeningIn(shop, "TOURNAGE", jema.Draft)
	report := w.load(potters)
	if report.Added != 1 || get[int](w, `SELECT count(*) FROM workshop`) != 1 ||
		get[int](w, `SELECT count(*) FROM opening`) != 2 {
		t.Errorf("%s\n%s", report.Summary(), all(report))
	}
	if got := get[string](w, `SELECT state FROM opening WHERE title = 'TOURNAGE'`); got != "draft" {
		t.Errorf("the artisan's draft became %s", got)
	}
	if !strings.Contains(all(report), "conservé Tél: ") || get[int](w, `SELECT count(*) FROM hours`) != 1 {
		t.Errorf("%s", all(report))
	}
	if again := w.load(potters); again.Unchanged != 2 ||
		get[string](w, `SELECT state FROM opening WHERE title = 'TOURNAGE'`) != "draft" {
		t.Errorf("%s\n%s", again.Summary(), all(again))
	}
}

func TestANationalNumberThatComesLater(t *testing.T) {
	w := newWorld(t)
	w.load(potters)
	with := change("gratuit;", "gratuit;7000")
	if report := w.load(with); report.Added != 0 || report.Changed != 1 {
		t.Errorf("%s\n%s", report.Summary(), all(report))
	}
	if report := w.load(strings.Replace(with, ";Tournage;", ";Tournage à la corde;", 1)); report.Added != 0 ||
		report.Changed != 1 {
		t.Errorf("known by its number: %s\n%s", report.Summary(), all(report))
	}
	if n := get[int](w, `SELECT count(*) FROM opening`); n != 2 {
		t.Errorf("%d openings", n)
	}
}

func TestDuplicates(t *testing.T) {
	for name, c := range map[string]struct {
		row  string
		want string
		rows int
	}{
		"to the letter": {"Poterie A;Céramiste;Valence;;portes ouvertes;Tournage;;samedi 10h-12h;;;;;",
			"refusée : La même chose que la ligne plus haut (ligne 2)", 2},
		"folded": {"POTERIE A.;Céramiste;VALENCE;;portes ouvertes;tournage !;;Samedi 10h-12h;;;;;",
			"refusée : La même chose que la ligne plus haut (ligne 2)", 2},
		"nearly": {"Poterie A;Céramiste;Valence;;portes ouvertes;Tournagge;;samedi 10h-12h;;;;;",
			"refusée : La même chose que la ligne plus haut (ligne 2)", 2},
		"same with another number": {"Poterie A;Céramiste;Valence;;initiation;Modelage;x;;dimanche 11 avril à 10h;6;1h;;7002",
			"", 3},
		"another level": {"Poterie A2;Céramiste;Valence;;portes ouvertes;Tournage;x;samedi 10h-12h;;;;;", "", 3},
		"other hours": {"Poterie A;Céramiste;Valence;;portes ouvertes;Tournage;;dimanche 10h-12h;;;;;",
			"refusée : Le même événement que plus haut (ligne 2), avec d’autres horaires.", 2},
		"another's number": {"Verrerie;Céramiste;Alixan;;portes ouvertes;Soufflage;x;dimanche 10h-12h;;;;;7001",
			"à vérifier N° national: Ce numéro est déjà celui d’un autre événement plus haut (ligne 3) : il n’est pas repris.",
			3},
		"other commune": {"Poterie A;Céramiste;Alixan;;portes ouvertes;Tournage;x;samedi 10h-12h;;;;;", "", 3},
	} {
		t.Run(name, func(t *testing.T) {
			w := newWorld(t)
			report := w.load(potters + c.row + "\n")
			if got := get[int](w, `SELECT count(*) FROM opening`); got != c.rows ||
				!strings.Contains(strings.ReplaceAll(all(report), "  ", " "), c.want) || c.want == "" && all(report) != "" {
				t.Errorf("%d openings, want %d:\n%s", got, c.rows, all(report))
			}
		})
	}
}

func TestTimesTheDatabaseRefusesMakeTheRowIncomplete(t *testing.T) {
	w := newWorld(t)
	_, err := w.Store.SaveWorkshop(t.Context(), jema.Workshop{TerritoryID: w.Territory.ID, Name: "Poterie A",
		CraftSlug: "ceramiste", CommuneINSEE: "26362", OneVisitAtATime: true}, storetest.Now)
	must(t, err)
	report := w.load(potters +
		"Poterie A;Céramiste;Valence;;initiation;Émail;Un texte.;;samedi 10 avril à 14h30;6;1h;5 €;\n")
	if report.Incomplete != 1 || report.Complete != 2 ||
		!strings.Contains(all(report), "à corriger Créneaux: Deux créneaux de cet atelier se chevauchent.") {
		t.Errorf("%s\n%s", report.Summary(), all(report))
	}
	if got := get[string](w, `SELECT problem FROM defect WHERE blocking`); got != "Deux créneaux de cet atelier se "+
		"chevauchent." {
		t.Errorf("the defect says %q", got)
	}
}
