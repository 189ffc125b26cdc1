-- A hospital's own words for sentences of the patient's screens, by language and key; checked before they are kept.
CREATE TABLE hospital_sentences (
  hospital_id text NOT NULL,
  language text NOT NULL,
  key text NOT NULL,
  sentence text NOT NULL,
  set_at timestamptz NOT NULL,
  set_by uuid NOT NULL,
  PRIMARY KEY (hospital_id, language, key),
  FOREIGN KEY (hospital_id, set_by) REFERENCES clinicians
);
CALL care_tenant_table('hospital_sentences');

-- How many there are, and a number that grows with each change: what a page has fetched under it stays true.
ALTER TABLE hospitals
  ADD wording_version integer NOT NULL DEFAULT 0,
  ADD wording_count integer NOT NULL DEFAULT 0;
