-- +goose Up
-- Visitors book in the edition on show alone, whatever dates another one has;
-- the desk and schools wherever the dates allow it, but not in a past edition.

-- +goose StatementBegin
DO $$
DECLARE
    text constant text := pg_get_functiondef((SELECT oid FROM pg_proc WHERE proname = 'book_batch_v2'));
    dates constant text := 'AND now_at >= e.booking_opens_at';
    state constant text := 'AND (e.state = ''current'' OR q.origin IN (''desk'', ''school'') AND e.state <> ''past'')
                ';
BEGIN
    IF position(dates IN text) = 0 THEN
        RAISE EXCEPTION 'book_batch_v2 has no dates to add the state to';
    END IF;
    EXECUTE replace(text, dates, state || dates);
END $$;
-- +goose StatementEnd
