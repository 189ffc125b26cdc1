-- The formulary as a hospital owns it: versions in a row, each the rows that stand in it, and who signed which. A hospital without a
-- version follows the starter pack that came with the program.

ALTER TABLE clinicians ADD COLUMN pharmacy_lead boolean NOT NULL DEFAULT false;
ALTER TABLE clinicians ADD CONSTRAINT clinicians_pharmacy_lead CHECK (NOT pharmacy_lead OR role = 'pharmacist');

CREATE TABLE formulary_versions (
  hospital_id text NOT NULL REFERENCES hospitals,
  version integer NOT NULL CHECK (version > 0),
  -- SHA-256 over every row's id and hash.
  rows_hash text NOT NULL CHECK (rows_hash ~ '^[0-9a-f]{64}$'),
  origin text NOT NULL CHECK (origin IN ('starter', 'import', 'edit')),
  drugs integer NOT NULL,
  unverified integer NOT NULL,
  note text NOT NULL,
  created_by uuid,
  created_at timestamptz NOT NULL,
  PRIMARY KEY (hospital_id, version),
  FOREIGN KEY (hospital_id, created_by) REFERENCES clinicians
);
CALL care_tenant_table('formulary_versions');
REVOKE UPDATE, DELETE ON formulary_versions FROM care_app;

-- A row stands from one version until before another; null: it still stands.
CREATE TABLE formulary_rows (
  hospital_id text NOT NULL,
  drug_id text NOT NULL,
  from_version integer NOT NULL,
  to_version integer CHECK (to_version > from_version),
  row_hash text NOT NULL CHECK (row_hash ~ '^[0-9a-f]{64}$'),
  drug jsonb NOT NULL,
  PRIMARY KEY (hospital_id, drug_id, from_version),
  FOREIGN KEY (hospital_id, from_version) REFERENCES formulary_versions
);
CREATE UNIQUE INDEX formulary_rows_standing ON formulary_rows (hospital_id, drug_id) WHERE to_version IS NULL;
CALL care_tenant_table('formulary_rows');
REVOKE DELETE ON formulary_rows FROM care_app;

-- What was signed can't be rewritten: a row only ends, once.
CREATE FUNCTION care_keep_formulary_row() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF OLD.to_version IS NOT NULL OR ROW(NEW.drug, NEW.row_hash, NEW.from_version, NEW.drug_id)
     IS DISTINCT FROM ROW(OLD.drug, OLD.row_hash, OLD.from_version, OLD.drug_id) THEN
    RAISE EXCEPTION 'A row of a formulary is not changed.' USING ERRCODE = 'integrity_constraint_violation';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER keep_formulary_row BEFORE UPDATE ON formulary_rows
  FOR EACH ROW EXECUTE FUNCTION care_keep_formulary_row();

CREATE TABLE formulary_signatures (
  hospital_id text NOT NULL,
  version integer NOT NULL,
  clinician_id uuid NOT NULL,
  -- Over the rows and over the program's interactions: with other interactions it has to be signed anew.
  hash text NOT NULL CHECK (hash ~ '^[0-9a-f]{64}$'),
  key_id text NOT NULL,
  -- The canonical statement that was signed: it names hospital, version, hash and signer.
  payload text NOT NULL,
  -- Detached compact JWS (RFC 7515 appendix F), Ed25519.
  jws text NOT NULL,
  at timestamptz NOT NULL,
  PRIMARY KEY (hospital_id, version, hash, clinician_id),
  FOREIGN KEY (hospital_id, version) REFERENCES formulary_versions,
  FOREIGN KEY (hospital_id, clinician_id) REFERENCES clinicians
);
CALL care_tenant_table('formulary_signatures');
REVOKE UPDATE, DELETE ON formulary_signatures FROM care_app;
