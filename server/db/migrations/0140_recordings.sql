-- Recording of consults: off until a hospital has a text that its patients are asked with.

ALTER TABLE hospitals ADD COLUMN recording jsonb;

CREATE TABLE recordings (
  hospital_id text NOT NULL REFERENCES hospitals,
  recording_id uuid NOT NULL,
  visit_id uuid NOT NULL,
  consult_id uuid NOT NULL,
  state text NOT NULL CHECK (state IN
    ('asked', 'refused', 'withdrawn', 'starting', 'on', 'stopping', 'stored', 'failed')),
  -- Both consents: the doctor's by asking, the patient's by answering the text of this version.
  asked_by uuid NOT NULL,
  asked_at timestamptz NOT NULL,
  consent_version text NOT NULL,
  answered_by uuid,
  answered_at timestamptz,
  agreed boolean,
  -- The server whose recorder it is says so again and again; one that fell silent has lost it.
  alive_at timestamptz,
  started_at timestamptz,
  stopped_by text CHECK (stopped_by IN ('patient', 'doctor', 'system')),
  ended_at timestamptz,
  failure text CHECK (failure IN ('unavailable', 'lost', 'server', 'empty', 'storage')),
  object_key text,
  type text,
  bytes bigint,
  sha256 text,
  seconds double precision,
  retain_until timestamptz,
  PRIMARY KEY (hospital_id, recording_id),
  FOREIGN KEY (hospital_id, visit_id) REFERENCES visits,
  FOREIGN KEY (hospital_id, consult_id) REFERENCES consults,
  FOREIGN KEY (hospital_id, asked_by) REFERENCES clinicians (hospital_id, clinician_id),
  CHECK ((object_key IS NULL) = (sha256 IS NULL) AND (object_key IS NULL) = (retain_until IS NULL)),
  -- Nothing runs without the patient's yes.
  CHECK (state IN ('asked', 'refused', 'withdrawn') OR agreed)
);
CREATE UNIQUE INDEX recordings_open ON recordings (hospital_id, consult_id)
  WHERE state IN ('asked', 'starting', 'on', 'stopping');
CREATE INDEX recordings_by_visit ON recordings (hospital_id, visit_id, asked_at DESC);
CALL care_tenant_table('recordings');
REVOKE DELETE ON recordings FROM care_app;
