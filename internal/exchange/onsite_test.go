package exchange

import (
	"slices"
	"strings"
	"testing"

	"jema/internal/jema"
	"jema/internal/postgres"
	"jema/internal/postgres/storetest"
)

// published is a world whose potters are on the site.
func published(t *testing.T) world {
	w := newWorld(t)
	w.exec(`UPDATE edition SET state = 'current'`)
	w.load(potters)
	return w
}

// waiting returns the one proposal that waits beside an event, nil for none.
func (w world) waiting(title string) *postgres.OpeningProposal {
	w.t.Helper()
	p, err := w.Store.Proposal(w.t.Context(), w.Territory.ID,
		get[jema.OpeningID](w, `SELECT id FROM opening WHERE title = $1`, title))
	must(w.t, err)
	return p
}

func (w world) decide(p *postgres.OpeningProposal, accept bool) {
	w.t.Helper()
	must(w.t, w.Store.DecideProposal(w.t.Context(), postgres.ProposalDecision{TerritoryID: w.Territory.ID,
		OpeningID: p.OpeningID,
		AccountID: w.Account("organisation@example.org", jema.RoleOrganiser).ID, Revision: p.Revision,
		Accept: accept}, storetest.Now))
}

// onSite is what visitors read of the potters' open doors.
func (w world) onSite() string {
	w.t.Helper()
	return get[string](w, `SELECT o.version || ' ' || o.description || ' ' || o.hours_text || ' ' || to_char(h.ends_at
		AT TIME ZONE 'Europe/Paris', 'HH24:MI')
		FROM opening o JOIN hours h ON h.opening_id = o.id WHERE o.title = 'Tournage'`)
}

var corrected = change("Un texte.;samedi 10h-12h", "Un autre texte.;samedi 10h-13h")

// What visitors read already is not changed by a sheet: an organiser reads the
// change first, and the same sheet changes nothing more.
func TestWhatIsOnTheSiteWaitsForAnOrganiser(t *testing.T) {
	w := published(t)
	before := w.onSite()
	for range 2 {
		report := w.load(corrected)
		if report.Proposed != 1 || report.Unchanged != 1 || report.Changed != 0 || w.onSite() != before {
			t.Errorf("%s\n%s\n%s", report.Summary(), all(report), w.onSite())
		}
		for _, want := range []string{"proposé Descriptif: proposé, attend d’être relu par l’organisation ; en ligne " +
			"jusque-là : « Un texte. ».",
			"proposé Horaires: proposé, attend d’être relu par l’organisation ; en ligne jusque-là : « samedi 10h-12h »."} {
			if !strings.Contains(all(report), want) {
				t.Errorf("no %q in\n%s", want, all(report))
			}
		}
		if want := "1 dont les changements attendent d’être relus"; !strings.Contains(plain(report.Summary()), want) {
			t.Errorf("no %q in %s", want, report.Summary())
		}
		p := w.waiting("Tournage")
		if n := get[int](w, `SELECT count(*) FROM proposal`); n != 1 || p.Revision != 1 || p.By != "" {
			t.Fatalf("%d proposals, revision %d by %q", n, p.Revision, p.By)
		}
		if got := p.Value.Imported; !slices.Equal(got, []string{"description", "hours_text", "printed_text"}) {
			t.Errorf("of the sheet: %v", got)
		}
	}
	w.decide(w.waiting("Tournage"), true)
	if got := w.onSite(); !strings.Contains(got, "Un autre texte. samedi 10h-13h 13:00") {
		t.Errorf("accepted: %s", got)
	}
	if report := w.load(corrected); report.Unchanged != 2 || all(report) != "" {
		t.Errorf("%s\n%s", report.Summary(), all(report))
	}
}

func TestARefusedSheetIsNotProposedAgain(t *testing.T) {
	w := published(t)
	before := w.onSite()
	w.load(corrected)
	w.decide(w.waiting("Tournage"), false)
	report := w.load(corrected)
	if w.waiting("Tournage") != nil || w.onSite() != before || !strings.Contains(all(report), "conservé Descriptif") {
		t.Errorf("%s\n%s", w.onSite(), all(report))
	}
	if n := get[int](w, `SELECT count(*) FROM message WHERE opening_id IS NOT NULL`); n != 0 {
		t.Errorf("%d messages to artisans who proposed nothing", n)
	}
}

// A sheet that is corrected back withdraws what waits.
func TestASheetCorrectedBackWithdrawsItsProposal(t *testing.T) {
	w := published(t)
	w.load(corrected)
	report := w.load(potters)
	if w.waiting("Tournage") != nil || report.Unchanged != 2 {
		t.Errorf("%+v\n%s\n%s", w.waiting("Tournage"), report.Summary(), all(report))
	}
}

// What an artisan has proposed of a field remains; the sheet adds the others.
func TestASheetJoinsTheArtisansProposal(t *testing.T) {
	w := published(t)
	artisan := w.Account("artisane@example.org", jema.RoleArtisan)
	plan, err := w.Store.Opening(t.Context(), w.Territory.ID,
		get[jema.OpeningID](w, `SELECT id FROM opening WHERE title = 'Modelage'`))
	must(t, err)
	plan.Opening.Price = "7 €"
	must(t, w.Store.Propose(t.Context(), artisan.ID, plan, 0, storetest.Now))
	report := w.load(strings.Replace(change("5 €", "6 €"), "Modelage;Un texte.", "Modelage;Avec de la terre.", 1))
	p := w.waiting("Modelage")
	if got := p.Value.Opening; got.Price != "7 €" || got.Description != "Avec de la terre." ||
		!slices.Equal(p.Value.Imported, []string{"description", "printed_text"}) || p.AccountID != artisan.ID {
		t.Errorf("waits %q, %q, %v by %d", got.Price, got.Description, p.Value.Imported, p.AccountID)
	}
	if !strings.Contains(all(report), "conservé Prix") || !strings.Contains(all(report), "proposé Descriptif") {
		t.Errorf("%s", all(report))
	}
}

// A slot that somebody booked is in what is proposed, whatever the sheet has.
func TestAProposedSheetLeavesBookedSlots(t *testing.T) {
	w := published(t)
	slot := get[int64](w, `SELECT min(id) FROM slot`)
	w.exec(`INSERT INTO booking (territory_id, edition_id, slot_id, code, status, first_status, origin, party_size,
		name, email, contact, idempotency_key, content, token_hash, created_at)
		SELECT territory_id, edition_id, id, '12345678', 'confirmed', 'confirmed', 'web', 4, 'Personne Inventée', 'p@example.org', sha256('p'), 'k', sha256('c'), sha256('t'), now() FROM slot WHERE id = $1`, slot)
	w.exec(`INSERT INTO message (territory_id, booking_id, kind, channel, due_at) SELECT territory_id, id,
		'confirmation', 'email', now() FROM booking`)
	w.exec(`UPDATE slot SET taken = 4 WHERE id = $1`, slot)
	report := w.load(change("à 14h et 16h;6", "à 17h;6"))
	if want := "n’est plus dans la ligne, mais 4 places y sont réservées : il est gardé."; !strings.Contains(all(report),
		want) {
		t.Errorf("no %q in\n%s", want, all(report))
	}
	if n := get[int](w, `SELECT count(*) FROM slot WHERE state <> 'cancelled'`); n != 2 {
		t.Errorf("%d slots before it is accepted", n)
	}
	w.decide(w.waiting("Modelage"), true)
	if got := get[string](w, `SELECT string_agg(to_char(starts_at AT TIME ZONE 'Europe/Paris', 'HH24'), ' ' ORDER BY
		starts_at) FROM slot WHERE state <> 'cancelled'`); got != "14 17" {
		t.Errorf("slots at %s", got)
	}
	w.Holds()
}

const shops = "Atelier;Artisan;Métier;Ville;Tél;Publier tél;Type;Titre;Descriptif;Horaires\n"

// What visitors read of a workshop waits too, also where the row is a new event;
// what is not published changes at once.
func TestAWorkshopOnTheSiteWaitsForAnOrganiser(t *testing.T) {
	w := newWorld(t)
	w.exec(`UPDATE edition SET state = 'current'`)
	w.load(shops + "Poterie A;Alix Terre;Céramiste;Valence;04 65 71 00 10;non;portes ouvertes;Tournage;Un " +
		"texte.;samedi 10h-12h\n")
	report := w.load(shops + "Poterie A;Alix Argile;Céramiste;Valence;04 65 71 00 11;non;portes ouvertes;Tournage;Un " +
		"texte.;samedi 10h-12h\n" +
		"Poterie A;Alix Argile;Céramiste;Valence;04 65 71 00 11;non;portes ouvertes;Émail;Un texte.;dimanche 10h-12h\n")
	if got := get[string](w, `SELECT artisan || phone FROM workshop`); got != "Alix Terre04 65 71 00 11" {
		t.Errorf("the site shows %q", got)
	}
	p := w.waiting("Tournage")
	if p == nil || p.Value.Workshop.Artisan != "Alix Argile" || p.Revision != 1 ||
		!slices.Equal(p.Value.Imported, []string{"workshop_artisan"}) {
		t.Fatalf("waits %+v", p)
	}
	if report.Added != 1 || !strings.Contains(all(report), "proposé Artisan") ||
		!strings.Contains(all(report), "mis à jour Tél") {
		t.Errorf("%s\n%s", report.Summary(), all(report))
	}
	w.decide(p, true)
	if got := get[string](w, `SELECT artisan FROM workshop`); got != "Alix Argile" {
		t.Errorf("accepted, the site shows %q", got)
	}
}

// What was printed is as if it were on the site, whatever visitors are shown.
func TestAFrozenProgrammeTakesNothingUnread(t *testing.T) {
	w := newWorld(t)
	w.load(potters)
	w.exec(`UPDATE edition SET freeze_at = now()`)
	before := w.onSite()
	if report := w.load(corrected); report.Proposed != 1 || w.onSite() != before {
		t.Errorf("%s\n%s", report.Summary(), w.onSite())
	}
}

// A number that organisers alone read is taken at once.
func TestANumberOfAnEventOnTheSiteIsTaken(t *testing.T) {
	w := published(t)
	report := w.load(change("gratuit;", "gratuit;7000"))
	if got := get[string](w, `SELECT national_number FROM opening WHERE title = 'Tournage'`); got != "7000" ||
		report.Changed != 1 || w.waiting("Tournage") != nil {
		t.Errorf("%q\n%s", got, report.Summary())
	}
}

// A cell left empty takes nothing away that an event on the site needs.
func TestAnEmptyCellLeavesWhatIsNeeded(t *testing.T) {
	w := published(t)
	report := w.load(strings.Replace(potters, ";Modelage;", ";;", 1))
	if got := get[string](w, `SELECT title FROM opening WHERE national_number = '7001'`); got != "Modelage" ||
		w.waiting("Modelage") != nil {
		t.Errorf("%q\n%s", got, all(report))
	}
}

// Artisans who have an account are notified what a sheet changes of what waits to be
// read, and that it is public; whoever registered nothing is not notified.
func TestArtisansWithAnAccountAreToldOfASheet(t *testing.T) {
	w := newWorld(t)
	waits := func(o *Options) { o.State = jema.Submitted }
	told := func() string {
		return get[string](w, `SELECT coalesce(string_agg(kind, ' ' ORDER BY id), '') FROM message WHERE opening_id IS
			NOT NULL`)
	}
	w.load(potters, waits)
	w.load(change("gratuit", "3 €"), waits)
	if got := told(); got != "" {
		t.Errorf("told nobody's event: %q", got)
	}
	w.exec(`UPDATE workshop SET owner_id = $1`, w.Account("artisane@example.org", jema.RoleArtisan).ID)
	w.load(change("gratuit", "4 €"), waits)
	w.load(change("gratuit", "4 €"), waits)
	if got := told(); got != "event_edited" {
		t.Errorf("told %q of a change", got)
	}
	w.load(change("gratuit", "4 €"))
	if got := told(); got != "event_edited approved approved" {
		t.Errorf("told %q once they are public", got)
	}
}
