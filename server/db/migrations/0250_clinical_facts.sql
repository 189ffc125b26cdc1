-- What the doctor records of the patient for the checks of a prescription. One row an encounter, saved as it is typed.

CREATE TABLE clinical_facts (
  hospital_id text NOT NULL REFERENCES hospitals,
  encounter_id uuid NOT NULL,
  visit_id uuid NOT NULL,
  facts jsonb NOT NULL,
  row_version integer NOT NULL,
  saved_by uuid NOT NULL,
  saved_at timestamptz NOT NULL,
  PRIMARY KEY (hospital_id, encounter_id),
  FOREIGN KEY (hospital_id, encounter_id) REFERENCES encounters,
  FOREIGN KEY (hospital_id, visit_id) REFERENCES visits,
  FOREIGN KEY (hospital_id, saved_by) REFERENCES clinicians
);
CREATE INDEX clinical_facts_by_visit ON clinical_facts (hospital_id, visit_id, saved_at DESC);
CALL care_tenant_table('clinical_facts');
REVOKE DELETE ON clinical_facts FROM care_app;
