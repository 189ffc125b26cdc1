-- Keys that are rotated and revoked, the hospital's own key that its published list is signed with, and the level of
-- signature that a hospital asks for.

ALTER TABLE seal_keys
  -- Destroyed when the key is retired: nothing is ever sealed with it again.
  ALTER COLUMN private_key DROP NOT NULL,
  ADD COLUMN revoked_at timestamptz,
  -- From when on its seals are not believed; before revoked_at where the key was in other hands earlier.
  ADD COLUMN revoked_from timestamptz,
  ADD COLUMN revoke_reason text,
  ADD CHECK (retired_at IS NOT NULL OR private_key IS NOT NULL),
  ADD CHECK (revoked_at IS NULL OR retired_at IS NOT NULL),
  ADD CHECK ((revoked_at IS NULL) = (revoked_from IS NULL) AND (revoked_at IS NULL) = (revoke_reason IS NULL)),
  ADD CHECK (revoked_from <= revoked_at);
CREATE INDEX seal_keys_by_clinician ON seal_keys (hospital_id, clinician_id, created_at DESC);

CREATE TABLE hospital_keys (
  hospital_id text NOT NULL REFERENCES hospitals,
  key_id text NOT NULL,
  public_jwk jsonb NOT NULL,
  -- Encrypted like the clinicians'.
  private_key bytea NOT NULL,
  created_at timestamptz NOT NULL,
  PRIMARY KEY (hospital_id)
);
CALL care_tenant_table('hospital_keys');

-- No row: a seal is enough for both.
CREATE TABLE signing_settings (
  hospital_id text NOT NULL REFERENCES hospitals,
  doctor_level text NOT NULL CHECK (doctor_level IN ('seal', 'ceremony', 'ca')),
  pharmacist_level text NOT NULL CHECK (pharmacist_level IN ('seal', 'ceremony', 'ca')),
  changed_at timestamptz NOT NULL,
  changed_by uuid NOT NULL,
  PRIMARY KEY (hospital_id)
);
CALL care_tenant_table('signing_settings');
