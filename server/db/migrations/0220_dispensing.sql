-- Dispensing: pharmacies and who works there, claims with their hashed secret, sealed receipts, the way to the patient, what a
-- doctor asks back, a longer validity, and the state of payment.

ALTER TABLE clinicians DROP CONSTRAINT clinicians_role_check;
ALTER TABLE clinicians ADD CONSTRAINT clinicians_role_check
  CHECK (role IN ('doctor', 'pharmacist', 'pharmacy', 'administrator', 'medical_lead'));

CREATE TABLE pharmacies (
  hospital_id text NOT NULL REFERENCES hospitals,
  pharmacy_id uuid NOT NULL,
  name jsonb NOT NULL,
  address jsonb NOT NULL,
  phone text NOT NULL,
  hours jsonb NOT NULL,
  -- The hospital's own counter.
  own boolean NOT NULL,
  pickup boolean NOT NULL,
  delivers boolean NOT NULL,
  active boolean NOT NULL DEFAULT true,
  created_at timestamptz NOT NULL,
  PRIMARY KEY (hospital_id, pharmacy_id),
  CHECK (pickup OR delivers)
);
CALL care_tenant_table('pharmacies');

-- A member of staff stands at one counter.
CREATE TABLE pharmacy_staff (
  hospital_id text NOT NULL,
  clinician_id uuid NOT NULL,
  pharmacy_id uuid NOT NULL,
  PRIMARY KEY (hospital_id, clinician_id),
  FOREIGN KEY (hospital_id, clinician_id) REFERENCES clinicians,
  FOREIGN KEY (hospital_id, pharmacy_id) REFERENCES pharmacies
);
CREATE INDEX pharmacy_staff_by_pharmacy ON pharmacy_staff (hospital_id, pharmacy_id);
CALL care_tenant_table('pharmacy_staff');

-- Who holds a prescription now. `claimed_until`: the lease, null once something was handed over.
ALTER TABLE prescriptions
  ADD COLUMN claim_id uuid,
  ADD COLUMN pharmacy_id uuid,
  ADD COLUMN claimed_until timestamptz,
  ADD CHECK ((state = 'claimed') = (claimed_until IS NOT NULL)),
  ADD CHECK ((claim_id IS NULL) = (pharmacy_id IS NULL)),
  ADD CHECK (state NOT IN ('claimed', 'partially_dispensed', 'dispensed') OR claim_id IS NOT NULL),
  ADD FOREIGN KEY (hospital_id, pharmacy_id) REFERENCES pharmacies;
CREATE INDEX prescriptions_held ON prescriptions (hospital_id, pharmacy_id, signed_at DESC) WHERE pharmacy_id IS NOT NULL;
CREATE INDEX prescriptions_leases ON prescriptions (hospital_id, claimed_until) WHERE state = 'claimed';
DROP INDEX prescriptions_due;
CREATE INDEX prescriptions_due ON prescriptions (hospital_id, valid_until)
  WHERE state IN ('pending_review', 'approved', 'partially_dispensed');

-- Each time a pharmacy took a prescription. The one that prescriptions.claim_id names is in force, no other.
CREATE TABLE claims (
  hospital_id text NOT NULL,
  claim_id uuid NOT NULL,
  prescription_id uuid NOT NULL,
  pharmacy_id uuid NOT NULL,
  clinician_id uuid NOT NULL,
  -- SHA-256 of the secret, in hex; the secret itself is nowhere.
  secret_hash text NOT NULL,
  claimed_at timestamptz NOT NULL,
  recovered integer NOT NULL DEFAULT 0,
  -- How the counter gave it back, if it did.
  declined_at timestamptz,
  decline_reason text,
  decline_note text,
  PRIMARY KEY (hospital_id, claim_id),
  FOREIGN KEY (hospital_id, prescription_id) REFERENCES prescriptions,
  FOREIGN KEY (hospital_id, pharmacy_id) REFERENCES pharmacies,
  FOREIGN KEY (hospital_id, clinician_id) REFERENCES clinicians,
  CHECK ((declined_at IS NULL) = (decline_reason IS NULL))
);
CREATE INDEX claims_by_prescription ON claims (hospital_id, prescription_id, claimed_at DESC);
CALL care_tenant_table('claims');
REVOKE DELETE ON claims FROM care_app;

-- Receipts: one a hand-over. `sealed` is the RFC 8785 text under the dispenser's seal, and the truth.
CREATE TABLE dispenses (
  hospital_id text NOT NULL,
  dispense_id uuid NOT NULL,
  prescription_id uuid NOT NULL,
  claim_id uuid NOT NULL,
  pharmacy_id uuid NOT NULL,
  clinician_id uuid NOT NULL,
  part integer NOT NULL CHECK (part > 0),
  -- [{line, units}]: units as exact decimal text.
  lines jsonb NOT NULL,
  sealed text NOT NULL,
  hash text NOT NULL,
  level text NOT NULL,
  key_id text NOT NULL,
  jws text NOT NULL,
  at timestamptz NOT NULL,
  PRIMARY KEY (hospital_id, dispense_id),
  UNIQUE (hospital_id, prescription_id, part),
  FOREIGN KEY (hospital_id, prescription_id) REFERENCES prescriptions,
  FOREIGN KEY (hospital_id, claim_id) REFERENCES claims,
  FOREIGN KEY (hospital_id, clinician_id) REFERENCES clinicians
);
CALL care_tenant_table('dispenses');
REVOKE UPDATE, DELETE ON dispenses FROM care_app;

-- How the medicines reach the patient. An address is the patient's and that pharmacy's.
CREATE TABLE fulfilments (
  hospital_id text NOT NULL,
  fulfilment_id uuid NOT NULL,
  prescription_id uuid NOT NULL,
  visit_id uuid NOT NULL,
  pharmacy_id uuid NOT NULL,
  way text NOT NULL CHECK (way IN ('pickup', 'delivery')),
  state text NOT NULL CHECK (state IN ('chosen', 'ready', 'handed_to_courier', 'delivered', 'failed', 'returned', 'picked_up',
    'cancelled')),
  chosen_by text NOT NULL CHECK (chosen_by IN ('patient', 'counter')),
  delivery jsonb,
  courier jsonb,
  created_at timestamptz NOT NULL,
  changed_at timestamptz NOT NULL,
  PRIMARY KEY (hospital_id, fulfilment_id),
  FOREIGN KEY (hospital_id, prescription_id) REFERENCES prescriptions,
  FOREIGN KEY (hospital_id, visit_id) REFERENCES visits,
  FOREIGN KEY (hospital_id, pharmacy_id) REFERENCES pharmacies,
  CHECK ((way = 'delivery') = (delivery IS NOT NULL))
);
CREATE UNIQUE INDEX fulfilments_open ON fulfilments (hospital_id, prescription_id) WHERE state IN ('chosen', 'ready');
CREATE INDEX fulfilments_by_prescription ON fulfilments (hospital_id, prescription_id, created_at DESC);
CREATE INDEX fulfilments_at_pharmacy ON fulfilments (hospital_id, pharmacy_id, changed_at DESC)
  WHERE state NOT IN ('delivered', 'picked_up', 'cancelled');
CALL care_tenant_table('fulfilments');

-- A doctor asks back what a counter holds.
CREATE TABLE void_requests (
  hospital_id text NOT NULL,
  request_id uuid NOT NULL,
  prescription_id uuid NOT NULL,
  claim_id uuid NOT NULL,
  clinician_id uuid NOT NULL,
  reason text NOT NULL,
  note text NOT NULL,
  state text NOT NULL CHECK (state IN ('open', 'accepted', 'refused')),
  at timestamptz NOT NULL,
  decided_at timestamptz,
  refusal text,
  refusal_note text,
  PRIMARY KEY (hospital_id, request_id),
  FOREIGN KEY (hospital_id, prescription_id) REFERENCES prescriptions,
  FOREIGN KEY (hospital_id, claim_id) REFERENCES claims,
  FOREIGN KEY (hospital_id, clinician_id) REFERENCES clinicians,
  CHECK ((state = 'open') = (decided_at IS NULL))
);
CREATE UNIQUE INDEX void_requests_open ON void_requests (hospital_id, prescription_id) WHERE state = 'open';
CREATE INDEX void_requests_by_prescription ON void_requests (hospital_id, prescription_id, at DESC);
CALL care_tenant_table('void_requests');
REVOKE DELETE ON void_requests FROM care_app;

-- A longer validity: an amendment with a seal of its own, since what was signed is not changed.
CREATE TABLE prescription_extensions (
  hospital_id text NOT NULL,
  extension_id uuid NOT NULL,
  prescription_id uuid NOT NULL,
  clinician_id uuid NOT NULL,
  days integer NOT NULL CHECK (days > 1),
  reason text NOT NULL,
  valid_until timestamptz NOT NULL,
  sealed text NOT NULL,
  level text NOT NULL,
  key_id text NOT NULL,
  jws text NOT NULL,
  at timestamptz NOT NULL,
  PRIMARY KEY (hospital_id, extension_id),
  -- Each longer than the one before.
  UNIQUE (hospital_id, prescription_id, days),
  FOREIGN KEY (hospital_id, prescription_id) REFERENCES prescriptions,
  FOREIGN KEY (hospital_id, clinician_id) REFERENCES clinicians
);
CALL care_tenant_table('prescription_extensions');
REVOKE UPDATE, DELETE ON prescription_extensions FROM care_app;

CREATE TABLE payments (
  hospital_id text NOT NULL,
  prescription_id uuid NOT NULL,
  provider text NOT NULL,
  state text NOT NULL CHECK (state IN ('none', 'due', 'paid', 'refunded')),
  changed_at timestamptz NOT NULL,
  PRIMARY KEY (hospital_id, prescription_id),
  FOREIGN KEY (hospital_id, prescription_id) REFERENCES prescriptions
);
CALL care_tenant_table('payments');
