-- What the clock asks of every hospital in turn was found by reading all that the hospital had written, or what others had: old
-- idempotency keys of all hospitals once for each, and the ended meetings of all years for the few seats that still have a name.
CREATE INDEX idempotency_by_age ON idempotency_keys (hospital_id, created_at);
DROP INDEX idempotency_age;
CREATE INDEX meeting_seats_named ON meeting_seats (hospital_id, meeting_id) WHERE name <> '';
