-- Triage content as a hospital owns it: versions of protocols and epidemic files, who put them up, and who signed which. An id
-- without a published or retired row follows the file that came with the program.

ALTER TABLE clinicians DROP CONSTRAINT clinicians_role_check;
ALTER TABLE clinicians ADD CONSTRAINT clinicians_role_check
  CHECK (role IN ('doctor', 'pharmacist', 'administrator', 'medical_lead'));

CREATE TABLE triage_contents (
  hospital_id text NOT NULL REFERENCES hospitals,
  kind text NOT NULL CHECK (kind IN ('protocol', 'epidemic')),
  content_id text NOT NULL,
  -- SHA-256 over the canonical JSON (RFC 8785) without its review.
  hash text NOT NULL CHECK (hash ~ '^[0-9a-f]{64}$'),
  version text NOT NULL,
  state text NOT NULL CHECK (state IN ('draft', 'published', 'retired')),
  origin text NOT NULL CHECK (origin IN ('built-in', 'uploaded')),
  -- As it was uploaded, key by key: it is what an administrator edits.
  body json NOT NULL,
  created_at timestamptz NOT NULL,
  uploaded_by uuid,
  uploaded_at timestamptz,
  published_by uuid,
  published_at timestamptz,
  retired_by uuid,
  retired_at timestamptz,
  PRIMARY KEY (hospital_id, kind, content_id, hash),
  FOREIGN KEY (hospital_id, uploaded_by) REFERENCES clinicians,
  FOREIGN KEY (hospital_id, published_by) REFERENCES clinicians,
  FOREIGN KEY (hospital_id, retired_by) REFERENCES clinicians
);
CREATE UNIQUE INDEX triage_contents_published ON triage_contents (hospital_id, kind, content_id) WHERE state = 'published';
CREATE INDEX triage_contents_newest ON triage_contents (hospital_id, kind, content_id, created_at DESC);
CALL care_tenant_table('triage_contents');
REVOKE DELETE ON triage_contents FROM care_app;

-- What was signed can't be rewritten: only a version's state moves.
CREATE FUNCTION care_keep_content() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF NEW.body::text <> OLD.body::text OR NEW.hash <> OLD.hash OR NEW.version <> OLD.version OR NEW.origin <> OLD.origin THEN
    RAISE EXCEPTION 'A version of triage content is not changed.' USING ERRCODE = 'integrity_constraint_violation';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER keep_content BEFORE UPDATE ON triage_contents FOR EACH ROW EXECUTE FUNCTION care_keep_content();

CREATE TABLE triage_content_signatures (
  hospital_id text NOT NULL,
  kind text NOT NULL,
  content_id text NOT NULL,
  hash text NOT NULL,
  version text NOT NULL,
  clinician_id uuid NOT NULL,
  key_id text NOT NULL,
  -- The canonical statement that was signed: it names hospital, kind, id, version, hash and signer.
  payload text NOT NULL,
  -- Detached compact JWS (RFC 7515 appendix F), Ed25519.
  jws text NOT NULL,
  at timestamptz NOT NULL,
  PRIMARY KEY (hospital_id, kind, content_id, hash, clinician_id),
  FOREIGN KEY (hospital_id, kind, content_id, hash) REFERENCES triage_contents,
  FOREIGN KEY (hospital_id, clinician_id) REFERENCES clinicians
);
CALL care_tenant_table('triage_content_signatures');
REVOKE UPDATE, DELETE ON triage_content_signatures FROM care_app;

-- Grows with every change of what a hospital publishes or signs: servers that keep the library in memory look here first.
CREATE TABLE triage_content_revisions (
  hospital_id text PRIMARY KEY REFERENCES hospitals,
  revision bigint NOT NULL
);
CALL care_tenant_table('triage_content_revisions');
