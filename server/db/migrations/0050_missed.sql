-- The sweep for called patients who never came looks for these alone.
CREATE INDEX queue_missed ON queue_entries (hospital_id, ended_at) WHERE state = 'missed';
