-- +goose Up
-- The one way a booking comes into being. A batch of requests, in order of
-- arrival, is answered by one call; each answer is what the caller may say
-- after the commit, never before. The version is part of the name: a newer
-- program may bring book_batch_v2 while an older one still calls this. (Its
-- body is first read when it is called: places held back, channels and a slot's
-- own times of booking, which are added further on, are there by then.)
--
-- outcome: created, repeated (the key is known: the first answer again),
-- reused (the key is known with other content), full, closed, already (the
-- contact holds a live booking of this slot), enough (the contact holds as many
-- live bookings as the edition allows), too_large, missing.

-- +goose StatementBegin
CREATE FUNCTION book_batch_v1(
    now_at timestamptz, slots bigint[], keys text[], contents bytea[], parties integer[], waits boolean[],
    names text[], emails text[], phones text[], contacts bytea[], languages text[], origins text[],
    codes text[], token_hashes bytea[])
RETURNS TABLE (ord integer, outcome text, booking_id bigint, booking_code text, booking_status text,
               booking_generation integer, slot_taken integer, slot_waiting integer)
LANGUAGE plpgsql VOLATILE
-- Plans are kept for the life of a connection, and those of an evening when
-- nobody has booked yet would read whole tables all opening day.
SET plan_cache_mode = force_generic_plan SET enable_seqscan = off SET enable_hashjoin = off SET enable_mergejoin = off
AS $$
DECLARE
    r record;
    n integer := coalesce(array_length(keys, 1), 0);
    outcomes text[] := array_fill(NULL::text, ARRAY[n]);
    statuses text[] := array_fill(NULL::text, ARRAY[n]);
    positions bigint[] := array_fill(NULL::bigint, ARRAY[n]);
    live boolean[] := array_fill(false, ARRAY[n]);
    free integer := 0;
    current_slot bigint := 0;
    visits jsonb := '{}'; -- live bookings by contact, where an edition limits them
    contact_hex text;
BEGIN
    -- Locks first, in id order, in a statement of their own: one that locks and
    -- reads at once would read the snapshot from before it waited.
    PERFORM 1 FROM slot s WHERE s.id = ANY (slots) ORDER BY s.id FOR NO KEY UPDATE;

    -- Where an edition limits a visitor's bookings, two of one contact for other
    -- slots take turns: after the slots, in the order of their numbers.
    PERFORM pg_advisory_xact_lock(l.number)
    FROM (SELECT DISTINCT hashtextextended(encode(q.contact, 'hex'), 5) AS number
          FROM unnest(slots, contacts, origins) AS q (slot, contact, origin)
          JOIN slot s ON s.id = q.slot JOIN edition e ON e.id = s.edition_id
          WHERE e.bookings_per_visitor IS NOT NULL AND q.origin IN ('web', 'api') AND q.contact IS NOT NULL
          ORDER BY number) l;

    FOR r IN
        SELECT q.*, s.id AS found, s.capacity, s.taken, s.held, o.party_max,
               k.id AS known_id, k.content AS known_content,
               min(q.i) OVER (PARTITION BY q.key) AS first_i,
               lag(q.i) OVER (PARTITION BY q.slot, q.contact ORDER BY q.i) AS same_contact_i,
               EXISTS (SELECT 1 FROM booking c WHERE c.slot_id = q.slot AND c.contact = q.contact
                       AND c.status <> 'cancelled' AND c.origin IN ('web', 'api')) AS contact_known,
               e.bookings_per_visitor,
               CASE WHEN e.bookings_per_visitor IS NOT NULL AND q.origin IN ('web', 'api') AND q.contact IS NOT NULL THEN
                   (SELECT count(*) FROM booking c WHERE c.edition_id = e.id AND c.contact = q.contact
                    AND c.status <> 'cancelled' AND c.origin IN ('web', 'api')) END AS contact_visits,
               (o.state = 'approved' AND s.starts_at > now_at
                AND CASE WHEN q.origin IN ('desk', 'school') THEN s.state <> 'cancelled'
                    ELSE s.state = 'open' AND s.audience = 'public' AND now_at >= coalesce(s.bookable_from, '-infinity')
                         AND now_at < coalesce(s.bookable_until, 'infinity') END
                AND now_at >= e.booking_opens_at AND now_at < e.booking_closes_at) AS bookable
        FROM unnest(slots, keys, contents, parties, waits, contacts, origins)
             WITH ORDINALITY AS q (slot, key, content, party, wait, contact, origin, i)
        LEFT JOIN slot s ON s.id = q.slot
        LEFT JOIN opening o ON o.id = s.opening_id
        LEFT JOIN edition e ON e.id = s.edition_id
        LEFT JOIN booking k ON k.idempotency_key = q.key
        ORDER BY q.slot, q.i
    LOOP
        IF r.slot <> current_slot THEN
            current_slot := r.slot;
            free := r.capacity - r.taken - r.held;
        END IF;
        IF r.known_id IS NOT NULL OR r.first_i < r.i THEN
            outcomes[r.i] := CASE
                WHEN coalesce(r.known_content, contents[r.first_i]) <> r.content THEN 'reused'
                WHEN r.known_id IS NOT NULL OR outcomes[r.first_i] = 'created' THEN 'repeated'
                ELSE outcomes[r.first_i] END; -- a refusal is not remembered, only shared within the batch
            CONTINUE;
        END IF;
        live[r.i] := r.same_contact_i IS NOT NULL AND live[r.same_contact_i];
        IF r.found IS NULL THEN
            outcomes[r.i] := 'missing';
        ELSIF NOT r.bookable THEN
            outcomes[r.i] := 'closed';
        ELSIF r.party > r.capacity OR r.party > r.party_max THEN
            outcomes[r.i] := 'too_large';
        ELSIF r.origin IN ('web', 'api') AND r.contact IS NOT NULL AND (r.contact_known OR live[r.i]) THEN
            outcomes[r.i] := 'already';
        ELSIF r.contact_visits + coalesce((visits ->> encode(r.contact, 'hex'))::integer, 0) >= r.bookings_per_visitor THEN
            outcomes[r.i] := 'enough';
        ELSIF r.party <= free THEN
            outcomes[r.i] := 'created';
            statuses[r.i] := 'confirmed';
            free := free - r.party;
        ELSIF r.wait THEN
            outcomes[r.i] := 'created';
            statuses[r.i] := 'waiting';
        ELSE
            outcomes[r.i] := 'full';
        END IF;
        live[r.i] := live[r.i] OR (outcomes[r.i] = 'created' AND r.origin IN ('web', 'api'));
        IF r.contact_visits IS NOT NULL AND outcomes[r.i] = 'created' THEN
            contact_hex := encode(r.contact, 'hex');
            visits := visits || jsonb_build_object(contact_hex, coalesce((visits ->> contact_hex)::integer, 0) + 1);
        END IF;
    END LOOP;

    -- Ranks are drawn in order of arrival, whatever the order of the slots.
    FOR i IN 1..n LOOP
        IF statuses[i] = 'waiting' THEN
            positions[i] := nextval('booking_waiting_seq');
        END IF;
    END LOOP;

    -- A code that is in use in the edition moves on to the next free one.
    FOR r IN
        SELECT q.i FROM unnest(slots, codes, statuses) WITH ORDINALITY AS q (slot, code, status, i)
        WHERE q.status IS NOT NULL AND (q.code IN (SELECT c FROM unnest(codes) AS c GROUP BY c HAVING count(*) > 1)
            OR EXISTS (SELECT 1 FROM booking b WHERE b.code = q.code AND b.edition_id = (SELECT s.edition_id FROM slot s WHERE s.id = q.slot)))
        ORDER BY q.i
    LOOP
        WHILE codes[r.i] = ANY (codes[1:r.i - 1]) OR EXISTS (
            SELECT 1 FROM booking b WHERE b.code = codes[r.i] AND b.edition_id = (SELECT s.edition_id FROM slot s WHERE s.id = slots[r.i])) LOOP
            codes[r.i] := lpad(((codes[r.i]::bigint + 7919) % 100000000)::text, 8, '0');
        END LOOP;
    END LOOP;

    -- In order of the keys: two batches that hold the same keys for other slots
    -- then wait for each other in one direction only.
    INSERT INTO booking (territory_id, edition_id, slot_id, code, status, first_status, origin, party_size, name, email,
                         phone, contact, language, idempotency_key, content, token_hash, waiting_position, created_at)
    SELECT s.territory_id, s.edition_id, s.id, q.code, q.status, q.status, q.origin, q.party, q.name, q.email,
           q.phone, q.contact, q.language, q.key, q.content, q.token_hash, q.position, now_at
    FROM unnest(slots, keys, contents, parties, names, emails, phones, contacts, languages, origins, codes, token_hashes, statuses, positions)
         AS q (slot, key, content, party, name, email, phone, contact, language, origin, code, token_hash, status, position)
    JOIN slot s ON s.id = q.slot
    WHERE q.status IS NOT NULL
    ORDER BY q.key COLLATE "C";

    INSERT INTO message (territory_id, booking_id, kind, channel, due_at)
    SELECT b.territory_id, b.id, CASE b.status WHEN 'waiting' THEN 'waiting' ELSE 'confirmation' END,
           booking_channel(b.email, b.phone, t.sms_url), now_at
    FROM unnest(keys, statuses) WITH ORDINALITY AS q (key, status, i) JOIN booking b ON b.idempotency_key = q.key
    JOIN territory t ON t.id = b.territory_id
    WHERE q.status IS NOT NULL
    ORDER BY q.i;

    UPDATE slot s SET taken = s.taken + t.places, waiting = s.waiting + t.parties, changed_at = clock_timestamp()
    FROM (SELECT q.slot AS id,
                 coalesce(sum(q.party) FILTER (WHERE q.status = 'confirmed'), 0) AS places,
                 count(*) FILTER (WHERE q.status = 'waiting') AS parties
          FROM unnest(slots, parties, statuses) AS q (slot, party, status) WHERE q.status IS NOT NULL GROUP BY q.slot) t
    WHERE s.id = t.id;

    RETURN QUERY
    SELECT q.i::integer, q.outcome, b.id, b.code, b.first_status, b.generation, s.taken, s.waiting
    FROM unnest(slots, keys, outcomes) WITH ORDINALITY AS q (slot, key, outcome, i)
    LEFT JOIN booking b ON b.idempotency_key = q.key AND q.outcome IN ('created', 'repeated')
    LEFT JOIN slot s ON s.id = q.slot
    ORDER BY q.i;
END $$;
-- +goose StatementEnd
