-- Who registered an origin, and when; null where it was there from the hospital's setting up.
ALTER TABLE hospital_origins
  ADD registered_at timestamptz,
  ADD registered_by uuid,
  ADD FOREIGN KEY (hospital_id, registered_by) REFERENCES clinicians;
