-- +goose Up
-- What other batches of the same program have in the database counts with its
-- places, too: until now only with its bookings, so that several batches of one
-- network at once could take more places than its limit. busy_places is, by
-- network, how many places those requests ask for. book_batch_v2 stays for the
-- program before.

-- +goose StatementBegin
CREATE FUNCTION pg_temp.replaced(of text, before text, after text) RETURNS text LANGUAGE plpgsql AS $$
BEGIN
    IF position(before IN of) = 0 THEN
        RAISE EXCEPTION 'book_batch_v2 has no %', before;
    END IF;
    RETURN replace(of, before, after);
END $$;
-- +goose StatementEnd

-- +goose StatementBegin
DO $$
DECLARE
    v3 text := pg_get_functiondef((SELECT oid FROM pg_proc WHERE proname = 'book_batch_v2' AND pronamespace = 'public'::regnamespace));
BEGIN
    v3 := pg_temp.replaced(v3, 'book_batch_v2', 'book_batch_v3');
    v3 := pg_temp.replaced(v3, 'busy integer[], asked integer[]', 'busy integer[], busy_places integer[], asked integer[]');
    v3 := pg_temp.replaced(v3, ' placed := told;', ' placed := busy_places;');
    v3 := pg_temp.replaced(v3, ' today_placed := told;', ' today_placed := busy_places;');
    v3 := pg_temp.replaced(v3, ' placed[r.i] := r.placed;', ' placed[r.i] := placed[r.i] + r.placed;');
    v3 := pg_temp.replaced(v3, ' today_placed[r.i] := r.today_placed;', ' today_placed[r.i] := today_placed[r.i] + r.today_placed;');
    EXECUTE v3;
END $$;
-- +goose StatementEnd

-- +goose StatementBegin
DROP FUNCTION pg_temp.replaced(text, text, text);
-- +goose StatementEnd
