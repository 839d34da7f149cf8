-- +goose Up
-- As 0040 did for the version before: the first message of a booking is dated by
-- the clock of the program.

-- +goose StatementBegin
DO $$
DECLARE
    text constant text := pg_get_functiondef((SELECT oid FROM pg_proc WHERE proname = 'book_batch_v3'));
    columns constant text := 'INSERT INTO message (territory_id, booking_id, kind, channel, due_at)';
    due constant text := 'booking_channel(b.email, b.phone, t.sms_url), now_at';
BEGIN
    IF position(columns IN text) = 0 OR position(due IN text) = 0 THEN
        RAISE EXCEPTION 'book_batch_v3 has no message to date';
    END IF;
    EXECUTE replace(replace(text, columns, left(columns, -1) || ', created_at)'), due, due || ', now_at');
END $$;
-- +goose StatementEnd
