-- The open sessions of one clinician, among those of all patients that ever came.
CREATE INDEX sessions_at_work ON sessions (hospital_id, subject_id)
  WHERE ended_at IS NULL AND role NOT IN ('patient', 'guest', 'listener');
