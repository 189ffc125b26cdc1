-- Prescriptions, their seals, and the clinicians' sealing keys. A draft is data; from signing on `sealed` is the truth: the
-- RFC 8785 text that the doctor's seal is over, never changed again.

CREATE TABLE seal_keys (
  hospital_id text NOT NULL,
  key_id text NOT NULL,
  clinician_id uuid NOT NULL,
  public_jwk jsonb NOT NULL,
  -- Encrypted (AES-256-GCM) under the server's CARE_SEAL_KEY.
  private_key bytea NOT NULL,
  created_at timestamptz NOT NULL,
  retired_at timestamptz,
  PRIMARY KEY (hospital_id, key_id),
  FOREIGN KEY (hospital_id, clinician_id) REFERENCES clinicians
);
CREATE UNIQUE INDEX seal_keys_in_use ON seal_keys (hospital_id, clinician_id) WHERE retired_at IS NULL;
CALL care_tenant_table('seal_keys');

CREATE TABLE prescriptions (
  hospital_id text NOT NULL,
  prescription_id uuid NOT NULL,
  number text NOT NULL,
  encounter_id uuid NOT NULL,
  visit_id uuid NOT NULL,
  prescriber_id uuid NOT NULL,
  revision integer NOT NULL,
  revises uuid,
  state text NOT NULL CHECK (state IN ('draft', 'pending_review', 'approved', 'returned', 'rejected', 'claimed',
    'partially_dispensed', 'dispensed', 'voided', 'expired')),
  row_version integer NOT NULL DEFAULT 0,
  draft jsonb NOT NULL,
  sealed text,
  rx_hash text,
  access_code text,
  created_at timestamptz NOT NULL,
  saved_at timestamptz NOT NULL,
  signed_at timestamptz,
  valid_until timestamptz,
  decided_at timestamptz,
  ended_at timestamptz,
  void_reason text,
  void_note text,
  PRIMARY KEY (hospital_id, prescription_id),
  FOREIGN KEY (hospital_id, encounter_id) REFERENCES encounters,
  FOREIGN KEY (hospital_id, visit_id) REFERENCES visits,
  FOREIGN KEY (hospital_id, prescriber_id) REFERENCES clinicians,
  FOREIGN KEY (hospital_id, revises) REFERENCES prescriptions,
  -- What was signed is whole, whatever happened to it since.
  CHECK ((sealed IS NULL) = (signed_at IS NULL) AND (sealed IS NULL) = (rx_hash IS NULL)
    AND (sealed IS NULL) = (valid_until IS NULL) AND (sealed IS NULL) = (access_code IS NULL)),
  CHECK (sealed IS NOT NULL OR state IN ('draft', 'voided'))
);
-- One under way at a time, one revision of a returned one, one holder of a code.
CREATE UNIQUE INDEX prescriptions_open ON prescriptions (hospital_id, encounter_id)
  WHERE state IN ('draft', 'pending_review', 'approved', 'claimed', 'partially_dispensed');
CREATE UNIQUE INDEX prescriptions_revised_once ON prescriptions (hospital_id, revises) WHERE revises IS NOT NULL AND state <> 'voided';
CREATE UNIQUE INDEX prescriptions_by_code ON prescriptions (hospital_id, access_code);
CREATE INDEX prescriptions_to_review ON prescriptions (hospital_id, signed_at) WHERE state = 'pending_review';
CREATE INDEX prescriptions_by_visit ON prescriptions (hospital_id, visit_id, created_at DESC);
CREATE INDEX prescriptions_by_prescriber ON prescriptions (hospital_id, prescriber_id, state, created_at DESC);
CREATE INDEX prescriptions_due ON prescriptions (hospital_id, valid_until) WHERE state IN ('pending_review', 'approved');
CALL care_tenant_table('prescriptions');

-- What was signed can't be rewritten, not even by a mistake of ours.
CREATE FUNCTION care_keep_sealed() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF OLD.sealed IS NOT NULL AND (NEW.sealed IS DISTINCT FROM OLD.sealed OR NEW.rx_hash IS DISTINCT FROM OLD.rx_hash
      OR NEW.prescriber_id IS DISTINCT FROM OLD.prescriber_id OR NEW.signed_at IS DISTINCT FROM OLD.signed_at) THEN
    RAISE EXCEPTION 'A signed prescription is not changed.' USING ERRCODE = 'integrity_constraint_violation';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER keep_sealed BEFORE UPDATE ON prescriptions FOR EACH ROW EXECUTE FUNCTION care_keep_sealed();

CREATE TABLE prescription_seals (
  hospital_id text NOT NULL,
  prescription_id uuid NOT NULL,
  seal_id uuid NOT NULL,
  role text NOT NULL CHECK (role IN ('doctor', 'pharmacist')),
  clinician_id uuid NOT NULL,
  level text NOT NULL,
  key_id text NOT NULL,
  -- The canonical text under a pharmacist's seal; a doctor's is over prescriptions.sealed.
  payload text,
  -- Detached compact JWS (RFC 7515 appendix F).
  jws text NOT NULL,
  at timestamptz NOT NULL,
  PRIMARY KEY (hospital_id, prescription_id, seal_id),
  FOREIGN KEY (hospital_id, prescription_id) REFERENCES prescriptions,
  FOREIGN KEY (hospital_id, clinician_id) REFERENCES clinicians
);
-- One decision and one signature each.
CREATE UNIQUE INDEX prescription_seals_by_role ON prescription_seals (hospital_id, prescription_id, role);
CALL care_tenant_table('prescription_seals');
REVOKE UPDATE, DELETE ON prescription_seals FROM care_app;
