-- Sites that sign their patients in themselves: whose tokens a hospital takes, whom they were for, and which were used.
CREATE TABLE host_issuers (
  hospital_id text NOT NULL REFERENCES hospitals,
  issuer text NOT NULL,
  -- Where the public keys are fetched, or the keys themselves.
  jwks_url text,
  jwks jsonb,
  updated_at timestamptz NOT NULL,
  updated_by uuid NOT NULL,
  PRIMARY KEY (hospital_id, issuer),
  CHECK ((jwks_url IS NULL) <> (jwks IS NULL)),
  FOREIGN KEY (hospital_id, updated_by) REFERENCES clinicians
);
CALL care_tenant_table('host_issuers');

-- Somebody whom a host knows. Its name for them may be a telephone number, so only its hash is kept.
CREATE TABLE host_subjects (
  hospital_id text NOT NULL,
  subject_id uuid NOT NULL,
  subject_hash text NOT NULL,
  created_at timestamptz NOT NULL,
  PRIMARY KEY (hospital_id, subject_id),
  UNIQUE (hospital_id, subject_hash)
);
CALL care_tenant_table('host_subjects');

-- The patients of one subject: themselves, and those whom they register besides.
CREATE TABLE host_patients (
  hospital_id text NOT NULL,
  subject_id uuid NOT NULL,
  patient_id uuid NOT NULL,
  PRIMARY KEY (hospital_id, subject_id, patient_id),
  FOREIGN KEY (hospital_id, subject_id) REFERENCES host_subjects,
  FOREIGN KEY (hospital_id, patient_id) REFERENCES patients
);
CALL care_tenant_table('host_patients');

-- Tokens that were exchanged, until they would have run out: each is taken once.
CREATE TABLE host_token_uses (
  hospital_id text NOT NULL,
  token_hash text NOT NULL,
  expires_at timestamptz NOT NULL,
  PRIMARY KEY (hospital_id, token_hash)
);
CREATE INDEX host_token_uses_by_end ON host_token_uses (hospital_id, expires_at);
CALL care_tenant_table('host_token_uses');
