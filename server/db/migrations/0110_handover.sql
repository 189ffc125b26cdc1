-- A consult that is put on hold or handed over: the entry ends, and a new one waits with the old one's place.

ALTER TABLE queue_entries
  -- Before everybody who has not been called yet: nobody overtakes a patient whom a doctor, or a lost line, sent back.
  ADD COLUMN kept boolean NOT NULL DEFAULT false,
  ADD COLUMN returned text CHECK (returned IN ('hold', 'doctor-away', 'transfer')),
  -- Who had the patient before, and in a transfer why: {code, text}.
  ADD COLUMN returned_by uuid,
  ADD COLUMN transfer jsonb,
  -- The one doctor who may call, until then; afterwards any of the department.
  ADD COLUMN waits_for uuid,
  ADD COLUMN waits_until timestamptz,
  ADD FOREIGN KEY (hospital_id, returned_by) REFERENCES clinicians,
  ADD FOREIGN KEY (hospital_id, waits_for) REFERENCES clinicians,
  ADD CHECK ((waits_for IS NULL) = (waits_until IS NULL));
DROP INDEX queue_waiting;
CREATE INDEX queue_waiting
  ON queue_entries (hospital_id, department_id, kept DESC, flagged DESC, level, rank_at, entry_id)
  WHERE state = 'waiting';
