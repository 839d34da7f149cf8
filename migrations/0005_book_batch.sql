-- +goose Up
-- The one way a booking comes into being. A batch of requests, in order of
-- arrival, is answered by one call; each answer is what the caller may say
-- after the commit, never before. The version is part of the name: a newer
-- program may bring book_batch_v2 while an older one still calls this.
--
-- outcome: created, repeated (the key is known: the first answer again),
-- reused (the key is known with other content), full, closed, already (the
-- contact holds a live booking of this slot), too_large, missing.

-- +goose StatementBegin
CREATE FUNCTION book_batch_v1(
    now_at timestamptz, slots bigint[], keys text[], contents bytea[], parties integer[], waits boolean[],
    names text[], emails text[], phones text[], contacts bytea[], languages text[], origins text[],
    codes text[], token_hashes bytea[])
RETURNS TABLE (ord integer, outcome text, booking_id bigint, booking_code text, booking_status text,
               booking_generation integer, slot_taken integer, slot_waiting integer)
LANGUAGE plpgsql VOLATILE AS $$
DECLARE
    r record;
    n integer := coalesce(array_length(keys, 1), 0);
    outcomes text[] := array_fill(NULL::text, ARRAY[n]);
    statuses text[] := array_fill(NULL::text, ARRAY[n]);
    positions bigint[] := array_fill(NULL::bigint, ARRAY[n]);
    live boolean[] := array_fill(false, ARRAY[n]);
    free integer := 0;
    current_slot bigint := 0;
BEGIN
    -- Locks first, in id order, in a statement of their own: one that locks and
    -- reads at once would read the snapshot from before it waited.
    PERFORM 1 FROM slot s WHERE s.id = ANY (slots) ORDER BY s.id FOR NO KEY UPDATE;

    FOR r IN
        SELECT q.*, s.id AS found, s.capacity, s.taken, o.party_max,
               k.id AS known_id, k.content AS known_content,
               min(q.i) OVER (PARTITION BY q.key) AS first_i,
               lag(q.i) OVER (PARTITION BY q.slot, q.contact ORDER BY q.i) AS same_contact_i,
               EXISTS (SELECT 1 FROM booking c WHERE c.slot_id = q.slot AND c.contact = q.contact
                       AND c.status <> 'cancelled' AND c.origin IN ('web', 'api')) AS contact_known,
               (s.state = 'open' AND o.state = 'approved' AND s.starts_at > now_at
                AND (q.origin IN ('desk', 'school') OR s.audience = 'public')
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
            free := r.capacity - r.taken;
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
    END LOOP;

    -- Ranks are drawn in order of arrival, whatever the order of the slots.
    FOR i IN 1..n LOOP
        IF statuses[i] = 'waiting' THEN
            positions[i] := nextval('booking_waiting_seq');
        END IF;
        -- A code that is in use in the edition moves on to the next free one.
        WHILE statuses[i] IS NOT NULL AND (codes[i] = ANY (codes[1:i - 1]) OR EXISTS (
            SELECT 1 FROM booking b JOIN slot s ON s.edition_id = b.edition_id
            WHERE s.id = slots[i] AND b.code = codes[i])) LOOP
            codes[i] := lpad(((codes[i]::bigint + 7919) % 100000000)::text, 8, '0');
        END LOOP;
    END LOOP;

    INSERT INTO booking (territory_id, edition_id, slot_id, code, status, first_status, origin, party_size, name, email,
                         phone, contact, language, idempotency_key, content, token_hash, waiting_position, created_at)
    SELECT s.territory_id, s.edition_id, s.id, codes[i], statuses[i], statuses[i], origins[i], parties[i], names[i],
           emails[i], phones[i], contacts[i], languages[i], keys[i], contents[i], token_hashes[i], positions[i], now_at
    FROM generate_series(1, n) AS i JOIN slot s ON s.id = slots[i]
    WHERE statuses[i] IS NOT NULL
    ORDER BY i;

    INSERT INTO message (territory_id, booking_id, kind, channel, due_at)
    SELECT b.territory_id, b.id, CASE b.status WHEN 'waiting' THEN 'waiting' ELSE 'confirmation' END,
           CASE WHEN b.email <> '' THEN 'email' ELSE 'call' END, now_at
    FROM generate_series(1, n) AS i JOIN booking b ON b.idempotency_key = keys[i]
    WHERE statuses[i] IS NOT NULL;

    UPDATE slot s SET taken = s.taken + t.places, waiting = s.waiting + t.parties, changed_at = clock_timestamp()
    FROM (SELECT slots[i] AS id,
                 coalesce(sum(parties[i]) FILTER (WHERE statuses[i] = 'confirmed'), 0) AS places,
                 count(*) FILTER (WHERE statuses[i] = 'waiting') AS parties
          FROM generate_series(1, n) AS i WHERE statuses[i] IS NOT NULL GROUP BY slots[i]) t
    WHERE s.id = t.id;

    RETURN QUERY
    SELECT i, outcomes[i], b.id, b.code, b.first_status, b.generation, s.taken, s.waiting
    FROM generate_series(1, n) AS i
    LEFT JOIN booking b ON b.idempotency_key = keys[i] AND outcomes[i] IN ('created', 'repeated')
    LEFT JOIN slot s ON s.id = slots[i]
    ORDER BY i;
END $$;
-- +goose StatementEnd
