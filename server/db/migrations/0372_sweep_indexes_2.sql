-- Who is in consult is asked every few seconds of every hospital. The outbox's old rows are the first of its key: no index of their age.
CREATE INDEX queue_in_consult ON queue_entries (hospital_id, entry_id) WHERE state = 'in_consult';
DROP INDEX outbox_age;
