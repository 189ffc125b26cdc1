-- What a doctor need not type again: lines kept as favourites, and sets of lines by diagnosis.
CREATE TABLE rx_favourites (
  hospital_id text NOT NULL,
  favourite_id uuid NOT NULL,
  clinician_id uuid NOT NULL,
  -- The order, and the product as it was when it was kept.
  item jsonb NOT NULL,
  drug jsonb NOT NULL,
  -- SHA-256 of the order: the same is kept once.
  item_hash text NOT NULL,
  created_at timestamptz NOT NULL,
  PRIMARY KEY (hospital_id, favourite_id),
  UNIQUE (hospital_id, clinician_id, item_hash),
  FOREIGN KEY (hospital_id, clinician_id) REFERENCES clinicians
);
CALL care_tenant_table('rx_favourites');

CREATE TABLE rx_templates (
  hospital_id text NOT NULL,
  template_id uuid NOT NULL,
  clinician_id uuid NOT NULL,
  -- Whose doctors have it too; null keeps it to its owner.
  department_id uuid,
  name text NOT NULL,
  diagnoses jsonb NOT NULL,
  -- [{"input": …, "drug": …}], as a draft keeps its lines.
  lines jsonb NOT NULL,
  created_at timestamptz NOT NULL,
  PRIMARY KEY (hospital_id, template_id),
  FOREIGN KEY (hospital_id, clinician_id) REFERENCES clinicians,
  FOREIGN KEY (hospital_id, department_id) REFERENCES departments
);
CREATE INDEX rx_templates_by_owner ON rx_templates (hospital_id, clinician_id, created_at DESC);
CREATE INDEX rx_templates_shared ON rx_templates (hospital_id, department_id, created_at DESC) WHERE department_id IS NOT NULL;
CALL care_tenant_table('rx_templates');

CREATE INDEX prescriptions_signed_by ON prescriptions (hospital_id, prescriber_id, signed_at DESC) WHERE sealed IS NOT NULL;
