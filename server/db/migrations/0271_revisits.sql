-- What shows that a patient's illness was treated before, as the doctor of the encounter decided on it; and where a patient is sent
-- who has to be seen in person.

CREATE TABLE revisits (
  hospital_id text NOT NULL REFERENCES hospitals,
  encounter_id uuid NOT NULL,
  visit_id uuid NOT NULL,
  state text NOT NULL CHECK (state IN ('confirmed', 'refused')),
  evidence jsonb,
  -- Of the evidence, where it is an uploaded record: the file is kept for as long.
  attachment_id uuid,
  -- The doctor's judgement that the illness is a common or chronic one.
  common boolean,
  refusal text,
  checked_by uuid NOT NULL,
  checked_at timestamptz NOT NULL,
  PRIMARY KEY (hospital_id, encounter_id),
  FOREIGN KEY (hospital_id, encounter_id) REFERENCES encounters,
  FOREIGN KEY (hospital_id, visit_id) REFERENCES visits,
  FOREIGN KEY (hospital_id, visit_id, attachment_id) REFERENCES attachments,
  FOREIGN KEY (hospital_id, checked_by) REFERENCES clinicians,
  CHECK (CASE state WHEN 'confirmed' THEN evidence IS NOT NULL AND common IS NOT NULL AND refusal IS NULL
         ELSE evidence IS NULL AND attachment_id IS NULL AND refusal IS NOT NULL END)
);
CREATE INDEX revisits_by_file ON revisits (hospital_id, visit_id, attachment_id);
CALL care_tenant_table('revisits');
REVOKE DELETE ON revisits FROM care_app;

CREATE TABLE offline_referrals (
  hospital_id text NOT NULL REFERENCES hospitals,
  encounter_id uuid NOT NULL,
  visit_id uuid NOT NULL,
  referral jsonb NOT NULL,
  referred_by uuid NOT NULL,
  referred_at timestamptz NOT NULL,
  PRIMARY KEY (hospital_id, encounter_id),
  FOREIGN KEY (hospital_id, encounter_id) REFERENCES encounters,
  FOREIGN KEY (hospital_id, visit_id) REFERENCES visits,
  FOREIGN KEY (hospital_id, referred_by) REFERENCES clinicians
);
CREATE INDEX offline_referrals_by_visit ON offline_referrals (hospital_id, visit_id, referred_at DESC);
CALL care_tenant_table('offline_referrals');
REVOKE DELETE ON offline_referrals FROM care_app;

-- Patients are registered anew with each visit: an earlier one of the same person is found by what they gave of themselves.
CREATE INDEX patients_by_person ON patients (hospital_id, birth_date, name);
