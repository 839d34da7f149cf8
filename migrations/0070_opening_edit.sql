-- +goose Up
-- The history of each event: what it and its workshop were after every change, who made
-- the change and when. The database writes it, whoever changes an event: an edit for
-- every version that was committed, and for every change of its slots and its workshop.
CREATE TABLE opening_edit (
    id           bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    opening_id   bigint NOT NULL,
    edition_id   bigint NOT NULL,
    territory_id bigint NOT NULL,
    workshop_id  bigint NOT NULL,
    version      integer NOT NULL,
    edited_at    timestamptz NOT NULL,
    account_id   bigint,
    origin       text NOT NULL DEFAULT '',
    proposal_id  bigint REFERENCES proposal ON DELETE SET NULL,
    opening      jsonb NOT NULL,
    workshop     jsonb NOT NULL,
    hours        jsonb NOT NULL,
    slots        jsonb NOT NULL,
    CONSTRAINT opening_edit_opening_fkey FOREIGN KEY (opening_id, edition_id, territory_id, workshop_id)
        REFERENCES opening (id, edition_id, territory_id, workshop_id) ON DELETE CASCADE,
    CONSTRAINT opening_edit_account_fkey FOREIGN KEY (account_id, territory_id)
        REFERENCES account (id, territory_id),
    CONSTRAINT opening_edit_origin_known CHECK (origin IN ('', 'site', 'import'))
);
CREATE INDEX opening_edit_opening_idx ON opening_edit (opening_id, id);
CREATE INDEX opening_edit_edition_idx ON opening_edit (edition_id);
CREATE INDEX opening_edit_proposal_idx ON opening_edit (proposal_id) WHERE proposal_id IS NOT NULL;

-- record_opening_edit stores an event as it is now. A version that is as the one before
-- takes its row over; what one account types into a draft without a pause of ten minutes
-- is one edit. The program names who acts in the settings jema.account, jema.origin and
-- jema.proposal of its transaction.
-- +goose StatementBegin
CREATE FUNCTION record_opening_edit(edited bigint, at timestamptz) RETURNS void
    LANGUAGE plpgsql SET timezone = 'UTC' AS $$
DECLARE
    now_is opening_edit;
    last opening_edit;
BEGIN
    SELECT o.id, o.edition_id, o.territory_id, o.workshop_id, o.version,
        to_jsonb(o) - '{imported,import_key,typed,note_draft,draft_key,draft_content,title_folded,assigned_to,
            follows_id,to_reread,version,created_at,updated_at,submitted_at,approved_at}'::text[],
        to_jsonb(w) - '{owner_id,draft_key,draft_content,words_folded,created_at,updated_at}'::text[],
        coalesce((SELECT jsonb_agg(jsonb_build_object('Start', h.starts_at, 'End', h.ends_at)
            ORDER BY h.starts_at, h.ends_at) FROM hours h WHERE h.opening_id = o.id), '[]'),
        coalesce((SELECT jsonb_agg(jsonb_build_object('Start', s.starts_at, 'End', s.ends_at,
                'Audience', s.audience, 'Capacity', s.capacity, 'State', s.state, 'Note', s.note) ORDER BY s.starts_at, s.ends_at, s.id)
            FROM slot s WHERE s.opening_id = o.id AND s.state <> 'cancelled'), '[]')
        INTO now_is.opening_id, now_is.edition_id, now_is.territory_id, now_is.workshop_id, now_is.version,
            now_is.opening, now_is.workshop, now_is.hours, now_is.slots
        FROM opening o JOIN workshop w ON w.id = o.workshop_id WHERE o.id = edited;
    IF NOT FOUND THEN
        RETURN;
    END IF;
    now_is.account_id := nullif(current_setting('jema.account', true), '')::bigint;
    now_is.origin := coalesce(current_setting('jema.origin', true), '');
    now_is.proposal_id := nullif(current_setting('jema.proposal', true), '')::bigint;
    SELECT * INTO last FROM opening_edit e WHERE e.opening_id = edited ORDER BY e.id DESC LIMIT 1;
    IF FOUND AND (last.opening, last.workshop, last.hours, last.slots) IS NOT DISTINCT FROM
            (now_is.opening, now_is.workshop, now_is.hours, now_is.slots) THEN
        UPDATE opening_edit SET version = now_is.version WHERE id = last.id;
        RETURN;
    END IF;
    IF last.account_id = now_is.account_id AND at < last.edited_at + interval '10 minutes'
        AND last.opening ->> 'state' IN ('draft', 'incomplete')
        AND now_is.opening ->> 'state' = last.opening ->> 'state' THEN
        UPDATE opening_edit SET version = now_is.version, edited_at = at, opening = now_is.opening,
            workshop = now_is.workshop, hours = now_is.hours, slots = now_is.slots WHERE id = last.id;
        RETURN;
    END IF;
    INSERT INTO opening_edit (opening_id, edition_id, territory_id, workshop_id, version, edited_at, account_id,
        origin, proposal_id, opening, workshop, hours, slots)
    VALUES (now_is.opening_id, now_is.edition_id, now_is.territory_id, now_is.workshop_id, now_is.version, at,
        now_is.account_id, now_is.origin, now_is.proposal_id, now_is.opening, now_is.workshop, now_is.hours,
        now_is.slots);
END $$;
CREATE FUNCTION opening_edit_recorded() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    PERFORM record_opening_edit(NEW.id, NEW.updated_at);
    RETURN NULL;
END $$;
CREATE FUNCTION workshop_edit_recorded() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    PERFORM record_opening_edit(o.id, NEW.updated_at) FROM opening o JOIN edition e ON e.id = o.edition_id
        WHERE o.workshop_id = NEW.id AND e.state <> 'past';
    RETURN NULL;
END $$;
CREATE FUNCTION slot_edit_recorded() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    PERFORM record_opening_edit(NEW.opening_id, NEW.changed_at);
    RETURN NULL;
END $$;
-- +goose StatementEnd

-- At the end of the transaction: the times of an event are written after itself.
CREATE CONSTRAINT TRIGGER opening_edit_recorded AFTER INSERT OR UPDATE OF version ON opening
    DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION opening_edit_recorded();
CREATE CONSTRAINT TRIGGER workshop_edit_recorded AFTER UPDATE ON workshop
    DEFERRABLE INITIALLY DEFERRED FOR EACH ROW
    WHEN (to_jsonb(OLD) - '{owner_id,one_visit_at_a_time,draft_key,draft_content,updated_at}'::text[] IS DISTINCT FROM
        to_jsonb(NEW) - '{owner_id,one_visit_at_a_time,draft_key,draft_content,updated_at}'::text[])
    EXECUTE FUNCTION workshop_edit_recorded();
-- What is set on a slot's own page leaves the version as it is; bookings write none of
-- these columns.
CREATE CONSTRAINT TRIGGER slot_edit_recorded AFTER UPDATE OF capacity, state, note ON slot
    DEFERRABLE INITIALLY DEFERRED FOR EACH ROW
    WHEN ((OLD.capacity, OLD.state, OLD.note) IS DISTINCT FROM (NEW.capacity, NEW.state, NEW.note))
    EXECUTE FUNCTION slot_edit_recorded();

-- What is there already is where every history begins.
SELECT record_opening_edit(o.id, o.updated_at) FROM opening o ORDER BY o.id;
