-- +goose Up
-- book_batch_v1 stays for the program before. What v2 adds:
--
-- A slot whose row somebody else holds is passed over: its requests are answered
-- locked, and nothing is known of them. wait_slots waits for it instead, and
-- wait_contacts for the locks of contacts where an edition limits its visitors'
-- bookings; without it the requests of such a contact are locked, too. Whoever
-- waits for a slot holds nothing else, so nobody waits in a circle.
--
-- territory is that of the slots: another's are missing. NULL is any, and counts
-- nothing.
--
-- A network may make as many bookings as its territory allows (client_bookings,
-- here N) in ten minutes, and five times as many in a day; with three times as
-- many places, thirty at least; with one contact, a quarter as many in a day, ten
-- at least; and may be given a quarter as many answers in ten minutes, five at
-- least, that would tell of a contact's bookings (already, enough). Beyond, the
-- outcome is too_many, and pauses says after how many seconds it may be asked
-- again (NULL when nobody is). nears and wides number, for each request, the networks it counts for
-- (0: none), pairs the network together with the contact: positions in clients
-- and pair_hashes. shares is how many times N a network may have, asked and
-- asked_places what this batch holds of it, busy what its other requests may
-- still make that are under way; asked_most and places_most are the most of both
-- together that any network asks for. wides may be NULL where there is none.
--
-- key_firsts is, for each request, the first of this batch with the same key,
-- code_firsts the same for the code; contact_lasts is the one before it with the
-- same slot and contact, NULL when it is the first. NULL for all of them is right
-- where no two are alike.

-- +goose StatementBegin
CREATE FUNCTION book_batch_v2(
    now_at timestamptz, territory bigint, wait_slots boolean, wait_contacts boolean,
    slots bigint[], keys text[], contents bytea[], parties integer[], waits boolean[],
    names text[], emails text[], phones text[], contacts bytea[], languages text[], origins text[],
    INOUT codes text[], token_hashes bytea[],
    key_firsts integer[], code_firsts integer[], contact_lasts integer[],
    nears integer[], wides integer[], pairs integer[],
    clients bigint[], shares integer[], busy integer[], asked integer[], asked_places integer[], pair_hashes bigint[],
    asked_most integer, places_most integer,
    OUT outcomes text[], OUT ids bigint[], OUT statuses text[], OUT generations integer[], OUT pauses integer[])
LANGUAGE plpgsql VOLATILE
-- Plans are kept for the life of a connection, and those of an evening when
-- nobody has booked yet would read whole tables all opening day. For the same
-- reason nothing is joined to the bookings that are there: each is looked up by
-- itself, through the one index that serves.
SET plan_cache_mode = force_generic_plan SET enable_seqscan = off SET enable_hashjoin = off SET enable_mergejoin = off SET enable_material = off
SET jit = off
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
    INSERT INTO message (territory_id, booking_id, kind, channel, due_at)
    SELECT b.territory_id, b.id, CASE b.status WHEN 'waiting' THEN 'waiting' ELSE 'confirmation' END,
           booking_channel(b.email, b.phone, t.sms_url), now_at
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
-- +goose StatementEnd
