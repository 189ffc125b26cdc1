-- Stills of the patient's picture for the record: none until a hospital has a text that its patients are asked with.

ALTER TABLE hospitals ADD COLUMN snapshot jsonb;

CREATE TABLE snapshots (
  hospital_id text NOT NULL REFERENCES hospitals,
  snapshot_id uuid NOT NULL,
  visit_id uuid NOT NULL,
  consult_id uuid NOT NULL,
  encounter_id uuid NOT NULL,
  state text NOT NULL CHECK (state IN ('asked', 'refused', 'withdrawn', 'agreed', 'stored', 'failed')),
  -- What for, as the patient read it.
  purpose text NOT NULL,
  asked_by uuid NOT NULL,
  asked_at timestamptz NOT NULL,
  consent_version text NOT NULL,
  answered_by uuid,
  answered_at timestamptz,
  agreed boolean,
  attachment_id uuid,
  stored_at timestamptz,
  PRIMARY KEY (hospital_id, snapshot_id),
  FOREIGN KEY (hospital_id, visit_id) REFERENCES visits,
  FOREIGN KEY (hospital_id, consult_id) REFERENCES consults,
  FOREIGN KEY (hospital_id, encounter_id) REFERENCES encounters,
  FOREIGN KEY (hospital_id, asked_by) REFERENCES clinicians (hospital_id, clinician_id),
  -- The picture cannot go while the record has it.
  FOREIGN KEY (hospital_id, visit_id, attachment_id) REFERENCES attachments,
  CHECK ((state = 'stored') = (attachment_id IS NOT NULL) AND (state = 'stored') = (stored_at IS NOT NULL)),
  -- No picture without the patient's yes.
  CHECK (state NOT IN ('agreed', 'stored', 'failed') OR agreed)
);
CREATE UNIQUE INDEX snapshots_open ON snapshots (hospital_id, consult_id) WHERE state IN ('asked', 'agreed');
CREATE UNIQUE INDEX snapshots_attachment ON snapshots (hospital_id, visit_id, attachment_id)
  WHERE attachment_id IS NOT NULL;
CREATE INDEX snapshots_by_visit ON snapshots (hospital_id, visit_id, asked_at DESC);
CALL care_tenant_table('snapshots');
REVOKE DELETE ON snapshots FROM care_app;
