-- +goose Up
-- Where the territory's SMS gateway takes messages; '' when there is none.
ALTER TABLE territory ADD COLUMN sms_url text NOT NULL DEFAULT '',
    ADD CONSTRAINT territory_sms_url_form CHECK (sms_url = '' OR sms_url ~ '^https?://[^[:space:]]+$');

-- held are places the workshop or the desk keeps back from the public: not
-- taken, and not to be had either.
ALTER TABLE slot ADD COLUMN held integer NOT NULL DEFAULT 0,
    ADD CONSTRAINT slot_room_for_held CHECK (held >= 0 AND taken + held <= capacity);

-- A French mobile number, however it is spaced: what an SMS can reach.
CREATE FUNCTION is_mobile(phone text) RETURNS boolean LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE AS
$$ SELECT regexp_replace($1, '[^0-9+]', '', 'g') ~ '^(0|\+33)[67][0-9]{8}$' $$;

-- How a visitor is told: by mail if there is an address, by SMS where the
-- territory has a gateway and the number is a mobile, else by a call.
CREATE FUNCTION booking_channel(email text, phone text, sms_url text) RETURNS text LANGUAGE sql IMMUTABLE PARALLEL SAFE AS
$$ SELECT CASE WHEN $1 <> '' THEN 'email' WHEN $3 <> '' AND is_mobile($2) THEN 'sms' ELSE 'call' END $$;

-- The one way a booking comes into being. A batch of requests, in order of
-- arrival, is answered by one call; each answer is what the caller may say
-- after the commit, never before. The version is part of the name: a newer
-- program may bring book_batch_v2 while an older one still calls this. (Its
-- body is first read when it is called: a slot's own times of booking, which
-- are added further on, are there by then.)
--
-- The answers are one row of arrays, in the order of the requests. outcomes:
-- created, repeated (the key is known: the first answer again), reused (the key
-- is known with other content), full, closed, already (the contact holds a live
-- booking of this slot), enough (the contact holds as many live bookings as the
-- edition allows), too_large, missing. Of what was created or repeated, ids,
-- codes, statuses and generations tell the booking.

-- +goose StatementBegin
CREATE FUNCTION book_batch_v1(
    now_at timestamptz, slots bigint[], keys text[], contents bytea[], parties integer[], waits boolean[],
    names text[], emails text[], phones text[], contacts bytea[], languages text[], origins text[],
    INOUT codes text[], token_hashes bytea[],
    OUT outcomes text[], OUT ids bigint[], OUT statuses text[], OUT generations integer[])
LANGUAGE plpgsql VOLATILE
-- Plans are kept for the life of a connection, and those of an evening when
-- nobody has booked yet would read whole tables all opening day. For the same
-- reason nothing is joined to the bookings that are there: each is looked up by
-- itself, through the one index that serves.
SET plan_cache_mode = force_generic_plan SET enable_seqscan = off SET enable_hashjoin = off SET enable_mergejoin = off SET jit = off
AS $$
DECLARE
    r record;
    n integer := coalesce(array_length(keys, 1), 0);
    made text[] := array_fill(NULL::text, ARRAY[n]); -- the statuses of new bookings
    positions bigint[] := array_fill(NULL::bigint, ARRAY[n]);
    live boolean[] := array_fill(false, ARRAY[n]);
    clashes integer[] := '{}'; -- new bookings whose code is in use
    again integer[] := '{}';   -- requests that repeat another of this batch
    firsts integer[] := '{}';  -- and which
    free integer := 0;
    current_slot bigint := 0;
    limited boolean := EXISTS (SELECT FROM edition e WHERE e.bookings_per_visitor IS NOT NULL);
    visits jsonb := '{}'; -- live bookings by contact, where an edition limits them
    contact_hex text;
BEGIN
    outcomes := made;
    statuses := array_fill(''::text, ARRAY[n]);
    ids := array_fill(0::bigint, ARRAY[n]);
    generations := array_fill(1, ARRAY[n]);

    -- Locks first, in id order, in a statement of their own: one that locks and
    -- reads at once would read the snapshot from before it waited.
    PERFORM 1 FROM slot s WHERE s.id = ANY (slots) ORDER BY s.id FOR NO KEY UPDATE;

    -- Where an edition limits a visitor's bookings, two of one contact for other
    -- slots take turns: after the slots, in the order of their numbers.
    IF limited THEN
        PERFORM pg_advisory_xact_lock(l.number)
        FROM (SELECT DISTINCT hashtextextended(encode(q.contact, 'hex'), 5) AS number
              FROM unnest(slots, contacts, origins) AS q (slot, contact, origin)
              JOIN slot s ON s.id = q.slot JOIN edition e ON e.id = s.edition_id
              WHERE e.bookings_per_visitor IS NOT NULL AND q.origin IN ('web', 'api') AND q.contact IS NOT NULL
              ORDER BY number) l;
    END IF;

    FOR r IN
        SELECT q.*, s.id AS found, s.capacity, s.taken, s.held, o.party_max, k.id AS known_id, k.content AS known_content,
               k.code AS known_code, k.first_status AS known_status, k.generation AS known_generation,
               min(q.i) OVER (PARTITION BY q.key COLLATE "C") AS first_i,
               min(q.i) OVER (PARTITION BY q.code COLLATE "C") AS first_code_i,
               lag(q.i) OVER (PARTITION BY q.slot, q.contact ORDER BY q.i) AS same_contact_i,
               (SELECT true FROM booking b WHERE b.edition_id = s.edition_id AND b.code = q.code LIMIT 1) AS code_known,
               -- Plus nothing: an index that begins with the slot would do, and be slow.
               (SELECT true FROM booking b WHERE b.contact = q.contact AND b.slot_id + 0 = q.slot
                AND b.status <> 'cancelled' AND b.origin IN ('web', 'api') LIMIT 1) AS contact_known,
               e.bookings_per_visitor,
               CASE WHEN e.bookings_per_visitor IS NOT NULL AND q.origin IN ('web', 'api') AND q.contact IS NOT NULL THEN
                   (SELECT count(*) FROM booking b WHERE b.contact = q.contact AND b.edition_id + 0 = e.id
                    AND b.status <> 'cancelled' AND b.origin IN ('web', 'api')) END AS contact_visits,
               (q.origin IN ('web', 'api') AND q.contact IS NOT NULL) AS is_public,
               (o.state = 'approved' AND s.starts_at > now_at
                AND CASE WHEN q.origin IN ('desk', 'school') THEN s.state <> 'cancelled'
                    ELSE s.state = 'open' AND s.audience = 'public' AND now_at >= coalesce(s.bookable_from, '-infinity')
                         AND now_at < coalesce(s.bookable_until, 'infinity') END
                AND now_at >= e.booking_opens_at AND now_at < e.booking_closes_at) AS bookable
        FROM unnest(slots, keys, contents, parties, waits, contacts, origins, codes)
             WITH ORDINALITY AS q (slot, key, content, party, wait, contact, origin, code, i)
        LEFT JOIN slot s ON s.id = q.slot
        LEFT JOIN opening o ON o.id = s.opening_id
        LEFT JOIN edition e ON e.id = s.edition_id
        LEFT JOIN LATERAL (SELECT * FROM booking b WHERE b.idempotency_key = q.key LIMIT 1) k ON true
        ORDER BY q.slot, q.i
    LOOP
        IF r.slot <> current_slot THEN
            current_slot := r.slot;
            free := r.capacity - r.taken - r.held;
        END IF;
        IF r.same_contact_i IS NOT NULL THEN
            live[r.i] := live[r.same_contact_i];
        END IF;
        IF r.known_id IS NOT NULL THEN
            IF r.known_content = r.content THEN
                outcomes[r.i] := 'repeated';
                ids[r.i] := r.known_id;
                codes[r.i] := r.known_code;
                statuses[r.i] := r.known_status;
                generations[r.i] := r.known_generation;
            ELSE
                outcomes[r.i] := 'reused';
            END IF;
        ELSIF r.first_i < r.i THEN -- a refusal is not remembered, only shared within the batch
            IF contents[r.first_i] <> r.content THEN
                outcomes[r.i] := 'reused';
            ELSIF outcomes[r.first_i] = 'created' THEN
                outcomes[r.i] := 'repeated';
                again := again || r.i::integer;
                firsts := firsts || r.first_i::integer;
            ELSE
                outcomes[r.i] := outcomes[r.first_i];
            END IF;
        ELSIF r.found IS NULL THEN
            outcomes[r.i] := 'missing';
        ELSIF NOT r.bookable THEN
            outcomes[r.i] := 'closed';
        ELSIF r.party > r.capacity OR r.party > r.party_max THEN
            outcomes[r.i] := 'too_large';
        ELSIF r.is_public AND (r.contact_known OR live[r.i]) THEN
            outcomes[r.i] := 'already';
        ELSIF limited AND r.contact_visits + coalesce((visits ->> encode(r.contact, 'hex'))::integer, 0) >= r.bookings_per_visitor THEN
            outcomes[r.i] := 'enough';
        ELSIF r.party > free AND NOT r.wait THEN
            outcomes[r.i] := 'full';
        ELSE
            outcomes[r.i] := 'created';
            ids[r.i] := nextval('booking_id_seq');
            IF r.party <= free THEN
                statuses[r.i] := 'confirmed';
                free := free - r.party;
            ELSE -- ranks are those of a slot, so these are in order of arrival
                statuses[r.i] := 'waiting';
                positions[r.i] := nextval('booking_waiting_seq');
            END IF;
            made[r.i] := statuses[r.i];
            IF r.code_known OR r.first_code_i < r.i THEN
                clashes := clashes || r.i::integer;
            END IF;
            IF r.is_public THEN
                live[r.i] := true;
            END IF;
            IF r.contact_visits IS NOT NULL THEN
                contact_hex := encode(r.contact, 'hex');
                visits := visits || jsonb_build_object(contact_hex, coalesce((visits ->> contact_hex)::integer, 0) + 1);
            END IF;
        END IF;
    END LOOP;

    -- A code that is in use in the edition moves on to the next free one.
    FOR j IN 1..cardinality(clashes) LOOP
        WHILE (SELECT count(*) FROM unnest(codes) AS c WHERE c = codes[clashes[j]]) > 1 OR EXISTS (
            SELECT 1 FROM booking b WHERE b.code = codes[clashes[j]] AND b.edition_id = (SELECT s.edition_id FROM slot s WHERE s.id = slots[clashes[j]])) LOOP
            codes[clashes[j]] := lpad(((codes[clashes[j]]::bigint + 7919) % 100000000)::text, 8, '0');
        END LOOP;
    END LOOP;

    -- In order of the keys: two batches that hold the same keys for other slots
    -- then wait for each other in one direction only.
    WITH new AS (
        INSERT INTO booking (id, territory_id, edition_id, slot_id, code, status, first_status, origin, party_size, name, email,
                             phone, contact, language, idempotency_key, content, token_hash, waiting_position, created_at)
        OVERRIDING SYSTEM VALUE
        SELECT q.id, s.territory_id, s.edition_id, s.id, q.code, q.status, q.status, q.origin, q.party, q.name, q.email,
               q.phone, q.contact, q.language, q.key, q.content, q.token_hash, q.position, now_at
        FROM unnest(ids, slots, keys, contents, parties, names, emails, phones, contacts, languages, origins, codes, token_hashes, made, positions)
             AS q (id, slot, key, content, party, name, email, phone, contact, language, origin, code, token_hash, status, position)
        JOIN slot s ON s.id = q.slot
        WHERE q.status IS NOT NULL
        ORDER BY q.key COLLATE "C"
        RETURNING id, territory_id, status, email, phone)
    INSERT INTO message (territory_id, booking_id, kind, channel, due_at)
    SELECT b.territory_id, b.id, CASE b.status WHEN 'waiting' THEN 'waiting' ELSE 'confirmation' END,
           booking_channel(b.email, b.phone, t.sms_url), now_at
    FROM new b JOIN territory t ON t.id = b.territory_id;

    UPDATE slot s SET taken = s.taken + t.places, waiting = s.waiting + t.parties, changed_at = clock_timestamp()
    FROM (SELECT q.slot AS id, coalesce(sum(q.party) FILTER (WHERE q.status = 'confirmed'), 0) AS places,
                 count(*) FILTER (WHERE q.status = 'waiting') AS parties
          FROM unnest(slots, parties, made) AS q (slot, party, status) WHERE q.status IS NOT NULL GROUP BY q.slot) t
    WHERE s.id = t.id;

    -- A repetition within the batch is told what its first was told.
    FOR j IN 1..cardinality(again) LOOP
        ids[again[j]] := ids[firsts[j]];
        codes[again[j]] := codes[firsts[j]];
        statuses[again[j]] := statuses[firsts[j]];
    END LOOP;
END $$;
-- +goose StatementEnd
