package postgres_test

import (
	"testing"

	"jema/internal/jema"
	"jema/internal/links"
	"jema/internal/postgres"
	"jema/internal/postgres/storetest"
)

// furnished is a world with at least two rows in every table, all valid: two
// territories, and in the first an exclusive workshop with an approved opening
// of two slots and two hours, where one party has places and one waits.
func furnished(t *testing.T) *storetest.World {
	t.Helper()
	w := storetest.New(t)
	elsewhere(t, w)
	shop := w.Workshop("Atelier garni", w.Account("artisane@example.org", jema.RoleArtisan).ID)
	shop.OneVisitAtATime = true
	if _, err := w.Store.SaveWorkshop(t.Context(), shop, storetest.Now); err != nil {
		t.Fatal(err)
	}
	w.Account("accueil@example.org", jema.RoleDesk)
	w.Account("conseil@example.org", jema.RoleAdviser)
	if _, err := w.Store.CreateAccount(t.Context(), jema.Account{TerritoryID: w.Territory.ID, CommuneINSEE: "26281",
		Email: "mairie@example.org", Role: jema.RoleCorrespondent}); err != nil {
		t.Fatal(err)
	}
	opening := w.OpeningIn(shop, "Tournage", jema.Approved)
	slot := opening.Slot("2027-04-10", 600, 660, 4)
	other := opening.Slot("2027-04-10", 660, 720, 4)
	book(t, w, request(slot, "un", 3), request(slot, "deux", 4))
	if _, err := w.DB.Exec(furnitureHolds, other); err != nil {
		t.Fatal(err)
	}
	for _, statement := range furniture {
		if _, err := w.DB.Exec(statement); err != nil {
			t.Fatalf("%v\n%s", err, statement)
		}
	}
	w.OpeningIn(w.Workshop("Atelier nu", 0), "Émaillage", jema.Draft)
	if _, err := w.DB.Exec(furnitureBehalf); err != nil {
		t.Fatal(err)
	}
	if _, err := w.DB.Exec(`UPDATE opening SET import_key = title, imported = '{}'`); err != nil {
		t.Fatal(err)
	}
	return w
}

// elsewhere adds a second territory with a commune, an edition, an account and
// a workshop of its own.
func elsewhere(t *testing.T, w *storetest.World) (jema.Territory, jema.Edition) {
	t.Helper()
	territory, err := w.Store.CreateTerritory(t.Context(), jema.Territory{Slug: "ailleurs", Name: "Ailleurs"})
	if err != nil {
		t.Fatal(err)
	}
	commune := jema.NameCommune(jema.Commune{INSEE: "38185", Name: "Grenoble", Lat: 45.18, Lon: 5.72})
	if _, err := w.Store.SaveCommunes(t.Context(), territory.ID, []jema.Commune{commune}); err != nil {
		t.Fatal(err)
	}
	edition, err := w.Store.CreateEdition(t.Context(), storetest.Edition(territory.ID), storetest.Now)
	if err != nil {
		t.Fatal(err)
	}
	account, err := w.Store.CreateAccount(t.Context(), jema.Account{TerritoryID: territory.ID,
		Email: "ailleurs@example.org", Role: jema.RoleArtisan})
	if err != nil {
		t.Fatal(err)
	}
	_, err = w.Store.SaveWorkshop(t.Context(), jema.Workshop{TerritoryID: territory.ID, OwnerID: account.ID,
		Name:       "Atelier d’ailleurs",
		CraftOther: "vannier", CommuneINSEE: commune.INSEE}, storetest.Now)
	if err != nil {
		t.Fatal(err)
	}
	return territory, edition
}

// furnitureBehalf gives workshops and communes to those who act for them.
const furnitureBehalf = `INSERT INTO portfolio (territory_id, account_id, workshop_id)
	SELECT a.territory_id, a.id, w.id FROM account a JOIN workshop w ON w.territory_id = a.territory_id
	WHERE a.email = 'conseil@example.org';
	INSERT INTO correspondence (territory_id, account_id, commune_insee) SELECT a.territory_id, a.id, c.insee
	FROM account a JOIN commune c ON c.territory_id = a.territory_id WHERE a.email = 'mairie@example.org';
	INSERT INTO statement (opening_id, edition_id, territory_id, workshop_id, account_id, said_by, how, said_on, fields,
		noted_at)
	SELECT o.id, o.edition_id, o.territory_id, o.workshop_id, a.id, 'Personne Inventée', how, date '2027-03-01',
		ARRAY['title'], timestamptz '2027-03-01 09:00Z' FROM opening o JOIN account a ON a.territory_id = o.territory_id,
		unnest(ARRAY['phone', 'letter']) how
	WHERE a.email = 'conseil@example.org' AND o.title = 'Tournage'`

// furnitureHolds holds two places of a slot for callers of the desk.
const furnitureHolds = `WITH desk AS (SELECT id FROM account WHERE email = 'accueil@example.org'),
	held AS (UPDATE slot SET taken = 2 WHERE id = $1 RETURNING id, edition_id, territory_id)
	INSERT INTO hold (territory_id, edition_id, slot_id, account_id, places, created_at, expires_at)
	SELECT held.territory_id, held.edition_id, held.id, desk.id, 1, timestamptz '2027-03-01 09:00Z', timestamptz
		'2027-03-01 09:00Z' + interval '3 minutes' FROM held, desk, generate_series(1, 2)`

// furniture are the rows that the store's own methods would take longer to make.
var furniture = []string{
	`INSERT INTO edition (territory_id, year, name, starts_on, ends_on, time_zone, registration_opens_at,
		registration_closes_at,
		booking_opens_at, booking_closes_at, purge_on)
		SELECT territory_id, 2028, name, '2028-04-04', '2028-04-09', time_zone, registration_opens_at, registration_closes_at,
		booking_opens_at, booking_closes_at, '2028-07-09' FROM edition WHERE territory_id = (SELECT id FROM territory
			WHERE slug = 'essai')`,
	`INSERT INTO hours (territory_id, edition_id, opening_id, workshop_id, edition_opens_at, edition_closes_at,
		starts_at, ends_at)
		SELECT territory_id, edition_id, opening_id, workshop_id, edition_opens_at, edition_closes_at, starts_at, ends_at
			FROM slot`,
	`INSERT INTO photo (territory_id, workshop_id, position, width, height, sha256, large, small)
		SELECT territory_id, id, position, 4, 3, sha256('photo'), 'large', 'small' FROM workshop, generate_series(1, 2)
			AS position
		WHERE name = 'Atelier garni'`,
	`INSERT INTO photo_size (territory_id, photo_id, sha256, width, format, data)
		SELECT territory_id, id, sha256, 4, 'webp', 'webp' FROM photo`,
	`INSERT INTO proof (opening_id, territory_id, workshop_id, edition_id, version, workshop_at, account_id, approved_at)
		SELECT o.id, o.territory_id, o.workshop_id, o.edition_id, o.version, timestamptz '2027-03-01 09:00Z', a.id,
			timestamptz '2027-03-01 09:00Z' FROM opening o
		JOIN account a ON a.territory_id = o.territory_id AND a.email = 'artisane@example.org'`,
	`INSERT INTO proposal (territory_id, edition_id, workshop_id, opening_id, base_version, base, value, account_id,
		proposed_at, state, decided_at)
		SELECT o.territory_id, o.edition_id, o.workshop_id, o.id, o.version, '{}', '{}', a.id, timestamptz
			'2027-03-01 09:00Z', s.state, CASE WHEN s.state <> 'open' THEN timestamptz '2027-03-01 09:00Z' END
		FROM opening o JOIN account a ON a.territory_id = o.territory_id AND a.email = 'artisane@example.org',
			unnest(ARRAY['open', 'withdrawn']) AS s(state) WHERE o.title = 'Tournage'`,
	`INSERT INTO parked_form (territory_id, account_id, path, page, fields, digest, parked_at, expires_at)
		SELECT territory_id, id, '/atelier/' || i, '', '{"name": ["x"]}', sha256(i::text::bytea), timestamptz
			'2027-03-01 09:00Z', timestamptz '2027-03-01 09:00Z' + interval '1 day'
		FROM account, generate_series(1, 2) i WHERE email = 'artisane@example.org'`,
	`INSERT INTO sign_in_link (territory_id, email, token_hash, created_at, expires_at)
		SELECT territory_id, email, sha256(email::bytea), timestamptz '2027-03-01 09:00Z', timestamptz
			'2027-03-01 09:00Z' + interval '30 minutes' FROM account`,
	`INSERT INTO session (token_hash, territory_id, account_id, generation, device, created_at, expires_at)
		SELECT sha256(convert_to('séance ' || i, 'UTF8')), territory_id, id, session_generation, '', '2027-03-01',
			'2027-03-02'
		FROM account, generate_series(1, 2) i WHERE email = 'artisane@example.org'`,
	`INSERT INTO message (territory_id, sign_in_link_id, kind, channel, due_at)
		SELECT territory_id, id, 'sign_in', 'email', timestamptz '2027-03-01 09:00Z' FROM sign_in_link`,
	`INSERT INTO message (territory_id, opening_id, kind, channel, due_at)
		SELECT territory_id, id, decided, 'email', timestamptz '2027-03-01 09:00Z' FROM opening, unnest(ARRAY['approved',
			'refused']) AS decided`,
	`INSERT INTO call (message_id, account_id, called_at, outcome)
		SELECT m.id, a.id, timestamptz '2027-03-01 09:00Z', 'no_answer' FROM message m, account a WHERE m.booking_id IS
			NOT NULL AND a.email = 'accueil@example.org'`,
	`INSERT INTO message_action (message_id, account_id, done_at, action)
		SELECT m.id, a.id, timestamptz '2027-03-01 09:00Z', 'retried' FROM message m, account a WHERE m.booking_id IS NOT
			NULL AND a.email = 'accueil@example.org'`,
	`INSERT INTO school_request (territory_id, edition_id, rotation, school, town, postal_code, teacher, email, phone,
		pupils, adults, level,
		coach, answer_by, idempotency_key, content, token_hash, created_at)
		SELECT o.territory_id, o.edition_id, false, 'École inventée', 'Romans-sur-Isère', '26100', 'Personne Inventée',
			'ecole@example.org',
		'04 65 71 00 12', 20, 3, 'cycle2', false, timestamptz '2027-03-01 09:00Z' + interval '7 days', 'classe-' || i,
			sha256('c'), sha256(('classe-' || i)::bytea), timestamptz '2027-03-01 09:00Z'
		FROM opening o, generate_series(1, 2) i WHERE o.title = 'Tournage'`,
	`INSERT INTO school_visit (territory_id, edition_id, request_id, slot_id, position, party)
		SELECT s.territory_id, s.edition_id, q.id, s.id, row_number() OVER (PARTITION BY q.id ORDER BY s.id), 23 FROM
			school_request q, slot s`,
	`INSERT INTO message (territory_id, school_visit_id, kind, channel, due_at)
		SELECT territory_id, id, kind, 'email', timestamptz '2027-03-01 09:00Z' FROM school_visit,
			unnest(ARRAY['school_asked', 'school_request']) AS kind`,
	`INSERT INTO attempt (key, count, expires_at) VALUES (sha256('un'), 1, timestamptz '2027-03-01 09:00Z'),
		(sha256('deux'), 1, timestamptz '2027-03-01 09:00Z')`,
	`INSERT INTO defect (opening_id, field, header, value, problem, blocking)
		SELECT id, 'phone', 'Tél.', '04', 'Ce numéro est trop court.', false FROM opening`,
	`INSERT INTO printing (edition_id, territory_id) SELECT id, territory_id FROM edition`,
	`INSERT INTO printing_part (edition_id, territory_id, kind, name, media, data)
		SELECT id, territory_id, kind, 'Couverture', 'application/pdf', '%PDF' FROM edition, unnest(ARRAY['cover',
			'back_cover']) AS kind WHERE year = 2027`,
	`INSERT INTO edition_freeze (edition_id, territory_id, total, account_id, started_at)
		SELECT e.id, e.territory_id, 2, a.id, timestamptz '2027-03-01 09:00Z' FROM edition e JOIN account a ON
			a.territory_id = e.territory_id WHERE a.email IN ('accueil@example.org', 'ailleurs@example.org')`,
	`INSERT INTO version (edition_id, territory_id, commune_insee, number, freeze_id, format, language, pages,
		programme, account_id, frozen_at)
		SELECT f.edition_id, f.territory_id, c.insee, 1, f.id, 'sheet', 'fr', 2, '{}', f.account_id, timestamptz
			'2027-03-01 09:00Z' FROM edition_freeze f JOIN commune c ON c.territory_id = f.territory_id`,
	`INSERT INTO version_file (version_id, made_for, pdf, sha256) SELECT id, made_for, '%PDF', sha256('%PDF') FROM
		version, unnest(ARRAY['screen', 'press']) AS made_for`,
}

func request(slot jema.SlotID, key string, party int) jema.BookingRequest {
	return jema.BookingRequest{SlotID: slot, Key: key, PartySize: party, Wait: true, Name: "Visiteuse Inventée",
		Email:    key + "@example.org",
		Language: "fr", Origin: jema.OriginWeb}
}

// book answers requests in one batch; the token of each is its key.
func book(t *testing.T, w *storetest.World, requests ...jema.BookingRequest) []postgres.BookingOutcome {
	t.Helper()
	prepared := make([]postgres.PreparedRequest, len(requests))
	for i, r := range requests {
		prepared[i] = postgres.PreparedRequest{BookingRequest: r, Code: "00000001", TokenHash: links.Hash(r.Key)}
	}
	outcomes, err := w.Store.BookBatch(t.Context(), storetest.Now, prepared)
	if err != nil {
		t.Fatal(err)
	}
	return outcomes
}
