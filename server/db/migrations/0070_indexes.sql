-- What was found by reading a whole table: an encounter's prescriptions, the revision of one (asked for each row of a list),
-- and the outbox's old rows (they lie in the order of time, so a summary of each block is enough and costs a write nothing).
CREATE INDEX prescriptions_by_encounter ON prescriptions (hospital_id, encounter_id, created_at DESC);
CREATE INDEX prescriptions_by_revised ON prescriptions (hospital_id, revises, created_at DESC) WHERE revises IS NOT NULL;
CREATE INDEX outbox_age ON outbox USING brin (at);
