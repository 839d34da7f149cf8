package postgres_test

import (
	"errors"
	"maps"
	"slices"
	"strings"
	"testing"

	"github.com/jmoiron/sqlx"
	"github.com/lib/pq"
)

// refused holds, for every guard of the schema, a statement that it alone must
// refuse in the furnished world. A guard that leaves the migrations, or comes
// to them without a case, fails the test.
var refused = map[string]string{
	"territory_slug_form":             `UPDATE territory SET slug = 'Pas un slug' WHERE slug = 'essai'`,
	"territory_name_given":            `UPDATE territory SET name = ' '`,
	"territory_slug_key":              `UPDATE territory SET slug = 'essai' WHERE slug = 'ailleurs'`,
	"territory_sms_url_form":          `UPDATE territory SET sms_url = 'chez l’opérateur'`,
	"territory_security_contact_form": `UPDATE territory SET security_contact = 'chez le maire'`,
	"readiness_single":                `INSERT INTO readiness VALUES (false, now())`,

	"basemap_territory_id_fkey": `INSERT INTO basemap VALUES (0, '{"features": []}', '', now())`,
	"basemap_has_features":      `INSERT INTO basemap SELECT max(id), '{"type": "Feature"}', '', now() FROM territory`,
	"basemap_credit_short": `INSERT INTO basemap SELECT max(id), '{"features": []}', repeat('x', 301), now()
		FROM territory`,

	"commune_territory_id_fkey": `INSERT INTO commune (territory_id, insee, name, sort_name, at_name, of_name, lat,
		lon) SELECT 0, insee, name, sort_name, at_name, of_name, lat, lon FROM commune LIMIT 1`,
	"commune_insee_form":         `UPDATE commune SET insee = '2612' WHERE insee = '26124'`,
	"commune_name_given":         `UPDATE commune SET of_name = ''`,
	"commune_on_earth":           `UPDATE commune SET lat = 91`,
	"commune_population_counted": `UPDATE commune SET population = -1`,
	"commune_boundary_is_area":   `UPDATE commune SET boundary = '{"type":"Point","coordinates":[5, 45]}'`,

	"craft_domain_name_key":       `UPDATE craft_domain SET name = 'Cuir' WHERE slug = 'ceramique'`,
	"craft_domain_position_key":   `UPDATE craft_domain SET position = 5 WHERE slug = 'ceramique'`,
	"craft_territory_id_fkey":     `UPDATE craft SET territory_id = 0 WHERE slug = 'bottier-main'`,
	"craft_domain_slug_fkey":      `UPDATE craft SET domain_slug = 'alchimie'`,
	"craft_specialty_of_fkey":     `UPDATE craft SET specialty_of = 'alchimiste'`,
	"craft_name_given":            `UPDATE craft SET name = ' '`,
	"craft_not_its_own_specialty": `UPDATE craft SET specialty_of = slug`,

	"edition_territory_id_fkey": `INSERT INTO edition (territory_id, year, name, starts_on, ends_on,
		time_zone, registration_opens_at, registration_closes_at, booking_opens_at, booking_closes_at, purge_on) SELECT
			0, year, name, starts_on, ends_on, time_zone, registration_opens_at, registration_closes_at, booking_opens_at,
				booking_closes_at, purge_on FROM edition WHERE year = 2028`,
	"edition_year_key": `UPDATE edition SET year = 2027, starts_on = '2027-05-01', ends_on =
		'2027-05-02' WHERE year = 2028`,
	"edition_name_given":                    `UPDATE edition SET name = ' '`,
	"edition_days_in_order":                 `UPDATE edition SET starts_on = ends_on + 1`,
	"edition_days_few":                      `UPDATE edition SET ends_on = starts_on + 62, purge_on = starts_on + 63`,
	"edition_year_of_start":                 `UPDATE edition SET year = 2029 WHERE year = 2028`,
	"edition_registration_in_order":         `UPDATE edition SET registration_closes_at = registration_opens_at`,
	"edition_school_in_order":               `UPDATE edition SET school_opens_at = now(), school_closes_at = now()`,
	"edition_booking_in_order":              `UPDATE edition SET booking_closes_at = booking_opens_at`,
	"edition_bookings_per_visitor_positive": `UPDATE edition SET bookings_per_visitor = 0`,
	"edition_state_known":                   `UPDATE edition SET state = 'someday'`,
	"edition_one_current":                   `UPDATE edition SET state = 'current'`,
	"edition_purged_after_end":              `UPDATE edition SET purge_on = ends_on`,
	"edition_printer_before_end":            `UPDATE edition SET printer_on = ends_on + 1`,

	"account_territory_id_fkey": `INSERT INTO account (territory_id, email, role) VALUES (0, 'x@example.org',
		'desk')`,
	"account_email_key": `UPDATE account SET email = 'artisane@example.org' WHERE email =
		'accueil@example.org'`,
	"account_commune_fkey": `UPDATE account SET role = 'correspondent', commune_insee = '38185' WHERE
		email = 'accueil@example.org'`,
	"account_email_folded": `UPDATE account SET email = 'Accueil@example.org' WHERE email =
		'accueil@example.org'`,
	"account_language_known":           `UPDATE account SET language = 'de'`,
	"account_role_known":               `UPDATE account SET role = 'visitor'`,
	"account_correspondent_of_commune": `UPDATE account SET role = 'correspondent'`,

	"session_account_fkey": `UPDATE session SET territory_id = (SELECT id FROM territory WHERE slug = 'ailleurs')`,
	"session_edition_fkey": `UPDATE session SET edition_id = (SELECT id FROM edition WHERE territory_id <>
		session.territory_id LIMIT 1)`,
	"session_token_is_hash": `UPDATE session SET token_hash = 'in clear'`,
	"session_expires":       `UPDATE session SET expires_at = created_at`,

	"sign_in_link_territory_id_fkey": `UPDATE sign_in_link SET territory_id = 0`,
	"sign_in_link_token_key":         `UPDATE sign_in_link SET token_hash = sha256('same')`,
	"sign_in_link_token_is_hash":     `UPDATE sign_in_link SET token_hash = 'in clear'`,
	"sign_in_link_email_folded":      `UPDATE sign_in_link SET email = 'X@example.org'`,
	"sign_in_link_expires":           `UPDATE sign_in_link SET expires_at = created_at`,

	"attempt_key_is_hash":            `INSERT INTO attempt VALUES ('192.0.2.1', 1, now())`,
	"booking_client_places_counted":  `INSERT INTO booking_client SELECT id, 1, 1, now(), 501, false FROM territory`,
	"territory_client_bookings_sane": `UPDATE territory SET client_bookings = -1`,
	"attempt_counted":                `UPDATE attempt SET count = 0`,

	"workshop_territory_id_fkey": `INSERT INTO workshop (territory_id, name) VALUES (0, 'Nulle part')`,
	"workshop_owner_fkey": `UPDATE workshop SET owner_id = (SELECT id FROM account WHERE email =
		'ailleurs@example.org') WHERE name = 'Atelier nu'`,
	"workshop_craft_fkey":     `UPDATE workshop SET craft_slug = 'alchimiste' WHERE name = 'Atelier nu'`,
	"workshop_commune_fkey":   `UPDATE workshop SET commune_insee = '38185' WHERE name = 'Atelier nu'`,
	"workshop_kind_known":     `UPDATE workshop SET kind = 'shop'`,
	"workshop_name_given":     `UPDATE workshop SET name = ' '`,
	"workshop_craft_or_other": `UPDATE workshop SET craft_other = 'vannier'`,
	"workshop_position_whole": `UPDATE workshop SET lat = 45`,
	"workshop_parking_fits":   `UPDATE workshop SET parking_en = repeat('x', 501)`,
	"workshop_on_earth":       `UPDATE workshop SET lat = 45, lon = 181`,

	"portfolio_account_fkey": `UPDATE portfolio SET account_id = (SELECT id FROM account
		WHERE email = 'accueil@example.org')`,
	"portfolio_workshop_fkey": `UPDATE portfolio SET workshop_id = (SELECT id FROM workshop WHERE name =
		'Atelier d’ailleurs') WHERE workshop_id = (SELECT id FROM workshop WHERE name = 'Atelier nu')`,
	"portfolio_of_adviser": `UPDATE portfolio SET role = 'desk'`,
	"correspondence_account_fkey": `UPDATE correspondence SET account_id = (SELECT id FROM account
		WHERE email = 'accueil@example.org')`,
	"correspondence_commune_fkey":     `UPDATE correspondence SET commune_insee = '38185' WHERE commune_insee = '26034'`,
	"correspondence_of_correspondent": `UPDATE correspondence SET role = 'desk'`,
	"statement_opening_fkey":          `UPDATE statement SET workshop_id = 0`,
	"statement_account_fkey": `UPDATE statement SET account_id = (SELECT id FROM account
		WHERE email = 'ailleurs@example.org')`,
	"statement_once": `INSERT INTO statement (opening_id, edition_id, territory_id, workshop_id, account_id, said_by, how,
		said_on, fields, noted_at) SELECT opening_id, edition_id, territory_id, workshop_id, account_id, said_by, how,
		said_on, fields, noted_at FROM statement`,
	"statement_by_somebody":  `UPDATE statement SET said_by = ' '`,
	"statement_how_known":    `UPDATE statement SET how = 'rumour'`,
	"statement_of_something": `UPDATE statement SET fields = '{}'`,
	"opening_follows_fkey": `UPDATE opening SET follows_id = (SELECT id FROM opening WHERE title = 'Émaillage')
		WHERE workshop_id <> (SELECT workshop_id FROM opening WHERE title = 'Émaillage')`,
	"opening_successor_key": `INSERT INTO opening (territory_id, edition_id, workshop_id, kind, follows_id)
		SELECT territory_id, edition_id, workshop_id, kind, id FROM opening, generate_series(1, 2) WHERE title = 'Émaillage'`,
	"opening_follows_another":  `UPDATE opening SET follows_id = id`,
	"opening_note_draft_short": `UPDATE opening SET note_draft = repeat('n', 4001)`,
	"opening_import_key":       `UPDATE opening SET import_key = 'la même'`,
	"opening_edition_fkey": `WITH history AS (DELETE FROM opening_edit) UPDATE opening SET edition_id = (SELECT id
		FROM edition ORDER BY territory_id DESC
		LIMIT 1) WHERE title = 'Émaillage'`,
	"opening_workshop_fkey": `WITH history AS (DELETE FROM opening_edit) UPDATE opening SET workshop_id = (SELECT id
		FROM workshop WHERE name =
		'Atelier d’ailleurs') WHERE title = 'Émaillage'`,
	"opening_commune_fkey":      `UPDATE opening SET commune_insee = '38185' WHERE title = 'Émaillage'`,
	"opening_kind_known":        `UPDATE opening SET kind = 'party'`,
	"opening_state_known":       `UPDATE opening SET state = 'published'`,
	"opening_approved_is_whole": `UPDATE opening SET commune_insee = NULL WHERE state = 'approved'`,
	"opening_title_en_fits":     `UPDATE opening SET title_en = repeat('e', 201)`,
	"opening_printed_text_fits": `UPDATE opening SET printed_text = repeat('é', 351)`,
	"opening_duration_positive": `UPDATE opening SET duration = 0`,
	"opening_counted_known":     `UPDATE opening SET counted = 'nobody'`,
	"opening_party_positive":    `UPDATE opening SET party_max = 0`,
	"opening_stops_few":         `UPDATE opening SET stops = repeat('x', 2001)`,
	"opening_price_known":       `UPDATE opening SET price_kind = 'barter'`,
	"opening_price_whole":       `UPDATE opening SET price_kind = 'range', price_from = 500, price_to = 500`,
	"opening_age_human":         `UPDATE opening SET age_from = 100`,
	"opening_languages_form":    `UPDATE opening SET language_codes = '{fr,Français}'`,
	"proof_opening_fkey":        `UPDATE proof SET opening_id = 0`,
	"proof_account_fkey": `UPDATE proof SET account_id = (SELECT id FROM account WHERE email =
		'ailleurs@example.org')`,
	"proof_version_positive": `UPDATE proof SET version = 0`,
	"opening_import_whole":   `UPDATE opening SET imported = NULL`,

	"workshop_draft_key":   `UPDATE workshop SET draft_key = 'la même', draft_content = sha256('x')`,
	"workshop_draft_whole": `UPDATE workshop SET draft_key = 'x' WHERE name = 'Atelier nu'`,
	"workshop_draft_key_short": `UPDATE workshop SET draft_key = repeat('x', 101), draft_content = sha256('x')
		WHERE name = 'Atelier nu'`,
	"workshop_draft_content_is_hash": `UPDATE workshop SET draft_key = 'x', draft_content = 'in clear' WHERE name =
		'Atelier nu'`,
	"opening_assigned_fkey": `UPDATE opening SET assigned_to = (SELECT a.id FROM account a WHERE a.territory_id <>
		opening.territory_id LIMIT 1)`,

	"opening_reading_opening_fkey": `INSERT INTO opening_reading SELECT id, edition_id, territory_id, 0, (SELECT min(a.id)
		FROM account a WHERE a.territory_id = o.territory_id), now(), now() + interval '1 day' FROM opening o LIMIT 1`,
	"opening_reading_account_fkey": `INSERT INTO opening_reading SELECT id, edition_id, territory_id, workshop_id, 0,
		now(), now() + interval '1 day' FROM opening o LIMIT 1`,
	"opening_reading_ends": `INSERT INTO opening_reading SELECT o.id, edition_id, o.territory_id, workshop_id, a.id, now(),
		now() FROM opening o JOIN account a ON a.territory_id = o.territory_id LIMIT 1`,

	"address_commune_fkey": `INSERT INTO address (territory_id, commune_insee, house_number, suffix, street, postal_code,
		lat, lon, words) SELECT id, '75056', 1, '', 'Rue', '26100', 45, 5, '' FROM territory`,
	"address_street_given": `INSERT INTO address (territory_id, commune_insee, house_number, suffix, street, postal_code,
		lat, lon, words) SELECT territory_id, insee, 1, '', ' ', '26100', 45, 5, '' FROM commune`,
	"address_on_earth": `INSERT INTO address (territory_id, commune_insee, house_number, suffix, street, postal_code,
		lat, lon, words) SELECT territory_id, insee, 1, '', 'Rue', '26100', 95, 5, '' FROM commune`,

	"opening_selection_opening_fkey": `INSERT INTO opening_selection SELECT id, edition_id, territory_id, 0, 'rare'
		FROM opening LIMIT 1`,
	"opening_selection_known": `INSERT INTO opening_selection SELECT id, edition_id, territory_id, workshop_id, 'dear'
		FROM opening LIMIT 1`,

	"printing_others_known": `INSERT INTO printing (edition_id, territory_id, others) SELECT id, territory_id, 'de'
		FROM edition LIMIT 1`,
	"opening_photo_weight_known": `UPDATE opening SET photo_weight = 'huge'`,

	"opening_note_opening_fkey": `INSERT INTO opening_note SELECT id, edition_id, territory_id, 0, 'title', 'Quel titre ?',
		(SELECT min(a.id) FROM account a WHERE a.territory_id = o.territory_id), now() FROM opening o LIMIT 1`,
	"opening_note_account_fkey": `INSERT INTO opening_note SELECT id, edition_id, territory_id, workshop_id, 'title',
		'Quel titre ?', 0, now() FROM opening LIMIT 1`,
	"opening_note_field_form": `INSERT INTO opening_note SELECT o.id, edition_id, o.territory_id, workshop_id, 'Le titre',
		'Quel titre ?', a.id, now() FROM opening o JOIN account a ON a.territory_id = o.territory_id LIMIT 1`,
	"opening_note_given": `INSERT INTO opening_note SELECT o.id, edition_id, o.territory_id, workshop_id, 'title', ' ',
		a.id, now() FROM opening o JOIN account a ON a.territory_id = o.territory_id LIMIT 1`,
	"ready_sentence_territory_id_fkey": `INSERT INTO ready_sentence (territory_id, sentence) VALUES (0, 'Quel titre ?')`,
	"ready_sentence_field_form": `INSERT INTO ready_sentence (territory_id, field, sentence) SELECT id, 'Le titre',
		'Quoi ?'
		FROM territory LIMIT 1`,
	"ready_sentence_given": `INSERT INTO ready_sentence (territory_id, sentence) SELECT id, ' ' FROM territory LIMIT 1`,

	"opening_edit_opening_fkey": `UPDATE opening_edit SET workshop_id = 0`,
	"opening_edit_account_fkey": `UPDATE opening_edit SET account_id = (SELECT id FROM account
		WHERE email = 'ailleurs@example.org')`,
	"opening_edit_proposal_id_fkey": `UPDATE opening_edit SET proposal_id = 0`,
	"opening_edit_origin_known":     `UPDATE opening_edit SET origin = 'hearsay'`,

	"proposal_opening_fkey": `UPDATE proposal SET opening_id = 0`,
	"proposal_account_fkey": `UPDATE proposal SET account_id = (SELECT id FROM account WHERE email =
		'ailleurs@example.org')`,
	"proposal_decided_by_fkey": `UPDATE proposal SET decided_by = (SELECT id FROM account WHERE email =
		'ailleurs@example.org') WHERE state <> 'open'`,
	"proposal_state_known":       `UPDATE proposal SET state = 'forgotten' WHERE state <> 'open'`,
	"proposal_decided_has_time":  `UPDATE proposal SET decided_at = now() WHERE state = 'open'`,
	"proposal_open_is_undecided": `UPDATE proposal SET decided_by = account_id WHERE state = 'open'`,
	"proposal_base_is_object":    `UPDATE proposal SET base = '[]'`,
	"proposal_value_is_object":   `UPDATE proposal SET value = '[]'`,
	"proposal_version_positive":  `UPDATE proposal SET base_version = 0`,
	"proposal_note_short":        `UPDATE proposal SET note = repeat('n', 2001)`,
	"proposal_one_open":          `UPDATE proposal SET state = 'open', decided_at = NULL, decided_by = NULL`,

	"parked_form_account_fkey": `UPDATE parked_form SET account_id = (SELECT id FROM account WHERE email =
		'ailleurs@example.org')`,
	"parked_form_once":           `UPDATE parked_form SET digest = sha256('same')`,
	"parked_form_digest_is_hash": `UPDATE parked_form SET digest = 'in clear'`,
	"parked_form_path_local":     `UPDATE parked_form SET page = '//ailleurs.example'`,
	"parked_form_fields_named":   `UPDATE parked_form SET fields = '[]'`,
	"parked_form_a_day":          `UPDATE parked_form SET expires_at = parked_at + interval '25 hours'`,

	"import_meaning_territory_id_fkey": `INSERT INTO import_meaning VALUES (0, sha256('x'), 'passages', 'slots', now())`,
	"import_meaning_shape_is_hash": `INSERT INTO import_meaning SELECT id, 'x', 'passages', 'slots', now() FROM
		territory LIMIT 1`,
	"import_meaning_header_given": `INSERT INTO import_meaning SELECT id, sha256('x'), ' ', 'slots', now() FROM
		territory LIMIT 1`,

	"defect_opening_id_fkey": `UPDATE defect SET opening_id = 0`,
	"defect_said":            `UPDATE defect SET problem = ''`,

	"hours_opening_fkey":   `UPDATE hours SET workshop_id = (SELECT id FROM workshop WHERE name = 'Atelier nu')`,
	"hours_edition_fkey":   `UPDATE hours SET edition_opens_at = edition_opens_at - interval '1 day'`,
	"hours_in_order":       `UPDATE hours SET ends_at = starts_at`,
	"hours_within_edition": `UPDATE hours SET ends_at = edition_closes_at + interval '1 minute'`,
	"hours_no_overlap":     `UPDATE hours SET starts_at = edition_opens_at`,

	"slot_note_short":          `UPDATE slot SET note = repeat('n', 501)`,
	"slot_cancel_reason_short": `UPDATE slot SET cancel_reason = repeat('r', 501)`,
	"slot_opening_fkey":        `UPDATE slot SET opening_id = (SELECT id FROM opening WHERE title = 'Émaillage')`,
	"slot_exclusive_fkey":      `UPDATE slot SET exclusive = false`,
	"slot_edition_fkey":        `UPDATE slot SET edition_closes_at = edition_closes_at + interval '1 day'`,
	"slot_in_order":            `UPDATE slot SET ends_at = starts_at`,
	"slot_within_edition":      `UPDATE slot SET starts_at = edition_opens_at - interval '1 minute'`,
	"slot_audience_known":      `UPDATE slot SET audience = 'members'`,
	"opening_draft_key":        `UPDATE opening SET draft_key = 'same', draft_content = sha256('c')`,
	"opening_draft_whole":      `UPDATE opening SET draft_key = 'seul'`,
	"opening_draft_key_short": `UPDATE opening SET draft_key = '', draft_content = sha256('c') WHERE title =
		'Tournage'`,
	"opening_draft_content_is_hash": `UPDATE opening SET draft_key = title, draft_content = 'x'`,

	"slot_booking_fkey": `UPDATE slot SET bookable_from = '2027-03-10', edition_booking_opens_at =
		'2027-03-01', edition_booking_closes_at = '2027-04-11'`,
	"slot_bookable_carries_edition": `UPDATE slot SET bookable_from = '2027-03-10'`,
	"slot_bookable_within_edition": `UPDATE slot s SET bookable_from = e.booking_opens_at - interval '1 second',
		edition_booking_opens_at = e.booking_opens_at,
		edition_booking_closes_at = e.booking_closes_at FROM edition e WHERE e.id = s.edition_id`,
	"slot_bookable_in_order": `UPDATE slot s SET bookable_from = e.booking_opens_at, bookable_until =
		e.booking_opens_at, edition_booking_opens_at = e.booking_opens_at,
		edition_booking_closes_at = e.booking_closes_at FROM edition e WHERE e.id = s.edition_id`,
	"slot_bookable_before_start": `UPDATE slot s SET bookable_from = s.starts_at, edition_booking_opens_at =
		e.booking_opens_at,
		edition_booking_closes_at = e.booking_closes_at FROM edition e WHERE e.id = s.edition_id`,
	"slot_state_known":          `UPDATE slot SET state = 'full'`,
	"slot_capacity_positive":    `UPDATE slot SET capacity = 0`,
	"slot_not_oversold":         `UPDATE slot SET taken = capacity + 1`,
	"slot_waiting_counted":      `UPDATE slot SET waiting = -1`,
	"slot_room_for_held":        `UPDATE slot SET held = capacity - taken + 1`,
	"slot_exclusive_no_overlap": `UPDATE slot SET ends_at = ends_at + interval '1 minute'`,

	"photo_workshop_fkey": `UPDATE photo SET workshop_id = (SELECT id FROM workshop WHERE name =
		'Atelier d’ailleurs')`,
	"photo_position_key":      `UPDATE photo SET position = 1`,
	"opening_typed_object":    `UPDATE opening SET typed = '[]'`,
	"opening_typed_short":     `UPDATE opening SET typed = jsonb_build_object('x', repeat('x', 400001))`,
	"photo_sized":             `UPDATE photo SET width = 0`,
	"photo_sha256_is_hash":    `UPDATE photo SET sha256 = 'short'`,
	"photo_few":               `UPDATE photo SET position = position + 7`,
	"photo_focus_within":      `UPDATE photo SET focus_x = 51`,
	"photo_people_known":      `UPDATE photo SET people = 'some'`,
	"photo_useful":            `UPDATE photo SET off_site = true, off_print = true`,
	"photo_size_photo_fkey":   `UPDATE photo_size SET photo_id = -photo_id`,
	"photo_size_format_known": `UPDATE photo_size SET format = 'png'`,
	"photo_size_wide":         `UPDATE photo_size SET width = 0`,

	"booking_slot_fkey":            `UPDATE booking SET territory_id = (SELECT id FROM territory WHERE slug = 'ailleurs')`,
	"booking_idempotency_key":      `UPDATE booking SET idempotency_key = 'un'`,
	"booking_token_key":            `UPDATE booking SET token_hash = sha256('same')`,
	"booking_code_key":             `UPDATE booking SET code = '00000009'`,
	"booking_code_form":            `UPDATE booking SET code = '1234567a'`,
	"booking_waiting_position_key": `UPDATE booking SET waiting_position = 1`,
	"booking_contact_once":         `UPDATE booking SET contact = sha256('same')`,
	"booking_status_known":         `UPDATE booking SET status = 'lost'`,
	"booking_first_status_known":   `UPDATE booking SET first_status = 'offered'`,
	"booking_origin_known":         `UPDATE booking SET origin = 'fax'`,
	"booking_party_positive":       `UPDATE booking SET party_size = 0`,
	"booking_can_be_reached":       `UPDATE booking SET email = '', phone = ''`,
	"booking_named":                `UPDATE booking SET name = ' '`,
	"booking_purged_is_nameless":   `UPDATE booking SET purged_at = now()`,
	"booking_key_short":            `UPDATE booking SET idempotency_key = repeat('k', 201) WHERE idempotency_key = 'un'`,
	"booking_content_is_hash":      `UPDATE booking SET content = 'in clear'`,
	"booking_token_is_hash":        `UPDATE booking SET token_hash = 'in clear'`,
	"booking_contact_is_hash":      `UPDATE booking SET contact = 'in clear'`,
	"booking_waiting_has_position": `UPDATE booking SET waiting_position = NULL WHERE status = 'waiting'`,
	"booking_cancelled_has_time":   `UPDATE booking SET cancelled_at = now()`,
	"booking_came_counted":         `UPDATE booking SET came = -1`,
	"booking_offer_has_time":       `UPDATE booking SET status = 'offered', offered_at = now()`,
	"booking_language_known":       `UPDATE booking SET language = 'de'`,
	"booking_cancelled_why_known":  `UPDATE booking SET cancelled_why = 'rain'`,

	"message_territory_id_fkey": `UPDATE message SET territory_id = 0`,
	"message_booking_id_fkey":   `UPDATE message SET booking_id = 0 WHERE booking_id IS NOT NULL`,
	"message_sign_in_link_id_fkey": `UPDATE message SET sign_in_link_id = 0 WHERE id = (SELECT max(id) FROM message
		WHERE sign_in_link_id IS NOT NULL)`,
	"message_opening_id_fkey": `UPDATE message SET opening_id = 0 WHERE opening_id IS NOT NULL`,
	"message_booking_key": `UPDATE message SET booking_id = (SELECT min(id) FROM booking), kind = 'offer'
		WHERE booking_id IS NOT NULL`,
	"message_sign_in_key": `UPDATE message SET sign_in_link_id = (SELECT min(id) FROM sign_in_link) WHERE
		sign_in_link_id IS NOT NULL`,
	"message_opening_key":     `UPDATE message SET kind = 'approved' WHERE opening_id IS NOT NULL`,
	"message_about_one_thing": `UPDATE message SET booking_id = NULL`,
	"message_kind_known":      `UPDATE message SET kind = 'advertisement'`,
	"message_school_visit_id_fkey": `UPDATE message SET school_visit_id = 0 WHERE id = (SELECT max(id) FROM message
		WHERE school_visit_id IS NOT NULL)`,
	"message_school_key": `UPDATE message SET school_visit_id = (SELECT min(id) FROM school_visit) WHERE
		school_visit_id IS NOT NULL`,
	"message_channel_known":          `UPDATE message SET channel = 'pigeon'`,
	"message_state_known":            `UPDATE message SET state = 'lost', done_at = now()`,
	"message_done_has_time":          `UPDATE message SET done_at = now()`,
	"message_attempts_counted":       `UPDATE message SET attempts = -1`,
	"message_cause_known":            `UPDATE message SET cause = 'weather'`,
	"message_parked_why_known":       `UPDATE message SET parked_why = 'rain'`,
	"message_note_short":             `UPDATE message SET note = repeat('x', 501)`,
	"message_action_message_id_fkey": `UPDATE message_action SET message_id = 0`,
	"message_action_account_id_fkey": `UPDATE message_action SET account_id = 0`,
	"message_action_known":           `UPDATE message_action SET action = 'burnt'`,
	"message_was_whole":              `UPDATE message SET was_starts_at = now()`,

	"school_request_edition_fkey": `INSERT INTO school_request (territory_id, edition_id, rotation, school,
		town, postal_code, teacher, email, phone, pupils, adults, level, coach, answer_by, idempotency_key, content,
			token_hash, created_at) VALUES (0, 0, false, 'É', 'R', '26100', 'P', 'p@example.org', '04 65 71 00 12', 2, 2,
				'cycle2', false, now() + interval '1 day', 'trois', sha256('c'), sha256('t'), now())`,
	"school_request_choice_fkey":        `UPDATE school_request SET choice_slot_id = 0`,
	"school_request_idempotency_key":    `UPDATE school_request SET idempotency_key = 'la même'`,
	"school_request_token_key":          `UPDATE school_request SET token_hash = sha256('same')`,
	"school_request_state_known":        `UPDATE school_request SET state = 'lost', ended_at = now()`,
	"school_request_language_known":     `UPDATE school_request SET language = 'de'`,
	"school_request_level_known":        `UPDATE school_request SET level = 'cm2'`,
	"school_request_class_size":         `UPDATE school_request SET pupils = 34, adults = 2`,
	"school_request_halves":             `UPDATE school_request SET rotation = true, adults = 1`,
	"school_request_named":              `UPDATE school_request SET school = ' '`,
	"school_request_can_be_reached":     `UPDATE school_request SET email = ''`,
	"school_request_purged_is_nameless": `UPDATE school_request SET purged_at = now()`,
	"school_request_key_short": `UPDATE school_request SET idempotency_key = repeat('k', 101) WHERE
		idempotency_key = 'classe-1'`,
	"school_request_content_is_hash":     `UPDATE school_request SET content = 'in clear'`,
	"school_request_token_is_hash":       `UPDATE school_request SET token_hash = 'in clear'`,
	"school_request_time_to_answer":      `UPDATE school_request SET answer_by = created_at`,
	"school_request_ended_has_time":      `UPDATE school_request SET ended_at = now()`,
	"school_request_ended_by_known":      `UPDATE school_request SET ended_by = 'weather'`,
	"school_request_ended_reason_short":  `UPDATE school_request SET ended_reason = repeat('r', 501)`,
	"school_request_ended_visit_id_fkey": `UPDATE school_request SET ended_visit_id = 0`,
	"school_visit_request_fkey": `UPDATE school_visit SET request_id = 0 WHERE id = (SELECT min(id) FROM
		school_visit)`,
	"school_visit_slot_fkey": `UPDATE school_visit SET slot_id = 0 WHERE id = (SELECT min(id) FROM school_visit)`,
	"school_visit_booking_id_fkey": `UPDATE school_visit SET booking_id = 0 WHERE id = (SELECT min(id) FROM
		school_visit)`,
	"school_visit_slot_key": `UPDATE school_visit SET slot_id = (SELECT slot_id FROM school_visit ORDER BY
		id LIMIT 1) WHERE position = 2`,
	"school_visit_position_key":       `UPDATE school_visit SET position = 1`,
	"school_visit_booking_key":        `UPDATE school_visit SET booking_id = (SELECT min(id) FROM booking)`,
	"school_visit_position_known":     `UPDATE school_visit SET position = 3 WHERE position = 2`,
	"school_visit_party_counted":      `UPDATE school_visit SET party = 36`,
	"school_visit_state_known":        `UPDATE school_visit SET state = 'lost', answered_at = now()`,
	"school_visit_booked_has_booking": `UPDATE school_visit SET state = 'booked', answered_at = now()`,
	"school_visit_answered_has_time":  `UPDATE school_visit SET answered_at = now()`,

	"hold_slot_fkey":       `UPDATE hold SET edition_id = 0`,
	"hold_account_fkey":    `UPDATE hold SET account_id = (SELECT id FROM account WHERE email = 'ailleurs@example.org')`,
	"hold_key_short":       `UPDATE hold SET key = repeat('k', 101)`,
	"hold_key_once":        `UPDATE hold SET key = 'la même'`,
	"hold_places_positive": `UPDATE hold SET places = 0`,
	"hold_expires":         `UPDATE hold SET expires_at = created_at`,

	"call_message_id_fkey": `UPDATE call SET message_id = 0`,
	"call_account_id_fkey": `UPDATE call SET account_id = 0`,
	"call_outcome_known":   `UPDATE call SET outcome = 'engaged'`,
	"call_note_short":      `UPDATE call SET note = repeat('n', 201)`,

	"printing_edition_fkey": `UPDATE printing SET territory_id = (SELECT id FROM territory WHERE slug =
		'ailleurs') WHERE territory_id <> (SELECT id FROM territory WHERE slug = 'ailleurs')`,
	"printing_format_known":       `UPDATE printing SET format = 'leporello'`,
	"printing_language_known":     `UPDATE printing SET language = 'la'`,
	"printing_ordering_known":     `UPDATE printing SET ordering = 'size'`,
	"printing_paper_known":        `UPDATE printing SET paper = 'satin'`,
	"printing_bleed_known":        `UPDATE printing SET bleed = 4`,
	"printing_opening_text_short": `UPDATE printing SET opening_text = repeat('a', 1201)`,
	"printing_revision_positive":  `UPDATE printing SET revision = 0`,
	"printing_pages_counted":      `UPDATE printing SET pages = -4`,

	"printing_part_edition_fkey": `UPDATE printing_part SET edition_id = 0 WHERE kind = 'cover' AND id = (SELECT
		min(id) FROM printing_part WHERE kind = 'cover')`,
	"printing_part_kind_known":    `UPDATE printing_part SET kind = 'poem'`,
	"printing_part_media_known":   `UPDATE printing_part SET media = 'image/svg+xml'`,
	"printing_part_name_given":    `UPDATE printing_part SET name = ' '`,
	"printing_part_sized":         `UPDATE printing_part SET data = ''`,
	"printing_part_pages_counted": `UPDATE printing_part SET pages = 0`,
	"printing_part_cover_key":     `UPDATE printing_part SET kind = 'cover'`,

	"edition_freeze_edition_fkey": `INSERT INTO edition_freeze (edition_id, territory_id, total, account_id,
		started_at) SELECT 0, territory_id, 1, id, now() FROM account`,
	"edition_freeze_account_fkey":  `UPDATE edition_freeze SET account_id = 0`,
	"edition_freeze_total_counted": `UPDATE edition_freeze SET total = 0`,
	"edition_freeze_in_order":      `UPDATE edition_freeze SET ended_at = started_at - interval '1 second'`,

	"version_number_key": `INSERT INTO version (edition_id, territory_id, commune_insee, number, format,
		language, pages, programme, account_id, frozen_at) SELECT edition_id, territory_id, commune_insee, number,
			format, language, pages, programme, account_id, frozen_at FROM version`,
	"version_freeze_key": `INSERT INTO version (edition_id, territory_id, commune_insee, number, freeze_id,
		format, language, pages, programme, account_id, frozen_at) SELECT edition_id, territory_id, commune_insee, 2,
			freeze_id, format, language, pages, programme, account_id, frozen_at FROM version`,
	"version_edition_fkey":        versionWith("edition_id", "0"),
	"version_commune_fkey":        versionWith("commune_insee", "'75056'"),
	"version_freeze_fkey":         versionWith("freeze_id", "0"),
	"version_account_fkey":        versionWith("account_id", "0"),
	"version_number_positive":     versionWith("number", "0"),
	"version_pages_positive":      versionWith("pages", "0"),
	"version_programme_is_object": versionWith("programme", "'[]'"),

	"version_file_version_fkey": `INSERT INTO version_file SELECT 0, 'screen', pdf, sha256 FROM version_file LIMIT 1`,
	"version_file_made_for_known": `INSERT INTO version_file SELECT version_id, 'wall', pdf, sha256 FROM version_file
		LIMIT 1`,
	"version_file_whole": `INSERT INTO version_file SELECT version_id, 'booklet', '%PD', sha256 FROM version_file LIMIT 1`,
}

// versionWith is a second version of a commune, with one column as it must not
// be.
func versionWith(column, value string) string {
	columns := []string{"edition_id", "territory_id", "commune_insee", "number", "freeze_id", "format", "language",
		"pages", "programme", "account_id", "frozen_at"}
	values := slices.Clone(columns)
	values[3], values[4] = "2", "NULL"
	values[slices.Index(columns, column)] = value
	return "INSERT INTO version (" + strings.Join(columns, ", ") + ") SELECT " + strings.Join(values, ", ") +
		" FROM version LIMIT 1"
}

func TestEveryGuardRefuses(t *testing.T) {
	w := furnished(t)
	w.Holds()
	for _, name := range slices.Sorted(maps.Keys(refused)) {
		err := try(t, w.DB, refused[name])
		refusal, isRefusal := errors.AsType[*pq.Error](err)
		if !isRefusal || refusal.Constraint != name {
			t.Errorf("%s did not refuse its statement, which gave: %v", name, err)
		}
	}
}

// try runs a statement, with every constraint immediate, and undoes it.
func try(t *testing.T, db *sqlx.DB, statement string) error {
	t.Helper()
	tx, err := db.BeginTxx(t.Context(), nil)
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = tx.Rollback() }()
	if _, err := tx.Exec(`SET CONSTRAINTS ALL IMMEDIATE`); err != nil {
		t.Fatal(err)
	}
	_, err = tx.Exec(statement)
	return err
}

// guards are the constraints and unique indexes of our tables that can refuse
// a row. A unique key that holds the whole primary key refuses nothing by
// itself: it is what foreign keys of several columns refer to.
const guards = `
	SELECT c.conname FROM pg_constraint c JOIN pg_class r ON r.oid = c.conrelid JOIN pg_namespace n ON n.oid =
		r.relnamespace
	WHERE n.nspname = 'public' AND c.contype IN ('c', 'f', 'x', 'u') AND r.relname !~ '^(goose_|sessions$)' AND NOT
		(c.contype = 'u' AND EXISTS (
		SELECT FROM pg_constraint p WHERE p.conrelid = c.conrelid AND p.contype = 'p' AND p.conkey <@ c.conkey))
	UNION SELECT i.relname FROM pg_index x JOIN pg_class i ON i.oid = x.indexrelid JOIN pg_namespace n ON n.oid =
		i.relnamespace
	WHERE n.nspname = 'public' AND x.indisunique AND NOT EXISTS (SELECT FROM pg_constraint c WHERE c.conindid =
		x.indexrelid AND c.contype IN ('p', 'u', 'x'))
		AND i.relname !~ '^goose_'
	ORDER BY 1`

func TestEveryGuardHasACase(t *testing.T) {
	w := furnished(t)
	var names []string
	if err := w.DB.Select(&names, guards); err != nil {
		t.Fatal(err)
	}
	for _, name := range names {
		if refused[name] == "" {
			t.Errorf("nothing shows what %s refuses", name)
		}
	}
	for name := range refused {
		if !slices.Contains(names, name) {
			t.Errorf("the schema has no guard %s", name)
		}
	}
}

// A key that no foreign key refers to, and that can refuse nothing, is idle.
func TestNoIdleKeys(t *testing.T) {
	w := furnished(t)
	var idle []string
	err := w.DB.Select(&idle, `
		SELECT c.conname FROM pg_constraint c JOIN pg_constraint p ON p.conrelid = c.conrelid AND p.contype = 'p' AND
			p.conkey <@ c.conkey
		WHERE c.contype = 'u' AND c.connamespace = 'public'::regnamespace AND NOT EXISTS (SELECT FROM pg_constraint f
			WHERE f.contype = 'f' AND f.conindid = c.conindid)`)
	if err != nil || len(idle) > 0 {
		t.Errorf("keys that nothing refers to: %v, %v", idle, err)
	}
}
