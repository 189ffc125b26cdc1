-- Triage: every protocol version that was ever used, by hash, and every result. Both are kept as they were, so that a
-- stored result can be replayed after protocols change.

CREATE TABLE triage_protocols (
  hospital_id text NOT NULL REFERENCES hospitals,
  -- SHA-256 over the protocol's canonical JSON (RFC 8785) without its review.
  hash text NOT NULL CHECK (hash ~ '^[0-9a-f]{64}$'),
  protocol_id text NOT NULL,
  version text NOT NULL,
  body jsonb NOT NULL,
  first_used_at timestamptz NOT NULL,
  PRIMARY KEY (hospital_id, hash)
);
CALL care_tenant_table('triage_protocols');
REVOKE UPDATE, DELETE ON triage_protocols FROM care_app;

CREATE TABLE triage_results (
  hospital_id text NOT NULL,
  triage_result_id uuid NOT NULL,
  visit_id uuid NOT NULL,
  level integer NOT NULL CHECK (level BETWEEN 1 AND 4),
  engine_version text NOT NULL,
  -- [{id, version, hash}]
  protocols jsonb NOT NULL,
  -- What the engine was given: linkId -> codes, age and sex, dated lists.
  answers jsonb NOT NULL,
  facts jsonb NOT NULL,
  regions jsonb NOT NULL,
  -- The complaint in the patient's own words.
  words text NOT NULL,
  -- Ids of the rules that fired, and of those the patient was not sure of.
  fired text[] NOT NULL,
  unsure text[] NOT NULL,
  -- What was said to the patient: departments, reasons, advice, answers in words.
  outcome jsonb NOT NULL,
  created_at timestamptz NOT NULL,
  PRIMARY KEY (hospital_id, triage_result_id),
  FOREIGN KEY (hospital_id, visit_id) REFERENCES visits
);
CREATE INDEX triage_by_visit ON triage_results (hospital_id, visit_id, created_at DESC, triage_result_id DESC);
CALL care_tenant_table('triage_results');
REVOKE UPDATE, DELETE ON triage_results FROM care_app;
