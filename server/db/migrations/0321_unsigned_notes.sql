-- A doctor's own notes that still wait for a signature after the patient went on to somebody else, or away.

CREATE INDEX encounters_unsigned ON encounters (hospital_id, clinician_id, created_at DESC)
  WHERE state = 'finished' AND note_state = 'unsigned';
