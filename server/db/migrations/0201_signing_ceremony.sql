-- Keys that are not the server's: in a clinician's own device (WebAuthn), or at a certificate authority; and what was begun with one.

CREATE TABLE signer_keys (
  hospital_id text NOT NULL,
  -- The public key's RFC 7638 thumbprint.
  key_id text NOT NULL,
  clinician_id uuid NOT NULL,
  level text NOT NULL CHECK (level IN ('ceremony', 'ca')),
  name text NOT NULL,
  public_jwk jsonb NOT NULL,
  alg text NOT NULL CHECK (alg IN ('Ed25519', 'ES256', 'RS256')),
  -- WebAuthn's: the credential, its public key as the device gave it (COSE), its signature counter, and the site it works for.
  credential_id text,
  cose_key bytea,
  counter bigint NOT NULL DEFAULT 0,
  transports text[] NOT NULL DEFAULT '{}',
  rp_id text,
  created_at timestamptz NOT NULL,
  last_used_at timestamptz,
  revoked_at timestamptz,
  revoked_from timestamptz,
  revoke_reason text,
  PRIMARY KEY (hospital_id, key_id),
  UNIQUE (hospital_id, credential_id),
  FOREIGN KEY (hospital_id, clinician_id) REFERENCES clinicians,
  CHECK ((level = 'ceremony') = (credential_id IS NOT NULL) AND (level = 'ceremony') = (cose_key IS NOT NULL)
    AND (level = 'ceremony') = (rp_id IS NOT NULL)),
  CHECK ((revoked_at IS NULL) = (revoked_from IS NULL) AND (revoked_at IS NULL) = (revoke_reason IS NULL)),
  CHECK (revoked_from <= revoked_at)
);
CREATE INDEX signer_keys_by_clinician ON signer_keys (hospital_id, clinician_id, created_at DESC);
CALL care_tenant_table('signer_keys');

-- What a clinician was asked to confirm: pinned here for minutes, completed once.
CREATE TABLE signing_begun (
  hospital_id text NOT NULL,
  begin_id uuid NOT NULL,
  clinician_id uuid NOT NULL,
  purpose text NOT NULL CHECK (purpose IN ('register', 'sign', 'approve', 'return', 'reject')),
  -- The prescription; null where a key is added.
  subject_id uuid,
  level text NOT NULL CHECK (level IN ('ceremony', 'ca')),
  input jsonb NOT NULL,
  -- Exactly what is signed; null where a key is added.
  canonical text,
  challenge text NOT NULL,
  origin text NOT NULL,
  begun_at timestamptz NOT NULL,
  expires_at timestamptz NOT NULL,
  used_at timestamptz,
  PRIMARY KEY (hospital_id, begin_id),
  FOREIGN KEY (hospital_id, clinician_id) REFERENCES clinicians
);
CREATE INDEX signing_begun_age ON signing_begun (hospital_id, expires_at);
CALL care_tenant_table('signing_begun');

ALTER TABLE prescription_seals
  ALTER COLUMN jws DROP NOT NULL,
  -- What the device answered in a ceremony.
  ADD COLUMN assertion jsonb,
  ADD CHECK (level IN ('seal', 'ceremony', 'ca')),
  ADD CHECK ((level = 'ceremony') = (assertion IS NOT NULL) AND (level = 'ceremony') = (jws IS NULL));
