CREATE FUNCTION public.account_ends_sessions() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
BEGIN
    IF NEW.password_hash IS DISTINCT FROM OLD.password_hash OR NEW.disabled_at IS NOT NULL AND OLD.disabled_at IS NULL THEN
        NEW.session_generation := OLD.session_generation + 1;
    END IF;
    RETURN NEW;
END
$$;

CREATE FUNCTION public.book_batch_v1(now_at timestamp with time zone, slots bigint[], keys text[], contents bytea[], parties integer[], waits boolean[], names text[], emails text[], phones text[], contacts bytea[], languages text[], origins text[], INOUT codes text[], token_hashes bytea[], OUT outcomes text[], OUT ids bigint[], OUT statuses text[], OUT generations integer[]) RETURNS record
    LANGUAGE plpgsql
    SET plan_cache_mode TO 'force_generic_plan'
    SET enable_seqscan TO 'off'
    SET enable_hashjoin TO 'off'
    SET enable_mergejoin TO 'off'
    SET jit TO 'off'
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

CREATE FUNCTION public.book_batch_v2(now_at timestamp with time zone, territory bigint, wait_slots boolean, wait_contacts boolean, slots bigint[], keys text[], contents bytea[], parties integer[], waits boolean[], names text[], emails text[], phones text[], contacts bytea[], languages text[], origins text[], INOUT codes text[], token_hashes bytea[], key_firsts integer[], code_firsts integer[], contact_lasts integer[], nears integer[], wides integer[], pairs integer[], clients bigint[], shares integer[], busy integer[], asked integer[], asked_places integer[], pair_hashes bigint[], asked_most integer, places_most integer, OUT outcomes text[], OUT ids bigint[], OUT statuses text[], OUT generations integer[], OUT pauses integer[]) RETURNS record
    LANGUAGE plpgsql
    SET plan_cache_mode TO 'force_generic_plan'
    SET enable_seqscan TO 'off'
    SET enable_hashjoin TO 'off'
    SET enable_mergejoin TO 'off'
    SET enable_material TO 'off'
    SET jit TO 'off'
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
    held bigint[];           -- the slots whose locks this transaction has, by id
    at_held integer := 1;    -- how far the loop has come in them
    passed boolean := false; -- the current slot is somebody else's for the moment
    missed bigint[] := '{}'; -- numbers of contacts that are somebody else's for the moment
    most integer := 0;       -- bookings a network may make in ten minutes
    pair_most integer;       -- and with one contact in a day
    careful boolean := false; -- some network may reach a limit in this batch
    spent integer[]; placed integer[]; today integer[]; today_placed integer[]; told integer[]; -- by client
    pair_made integer[]; pair_spent integer[]; -- by pair: in this batch, and before it
    over integer := 0;       -- the client whose limit is reached, 0 for none
    seen boolean := false;   -- some network booked in the last day
    over_since timestamptz;  -- the beginning of the window it is reached in
    top integer;
    k integer;
BEGIN
    outcomes := made;
    statuses := array_fill(''::text, ARRAY[n]);
    ids := array_fill(0::bigint, ARRAY[n]);
    generations := array_fill(1, ARRAY[n]);

    -- Locks first, in id order, in a statement of their own: one that locks and
    -- reads at once would read the snapshot from before it waited.
    -- A slot that somebody else holds is passed over unless its lock is to be
    -- waited for: then nothing else is held while waiting, if the slot is the only
    -- one.
    IF wait_slots THEN
        held := ARRAY(SELECT s.id FROM slot s WHERE s.id = ANY (slots) ORDER BY s.id FOR NO KEY UPDATE);
    ELSE
        held := ARRAY(SELECT s.id FROM slot s WHERE s.id = ANY (slots) ORDER BY s.id FOR NO KEY UPDATE SKIP LOCKED);
    END IF;

    -- Where an edition limits a visitor's bookings, two of one contact for other
    -- slots take turns: after the slots, in the order of their numbers.
    IF limited AND wait_contacts THEN
        PERFORM pg_advisory_xact_lock(l.number)
        FROM (SELECT DISTINCT hashtextextended(encode(q.contact, 'hex'), 5) AS number
              FROM unnest(slots, contacts, origins) AS q (slot, contact, origin)
              JOIN slot s ON s.id = q.slot JOIN edition e ON e.id = s.edition_id
              WHERE e.bookings_per_visitor IS NOT NULL AND q.origin IN ('web', 'api') AND q.contact IS NOT NULL
              ORDER BY number) l;
    ELSIF limited THEN
        missed := ARRAY(
            SELECT l.number
            FROM (SELECT DISTINCT hashtextextended(encode(q.contact, 'hex'), 5) AS number
                  FROM unnest(slots, contacts, origins) AS q (slot, contact, origin)
                  JOIN slot s ON s.id = q.slot JOIN edition e ON e.id = s.edition_id
                  WHERE e.bookings_per_visitor IS NOT NULL AND q.origin IN ('web', 'api') AND q.contact IS NOT NULL
                  ORDER BY number) l
            WHERE NOT pg_try_advisory_xact_lock(l.number));
    END IF;

    -- What each network has done in the last day, once for the whole batch. busy is
    -- what its other requests, which are under way, may still add.
    IF cardinality(clients) > 0 THEN
        most := coalesce((SELECT t.client_bookings FROM territory t WHERE t.id = territory), 0);
    END IF;
    IF most > 0 THEN
        pair_most := least(most, greatest(10, most / 4));
        spent := busy;
        today := busy;
        told := array_fill(0, ARRAY[cardinality(clients)]);
        placed := told;
        today_placed := told;
        FOR r IN
            SELECT q.i, c.*
            FROM unnest(clients) WITH ORDINALITY AS q (client, i),
                -- The limit has each looked up by itself; see the plans above.
                LATERAL (SELECT 1 FROM booking_client b WHERE b.client = q.client LIMIT 1) AS known,
                LATERAL (SELECT count(*) FILTER (WHERE NOT b.noted) AS today, coalesce(sum(b.places), 0) AS today_placed,
                                count(*) FILTER (WHERE NOT b.noted AND b.at > now_at - interval '10 minutes') AS spent,
                                coalesce(sum(b.places) FILTER (WHERE b.at > now_at - interval '10 minutes'), 0) AS placed,
                                count(*) FILTER (WHERE b.noted AND b.at > now_at - interval '10 minutes') AS told
                         FROM booking_client b
                         WHERE b.client = q.client AND b.at > now_at - interval '24 hours' AND b.territory_id = territory) c
        LOOP
            seen := true;
            spent[r.i] := spent[r.i] + r.spent;
            placed[r.i] := r.placed;
            today[r.i] := today[r.i] + r.today;
            today_placed[r.i] := r.today_placed;
            told[r.i] := r.told;
        END LOOP;
        careful := (seen OR asked_most > least(pair_most, greatest(5, most / 4)) OR places_most > greatest(30, 3 * most)) AND EXISTS (
            SELECT FROM unnest(shares, asked, asked_places, spent, placed, today, today_placed, told)
                AS q (share, asked, asked_places, spent, placed, today, today_placed, told)
            WHERE q.share = 1 AND q.today + q.asked > pair_most OR q.told + q.asked > greatest(5, most / 4) * q.share
               OR q.spent + q.asked > most * q.share OR q.today + q.asked > 5 * most * q.share
               OR q.placed + q.asked_places > greatest(30, 3 * most) * q.share
               OR q.today_placed + q.asked_places > 5 * greatest(30, 3 * most) * q.share);
    END IF;
    IF careful THEN
        pair_made := array_fill(0, ARRAY[cardinality(pair_hashes)]);
        pair_spent := array_fill(NULL::integer, ARRAY[cardinality(pair_hashes)]);
    END IF;

    FOR r IN
        SELECT q.*, CASE WHEN s.territory_id = coalesce(territory, s.territory_id) THEN s.id END AS found, s.capacity, s.taken, s.held, o.party_max, k.id AS known_id, k.content AS known_content,
               k.code AS known_code, k.first_status AS known_status, k.generation AS known_generation,
               (SELECT true FROM booking b WHERE b.edition_id = s.edition_id AND b.code = q.code LIMIT 1) AS code_known,
               -- Plus nothing: an index that begins with the slot would do, and be slow.
               (SELECT true FROM booking b WHERE b.contact = q.contact AND b.slot_id + 0 = q.slot
                AND b.status <> 'cancelled' AND b.origin IN ('web', 'api') LIMIT 1) AS contact_known,
               e.bookings_per_visitor,
               CASE WHEN e.bookings_per_visitor IS NOT NULL AND q.origin IN ('web', 'api') AND q.contact IS NOT NULL THEN
                   (SELECT count(*) FROM booking b WHERE b.contact = q.contact AND b.edition_id + 0 = e.id
                    AND b.status <> 'cancelled' AND b.origin IN ('web', 'api')) END AS contact_visits,
               CASE WHEN cardinality(missed) > 0 THEN hashtextextended(encode(q.contact, 'hex'), 5) = ANY (missed) END AS contact_passed,
               (q.origin IN ('web', 'api') AND q.contact IS NOT NULL) AS is_public,
               (o.state = 'approved' AND s.starts_at > now_at
                AND CASE WHEN q.origin IN ('desk', 'school') THEN s.state <> 'cancelled'
                    ELSE s.state = 'open' AND s.audience = 'public' AND now_at >= coalesce(s.bookable_from, '-infinity')
                         AND now_at < coalesce(s.bookable_until, 'infinity') END
                AND (e.state = 'current' OR q.origin IN ('desk', 'school') AND e.state <> 'past')
                AND now_at >= e.booking_opens_at AND now_at < e.booking_closes_at) AS bookable
        FROM unnest(slots, keys, contents, parties, waits, contacts, origins, codes, key_firsts, code_firsts, contact_lasts, nears, wides, pairs)
             WITH ORDINALITY AS q (slot, key, content, party, wait, contact, origin, code, key_first, code_first, contact_last, near, wide, pair, i)
        LEFT JOIN slot s ON s.id = q.slot
        LEFT JOIN opening o ON o.id = s.opening_id
        LEFT JOIN edition e ON e.id = s.edition_id
        LEFT JOIN LATERAL (SELECT * FROM booking b WHERE b.idempotency_key = q.key LIMIT 1) k ON true
        ORDER BY q.slot, q.i
    LOOP
        IF r.slot <> current_slot THEN
            current_slot := r.slot;
            free := r.capacity - r.taken - r.held;
            WHILE at_held <= cardinality(held) AND held[at_held] < r.slot LOOP
                at_held := at_held + 1;
            END LOOP;
            passed := r.found IS NOT NULL AND held[at_held] IS DISTINCT FROM r.slot;
        END IF;
        IF passed OR r.contact_passed AND r.contact_visits IS NOT NULL THEN
            outcomes[r.i] := 'locked';
            CONTINUE;
        END IF;
        IF r.contact_last IS NOT NULL THEN
            live[r.i] := live[r.contact_last];
        END IF;

        -- A limit of the network, of the larger one that it is a part of, or of one
        -- contact as this network types it: who types an address elsewhere reaches
        -- nobody's limit but his own.
        IF careful THEN
            over := 0;
            FOREACH k IN ARRAY ARRAY[r.near, r.wide] LOOP
                CONTINUE WHEN over > 0 OR coalesce(k, 0) = 0;
                top := greatest(30, 3 * most) * shares[k];
                IF spent[k] >= most * shares[k] OR placed[k] + r.party > top OR told[k] >= greatest(5, most / 4) * shares[k] THEN
                    over := k;
                    over_since := now_at - interval '10 minutes';
                ELSIF today[k] >= 5 * most * shares[k] OR today_placed[k] + r.party > 5 * top THEN
                    over := k;
                    over_since := now_at - interval '24 hours';
                END IF;
            END LOOP;
            IF over = 0 AND r.near > 0 AND today[r.near] >= pair_most THEN
                IF pair_spent[r.pair] IS NULL THEN
                    pair_spent[r.pair] := (
                        SELECT count(*) FROM booking_client c
                        WHERE c.client = clients[r.near] AND c.at > now_at - interval '24 hours' AND c.territory_id = territory
                          AND c.pair = pair_hashes[r.pair] AND NOT c.noted);
                END IF;
                IF pair_spent[r.pair] + pair_made[r.pair] >= pair_most THEN
                    over := r.near;
                    over_since := now_at - interval '24 hours';
                END IF;
            END IF;
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
        ELSIF r.key_first < r.i THEN -- a refusal is not remembered, only shared within the batch
            IF contents[r.key_first] <> r.content THEN
                outcomes[r.i] := 'reused';
            ELSIF outcomes[r.key_first] = 'created' THEN
                outcomes[r.i] := 'repeated';
                again := again || r.i::integer;
                firsts := firsts || r.key_first::integer;
            ELSE
                outcomes[r.i] := outcomes[r.key_first];
                IF pauses IS NOT NULL THEN
                    pauses[r.i] := pauses[r.key_first];
                END IF;
            END IF;
        ELSIF r.found IS NULL THEN
            outcomes[r.i] := 'missing';
        ELSIF NOT r.bookable THEN
            outcomes[r.i] := 'closed';
        ELSIF r.party > r.capacity OR r.party > r.party_max THEN
            outcomes[r.i] := 'too_large';
        ELSIF over > 0 THEN -- before what would tell of a contact's bookings
            outcomes[r.i] := 'too_many';
            pauses := coalesce(pauses, array_fill(0, ARRAY[n]));
            pauses[r.i] := coalesce((
                SELECT ceil(extract(epoch FROM min(c.at) - over_since)) FROM booking_client c
                WHERE c.client = clients[over] AND c.at > over_since AND c.territory_id = territory), 1);
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
            IF r.code_known OR r.code_first < r.i THEN
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
        IF careful AND r.near > 0 AND outcomes[r.i] IN ('created', 'already', 'enough') THEN
            FOREACH k IN ARRAY ARRAY[r.near, r.wide] LOOP
                CONTINUE WHEN coalesce(k, 0) = 0;
                IF outcomes[r.i] = 'created' THEN
                    spent[k] := spent[k] + 1;
                    placed[k] := placed[k] + r.party;
                    today[k] := today[k] + 1;
                    today_placed[k] := today_placed[k] + r.party;
                ELSE
                    told[k] := told[k] + 1;
                END IF;
            END LOOP;
            IF outcomes[r.i] = 'created' THEN
                pair_made[r.pair] := pair_made[r.pair] + 1;
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
    INSERT INTO message (territory_id, booking_id, kind, channel, due_at, created_at)
    SELECT b.territory_id, b.id, CASE b.status WHEN 'waiting' THEN 'waiting' ELSE 'confirmation' END,
           booking_channel(b.email, b.phone, t.sms_url), now_at, now_at
    FROM new b JOIN territory t ON t.id = b.territory_id;

    UPDATE slot s SET taken = s.taken + t.places, waiting = s.waiting + t.parties, changed_at = clock_timestamp()
    FROM (SELECT q.slot AS id, coalesce(sum(q.party) FILTER (WHERE q.status = 'confirmed'), 0) AS places,
                 count(*) FILTER (WHERE q.status = 'waiting') AS parties
          FROM unnest(slots, parties, made) AS q (slot, party, status) WHERE q.status IS NOT NULL GROUP BY q.slot) t
    WHERE s.id = t.id;

    IF most > 0 THEN
        INSERT INTO booking_client (territory_id, client, pair, at, places, noted)
        SELECT territory, clients[q.client], q.pair, now_at, CASE q.outcome WHEN 'created' THEN q.party ELSE 0 END, q.outcome <> 'created'
        FROM (SELECT p.near AS client, pair_hashes[p.pair] AS pair, p.party, p.outcome
              FROM unnest(nears, pairs, parties, outcomes) AS p (near, pair, party, outcome) WHERE p.near > 0
              UNION ALL
              SELECT p.wide, 0, p.party, p.outcome
              FROM unnest(wides, parties, outcomes) AS p (wide, party, outcome) WHERE p.wide > 0) q
        WHERE q.outcome IN ('created', 'already', 'enough');
    END IF;

    -- A repetition within the batch is told what its first was told.
    FOR j IN 1..cardinality(again) LOOP
        ids[again[j]] := ids[firsts[j]];
        codes[again[j]] := codes[firsts[j]];
        statuses[again[j]] := statuses[firsts[j]];
    END LOOP;
END $$;

CREATE FUNCTION public.book_batch_v3(now_at timestamp with time zone, territory bigint, wait_slots boolean, wait_contacts boolean, slots bigint[], keys text[], contents bytea[], parties integer[], waits boolean[], names text[], emails text[], phones text[], contacts bytea[], languages text[], origins text[], INOUT codes text[], token_hashes bytea[], key_firsts integer[], code_firsts integer[], contact_lasts integer[], nears integer[], wides integer[], pairs integer[], clients bigint[], shares integer[], busy integer[], busy_places integer[], asked integer[], asked_places integer[], pair_hashes bigint[], asked_most integer, places_most integer, OUT outcomes text[], OUT ids bigint[], OUT statuses text[], OUT generations integer[], OUT pauses integer[]) RETURNS record
    LANGUAGE plpgsql
    SET plan_cache_mode TO 'force_generic_plan'
    SET enable_seqscan TO 'off'
    SET enable_hashjoin TO 'off'
    SET enable_mergejoin TO 'off'
    SET enable_material TO 'off'
    SET jit TO 'off'
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
    held bigint[];           -- the slots whose locks this transaction has, by id
    at_held integer := 1;    -- how far the loop has come in them
    passed boolean := false; -- the current slot is somebody else's for the moment
    missed bigint[] := '{}'; -- numbers of contacts that are somebody else's for the moment
    most integer := 0;       -- bookings a network may make in ten minutes
    pair_most integer;       -- and with one contact in a day
    careful boolean := false; -- some network may reach a limit in this batch
    spent integer[]; placed integer[]; today integer[]; today_placed integer[]; told integer[]; -- by client
    pair_made integer[]; pair_spent integer[]; -- by pair: in this batch, and before it
    over integer := 0;       -- the client whose limit is reached, 0 for none
    seen boolean := false;   -- some network booked in the last day
    over_since timestamptz;  -- the beginning of the window it is reached in
    top integer;
    k integer;
BEGIN
    outcomes := made;
    statuses := array_fill(''::text, ARRAY[n]);
    ids := array_fill(0::bigint, ARRAY[n]);
    generations := array_fill(1, ARRAY[n]);

    -- Locks first, in id order, in a statement of their own: one that locks and
    -- reads at once would read the snapshot from before it waited.
    -- A slot that somebody else holds is passed over unless its lock is to be
    -- waited for: then nothing else is held while waiting, if the slot is the only
    -- one.
    IF wait_slots THEN
        held := ARRAY(SELECT s.id FROM slot s WHERE s.id = ANY (slots) ORDER BY s.id FOR NO KEY UPDATE);
    ELSE
        held := ARRAY(SELECT s.id FROM slot s WHERE s.id = ANY (slots) ORDER BY s.id FOR NO KEY UPDATE SKIP LOCKED);
    END IF;

    -- Where an edition limits a visitor's bookings, two of one contact for other
    -- slots take turns: after the slots, in the order of their numbers.
    IF limited AND wait_contacts THEN
        PERFORM pg_advisory_xact_lock(l.number)
        FROM (SELECT DISTINCT hashtextextended(encode(q.contact, 'hex'), 5) AS number
              FROM unnest(slots, contacts, origins) AS q (slot, contact, origin)
              JOIN slot s ON s.id = q.slot JOIN edition e ON e.id = s.edition_id
              WHERE e.bookings_per_visitor IS NOT NULL AND q.origin IN ('web', 'api') AND q.contact IS NOT NULL
              ORDER BY number) l;
    ELSIF limited THEN
        missed := ARRAY(
            SELECT l.number
            FROM (SELECT DISTINCT hashtextextended(encode(q.contact, 'hex'), 5) AS number
                  FROM unnest(slots, contacts, origins) AS q (slot, contact, origin)
                  JOIN slot s ON s.id = q.slot JOIN edition e ON e.id = s.edition_id
                  WHERE e.bookings_per_visitor IS NOT NULL AND q.origin IN ('web', 'api') AND q.contact IS NOT NULL
                  ORDER BY number) l
            WHERE NOT pg_try_advisory_xact_lock(l.number));
    END IF;

    -- What each network has done in the last day, once for the whole batch. busy is
    -- what its other requests, which are under way, may still add.
    IF cardinality(clients) > 0 THEN
        most := coalesce((SELECT t.client_bookings FROM territory t WHERE t.id = territory), 0);
    END IF;
    IF most > 0 THEN
        pair_most := least(most, greatest(10, most / 4));
        spent := busy;
        today := busy;
        told := array_fill(0, ARRAY[cardinality(clients)]);
        placed := busy_places;
        today_placed := busy_places;
        FOR r IN
            SELECT q.i, c.*
            FROM unnest(clients) WITH ORDINALITY AS q (client, i),
                -- The limit has each looked up by itself; see the plans above.
                LATERAL (SELECT 1 FROM booking_client b WHERE b.client = q.client LIMIT 1) AS known,
                LATERAL (SELECT count(*) FILTER (WHERE NOT b.noted) AS today, coalesce(sum(b.places), 0) AS today_placed,
                                count(*) FILTER (WHERE NOT b.noted AND b.at > now_at - interval '10 minutes') AS spent,
                                coalesce(sum(b.places) FILTER (WHERE b.at > now_at - interval '10 minutes'), 0) AS placed,
                                count(*) FILTER (WHERE b.noted AND b.at > now_at - interval '10 minutes') AS told
                         FROM booking_client b
                         WHERE b.client = q.client AND b.at > now_at - interval '24 hours' AND b.territory_id = territory) c
        LOOP
            seen := true;
            spent[r.i] := spent[r.i] + r.spent;
            placed[r.i] := placed[r.i] + r.placed;
            today[r.i] := today[r.i] + r.today;
            today_placed[r.i] := today_placed[r.i] + r.today_placed;
            told[r.i] := r.told;
        END LOOP;
        careful := (seen OR asked_most > least(pair_most, greatest(5, most / 4)) OR places_most > greatest(30, 3 * most)) AND EXISTS (
            SELECT FROM unnest(shares, asked, asked_places, spent, placed, today, today_placed, told)
                AS q (share, asked, asked_places, spent, placed, today, today_placed, told)
            WHERE q.share = 1 AND q.today + q.asked > pair_most OR q.told + q.asked > greatest(5, most / 4) * q.share
               OR q.spent + q.asked > most * q.share OR q.today + q.asked > 5 * most * q.share
               OR q.placed + q.asked_places > greatest(30, 3 * most) * q.share
               OR q.today_placed + q.asked_places > 5 * greatest(30, 3 * most) * q.share);
    END IF;
    IF careful THEN
        pair_made := array_fill(0, ARRAY[cardinality(pair_hashes)]);
        pair_spent := array_fill(NULL::integer, ARRAY[cardinality(pair_hashes)]);
    END IF;

    FOR r IN
        SELECT q.*, CASE WHEN s.territory_id = coalesce(territory, s.territory_id) THEN s.id END AS found, s.capacity, s.taken, s.held, o.party_max, k.id AS known_id, k.content AS known_content,
               k.code AS known_code, k.first_status AS known_status, k.generation AS known_generation,
               (SELECT true FROM booking b WHERE b.edition_id = s.edition_id AND b.code = q.code LIMIT 1) AS code_known,
               -- Plus nothing: an index that begins with the slot would do, and be slow.
               (SELECT true FROM booking b WHERE b.contact = q.contact AND b.slot_id + 0 = q.slot
                AND b.status <> 'cancelled' AND b.origin IN ('web', 'api') LIMIT 1) AS contact_known,
               e.bookings_per_visitor,
               CASE WHEN e.bookings_per_visitor IS NOT NULL AND q.origin IN ('web', 'api') AND q.contact IS NOT NULL THEN
                   (SELECT count(*) FROM booking b WHERE b.contact = q.contact AND b.edition_id + 0 = e.id
                    AND b.status <> 'cancelled' AND b.origin IN ('web', 'api')) END AS contact_visits,
               CASE WHEN cardinality(missed) > 0 THEN hashtextextended(encode(q.contact, 'hex'), 5) = ANY (missed) END AS contact_passed,
               (q.origin IN ('web', 'api') AND q.contact IS NOT NULL) AS is_public,
               (o.state = 'approved' AND s.starts_at > now_at
                AND CASE WHEN q.origin IN ('desk', 'school') THEN s.state <> 'cancelled'
                    ELSE s.state = 'open' AND s.audience = 'public' AND now_at >= coalesce(s.bookable_from, '-infinity')
                         AND now_at < coalesce(s.bookable_until, 'infinity') END
                AND (e.state = 'current' OR q.origin IN ('desk', 'school') AND e.state <> 'past')
                AND now_at >= e.booking_opens_at AND now_at < e.booking_closes_at) AS bookable
        FROM unnest(slots, keys, contents, parties, waits, contacts, origins, codes, key_firsts, code_firsts, contact_lasts, nears, wides, pairs)
             WITH ORDINALITY AS q (slot, key, content, party, wait, contact, origin, code, key_first, code_first, contact_last, near, wide, pair, i)
        LEFT JOIN slot s ON s.id = q.slot
        LEFT JOIN opening o ON o.id = s.opening_id
        LEFT JOIN edition e ON e.id = s.edition_id
        LEFT JOIN LATERAL (SELECT * FROM booking b WHERE b.idempotency_key = q.key LIMIT 1) k ON true
        ORDER BY q.slot, q.i
    LOOP
        IF r.slot <> current_slot THEN
            current_slot := r.slot;
            free := r.capacity - r.taken - r.held;
            WHILE at_held <= cardinality(held) AND held[at_held] < r.slot LOOP
                at_held := at_held + 1;
            END LOOP;
            passed := r.found IS NOT NULL AND held[at_held] IS DISTINCT FROM r.slot;
        END IF;
        IF passed OR r.contact_passed AND r.contact_visits IS NOT NULL THEN
            outcomes[r.i] := 'locked';
            CONTINUE;
        END IF;
        IF r.contact_last IS NOT NULL THEN
            live[r.i] := live[r.contact_last];
        END IF;

        -- A limit of the network, of the larger one that it is a part of, or of one
        -- contact as this network types it: who types an address elsewhere reaches
        -- nobody's limit but his own.
        IF careful THEN
            over := 0;
            FOREACH k IN ARRAY ARRAY[r.near, r.wide] LOOP
                CONTINUE WHEN over > 0 OR coalesce(k, 0) = 0;
                top := greatest(30, 3 * most) * shares[k];
                IF spent[k] >= most * shares[k] OR placed[k] + r.party > top OR told[k] >= greatest(5, most / 4) * shares[k] THEN
                    over := k;
                    over_since := now_at - interval '10 minutes';
                ELSIF today[k] >= 5 * most * shares[k] OR today_placed[k] + r.party > 5 * top THEN
                    over := k;
                    over_since := now_at - interval '24 hours';
                END IF;
            END LOOP;
            IF over = 0 AND r.near > 0 AND today[r.near] >= pair_most THEN
                IF pair_spent[r.pair] IS NULL THEN
                    pair_spent[r.pair] := (
                        SELECT count(*) FROM booking_client c
                        WHERE c.client = clients[r.near] AND c.at > now_at - interval '24 hours' AND c.territory_id = territory
                          AND c.pair = pair_hashes[r.pair] AND NOT c.noted);
                END IF;
                IF pair_spent[r.pair] + pair_made[r.pair] >= pair_most THEN
                    over := r.near;
                    over_since := now_at - interval '24 hours';
                END IF;
            END IF;
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
        ELSIF r.key_first < r.i THEN -- a refusal is not remembered, only shared within the batch
            IF contents[r.key_first] <> r.content THEN
                outcomes[r.i] := 'reused';
            ELSIF outcomes[r.key_first] = 'created' THEN
                outcomes[r.i] := 'repeated';
                again := again || r.i::integer;
                firsts := firsts || r.key_first::integer;
            ELSE
                outcomes[r.i] := outcomes[r.key_first];
                IF pauses IS NOT NULL THEN
                    pauses[r.i] := pauses[r.key_first];
                END IF;
            END IF;
        ELSIF r.found IS NULL THEN
            outcomes[r.i] := 'missing';
        ELSIF NOT r.bookable THEN
            outcomes[r.i] := 'closed';
        ELSIF r.party > r.capacity OR r.party > r.party_max THEN
            outcomes[r.i] := 'too_large';
        ELSIF over > 0 THEN -- before what would tell of a contact's bookings
            outcomes[r.i] := 'too_many';
            pauses := coalesce(pauses, array_fill(0, ARRAY[n]));
            pauses[r.i] := coalesce((
                SELECT ceil(extract(epoch FROM min(c.at) - over_since)) FROM booking_client c
                WHERE c.client = clients[over] AND c.at > over_since AND c.territory_id = territory), 1);
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
            IF r.code_known OR r.code_first < r.i THEN
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
        IF careful AND r.near > 0 AND outcomes[r.i] IN ('created', 'already', 'enough') THEN
            FOREACH k IN ARRAY ARRAY[r.near, r.wide] LOOP
                CONTINUE WHEN coalesce(k, 0) = 0;
                IF outcomes[r.i] = 'created' THEN
                    spent[k] := spent[k] + 1;
                    placed[k] := placed[k] + r.party;
                    today[k] := today[k] + 1;
                    today_placed[k] := today_placed[k] + r.party;
                ELSE
                    told[k] := told[k] + 1;
                END IF;
            END LOOP;
            IF outcomes[r.i] = 'created' THEN
                pair_made[r.pair] := pair_made[r.pair] + 1;
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
    INSERT INTO message (territory_id, booking_id, kind, channel, due_at, created_at)
    SELECT b.territory_id, b.id, CASE b.status WHEN 'waiting' THEN 'waiting' ELSE 'confirmation' END,
           booking_channel(b.email, b.phone, t.sms_url), now_at, now_at
    FROM new b JOIN territory t ON t.id = b.territory_id;

    UPDATE slot s SET taken = s.taken + t.places, waiting = s.waiting + t.parties, changed_at = clock_timestamp()
    FROM (SELECT q.slot AS id, coalesce(sum(q.party) FILTER (WHERE q.status = 'confirmed'), 0) AS places,
                 count(*) FILTER (WHERE q.status = 'waiting') AS parties
          FROM unnest(slots, parties, made) AS q (slot, party, status) WHERE q.status IS NOT NULL GROUP BY q.slot) t
    WHERE s.id = t.id;

    IF most > 0 THEN
        INSERT INTO booking_client (territory_id, client, pair, at, places, noted)
        SELECT territory, clients[q.client], q.pair, now_at, CASE q.outcome WHEN 'created' THEN q.party ELSE 0 END, q.outcome <> 'created'
        FROM (SELECT p.near AS client, pair_hashes[p.pair] AS pair, p.party, p.outcome
              FROM unnest(nears, pairs, parties, outcomes) AS p (near, pair, party, outcome) WHERE p.near > 0
              UNION ALL
              SELECT p.wide, 0, p.party, p.outcome
              FROM unnest(wides, parties, outcomes) AS p (wide, party, outcome) WHERE p.wide > 0) q
        WHERE q.outcome IN ('created', 'already', 'enough');
    END IF;

    -- A repetition within the batch is told what its first was told.
    FOR j IN 1..cardinality(again) LOOP
        ids[again[j]] := ids[firsts[j]];
        codes[again[j]] := codes[firsts[j]];
        statuses[again[j]] := statuses[firsts[j]];
    END LOOP;
END $$;

CREATE FUNCTION public.booking_channel(email text, phone text, sms_url text) RETURNS text
    LANGUAGE sql IMMUTABLE PARALLEL SAFE
    AS $_$ SELECT CASE WHEN $1 <> '' THEN 'email' WHEN $3 <> '' AND is_mobile($2) THEN 'sms' ELSE 'call' END $_$;

CREATE FUNCTION public.is_mobile(phone text) RETURNS boolean
    LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE
    AS $_$ SELECT regexp_replace($1, '[^0-9+]', '', 'g') ~ '^(0|\+33)[67][0-9]{8}$' $_$;

CREATE FUNCTION public.jema_fold(text) RETURNS text
    LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE
    AS $_$ SELECT lower(regexp_replace(normalize(translate(
    replace(replace(replace(replace(replace($1, 'œ', 'oe'), 'Œ', 'oe'), 'æ', 'ae'), 'Æ', 'ae'), 'ß', 'ss'),
    '’ʼ´`‐‑–—−', '''''''''-----'), NFKD), '[\u0300-\u036f]', '', 'g')) $_$;

CREATE FUNCTION public.opening_edit_recorded() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
BEGIN
    PERFORM record_opening_edit(NEW.id, NEW.updated_at);
    RETURN NULL;
END $$;

CREATE FUNCTION public.record_opening_edit(edited bigint, at timestamp with time zone) RETURNS void
    LANGUAGE plpgsql
    SET "TimeZone" TO 'UTC'
    AS $$
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

CREATE FUNCTION public.slot_edit_recorded() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
BEGIN
    PERFORM record_opening_edit(NEW.opening_id, NEW.changed_at);
    RETURN NULL;
END $$;

CREATE FUNCTION public.version_stays() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
BEGIN
    RAISE EXCEPTION 'a frozen version is never changed'
        USING ERRCODE = 'check_violation', CONSTRAINT = TG_TABLE_NAME || '_stays', TABLE = TG_TABLE_NAME;
END $$;

CREATE FUNCTION public.workshop_edit_recorded() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
BEGIN
    PERFORM record_opening_edit(o.id, NEW.updated_at) FROM opening o JOIN edition e ON e.id = o.edition_id
        WHERE o.workshop_id = NEW.id AND e.state <> 'past';
    RETURN NULL;
END $$;

CREATE TABLE public.account (
    id bigint NOT NULL,
    territory_id bigint NOT NULL,
    email text NOT NULL,
    name text DEFAULT ''::text NOT NULL,
    phone text DEFAULT ''::text NOT NULL,
    role text NOT NULL,
    password_hash text,
    commune_insee text,
    language text DEFAULT 'fr'::text NOT NULL,
    disabled_at timestamp with time zone,
    created_at timestamp with time zone DEFAULT now() NOT NULL,
    session_generation integer DEFAULT 1 NOT NULL,
    CONSTRAINT account_correspondent_of_commune CHECK (((role = 'correspondent'::text) = (commune_insee IS NOT NULL))),
    CONSTRAINT account_email_folded CHECK (((email = lower(email)) AND (email ~~ '%_@_%'::text))),
    CONSTRAINT account_language_known CHECK ((language = ANY (ARRAY['fr'::text, 'en'::text]))),
    CONSTRAINT account_role_known CHECK ((role = ANY (ARRAY['artisan'::text, 'adviser'::text, 'desk'::text, 'organiser'::text, 'correspondent'::text, 'administrator'::text])))
);

ALTER TABLE public.account ALTER COLUMN id ADD GENERATED ALWAYS AS IDENTITY (
    SEQUENCE NAME public.account_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.address (
    id bigint NOT NULL,
    territory_id bigint NOT NULL,
    commune_insee text NOT NULL,
    house_number integer NOT NULL,
    suffix text NOT NULL,
    street text NOT NULL,
    postal_code text NOT NULL,
    lat double precision NOT NULL,
    lon double precision NOT NULL,
    words tsvector NOT NULL,
    CONSTRAINT address_on_earth CHECK ((((lat >= ('-90'::integer)::double precision) AND (lat <= (90)::double precision)) AND ((lon >= ('-180'::integer)::double precision) AND (lon <= (180)::double precision)))),
    CONSTRAINT address_street_given CHECK ((btrim(street) <> ''::text))
);

ALTER TABLE public.address ALTER COLUMN id ADD GENERATED ALWAYS AS IDENTITY (
    SEQUENCE NAME public.address_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.attempt (
    key bytea NOT NULL,
    count integer NOT NULL,
    expires_at timestamp with time zone NOT NULL,
    next_at timestamp with time zone,
    CONSTRAINT attempt_counted CHECK ((count > 0)),
    CONSTRAINT attempt_key_is_hash CHECK ((octet_length(key) = 32))
);

CREATE TABLE public.basemap (
    territory_id bigint NOT NULL,
    content jsonb NOT NULL,
    credit text NOT NULL,
    changed_at timestamp with time zone NOT NULL,
    CONSTRAINT basemap_credit_short CHECK ((char_length(credit) <= 300)),
    CONSTRAINT basemap_has_features CHECK (COALESCE((jsonb_typeof((content -> 'features'::text)) = 'array'::text), false))
);

CREATE TABLE public.booking (
    id bigint NOT NULL,
    territory_id bigint NOT NULL,
    edition_id bigint NOT NULL,
    slot_id bigint NOT NULL,
    code text NOT NULL,
    status text NOT NULL,
    first_status text NOT NULL,
    origin text NOT NULL,
    party_size integer NOT NULL,
    name text NOT NULL,
    email text DEFAULT ''::text NOT NULL,
    phone text DEFAULT ''::text NOT NULL,
    contact bytea,
    language text DEFAULT 'fr'::text NOT NULL,
    idempotency_key text NOT NULL,
    content bytea NOT NULL,
    generation integer DEFAULT 1 NOT NULL,
    token_hash bytea NOT NULL,
    waiting_position bigint,
    sequence integer DEFAULT 0 NOT NULL,
    came integer,
    created_at timestamp with time zone NOT NULL,
    cancelled_at timestamp with time zone,
    purged_at timestamp with time zone,
    offered_at timestamp with time zone,
    offer_expires_at timestamp with time zone,
    cancelled_why text DEFAULT ''::text NOT NULL,
    CONSTRAINT booking_came_counted CHECK (((came >= 0) AND (came <= 500))),
    CONSTRAINT booking_can_be_reached CHECK (((purged_at IS NOT NULL) OR (email <> ''::text) OR (phone <> ''::text))),
    CONSTRAINT booking_cancelled_has_time CHECK (((status = 'cancelled'::text) = (cancelled_at IS NOT NULL))),
    CONSTRAINT booking_cancelled_why_known CHECK ((cancelled_why = ANY (ARRAY[''::text, 'left'::text, 'declined'::text, 'expired'::text, 'called_off'::text]))),
    CONSTRAINT booking_code_form CHECK ((code ~ '^[0-9]{8}$'::text)),
    CONSTRAINT booking_contact_is_hash CHECK ((octet_length(contact) = 32)),
    CONSTRAINT booking_content_is_hash CHECK ((octet_length(content) = 32)),
    CONSTRAINT booking_first_status_known CHECK ((first_status = ANY (ARRAY['confirmed'::text, 'waiting'::text]))),
    CONSTRAINT booking_key_short CHECK (((char_length(idempotency_key) >= 1) AND (char_length(idempotency_key) <= 200))),
    CONSTRAINT booking_language_known CHECK ((language = ANY (ARRAY['fr'::text, 'en'::text]))),
    CONSTRAINT booking_named CHECK (((purged_at IS NOT NULL) OR (btrim(name) <> ''::text))),
    CONSTRAINT booking_offer_has_time CHECK (((status <> 'offered'::text) OR ((offered_at IS NOT NULL) AND (offer_expires_at IS NOT NULL)))),
    CONSTRAINT booking_origin_known CHECK ((origin = ANY (ARRAY['web'::text, 'api'::text, 'desk'::text, 'school'::text]))),
    CONSTRAINT booking_party_positive CHECK (((party_size >= 1) AND (party_size <= 500))),
    CONSTRAINT booking_purged_is_nameless CHECK (((purged_at IS NULL) OR ((name = ''::text) AND (email = ''::text) AND (phone = ''::text) AND (contact IS NULL)))),
    CONSTRAINT booking_status_known CHECK ((status = ANY (ARRAY['confirmed'::text, 'waiting'::text, 'offered'::text, 'cancelled'::text]))),
    CONSTRAINT booking_token_is_hash CHECK ((octet_length(token_hash) = 32)),
    CONSTRAINT booking_waiting_has_position CHECK (((status <> 'waiting'::text) OR (waiting_position IS NOT NULL)))
);

CREATE UNLOGGED TABLE public.booking_client (
    territory_id bigint NOT NULL,
    client bigint NOT NULL,
    pair bigint NOT NULL,
    at timestamp with time zone NOT NULL,
    places integer NOT NULL,
    noted boolean NOT NULL,
    CONSTRAINT booking_client_places_counted CHECK (((places >= 0) AND (places <= 500)))
);

ALTER TABLE public.booking ALTER COLUMN id ADD GENERATED ALWAYS AS IDENTITY (
    SEQUENCE NAME public.booking_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE SEQUENCE public.booking_waiting_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1;

CREATE TABLE public.call (
    id bigint NOT NULL,
    message_id bigint NOT NULL,
    account_id bigint NOT NULL,
    called_at timestamp with time zone NOT NULL,
    outcome text NOT NULL,
    note text DEFAULT ''::text NOT NULL,
    CONSTRAINT call_note_short CHECK ((char_length(note) <= 200)),
    CONSTRAINT call_outcome_known CHECK ((outcome = ANY (ARRAY['reached'::text, 'no_answer'::text, 'left_message'::text, 'wrong_number'::text, 'accepted'::text, 'declined'::text, 'call_back'::text])))
);

ALTER TABLE public.call ALTER COLUMN id ADD GENERATED ALWAYS AS IDENTITY (
    SEQUENCE NAME public.call_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.commune (
    territory_id bigint NOT NULL,
    insee text NOT NULL,
    name text NOT NULL,
    sort_name text NOT NULL,
    at_name text NOT NULL,
    of_name text NOT NULL,
    postal_codes text[] DEFAULT '{}'::text[] NOT NULL,
    former_names text[] DEFAULT '{}'::text[] NOT NULL,
    lat double precision NOT NULL,
    lon double precision NOT NULL,
    population integer DEFAULT 0 NOT NULL,
    boundary jsonb,
    CONSTRAINT commune_boundary_is_area CHECK (((boundary IS NULL) OR ((boundary ->> 'type'::text) = ANY (ARRAY['Polygon'::text, 'MultiPolygon'::text])))),
    CONSTRAINT commune_insee_form CHECK ((insee ~ '^(2[AB]|[0-9]{2})[0-9]{3}$'::text)),
    CONSTRAINT commune_name_given CHECK (((btrim(name) <> ''::text) AND (sort_name <> ''::text) AND (at_name <> ''::text) AND (of_name <> ''::text))),
    CONSTRAINT commune_on_earth CHECK ((((lat >= ('-90'::integer)::double precision) AND (lat <= (90)::double precision)) AND ((lon >= ('-180'::integer)::double precision) AND (lon <= (180)::double precision)))),
    CONSTRAINT commune_population_counted CHECK ((population >= 0))
);

CREATE TABLE public.correspondence (
    territory_id bigint NOT NULL,
    account_id bigint NOT NULL,
    role text DEFAULT 'correspondent'::text NOT NULL,
    commune_insee text NOT NULL,
    CONSTRAINT correspondence_of_correspondent CHECK ((role = 'correspondent'::text))
);

CREATE TABLE public.craft (
    territory_id bigint NOT NULL,
    slug text NOT NULL,
    domain_slug text NOT NULL,
    name text NOT NULL,
    feminine text DEFAULT ''::text NOT NULL,
    synonyms text[] DEFAULT '{}'::text[] NOT NULL,
    specialty_of text,
    CONSTRAINT craft_name_given CHECK ((btrim(name) <> ''::text)),
    CONSTRAINT craft_not_its_own_specialty CHECK ((specialty_of <> slug))
);

CREATE TABLE public.craft_domain (
    slug text NOT NULL,
    name text NOT NULL,
    "position" integer NOT NULL
);

CREATE TABLE public.defect (
    opening_id bigint NOT NULL,
    field text NOT NULL,
    header text NOT NULL,
    value text NOT NULL,
    problem text NOT NULL,
    blocking boolean NOT NULL,
    CONSTRAINT defect_said CHECK ((problem <> ''::text))
);

CREATE TABLE public.edition (
    id bigint NOT NULL,
    territory_id bigint NOT NULL,
    year integer NOT NULL,
    name text NOT NULL,
    theme text DEFAULT ''::text NOT NULL,
    starts_on date NOT NULL,
    ends_on date NOT NULL,
    time_zone text NOT NULL,
    opens_at timestamp with time zone GENERATED ALWAYS AS (timezone(time_zone, (starts_on)::timestamp without time zone)) STORED NOT NULL,
    closes_at timestamp with time zone GENERATED ALWAYS AS (timezone(time_zone, ((ends_on + 1))::timestamp without time zone)) STORED NOT NULL,
    registration_opens_at timestamp with time zone NOT NULL,
    registration_closes_at timestamp with time zone NOT NULL,
    booking_opens_at timestamp with time zone NOT NULL,
    booking_closes_at timestamp with time zone NOT NULL,
    bookings_per_visitor integer,
    freeze_at timestamp with time zone,
    purge_on date NOT NULL,
    mark_notice text DEFAULT ''::text NOT NULL,
    national_url text DEFAULT ''::text NOT NULL,
    created_at timestamp with time zone DEFAULT now() NOT NULL,
    school_opens_at timestamp with time zone,
    school_closes_at timestamp with time zone,
    state text DEFAULT 'prepared'::text NOT NULL,
    printer_on date,
    CONSTRAINT edition_booking_in_order CHECK ((booking_opens_at < booking_closes_at)),
    CONSTRAINT edition_bookings_per_visitor_positive CHECK ((bookings_per_visitor > 0)),
    CONSTRAINT edition_days_few CHECK (((ends_on - starts_on) < 62)),
    CONSTRAINT edition_days_in_order CHECK ((starts_on <= ends_on)),
    CONSTRAINT edition_name_given CHECK ((btrim(name) <> ''::text)),
    CONSTRAINT edition_printer_before_end CHECK ((printer_on <= ends_on)),
    CONSTRAINT edition_purged_after_end CHECK ((purge_on > ends_on)),
    CONSTRAINT edition_registration_in_order CHECK ((registration_opens_at < registration_closes_at)),
    CONSTRAINT edition_school_in_order CHECK ((school_opens_at < school_closes_at)),
    CONSTRAINT edition_state_known CHECK ((state = ANY (ARRAY['prepared'::text, 'registering'::text, 'current'::text, 'past'::text]))),
    CONSTRAINT edition_year_of_start CHECK (((year)::numeric = EXTRACT(year FROM starts_on)))
);

CREATE TABLE public.edition_freeze (
    id bigint NOT NULL,
    edition_id bigint NOT NULL,
    territory_id bigint NOT NULL,
    total integer NOT NULL,
    account_id bigint NOT NULL,
    started_at timestamp with time zone NOT NULL,
    ended_at timestamp with time zone,
    CONSTRAINT edition_freeze_in_order CHECK ((ended_at >= started_at)),
    CONSTRAINT edition_freeze_total_counted CHECK ((total > 0))
);

ALTER TABLE public.edition_freeze ALTER COLUMN id ADD GENERATED ALWAYS AS IDENTITY (
    SEQUENCE NAME public.edition_freeze_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

ALTER TABLE public.edition ALTER COLUMN id ADD GENERATED ALWAYS AS IDENTITY (
    SEQUENCE NAME public.edition_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.hold (
    id bigint NOT NULL,
    territory_id bigint NOT NULL,
    edition_id bigint NOT NULL,
    slot_id bigint NOT NULL,
    account_id bigint NOT NULL,
    places integer NOT NULL,
    created_at timestamp with time zone NOT NULL,
    expires_at timestamp with time zone NOT NULL,
    key text DEFAULT ''::text NOT NULL,
    CONSTRAINT hold_expires CHECK ((expires_at > created_at)),
    CONSTRAINT hold_key_short CHECK ((char_length(key) <= 100)),
    CONSTRAINT hold_places_positive CHECK (((places >= 1) AND (places <= 500)))
);

ALTER TABLE public.hold ALTER COLUMN id ADD GENERATED ALWAYS AS IDENTITY (
    SEQUENCE NAME public.hold_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.hours (
    id bigint NOT NULL,
    territory_id bigint NOT NULL,
    edition_id bigint NOT NULL,
    opening_id bigint NOT NULL,
    workshop_id bigint NOT NULL,
    edition_opens_at timestamp with time zone NOT NULL,
    edition_closes_at timestamp with time zone NOT NULL,
    starts_at timestamp with time zone NOT NULL,
    ends_at timestamp with time zone NOT NULL,
    CONSTRAINT hours_in_order CHECK ((starts_at < ends_at)),
    CONSTRAINT hours_within_edition CHECK (((starts_at >= edition_opens_at) AND (ends_at <= edition_closes_at)))
);

ALTER TABLE public.hours ALTER COLUMN id ADD GENERATED ALWAYS AS IDENTITY (
    SEQUENCE NAME public.hours_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.import_meaning (
    territory_id bigint NOT NULL,
    shape bytea NOT NULL,
    header text NOT NULL,
    field text NOT NULL,
    said_at timestamp with time zone NOT NULL,
    CONSTRAINT import_meaning_header_given CHECK ((btrim(header) <> ''::text)),
    CONSTRAINT import_meaning_shape_is_hash CHECK ((octet_length(shape) = 32))
);

CREATE TABLE public.message (
    id bigint NOT NULL,
    territory_id bigint NOT NULL,
    booking_id bigint,
    sign_in_link_id bigint,
    opening_id bigint,
    kind text NOT NULL,
    seq integer DEFAULT 1 NOT NULL,
    channel text NOT NULL,
    state text DEFAULT 'queued'::text NOT NULL,
    due_at timestamp with time zone NOT NULL,
    attempts integer DEFAULT 0 NOT NULL,
    last_error text DEFAULT ''::text NOT NULL,
    created_at timestamp with time zone DEFAULT now() NOT NULL,
    done_at timestamp with time zone,
    cause text DEFAULT ''::text NOT NULL,
    about_at timestamp with time zone,
    was_starts_at timestamp with time zone,
    was_ends_at timestamp with time zone,
    was_party integer,
    school_visit_id bigint,
    parked_why text DEFAULT ''::text NOT NULL,
    unproven boolean DEFAULT true NOT NULL,
    note text DEFAULT ''::text NOT NULL,
    ready_at timestamp with time zone,
    CONSTRAINT message_about_one_thing CHECK ((num_nonnulls(booking_id, sign_in_link_id, opening_id, school_visit_id) = 1)),
    CONSTRAINT message_attempts_counted CHECK ((attempts >= 0)),
    CONSTRAINT message_cause_known CHECK ((cause = ANY (ARRAY[''::text, 'workshop'::text]))),
    CONSTRAINT message_channel_known CHECK ((channel = ANY (ARRAY['email'::text, 'sms'::text, 'call'::text]))),
    CONSTRAINT message_done_has_time CHECK ((((state = 'queued'::text) OR (state = 'parked'::text)) = (done_at IS NULL))),
    CONSTRAINT message_kind_known CHECK ((kind = ANY (ARRAY['confirmation'::text, 'waiting'::text, 'offer'::text, 'change'::text, 'cancellation'::text, 'reminder'::text, 'sign_in'::text, 'approved'::text, 'changes_requested'::text, 'refused'::text, 'school_request'::text, 'school_reminder'::text, 'school_withdrawn'::text, 'school_asked'::text, 'school_answer'::text, 'proposal_accepted'::text, 'proposal_refused'::text, 'change_wanted'::text, 'school_expected'::text, 'school_other_moved'::text, 'school_moved'::text, 'school_cancelled'::text, 'school_soon'::text, 'event_cancelled'::text, 'event_edited'::text, 'slot_cancelled'::text, 'slot_moved'::text, 'slot_changed'::text]))),
    CONSTRAINT message_note_short CHECK ((char_length(note) <= 500)),
    CONSTRAINT message_parked_why_known CHECK ((parked_why = ANY (ARRAY[''::text, 'refused'::text, 'tries'::text, 'person'::text]))),
    CONSTRAINT message_state_known CHECK ((state = ANY (ARRAY['queued'::text, 'sent'::text, 'parked'::text, 'dropped'::text]))),
    CONSTRAINT message_was_whole CHECK (((was_starts_at IS NULL) = (was_ends_at IS NULL)))
);

CREATE TABLE public.message_action (
    id bigint NOT NULL,
    message_id bigint NOT NULL,
    account_id bigint NOT NULL,
    done_at timestamp with time zone NOT NULL,
    action text NOT NULL,
    CONSTRAINT message_action_known CHECK ((action = ANY (ARRAY['parked'::text, 'retried'::text, 'resent'::text])))
);

ALTER TABLE public.message_action ALTER COLUMN id ADD GENERATED ALWAYS AS IDENTITY (
    SEQUENCE NAME public.message_action_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

ALTER TABLE public.message ALTER COLUMN id ADD GENERATED ALWAYS AS IDENTITY (
    SEQUENCE NAME public.message_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.opening (
    id bigint NOT NULL,
    territory_id bigint NOT NULL,
    edition_id bigint NOT NULL,
    workshop_id bigint NOT NULL,
    commune_insee text,
    kind text NOT NULL,
    state text DEFAULT 'draft'::text NOT NULL,
    title text DEFAULT ''::text NOT NULL,
    description text DEFAULT ''::text NOT NULL,
    printed_text text DEFAULT ''::text NOT NULL,
    printed_text_proposed boolean DEFAULT false NOT NULL,
    hours_text text DEFAULT ''::text NOT NULL,
    slots_text text DEFAULT ''::text NOT NULL,
    duration integer,
    party_max integer DEFAULT 8 NOT NULL,
    price text DEFAULT ''::text NOT NULL,
    minimum_age text DEFAULT ''::text NOT NULL,
    languages text DEFAULT ''::text NOT NULL,
    access text DEFAULT ''::text NOT NULL,
    remarks text DEFAULT ''::text NOT NULL,
    moderation_note text DEFAULT ''::text NOT NULL,
    national_number text DEFAULT ''::text NOT NULL,
    import_key text,
    imported jsonb,
    version integer DEFAULT 1 NOT NULL,
    created_at timestamp with time zone DEFAULT now() NOT NULL,
    updated_at timestamp with time zone DEFAULT now() NOT NULL,
    submitted_at timestamp with time zone,
    approved_at timestamp with time zone,
    counted text DEFAULT 'everyone'::text NOT NULL,
    draft_key text,
    draft_content bytea,
    stops text DEFAULT ''::text NOT NULL,
    note_draft text DEFAULT ''::text NOT NULL,
    price_kind text DEFAULT 'unknown'::text NOT NULL,
    price_from integer,
    price_to integer,
    age_from integer,
    language_codes text[] DEFAULT '{}'::text[] NOT NULL,
    access_hi boolean,
    access_vi boolean,
    access_mi boolean,
    access_ii boolean,
    access_pi boolean,
    facts_of text DEFAULT ''::text NOT NULL,
    facts_current boolean GENERATED ALWAYS AS ((facts_of = ((((((price || ''::text) || minimum_age) || ''::text) || languages) || ''::text) || access))) STORED NOT NULL,
    typed jsonb DEFAULT '{}'::jsonb NOT NULL,
    title_en text DEFAULT ''::text NOT NULL,
    description_en text DEFAULT ''::text NOT NULL,
    assigned_to bigint,
    title_folded text GENERATED ALWAYS AS (public.jema_fold(title)) STORED,
    follows_id bigint,
    to_reread boolean DEFAULT false NOT NULL,
    photo_weight text DEFAULT ''::text NOT NULL,
    CONSTRAINT opening_age_human CHECK (((age_from >= 0) AND (age_from <= 99))),
    CONSTRAINT opening_approved_is_whole CHECK (((state <> 'approved'::text) OR ((btrim(title) <> ''::text) AND (commune_insee IS NOT NULL)))),
    CONSTRAINT opening_counted_known CHECK ((counted = ANY (ARRAY['everyone'::text, 'not_babies'::text, 'participants'::text]))),
    CONSTRAINT opening_draft_content_is_hash CHECK ((octet_length(draft_content) = 32)),
    CONSTRAINT opening_draft_key_short CHECK (((char_length(draft_key) >= 1) AND (char_length(draft_key) <= 100))),
    CONSTRAINT opening_draft_whole CHECK (((draft_key IS NULL) = (draft_content IS NULL))),
    CONSTRAINT opening_duration_positive CHECK (((duration >= 1) AND (duration <= 1440))),
    CONSTRAINT opening_follows_another CHECK ((follows_id <> id)),
    CONSTRAINT opening_import_whole CHECK (((import_key IS NULL) = (imported IS NULL))),
    CONSTRAINT opening_kind_known CHECK ((kind = ANY (ARRAY['open_doors'::text, 'demonstration'::text, 'initiation'::text, 'exhibition'::text, 'guided_visit'::text, 'talk'::text, 'circuit'::text, 'exceptional'::text, 'collective'::text, 'school'::text]))),
    CONSTRAINT opening_languages_form CHECK ((array_to_string(language_codes, ' '::text, ''::text) ~ '^([a-z]{2,3}( [a-z]{2,3})*)?$'::text)),
    CONSTRAINT opening_note_draft_short CHECK ((char_length(note_draft) <= 4000)),
    CONSTRAINT opening_party_positive CHECK (((party_max >= 1) AND (party_max <= 500))),
    CONSTRAINT opening_photo_weight_known CHECK ((photo_weight = ANY (ARRAY[''::text, 'half'::text, 'column'::text, 'common'::text]))),
    CONSTRAINT opening_price_known CHECK ((price_kind = ANY (ARRAY['unknown'::text, 'free'::text, 'amount'::text, 'range'::text, 'on_site'::text]))),
    CONSTRAINT opening_price_whole CHECK ((
CASE price_kind
    WHEN 'amount'::text THEN ((price_from > 0) AND (price_to IS NULL))
    WHEN 'range'::text THEN ((price_from >= 0) AND ((price_to > price_from) OR ((price_to IS NULL) AND (price_from > 0))))
    ELSE ((price_from IS NULL) AND (price_to IS NULL))
END IS TRUE)),
    CONSTRAINT opening_printed_text_fits CHECK ((char_length(printed_text) <= 350)),
    CONSTRAINT opening_state_known CHECK ((state = ANY (ARRAY['draft'::text, 'incomplete'::text, 'submitted'::text, 'changes_requested'::text, 'approved'::text, 'refused'::text, 'cancelled'::text]))),
    CONSTRAINT opening_stops_few CHECK ((length(stops) <= 2000)),
    CONSTRAINT opening_title_en_fits CHECK ((char_length(title_en) <= 200)),
    CONSTRAINT opening_typed_object CHECK ((jsonb_typeof(typed) = 'object'::text)),
    CONSTRAINT opening_typed_short CHECK ((octet_length((typed)::text) <= 400000))
);

CREATE TABLE public.opening_edit (
    id bigint NOT NULL,
    opening_id bigint NOT NULL,
    edition_id bigint NOT NULL,
    territory_id bigint NOT NULL,
    workshop_id bigint NOT NULL,
    version integer NOT NULL,
    edited_at timestamp with time zone NOT NULL,
    account_id bigint,
    origin text DEFAULT ''::text NOT NULL,
    proposal_id bigint,
    opening jsonb NOT NULL,
    workshop jsonb NOT NULL,
    hours jsonb NOT NULL,
    slots jsonb NOT NULL,
    CONSTRAINT opening_edit_origin_known CHECK ((origin = ANY (ARRAY[''::text, 'site'::text, 'import'::text])))
);

ALTER TABLE public.opening_edit ALTER COLUMN id ADD GENERATED ALWAYS AS IDENTITY (
    SEQUENCE NAME public.opening_edit_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

ALTER TABLE public.opening ALTER COLUMN id ADD GENERATED ALWAYS AS IDENTITY (
    SEQUENCE NAME public.opening_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.opening_note (
    opening_id bigint NOT NULL,
    edition_id bigint NOT NULL,
    territory_id bigint NOT NULL,
    workshop_id bigint NOT NULL,
    field text NOT NULL,
    note text NOT NULL,
    account_id bigint NOT NULL,
    noted_at timestamp with time zone NOT NULL,
    CONSTRAINT opening_note_field_form CHECK ((field ~ '^[a-z_]{1,40}$'::text)),
    CONSTRAINT opening_note_given CHECK (((btrim(note) <> ''::text) AND (char_length(note) <= 1000)))
);

CREATE TABLE public.opening_reading (
    opening_id bigint NOT NULL,
    edition_id bigint NOT NULL,
    territory_id bigint NOT NULL,
    workshop_id bigint NOT NULL,
    account_id bigint NOT NULL,
    since timestamp with time zone NOT NULL,
    until timestamp with time zone NOT NULL,
    CONSTRAINT opening_reading_ends CHECK ((until > since))
);

CREATE TABLE public.opening_selection (
    opening_id bigint NOT NULL,
    edition_id bigint NOT NULL,
    territory_id bigint NOT NULL,
    workshop_id bigint NOT NULL,
    selection text NOT NULL,
    CONSTRAINT opening_selection_known CHECK ((selection = ANY (ARRAY['family'::text, 'try'::text, 'rare'::text])))
);

CREATE TABLE public.parked_form (
    id bigint NOT NULL,
    territory_id bigint NOT NULL,
    account_id bigint NOT NULL,
    path text NOT NULL,
    page text NOT NULL,
    fields jsonb NOT NULL,
    digest bytea NOT NULL,
    parked_at timestamp with time zone NOT NULL,
    expires_at timestamp with time zone NOT NULL,
    CONSTRAINT parked_form_a_day CHECK (((expires_at > parked_at) AND (expires_at <= (parked_at + '1 day'::interval)))),
    CONSTRAINT parked_form_digest_is_hash CHECK ((octet_length(digest) = 32)),
    CONSTRAINT parked_form_fields_named CHECK ((jsonb_typeof(fields) = 'object'::text)),
    CONSTRAINT parked_form_path_local CHECK (((path ~ '^/[^/\\]'::text) AND ((page = ''::text) OR (page ~ '^/([^/\\]|$)'::text))))
);

ALTER TABLE public.parked_form ALTER COLUMN id ADD GENERATED ALWAYS AS IDENTITY (
    SEQUENCE NAME public.parked_form_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.photo (
    id bigint NOT NULL,
    territory_id bigint NOT NULL,
    workshop_id bigint NOT NULL,
    "position" integer DEFAULT 1 NOT NULL,
    alt text DEFAULT ''::text NOT NULL,
    credit text DEFAULT ''::text NOT NULL,
    width integer NOT NULL,
    height integer NOT NULL,
    sha256 bytea NOT NULL,
    large bytea NOT NULL,
    small bytea NOT NULL,
    created_at timestamp with time zone DEFAULT now() NOT NULL,
    focus_x smallint DEFAULT 0 NOT NULL,
    focus_y smallint DEFAULT 0 NOT NULL,
    off_site boolean DEFAULT false NOT NULL,
    off_print boolean DEFAULT false NOT NULL,
    rights_end timestamp with time zone,
    people text DEFAULT ''::text NOT NULL,
    waits boolean DEFAULT false NOT NULL,
    CONSTRAINT photo_few CHECK (("position" <= 8)),
    CONSTRAINT photo_focus_within CHECK ((((focus_x >= '-50'::integer) AND (focus_x <= 50)) AND ((focus_y >= '-50'::integer) AND (focus_y <= 50)))),
    CONSTRAINT photo_people_known CHECK ((people = ANY (ARRAY[''::text, 'none'::text, 'agreed'::text]))),
    CONSTRAINT photo_sha256_is_hash CHECK ((octet_length(sha256) = 32)),
    CONSTRAINT photo_sized CHECK ((((width >= 1) AND (width <= 20000)) AND ((height >= 1) AND (height <= 20000)))),
    CONSTRAINT photo_useful CHECK ((NOT (off_site AND off_print)))
);

ALTER TABLE public.photo ALTER COLUMN id ADD GENERATED ALWAYS AS IDENTITY (
    SEQUENCE NAME public.photo_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.photo_size (
    territory_id bigint NOT NULL,
    photo_id bigint NOT NULL,
    sha256 bytea NOT NULL,
    width integer NOT NULL,
    format text NOT NULL,
    data bytea NOT NULL,
    CONSTRAINT photo_size_format_known CHECK ((format = ANY (ARRAY['jpeg'::text, 'webp'::text]))),
    CONSTRAINT photo_size_wide CHECK (((width >= 1) AND (width <= 4000)))
);

CREATE TABLE public.portfolio (
    territory_id bigint NOT NULL,
    account_id bigint NOT NULL,
    role text DEFAULT 'adviser'::text NOT NULL,
    workshop_id bigint NOT NULL,
    CONSTRAINT portfolio_of_adviser CHECK ((role = 'adviser'::text))
);

CREATE TABLE public.printing (
    edition_id bigint NOT NULL,
    territory_id bigint NOT NULL,
    format text DEFAULT 'auto'::text NOT NULL,
    language text DEFAULT 'fr'::text NOT NULL,
    ordering text DEFAULT 'workshop'::text NOT NULL,
    opening_text text DEFAULT ''::text NOT NULL,
    pages integer DEFAULT 0 NOT NULL,
    paper text DEFAULT 'coated'::text NOT NULL,
    bleed integer DEFAULT 3 NOT NULL,
    revision integer DEFAULT 1 NOT NULL,
    others text DEFAULT ''::text NOT NULL,
    CONSTRAINT printing_bleed_known CHECK ((bleed = ANY (ARRAY[3, 5]))),
    CONSTRAINT printing_format_known CHECK ((format = ANY (ARRAY['auto'::text, 'sheet'::text, 'folded'::text, 'brochure'::text, 'large'::text]))),
    CONSTRAINT printing_language_known CHECK ((language = ANY (ARRAY['fr'::text, 'en'::text]))),
    CONSTRAINT printing_opening_text_short CHECK ((length(opening_text) <= 1200)),
    CONSTRAINT printing_ordering_known CHECK ((ordering = ANY (ARRAY['workshop'::text, 'craft'::text, 'day'::text]))),
    CONSTRAINT printing_others_known CHECK ((others ~ '^((en|de|it|es|pt)(,(en|de|it|es|pt))+)?$'::text)),
    CONSTRAINT printing_pages_counted CHECK (((pages >= 0) AND (pages <= 400))),
    CONSTRAINT printing_paper_known CHECK ((paper = ANY (ARRAY['coated'::text, 'uncoated'::text]))),
    CONSTRAINT printing_revision_positive CHECK ((revision > 0))
);

CREATE TABLE public.printing_part (
    id bigint NOT NULL,
    edition_id bigint NOT NULL,
    territory_id bigint NOT NULL,
    kind text NOT NULL,
    name text NOT NULL,
    media text NOT NULL,
    data bytea NOT NULL,
    pages integer DEFAULT 1 NOT NULL,
    created_at timestamp with time zone DEFAULT now() NOT NULL,
    CONSTRAINT printing_part_kind_known CHECK ((kind = ANY (ARRAY['logo'::text, 'cover'::text, 'back_cover'::text, 'insert'::text, 'profile'::text]))),
    CONSTRAINT printing_part_media_known CHECK (
CASE kind
    WHEN 'profile'::text THEN (media = 'application/vnd.iccprofile'::text)
    WHEN 'logo'::text THEN (media = ANY (ARRAY['application/pdf'::text, 'image/svg+xml'::text]))
    ELSE (media = 'application/pdf'::text)
END),
    CONSTRAINT printing_part_name_given CHECK ((btrim(name) <> ''::text)),
    CONSTRAINT printing_part_pages_counted CHECK (((pages >= 1) AND (pages <= 400))),
    CONSTRAINT printing_part_sized CHECK (((octet_length(data) >= 1) AND (octet_length(data) <= 20971520)))
);

ALTER TABLE public.printing_part ALTER COLUMN id ADD GENERATED ALWAYS AS IDENTITY (
    SEQUENCE NAME public.printing_part_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.proof (
    opening_id bigint NOT NULL,
    territory_id bigint NOT NULL,
    workshop_id bigint NOT NULL,
    edition_id bigint NOT NULL,
    version integer NOT NULL,
    workshop_at timestamp with time zone NOT NULL,
    account_id bigint NOT NULL,
    approved_at timestamp with time zone NOT NULL,
    CONSTRAINT proof_version_positive CHECK ((version > 0))
);

CREATE TABLE public.proposal (
    id bigint NOT NULL,
    territory_id bigint NOT NULL,
    edition_id bigint NOT NULL,
    workshop_id bigint NOT NULL,
    opening_id bigint NOT NULL,
    base_version integer NOT NULL,
    base jsonb NOT NULL,
    value jsonb NOT NULL,
    revision integer DEFAULT 1 NOT NULL,
    account_id bigint,
    proposed_at timestamp with time zone NOT NULL,
    state text DEFAULT 'open'::text NOT NULL,
    decided_by bigint,
    decided_at timestamp with time zone,
    note text DEFAULT ''::text NOT NULL,
    CONSTRAINT proposal_base_is_object CHECK ((jsonb_typeof(base) = 'object'::text)),
    CONSTRAINT proposal_decided_has_time CHECK (((state = 'open'::text) = (decided_at IS NULL))),
    CONSTRAINT proposal_note_short CHECK ((char_length(note) <= 2000)),
    CONSTRAINT proposal_open_is_undecided CHECK (((state <> 'open'::text) OR (decided_by IS NULL))),
    CONSTRAINT proposal_state_known CHECK ((state = ANY (ARRAY['open'::text, 'accepted'::text, 'refused'::text, 'withdrawn'::text]))),
    CONSTRAINT proposal_value_is_object CHECK ((jsonb_typeof(value) = 'object'::text)),
    CONSTRAINT proposal_version_positive CHECK (((base_version > 0) AND (revision > 0)))
);

ALTER TABLE public.proposal ALTER COLUMN id ADD GENERATED ALWAYS AS IDENTITY (
    SEQUENCE NAME public.proposal_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.readiness (
    single boolean DEFAULT true NOT NULL,
    probed_at timestamp with time zone NOT NULL,
    CONSTRAINT readiness_single CHECK (single)
);

CREATE TABLE public.ready_sentence (
    id bigint NOT NULL,
    territory_id bigint NOT NULL,
    field text DEFAULT ''::text NOT NULL,
    sentence text NOT NULL,
    CONSTRAINT ready_sentence_field_form CHECK ((field ~ '^[a-z_]{0,40}$'::text)),
    CONSTRAINT ready_sentence_given CHECK (((btrim(sentence) <> ''::text) AND (char_length(sentence) <= 300)))
);

ALTER TABLE public.ready_sentence ALTER COLUMN id ADD GENERATED ALWAYS AS IDENTITY (
    SEQUENCE NAME public.ready_sentence_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.school_request (
    id bigint NOT NULL,
    territory_id bigint NOT NULL,
    edition_id bigint NOT NULL,
    state text DEFAULT 'asked'::text NOT NULL,
    rotation boolean NOT NULL,
    choice_slot_id bigint,
    school text NOT NULL,
    town text NOT NULL,
    postal_code text NOT NULL,
    teacher text NOT NULL,
    email text NOT NULL,
    phone text NOT NULL,
    pupils integer NOT NULL,
    adults integer NOT NULL,
    level text NOT NULL,
    coach boolean NOT NULL,
    answer_by timestamp with time zone NOT NULL,
    idempotency_key text NOT NULL,
    content bytea NOT NULL,
    generation integer DEFAULT 1 NOT NULL,
    token_hash bytea NOT NULL,
    created_at timestamp with time zone NOT NULL,
    ended_at timestamp with time zone,
    purged_at timestamp with time zone,
    language text DEFAULT 'fr'::text NOT NULL,
    ended_by text DEFAULT ''::text NOT NULL,
    ended_visit_id bigint,
    ended_reason text DEFAULT ''::text NOT NULL,
    CONSTRAINT school_request_can_be_reached CHECK (((purged_at IS NOT NULL) OR ((email <> ''::text) AND (phone <> ''::text)))),
    CONSTRAINT school_request_class_size CHECK (((pupils >= 1) AND (adults >= 1) AND ((pupils + adults) <= 35))),
    CONSTRAINT school_request_content_is_hash CHECK ((octet_length(content) = 32)),
    CONSTRAINT school_request_ended_by_known CHECK ((ended_by = ANY (ARRAY[''::text, 'workshop'::text, 'organiser'::text, 'move'::text]))),
    CONSTRAINT school_request_ended_has_time CHECK (((state = 'asked'::text) = (ended_at IS NULL))),
    CONSTRAINT school_request_ended_reason_short CHECK ((char_length(ended_reason) <= 500)),
    CONSTRAINT school_request_halves CHECK (((NOT rotation) OR ((pupils >= 2) AND (adults >= 2) AND (choice_slot_id IS NULL)))),
    CONSTRAINT school_request_key_short CHECK (((char_length(idempotency_key) >= 1) AND (char_length(idempotency_key) <= 100))),
    CONSTRAINT school_request_language_known CHECK ((language = ANY (ARRAY['fr'::text, 'en'::text]))),
    CONSTRAINT school_request_level_known CHECK ((level = ANY (ARRAY['cycle1'::text, 'cycle2'::text, 'cycle3'::text, 'cycle4'::text, 'upper'::text, 'vocational'::text, 'higher'::text]))),
    CONSTRAINT school_request_named CHECK (((purged_at IS NOT NULL) OR ((btrim(school) <> ''::text) AND (btrim(teacher) <> ''::text)))),
    CONSTRAINT school_request_purged_is_nameless CHECK (((purged_at IS NULL) OR ((teacher = ''::text) AND (email = ''::text) AND (phone = ''::text)))),
    CONSTRAINT school_request_state_known CHECK ((state = ANY (ARRAY['asked'::text, 'accepted'::text, 'declined'::text, 'cancelled'::text]))),
    CONSTRAINT school_request_time_to_answer CHECK ((answer_by > created_at)),
    CONSTRAINT school_request_token_is_hash CHECK ((octet_length(token_hash) = 32))
);

ALTER TABLE public.school_request ALTER COLUMN id ADD GENERATED ALWAYS AS IDENTITY (
    SEQUENCE NAME public.school_request_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.school_visit (
    id bigint NOT NULL,
    territory_id bigint NOT NULL,
    edition_id bigint NOT NULL,
    request_id bigint NOT NULL,
    slot_id bigint NOT NULL,
    "position" integer NOT NULL,
    party integer NOT NULL,
    state text DEFAULT 'asked'::text NOT NULL,
    booking_id bigint,
    answered_at timestamp with time zone,
    CONSTRAINT school_visit_answered_has_time CHECK (((state = 'asked'::text) = (answered_at IS NULL))),
    CONSTRAINT school_visit_booked_has_booking CHECK (((state <> 'booked'::text) OR (booking_id IS NOT NULL))),
    CONSTRAINT school_visit_party_counted CHECK (((party >= 1) AND (party <= 35))),
    CONSTRAINT school_visit_position_known CHECK (("position" = ANY (ARRAY[1, 2]))),
    CONSTRAINT school_visit_state_known CHECK ((state = ANY (ARRAY['asked'::text, 'agreed'::text, 'booked'::text, 'declined'::text, 'withdrawn'::text])))
);

ALTER TABLE public.school_visit ALTER COLUMN id ADD GENERATED ALWAYS AS IDENTITY (
    SEQUENCE NAME public.school_visit_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.session (
    token_hash bytea NOT NULL,
    territory_id bigint NOT NULL,
    account_id bigint NOT NULL,
    generation integer NOT NULL,
    edition_id bigint,
    device text NOT NULL,
    created_at timestamp with time zone NOT NULL,
    expires_at timestamp with time zone NOT NULL,
    CONSTRAINT session_expires CHECK ((expires_at > created_at)),
    CONSTRAINT session_token_is_hash CHECK ((octet_length(token_hash) = 32))
);

CREATE TABLE public.sessions (
    token text NOT NULL,
    data bytea NOT NULL,
    expiry timestamp with time zone NOT NULL
);

CREATE TABLE public.sign_in_link (
    id bigint NOT NULL,
    territory_id bigint NOT NULL,
    email text NOT NULL,
    token_hash bytea,
    created_at timestamp with time zone NOT NULL,
    expires_at timestamp with time zone NOT NULL,
    used_at timestamp with time zone,
    CONSTRAINT sign_in_link_email_folded CHECK (((email = lower(email)) AND (email ~~ '%_@_%'::text))),
    CONSTRAINT sign_in_link_expires CHECK ((expires_at > created_at)),
    CONSTRAINT sign_in_link_token_is_hash CHECK ((octet_length(token_hash) = 32))
);

ALTER TABLE public.sign_in_link ALTER COLUMN id ADD GENERATED ALWAYS AS IDENTITY (
    SEQUENCE NAME public.sign_in_link_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.slot (
    id bigint NOT NULL,
    territory_id bigint NOT NULL,
    edition_id bigint NOT NULL,
    opening_id bigint NOT NULL,
    workshop_id bigint NOT NULL,
    exclusive boolean NOT NULL,
    edition_opens_at timestamp with time zone NOT NULL,
    edition_closes_at timestamp with time zone NOT NULL,
    starts_at timestamp with time zone NOT NULL,
    ends_at timestamp with time zone NOT NULL,
    audience text DEFAULT 'public'::text NOT NULL,
    state text DEFAULT 'open'::text NOT NULL,
    capacity integer NOT NULL,
    taken integer DEFAULT 0 NOT NULL,
    waiting integer DEFAULT 0 NOT NULL,
    changed_at timestamp with time zone DEFAULT now() NOT NULL,
    held integer DEFAULT 0 NOT NULL,
    bookable_from timestamp with time zone,
    bookable_until timestamp with time zone,
    edition_booking_opens_at timestamp with time zone,
    edition_booking_closes_at timestamp with time zone,
    cancel_reason text DEFAULT ''::text NOT NULL,
    note text DEFAULT ''::text NOT NULL,
    CONSTRAINT slot_audience_known CHECK ((audience = ANY (ARRAY['public'::text, 'schools'::text]))),
    CONSTRAINT slot_bookable_before_start CHECK ((bookable_from < starts_at)),
    CONSTRAINT slot_bookable_carries_edition CHECK ((((num_nonnulls(bookable_from, bookable_until) > 0) = (edition_booking_opens_at IS NOT NULL)) AND ((edition_booking_opens_at IS NULL) = (edition_booking_closes_at IS NULL)))),
    CONSTRAINT slot_bookable_in_order CHECK ((bookable_from < bookable_until)),
    CONSTRAINT slot_bookable_within_edition CHECK (((bookable_from >= edition_booking_opens_at) AND (bookable_until <= edition_booking_closes_at))),
    CONSTRAINT slot_cancel_reason_short CHECK ((char_length(cancel_reason) <= 500)),
    CONSTRAINT slot_capacity_positive CHECK (((capacity >= 1) AND (capacity <= 5000))),
    CONSTRAINT slot_in_order CHECK ((starts_at < ends_at)),
    CONSTRAINT slot_not_oversold CHECK (((taken >= 0) AND (taken <= capacity))),
    CONSTRAINT slot_note_short CHECK ((char_length(note) <= 500)),
    CONSTRAINT slot_room_for_held CHECK (((held >= 0) AND ((taken + held) <= capacity))),
    CONSTRAINT slot_state_known CHECK ((state = ANY (ARRAY['open'::text, 'closed'::text, 'cancelled'::text]))),
    CONSTRAINT slot_waiting_counted CHECK ((waiting >= 0)),
    CONSTRAINT slot_within_edition CHECK (((starts_at >= edition_opens_at) AND (ends_at <= edition_closes_at)))
)
WITH (fillfactor='50');

ALTER TABLE public.slot ALTER COLUMN id ADD GENERATED ALWAYS AS IDENTITY (
    SEQUENCE NAME public.slot_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.statement (
    id bigint NOT NULL,
    opening_id bigint NOT NULL,
    edition_id bigint NOT NULL,
    territory_id bigint NOT NULL,
    workshop_id bigint NOT NULL,
    account_id bigint NOT NULL,
    said_by text NOT NULL,
    how text NOT NULL,
    said_on date NOT NULL,
    fields text[] NOT NULL,
    noted_at timestamp with time zone NOT NULL,
    CONSTRAINT statement_by_somebody CHECK (((btrim(said_by) <> ''::text) AND (char_length(said_by) <= 200))),
    CONSTRAINT statement_how_known CHECK ((how = ANY (ARRAY['phone'::text, 'in_person'::text, 'email'::text, 'letter'::text]))),
    CONSTRAINT statement_of_something CHECK ((cardinality(fields) > 0))
);

ALTER TABLE public.statement ALTER COLUMN id ADD GENERATED ALWAYS AS IDENTITY (
    SEQUENCE NAME public.statement_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.territory (
    id bigint NOT NULL,
    slug text NOT NULL,
    name text NOT NULL,
    base_url text DEFAULT ''::text NOT NULL,
    contact_email text DEFAULT ''::text NOT NULL,
    contact_phone text DEFAULT ''::text NOT NULL,
    publisher text DEFAULT ''::text NOT NULL,
    printer text DEFAULT ''::text NOT NULL,
    legal_deposit text DEFAULT ''::text NOT NULL,
    print_run text DEFAULT ''::text NOT NULL,
    is_demo boolean DEFAULT false NOT NULL,
    created_at timestamp with time zone DEFAULT now() NOT NULL,
    sms_url text DEFAULT ''::text NOT NULL,
    client_bookings integer DEFAULT 80 NOT NULL,
    security_contact text DEFAULT ''::text NOT NULL,
    CONSTRAINT territory_client_bookings_sane CHECK (((client_bookings >= 0) AND (client_bookings <= 100000))),
    CONSTRAINT territory_name_given CHECK ((btrim(name) <> ''::text)),
    CONSTRAINT territory_security_contact_form CHECK ((security_contact ~ '^(mailto:[^[:space:]@]+@[^[:space:]@]+|https://[^[:space:]]+|tel:[+]?[0-9.-]+|)$'::text)),
    CONSTRAINT territory_slug_form CHECK ((slug ~ '^[a-z0-9]+(-[a-z0-9]+)*$'::text)),
    CONSTRAINT territory_sms_url_form CHECK (((sms_url = ''::text) OR (sms_url ~ '^https?://[^[:space:]]+$'::text)))
);

ALTER TABLE public.territory ALTER COLUMN id ADD GENERATED ALWAYS AS IDENTITY (
    SEQUENCE NAME public.territory_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.version (
    id bigint NOT NULL,
    edition_id bigint NOT NULL,
    territory_id bigint NOT NULL,
    commune_insee text,
    number integer NOT NULL,
    freeze_id bigint,
    format text NOT NULL,
    language text NOT NULL,
    pages integer NOT NULL,
    programme jsonb NOT NULL,
    account_id bigint NOT NULL,
    frozen_at timestamp with time zone NOT NULL,
    CONSTRAINT version_number_positive CHECK ((number > 0)),
    CONSTRAINT version_pages_positive CHECK ((pages > 0)),
    CONSTRAINT version_programme_is_object CHECK ((jsonb_typeof(programme) = 'object'::text))
);

CREATE TABLE public.version_file (
    version_id bigint NOT NULL,
    made_for text NOT NULL,
    pdf bytea NOT NULL,
    sha256 bytea NOT NULL,
    CONSTRAINT version_file_made_for_known CHECK ((made_for = ANY (ARRAY['screen'::text, 'press'::text, 'booklet'::text]))),
    CONSTRAINT version_file_whole CHECK ((sha256 = sha256(pdf)))
);

ALTER TABLE public.version ALTER COLUMN id ADD GENERATED ALWAYS AS IDENTITY (
    SEQUENCE NAME public.version_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.workshop (
    id bigint NOT NULL,
    territory_id bigint NOT NULL,
    owner_id bigint,
    kind text DEFAULT 'artisan'::text NOT NULL,
    name text NOT NULL,
    artisan text DEFAULT ''::text NOT NULL,
    craft_slug text,
    craft_other text DEFAULT ''::text NOT NULL,
    commune_insee text,
    address text DEFAULT ''::text NOT NULL,
    postal_code text DEFAULT ''::text NOT NULL,
    lat double precision,
    lon double precision,
    phone text DEFAULT ''::text NOT NULL,
    email text DEFAULT ''::text NOT NULL,
    website text DEFAULT ''::text NOT NULL,
    publish_address boolean DEFAULT false NOT NULL,
    publish_phone boolean DEFAULT false NOT NULL,
    publish_email boolean DEFAULT false NOT NULL,
    one_visit_at_a_time boolean DEFAULT false NOT NULL,
    created_at timestamp with time zone DEFAULT now() NOT NULL,
    updated_at timestamp with time zone DEFAULT now() NOT NULL,
    draft_key text,
    draft_content bytea,
    words_folded text GENERATED ALWAYS AS (public.jema_fold(((name || ' '::text) || artisan))) STORED,
    parking text DEFAULT ''::text NOT NULL,
    parking_en text DEFAULT ''::text NOT NULL,
    CONSTRAINT workshop_craft_or_other CHECK (((craft_slug IS NULL) OR (craft_other = ''::text))),
    CONSTRAINT workshop_draft_content_is_hash CHECK ((octet_length(draft_content) = 32)),
    CONSTRAINT workshop_draft_key_short CHECK (((char_length(draft_key) >= 1) AND (char_length(draft_key) <= 100))),
    CONSTRAINT workshop_draft_whole CHECK (((draft_key IS NULL) = (draft_content IS NULL))),
    CONSTRAINT workshop_kind_known CHECK ((kind = ANY (ARRAY['artisan'::text, 'school'::text, 'institution'::text]))),
    CONSTRAINT workshop_name_given CHECK ((btrim(name) <> ''::text)),
    CONSTRAINT workshop_on_earth CHECK ((((lat >= ('-90'::integer)::double precision) AND (lat <= (90)::double precision)) AND ((lon >= ('-180'::integer)::double precision) AND (lon <= (180)::double precision)))),
    CONSTRAINT workshop_parking_fits CHECK (((char_length(parking) <= 500) AND (char_length(parking_en) <= 500))),
    CONSTRAINT workshop_position_whole CHECK (((lat IS NULL) = (lon IS NULL)))
);

ALTER TABLE public.workshop ALTER COLUMN id ADD GENERATED ALWAYS AS IDENTITY (
    SEQUENCE NAME public.workshop_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

ALTER TABLE ONLY public.account
    ADD CONSTRAINT account_email_key UNIQUE (territory_id, email);

ALTER TABLE ONLY public.account
    ADD CONSTRAINT account_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.account
    ADD CONSTRAINT account_role_key UNIQUE (id, territory_id, role);

ALTER TABLE ONLY public.account
    ADD CONSTRAINT account_territory_key UNIQUE (id, territory_id);

ALTER TABLE ONLY public.address
    ADD CONSTRAINT address_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.attempt
    ADD CONSTRAINT attempt_pkey PRIMARY KEY (key);

ALTER TABLE ONLY public.basemap
    ADD CONSTRAINT basemap_pkey PRIMARY KEY (territory_id);

ALTER TABLE ONLY public.booking
    ADD CONSTRAINT booking_code_key UNIQUE (edition_id, code);

ALTER TABLE ONLY public.booking
    ADD CONSTRAINT booking_idempotency_key UNIQUE (idempotency_key);

ALTER TABLE ONLY public.booking
    ADD CONSTRAINT booking_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.booking
    ADD CONSTRAINT booking_token_key UNIQUE (token_hash);

ALTER TABLE ONLY public.booking
    ADD CONSTRAINT booking_waiting_position_key UNIQUE (slot_id, waiting_position);

ALTER TABLE ONLY public.call
    ADD CONSTRAINT call_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.commune
    ADD CONSTRAINT commune_pkey PRIMARY KEY (territory_id, insee);

ALTER TABLE ONLY public.correspondence
    ADD CONSTRAINT correspondence_pkey PRIMARY KEY (account_id, commune_insee);

ALTER TABLE ONLY public.craft_domain
    ADD CONSTRAINT craft_domain_name_key UNIQUE (name);

ALTER TABLE ONLY public.craft_domain
    ADD CONSTRAINT craft_domain_pkey PRIMARY KEY (slug);

ALTER TABLE ONLY public.craft_domain
    ADD CONSTRAINT craft_domain_position_key UNIQUE ("position");

ALTER TABLE ONLY public.craft
    ADD CONSTRAINT craft_pkey PRIMARY KEY (territory_id, slug);

ALTER TABLE ONLY public.defect
    ADD CONSTRAINT defect_pkey PRIMARY KEY (opening_id, field);

ALTER TABLE ONLY public.edition
    ADD CONSTRAINT edition_booking_key UNIQUE (id, territory_id, booking_opens_at, booking_closes_at);

ALTER TABLE ONLY public.edition
    ADD CONSTRAINT edition_bounds_key UNIQUE (id, territory_id, opens_at, closes_at);

ALTER TABLE ONLY public.edition_freeze
    ADD CONSTRAINT edition_freeze_edition_key UNIQUE (id, edition_id);

ALTER TABLE ONLY public.edition_freeze
    ADD CONSTRAINT edition_freeze_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.edition
    ADD CONSTRAINT edition_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.edition
    ADD CONSTRAINT edition_territory_key UNIQUE (id, territory_id);

ALTER TABLE ONLY public.edition
    ADD CONSTRAINT edition_year_key UNIQUE (territory_id, year);

ALTER TABLE ONLY public.hold
    ADD CONSTRAINT hold_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.hours
    ADD CONSTRAINT hours_no_overlap EXCLUDE USING gist (int8range(opening_id, opening_id, '[]'::text) WITH &&, tstzrange(starts_at, ends_at) WITH &&) DEFERRABLE;

ALTER TABLE ONLY public.hours
    ADD CONSTRAINT hours_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.import_meaning
    ADD CONSTRAINT import_meaning_pkey PRIMARY KEY (territory_id, shape, header);

ALTER TABLE ONLY public.message_action
    ADD CONSTRAINT message_action_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.message
    ADD CONSTRAINT message_booking_key UNIQUE (booking_id, kind, seq);

ALTER TABLE ONLY public.message
    ADD CONSTRAINT message_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.opening
    ADD CONSTRAINT opening_draft_key UNIQUE (draft_key);

ALTER TABLE ONLY public.opening_edit
    ADD CONSTRAINT opening_edit_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.opening
    ADD CONSTRAINT opening_edition_key UNIQUE (id, edition_id, territory_id, workshop_id);

ALTER TABLE ONLY public.opening
    ADD CONSTRAINT opening_import_key UNIQUE (edition_id, import_key);

ALTER TABLE ONLY public.opening_note
    ADD CONSTRAINT opening_note_pkey PRIMARY KEY (opening_id, field);

ALTER TABLE ONLY public.opening
    ADD CONSTRAINT opening_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.opening_reading
    ADD CONSTRAINT opening_reading_pkey PRIMARY KEY (opening_id);

ALTER TABLE ONLY public.opening_selection
    ADD CONSTRAINT opening_selection_pkey PRIMARY KEY (opening_id, selection);

ALTER TABLE ONLY public.opening
    ADD CONSTRAINT opening_successor_key UNIQUE (follows_id, edition_id);

ALTER TABLE ONLY public.opening
    ADD CONSTRAINT opening_workshop_key UNIQUE (id, territory_id, workshop_id);

ALTER TABLE ONLY public.parked_form
    ADD CONSTRAINT parked_form_once UNIQUE (account_id, digest);

ALTER TABLE ONLY public.parked_form
    ADD CONSTRAINT parked_form_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.photo
    ADD CONSTRAINT photo_of_territory UNIQUE (id, territory_id);

ALTER TABLE ONLY public.photo
    ADD CONSTRAINT photo_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.photo
    ADD CONSTRAINT photo_position_key UNIQUE (workshop_id, "position");

ALTER TABLE ONLY public.photo_size
    ADD CONSTRAINT photo_size_pkey PRIMARY KEY (photo_id, sha256, width, format);

ALTER TABLE ONLY public.portfolio
    ADD CONSTRAINT portfolio_pkey PRIMARY KEY (account_id, workshop_id);

ALTER TABLE ONLY public.printing_part
    ADD CONSTRAINT printing_part_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.printing
    ADD CONSTRAINT printing_pkey PRIMARY KEY (edition_id);

ALTER TABLE ONLY public.proof
    ADD CONSTRAINT proof_pkey PRIMARY KEY (opening_id);

ALTER TABLE ONLY public.proposal
    ADD CONSTRAINT proposal_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.readiness
    ADD CONSTRAINT readiness_pkey PRIMARY KEY (single);

ALTER TABLE ONLY public.ready_sentence
    ADD CONSTRAINT ready_sentence_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.school_request
    ADD CONSTRAINT school_request_edition_key UNIQUE (id, edition_id, territory_id);

ALTER TABLE ONLY public.school_request
    ADD CONSTRAINT school_request_idempotency_key UNIQUE (idempotency_key);

ALTER TABLE ONLY public.school_request
    ADD CONSTRAINT school_request_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.school_request
    ADD CONSTRAINT school_request_token_key UNIQUE (token_hash);

ALTER TABLE ONLY public.school_visit
    ADD CONSTRAINT school_visit_booking_key UNIQUE (booking_id);

ALTER TABLE ONLY public.school_visit
    ADD CONSTRAINT school_visit_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.school_visit
    ADD CONSTRAINT school_visit_position_key UNIQUE (request_id, "position");

ALTER TABLE ONLY public.school_visit
    ADD CONSTRAINT school_visit_slot_key UNIQUE (request_id, slot_id);

ALTER TABLE ONLY public.session
    ADD CONSTRAINT session_pkey PRIMARY KEY (token_hash);

ALTER TABLE ONLY public.sessions
    ADD CONSTRAINT sessions_pkey PRIMARY KEY (token);

ALTER TABLE ONLY public.sign_in_link
    ADD CONSTRAINT sign_in_link_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.sign_in_link
    ADD CONSTRAINT sign_in_link_token_key UNIQUE (token_hash);

ALTER TABLE ONLY public.slot
    ADD CONSTRAINT slot_edition_key UNIQUE (id, edition_id, territory_id);

ALTER TABLE ONLY public.slot
    ADD CONSTRAINT slot_exclusive_no_overlap EXCLUDE USING gist (int8range(workshop_id, workshop_id, '[]'::text) WITH &&, tstzrange(starts_at, ends_at) WITH &&) WHERE ((exclusive AND (state <> 'cancelled'::text))) DEFERRABLE;

ALTER TABLE ONLY public.slot
    ADD CONSTRAINT slot_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.statement
    ADD CONSTRAINT statement_once UNIQUE (opening_id, account_id, said_by, how, said_on);

ALTER TABLE ONLY public.statement
    ADD CONSTRAINT statement_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.territory
    ADD CONSTRAINT territory_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.territory
    ADD CONSTRAINT territory_slug_key UNIQUE (slug);

ALTER TABLE ONLY public.version_file
    ADD CONSTRAINT version_file_pkey PRIMARY KEY (version_id, made_for);

ALTER TABLE ONLY public.version
    ADD CONSTRAINT version_freeze_key UNIQUE (freeze_id, commune_insee);

ALTER TABLE ONLY public.version
    ADD CONSTRAINT version_number_key UNIQUE NULLS NOT DISTINCT (edition_id, commune_insee, number);

ALTER TABLE ONLY public.version
    ADD CONSTRAINT version_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.workshop
    ADD CONSTRAINT workshop_draft_key UNIQUE (draft_key);

ALTER TABLE ONLY public.workshop
    ADD CONSTRAINT workshop_one_visit_key UNIQUE (id, one_visit_at_a_time);

ALTER TABLE ONLY public.workshop
    ADD CONSTRAINT workshop_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.workshop
    ADD CONSTRAINT workshop_territory_key UNIQUE (id, territory_id);

CREATE INDEX address_territory_idx ON public.address USING btree (territory_id);

CREATE INDEX address_words_idx ON public.address USING gin (words);

CREATE INDEX attempt_expires_idx ON public.attempt USING btree (expires_at);

CREATE INDEX booking_client_idx ON public.booking_client USING btree (client, at);

CREATE UNIQUE INDEX booking_contact_once ON public.booking USING btree (contact, slot_id) WHERE ((status <> 'cancelled'::text) AND (origin = ANY (ARRAY['web'::text, 'api'::text])) AND (contact IS NOT NULL));

CREATE INDEX booking_offer_idx ON public.booking USING btree (offer_expires_at) WHERE (status = 'offered'::text);

CREATE INDEX call_message_idx ON public.call USING btree (message_id);

CREATE UNIQUE INDEX edition_one_current ON public.edition USING btree (territory_id) WHERE (state = 'current'::text);

CREATE UNIQUE INDEX hold_key_once ON public.hold USING btree (account_id, key) WHERE (key <> ''::text);

CREATE INDEX hold_slot_idx ON public.hold USING btree (slot_id);

CREATE INDEX hours_opening_idx ON public.hours USING btree (opening_id, starts_at);

CREATE INDEX message_action_message_idx ON public.message_action USING btree (message_id);

CREATE UNIQUE INDEX message_opening_key ON public.message USING btree (opening_id, kind, seq) WHERE (opening_id IS NOT NULL);

CREATE INDEX message_parked_idx ON public.message USING btree (channel) WHERE (state = 'parked'::text);

CREATE INDEX message_queue_idx ON public.message USING btree (channel, due_at) WHERE (state = 'queued'::text);

CREATE UNIQUE INDEX message_school_key ON public.message USING btree (school_visit_id, kind, seq) WHERE (school_visit_id IS NOT NULL);

CREATE UNIQUE INDEX message_sign_in_key ON public.message USING btree (sign_in_link_id, kind, seq) WHERE (sign_in_link_id IS NOT NULL);

CREATE INDEX opening_edit_edition_idx ON public.opening_edit USING btree (edition_id);

CREATE INDEX opening_edit_opening_idx ON public.opening_edit USING btree (opening_id, id);

CREATE INDEX opening_edit_proposal_idx ON public.opening_edit USING btree (proposal_id) WHERE (proposal_id IS NOT NULL);

CREATE INDEX opening_public_idx ON public.opening USING btree (edition_id, commune_insee) WHERE (state = 'approved'::text);

CREATE INDEX opening_queue_idx ON public.opening USING btree (edition_id, state);

CREATE INDEX opening_selection_edition_idx ON public.opening_selection USING btree (edition_id);

CREATE INDEX opening_twin_idx ON public.opening USING hash (title_folded);

CREATE INDEX opening_workshop_idx ON public.opening USING btree (workshop_id);

CREATE INDEX parked_form_expiry ON public.parked_form USING btree (expires_at);

CREATE INDEX portfolio_workshop_idx ON public.portfolio USING btree (workshop_id);

CREATE UNIQUE INDEX printing_part_cover_key ON public.printing_part USING btree (edition_id, kind) WHERE (kind = ANY (ARRAY['cover'::text, 'back_cover'::text, 'profile'::text]));

CREATE INDEX printing_part_edition_idx ON public.printing_part USING btree (edition_id, kind, id);

CREATE UNIQUE INDEX proposal_one_open ON public.proposal USING btree (opening_id) WHERE (state = 'open'::text);

CREATE INDEX ready_sentence_territory_idx ON public.ready_sentence USING btree (territory_id, id);

CREATE INDEX school_request_queue_idx ON public.school_request USING btree (edition_id, state, answer_by);

CREATE INDEX school_visit_slot_idx ON public.school_visit USING btree (slot_id);

CREATE INDEX session_account_idx ON public.session USING btree (account_id);

CREATE INDEX session_expires_idx ON public.session USING btree (expires_at);

CREATE INDEX sessions_expiry_idx ON public.sessions USING btree (expiry);

CREATE INDEX slot_opening_idx ON public.slot USING btree (opening_id, starts_at);

CREATE INDEX slot_waiting_idx ON public.slot USING btree (id) WHERE (waiting > 0);

CREATE INDEX workshop_owner_idx ON public.workshop USING btree (owner_id);

CREATE TRIGGER account_ends_sessions BEFORE UPDATE OF password_hash, disabled_at ON public.account FOR EACH ROW EXECUTE FUNCTION public.account_ends_sessions();

CREATE CONSTRAINT TRIGGER opening_edit_recorded AFTER INSERT OR UPDATE OF version ON public.opening DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION public.opening_edit_recorded();

CREATE CONSTRAINT TRIGGER slot_edit_recorded AFTER UPDATE OF capacity, state, note ON public.slot DEFERRABLE INITIALLY DEFERRED FOR EACH ROW WHEN ((((old.capacity IS DISTINCT FROM new.capacity) OR (old.state IS DISTINCT FROM new.state)) OR (old.note IS DISTINCT FROM new.note))) EXECUTE FUNCTION public.slot_edit_recorded();

CREATE TRIGGER version_file_stays BEFORE UPDATE ON public.version_file FOR EACH ROW EXECUTE FUNCTION public.version_stays();

CREATE TRIGGER version_stays BEFORE UPDATE ON public.version FOR EACH ROW EXECUTE FUNCTION public.version_stays();

CREATE CONSTRAINT TRIGGER workshop_edit_recorded AFTER UPDATE ON public.workshop DEFERRABLE INITIALLY DEFERRED FOR EACH ROW WHEN (((to_jsonb(old.*) - '{owner_id,one_visit_at_a_time,draft_key,draft_content,updated_at}'::text[]) IS DISTINCT FROM (to_jsonb(new.*) - '{owner_id,one_visit_at_a_time,draft_key,draft_content,updated_at}'::text[]))) EXECUTE FUNCTION public.workshop_edit_recorded();

ALTER TABLE ONLY public.account
    ADD CONSTRAINT account_commune_fkey FOREIGN KEY (territory_id, commune_insee) REFERENCES public.commune(territory_id, insee);

ALTER TABLE ONLY public.account
    ADD CONSTRAINT account_territory_id_fkey FOREIGN KEY (territory_id) REFERENCES public.territory(id) ON DELETE CASCADE;

ALTER TABLE ONLY public.address
    ADD CONSTRAINT address_commune_fkey FOREIGN KEY (territory_id, commune_insee) REFERENCES public.commune(territory_id, insee) ON DELETE CASCADE;

ALTER TABLE ONLY public.basemap
    ADD CONSTRAINT basemap_territory_id_fkey FOREIGN KEY (territory_id) REFERENCES public.territory(id);

ALTER TABLE ONLY public.booking
    ADD CONSTRAINT booking_slot_fkey FOREIGN KEY (slot_id, edition_id, territory_id) REFERENCES public.slot(id, edition_id, territory_id);

ALTER TABLE ONLY public.call
    ADD CONSTRAINT call_account_id_fkey FOREIGN KEY (account_id) REFERENCES public.account(id);

ALTER TABLE ONLY public.call
    ADD CONSTRAINT call_message_id_fkey FOREIGN KEY (message_id) REFERENCES public.message(id) ON DELETE CASCADE;

ALTER TABLE ONLY public.commune
    ADD CONSTRAINT commune_territory_id_fkey FOREIGN KEY (territory_id) REFERENCES public.territory(id) ON DELETE CASCADE;

ALTER TABLE ONLY public.correspondence
    ADD CONSTRAINT correspondence_account_fkey FOREIGN KEY (account_id, territory_id, role) REFERENCES public.account(id, territory_id, role) ON DELETE CASCADE;

ALTER TABLE ONLY public.correspondence
    ADD CONSTRAINT correspondence_commune_fkey FOREIGN KEY (territory_id, commune_insee) REFERENCES public.commune(territory_id, insee);

ALTER TABLE ONLY public.craft
    ADD CONSTRAINT craft_domain_slug_fkey FOREIGN KEY (domain_slug) REFERENCES public.craft_domain(slug);

ALTER TABLE ONLY public.craft
    ADD CONSTRAINT craft_specialty_of_fkey FOREIGN KEY (territory_id, specialty_of) REFERENCES public.craft(territory_id, slug) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.craft
    ADD CONSTRAINT craft_territory_id_fkey FOREIGN KEY (territory_id) REFERENCES public.territory(id) ON DELETE CASCADE;

ALTER TABLE ONLY public.defect
    ADD CONSTRAINT defect_opening_id_fkey FOREIGN KEY (opening_id) REFERENCES public.opening(id) ON DELETE CASCADE;

ALTER TABLE ONLY public.edition_freeze
    ADD CONSTRAINT edition_freeze_account_fkey FOREIGN KEY (account_id, territory_id) REFERENCES public.account(id, territory_id);

ALTER TABLE ONLY public.edition_freeze
    ADD CONSTRAINT edition_freeze_edition_fkey FOREIGN KEY (edition_id, territory_id) REFERENCES public.edition(id, territory_id) ON DELETE CASCADE;

ALTER TABLE ONLY public.edition
    ADD CONSTRAINT edition_territory_id_fkey FOREIGN KEY (territory_id) REFERENCES public.territory(id) ON DELETE CASCADE;

ALTER TABLE ONLY public.hold
    ADD CONSTRAINT hold_account_fkey FOREIGN KEY (account_id, territory_id) REFERENCES public.account(id, territory_id);

ALTER TABLE ONLY public.hold
    ADD CONSTRAINT hold_slot_fkey FOREIGN KEY (slot_id, edition_id, territory_id) REFERENCES public.slot(id, edition_id, territory_id) ON DELETE CASCADE;

ALTER TABLE ONLY public.hours
    ADD CONSTRAINT hours_edition_fkey FOREIGN KEY (edition_id, territory_id, edition_opens_at, edition_closes_at) REFERENCES public.edition(id, territory_id, opens_at, closes_at) DEFERRABLE;

ALTER TABLE ONLY public.hours
    ADD CONSTRAINT hours_opening_fkey FOREIGN KEY (opening_id, edition_id, territory_id, workshop_id) REFERENCES public.opening(id, edition_id, territory_id, workshop_id) ON DELETE CASCADE;

ALTER TABLE ONLY public.import_meaning
    ADD CONSTRAINT import_meaning_territory_id_fkey FOREIGN KEY (territory_id) REFERENCES public.territory(id);

ALTER TABLE ONLY public.message_action
    ADD CONSTRAINT message_action_account_id_fkey FOREIGN KEY (account_id) REFERENCES public.account(id);

ALTER TABLE ONLY public.message_action
    ADD CONSTRAINT message_action_message_id_fkey FOREIGN KEY (message_id) REFERENCES public.message(id) ON DELETE CASCADE;

ALTER TABLE ONLY public.message
    ADD CONSTRAINT message_booking_id_fkey FOREIGN KEY (booking_id) REFERENCES public.booking(id) ON DELETE CASCADE;

ALTER TABLE ONLY public.message
    ADD CONSTRAINT message_opening_id_fkey FOREIGN KEY (opening_id) REFERENCES public.opening(id) ON DELETE CASCADE;

ALTER TABLE ONLY public.message
    ADD CONSTRAINT message_school_visit_id_fkey FOREIGN KEY (school_visit_id) REFERENCES public.school_visit(id) ON DELETE CASCADE;

ALTER TABLE ONLY public.message
    ADD CONSTRAINT message_sign_in_link_id_fkey FOREIGN KEY (sign_in_link_id) REFERENCES public.sign_in_link(id) ON DELETE CASCADE;

ALTER TABLE ONLY public.message
    ADD CONSTRAINT message_territory_id_fkey FOREIGN KEY (territory_id) REFERENCES public.territory(id) ON DELETE CASCADE;

ALTER TABLE ONLY public.opening
    ADD CONSTRAINT opening_assigned_fkey FOREIGN KEY (assigned_to, territory_id) REFERENCES public.account(id, territory_id);

ALTER TABLE ONLY public.opening
    ADD CONSTRAINT opening_commune_fkey FOREIGN KEY (territory_id, commune_insee) REFERENCES public.commune(territory_id, insee);

ALTER TABLE ONLY public.opening_edit
    ADD CONSTRAINT opening_edit_account_fkey FOREIGN KEY (account_id, territory_id) REFERENCES public.account(id, territory_id);

ALTER TABLE ONLY public.opening_edit
    ADD CONSTRAINT opening_edit_opening_fkey FOREIGN KEY (opening_id, edition_id, territory_id, workshop_id) REFERENCES public.opening(id, edition_id, territory_id, workshop_id) ON DELETE CASCADE;

ALTER TABLE ONLY public.opening_edit
    ADD CONSTRAINT opening_edit_proposal_id_fkey FOREIGN KEY (proposal_id) REFERENCES public.proposal(id) ON DELETE SET NULL;

ALTER TABLE ONLY public.opening
    ADD CONSTRAINT opening_edition_fkey FOREIGN KEY (edition_id, territory_id) REFERENCES public.edition(id, territory_id);

ALTER TABLE ONLY public.opening
    ADD CONSTRAINT opening_follows_fkey FOREIGN KEY (follows_id, territory_id, workshop_id) REFERENCES public.opening(id, territory_id, workshop_id);

ALTER TABLE ONLY public.opening_note
    ADD CONSTRAINT opening_note_account_fkey FOREIGN KEY (account_id, territory_id) REFERENCES public.account(id, territory_id);

ALTER TABLE ONLY public.opening_note
    ADD CONSTRAINT opening_note_opening_fkey FOREIGN KEY (opening_id, edition_id, territory_id, workshop_id) REFERENCES public.opening(id, edition_id, territory_id, workshop_id) ON DELETE CASCADE;

ALTER TABLE ONLY public.opening_reading
    ADD CONSTRAINT opening_reading_account_fkey FOREIGN KEY (account_id, territory_id) REFERENCES public.account(id, territory_id);

ALTER TABLE ONLY public.opening_reading
    ADD CONSTRAINT opening_reading_opening_fkey FOREIGN KEY (opening_id, edition_id, territory_id, workshop_id) REFERENCES public.opening(id, edition_id, territory_id, workshop_id) ON DELETE CASCADE;

ALTER TABLE ONLY public.opening_selection
    ADD CONSTRAINT opening_selection_opening_fkey FOREIGN KEY (opening_id, edition_id, territory_id, workshop_id) REFERENCES public.opening(id, edition_id, territory_id, workshop_id) ON DELETE CASCADE;

ALTER TABLE ONLY public.opening
    ADD CONSTRAINT opening_workshop_fkey FOREIGN KEY (workshop_id, territory_id) REFERENCES public.workshop(id, territory_id);

ALTER TABLE ONLY public.parked_form
    ADD CONSTRAINT parked_form_account_fkey FOREIGN KEY (account_id, territory_id) REFERENCES public.account(id, territory_id) ON DELETE CASCADE;

ALTER TABLE ONLY public.photo_size
    ADD CONSTRAINT photo_size_photo_fkey FOREIGN KEY (photo_id, territory_id) REFERENCES public.photo(id, territory_id) ON DELETE CASCADE;

ALTER TABLE ONLY public.photo
    ADD CONSTRAINT photo_workshop_fkey FOREIGN KEY (workshop_id, territory_id) REFERENCES public.workshop(id, territory_id) ON DELETE CASCADE;

ALTER TABLE ONLY public.portfolio
    ADD CONSTRAINT portfolio_account_fkey FOREIGN KEY (account_id, territory_id, role) REFERENCES public.account(id, territory_id, role) ON DELETE CASCADE;

ALTER TABLE ONLY public.portfolio
    ADD CONSTRAINT portfolio_workshop_fkey FOREIGN KEY (workshop_id, territory_id) REFERENCES public.workshop(id, territory_id) ON DELETE CASCADE;

ALTER TABLE ONLY public.printing
    ADD CONSTRAINT printing_edition_fkey FOREIGN KEY (edition_id, territory_id) REFERENCES public.edition(id, territory_id) ON DELETE CASCADE;

ALTER TABLE ONLY public.printing_part
    ADD CONSTRAINT printing_part_edition_fkey FOREIGN KEY (edition_id, territory_id) REFERENCES public.edition(id, territory_id) ON DELETE CASCADE;

ALTER TABLE ONLY public.proof
    ADD CONSTRAINT proof_account_fkey FOREIGN KEY (account_id, territory_id) REFERENCES public.account(id, territory_id);

ALTER TABLE ONLY public.proof
    ADD CONSTRAINT proof_opening_fkey FOREIGN KEY (opening_id, edition_id, territory_id, workshop_id) REFERENCES public.opening(id, edition_id, territory_id, workshop_id) ON DELETE CASCADE;

ALTER TABLE ONLY public.proposal
    ADD CONSTRAINT proposal_account_fkey FOREIGN KEY (account_id, territory_id) REFERENCES public.account(id, territory_id);

ALTER TABLE ONLY public.proposal
    ADD CONSTRAINT proposal_decided_by_fkey FOREIGN KEY (decided_by, territory_id) REFERENCES public.account(id, territory_id);

ALTER TABLE ONLY public.proposal
    ADD CONSTRAINT proposal_opening_fkey FOREIGN KEY (opening_id, edition_id, territory_id, workshop_id) REFERENCES public.opening(id, edition_id, territory_id, workshop_id) ON DELETE CASCADE;

ALTER TABLE ONLY public.ready_sentence
    ADD CONSTRAINT ready_sentence_territory_id_fkey FOREIGN KEY (territory_id) REFERENCES public.territory(id);

ALTER TABLE ONLY public.school_request
    ADD CONSTRAINT school_request_choice_fkey FOREIGN KEY (choice_slot_id, edition_id, territory_id) REFERENCES public.slot(id, edition_id, territory_id);

ALTER TABLE ONLY public.school_request
    ADD CONSTRAINT school_request_edition_fkey FOREIGN KEY (edition_id, territory_id) REFERENCES public.edition(id, territory_id);

ALTER TABLE ONLY public.school_request
    ADD CONSTRAINT school_request_ended_visit_id_fkey FOREIGN KEY (ended_visit_id) REFERENCES public.school_visit(id) ON DELETE SET NULL;

ALTER TABLE ONLY public.school_visit
    ADD CONSTRAINT school_visit_booking_id_fkey FOREIGN KEY (booking_id) REFERENCES public.booking(id);

ALTER TABLE ONLY public.school_visit
    ADD CONSTRAINT school_visit_request_fkey FOREIGN KEY (request_id, edition_id, territory_id) REFERENCES public.school_request(id, edition_id, territory_id) ON DELETE CASCADE;

ALTER TABLE ONLY public.school_visit
    ADD CONSTRAINT school_visit_slot_fkey FOREIGN KEY (slot_id, edition_id, territory_id) REFERENCES public.slot(id, edition_id, territory_id);

ALTER TABLE ONLY public.session
    ADD CONSTRAINT session_account_fkey FOREIGN KEY (account_id, territory_id) REFERENCES public.account(id, territory_id) ON DELETE CASCADE;

ALTER TABLE ONLY public.session
    ADD CONSTRAINT session_edition_fkey FOREIGN KEY (edition_id, territory_id) REFERENCES public.edition(id, territory_id) ON DELETE CASCADE;

ALTER TABLE ONLY public.sign_in_link
    ADD CONSTRAINT sign_in_link_territory_id_fkey FOREIGN KEY (territory_id) REFERENCES public.territory(id) ON DELETE CASCADE;

ALTER TABLE ONLY public.slot
    ADD CONSTRAINT slot_booking_fkey FOREIGN KEY (edition_id, territory_id, edition_booking_opens_at, edition_booking_closes_at) REFERENCES public.edition(id, territory_id, booking_opens_at, booking_closes_at) ON UPDATE CASCADE;

ALTER TABLE ONLY public.slot
    ADD CONSTRAINT slot_edition_fkey FOREIGN KEY (edition_id, territory_id, edition_opens_at, edition_closes_at) REFERENCES public.edition(id, territory_id, opens_at, closes_at) DEFERRABLE;

ALTER TABLE ONLY public.slot
    ADD CONSTRAINT slot_exclusive_fkey FOREIGN KEY (workshop_id, exclusive) REFERENCES public.workshop(id, one_visit_at_a_time) ON UPDATE CASCADE;

ALTER TABLE ONLY public.slot
    ADD CONSTRAINT slot_opening_fkey FOREIGN KEY (opening_id, edition_id, territory_id, workshop_id) REFERENCES public.opening(id, edition_id, territory_id, workshop_id) ON DELETE CASCADE;

ALTER TABLE ONLY public.statement
    ADD CONSTRAINT statement_account_fkey FOREIGN KEY (account_id, territory_id) REFERENCES public.account(id, territory_id);

ALTER TABLE ONLY public.statement
    ADD CONSTRAINT statement_opening_fkey FOREIGN KEY (opening_id, edition_id, territory_id, workshop_id) REFERENCES public.opening(id, edition_id, territory_id, workshop_id) ON DELETE CASCADE;

ALTER TABLE ONLY public.version
    ADD CONSTRAINT version_account_fkey FOREIGN KEY (account_id, territory_id) REFERENCES public.account(id, territory_id);

ALTER TABLE ONLY public.version
    ADD CONSTRAINT version_commune_fkey FOREIGN KEY (territory_id, commune_insee) REFERENCES public.commune(territory_id, insee);

ALTER TABLE ONLY public.version
    ADD CONSTRAINT version_edition_fkey FOREIGN KEY (edition_id, territory_id) REFERENCES public.edition(id, territory_id) ON DELETE CASCADE;

ALTER TABLE ONLY public.version_file
    ADD CONSTRAINT version_file_version_fkey FOREIGN KEY (version_id) REFERENCES public.version(id) ON DELETE CASCADE;

ALTER TABLE ONLY public.version
    ADD CONSTRAINT version_freeze_fkey FOREIGN KEY (freeze_id, edition_id) REFERENCES public.edition_freeze(id, edition_id) ON DELETE CASCADE;

ALTER TABLE ONLY public.workshop
    ADD CONSTRAINT workshop_commune_fkey FOREIGN KEY (territory_id, commune_insee) REFERENCES public.commune(territory_id, insee);

ALTER TABLE ONLY public.workshop
    ADD CONSTRAINT workshop_craft_fkey FOREIGN KEY (territory_id, craft_slug) REFERENCES public.craft(territory_id, slug);

ALTER TABLE ONLY public.workshop
    ADD CONSTRAINT workshop_owner_fkey FOREIGN KEY (owner_id, territory_id) REFERENCES public.account(id, territory_id);

ALTER TABLE ONLY public.workshop
    ADD CONSTRAINT workshop_territory_id_fkey FOREIGN KEY (territory_id) REFERENCES public.territory(id) ON DELETE CASCADE;
