-- May advise and may treat are two rights, each of a doctor in a department. Who had the right to treat has it in each of theirs.
-- The owner sees no rows of a table that forces its policy, so for the move it does not.
ALTER TABLE clinician_departments
  ADD COLUMN consult_right boolean NOT NULL DEFAULT false,
  ADD COLUMN treatment_right boolean NOT NULL DEFAULT false,
  ADD CONSTRAINT who_treats_advises CHECK (consult_right OR NOT treatment_right);

ALTER TABLE clinicians NO FORCE ROW LEVEL SECURITY;
ALTER TABLE clinician_departments NO FORCE ROW LEVEL SECURITY;
UPDATE clinician_departments d SET consult_right = true, treatment_right = c.treatment_right
  FROM clinicians c
  WHERE c.hospital_id = d.hospital_id AND c.clinician_id = d.clinician_id AND c.role = 'doctor';
ALTER TABLE clinicians FORCE ROW LEVEL SECURITY;
ALTER TABLE clinician_departments FORCE ROW LEVEL SECURITY;

ALTER TABLE clinicians
  DROP COLUMN treatment_right,
  -- Since when a doctor practises on their own licence, and whether the institution where they are registered consents to work
  -- online; null is not on record.
  ADD COLUMN practising_since date,
  ADD COLUMN institution_consents boolean;
