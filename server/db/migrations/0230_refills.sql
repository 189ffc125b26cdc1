-- Refills: a doctor's authorisation to renew a passed prescription, once per prescription, and its slots.
CREATE TABLE refills (
  hospital_id text NOT NULL REFERENCES hospitals,
  refill_id uuid NOT NULL,
  prescription_id uuid NOT NULL,
  visit_id uuid NOT NULL,
  encounter_id uuid NOT NULL,
  department_id uuid NOT NULL,
  prescriber_id uuid NOT NULL,
  state text NOT NULL CHECK (state IN ('active', 'used_up', 'revoked', 'expired')),
  days integer NOT NULL CHECK (days > 0),
  interval_days integer NOT NULL CHECK (interval_days > 0),
  reason text NOT NULL CHECK (reason <> ''),
  granted_at timestamptz NOT NULL,
  valid_until timestamptz NOT NULL,
  ended_at timestamptz,
  PRIMARY KEY (hospital_id, refill_id),
  UNIQUE (hospital_id, prescription_id),
  FOREIGN KEY (hospital_id, prescription_id) REFERENCES prescriptions,
  FOREIGN KEY (hospital_id, visit_id) REFERENCES visits,
  FOREIGN KEY (hospital_id, encounter_id) REFERENCES encounters,
  FOREIGN KEY (hospital_id, department_id) REFERENCES departments,
  FOREIGN KEY (hospital_id, prescriber_id) REFERENCES clinicians
);
CREATE INDEX refills_by_visit ON refills (hospital_id, visit_id, granted_at DESC);
CREATE INDEX refills_by_prescriber ON refills (hospital_id, prescriber_id);
CREATE INDEX refills_by_department ON refills (hospital_id, department_id);
CREATE INDEX refills_due ON refills (hospital_id, valid_until) WHERE state = 'active';
CALL care_tenant_table('refills');

CREATE TABLE refill_slots (
  hospital_id text NOT NULL,
  refill_id uuid NOT NULL,
  slot integer NOT NULL CHECK (slot BETWEEN 1 AND 11),
  state text NOT NULL CHECK (state IN ('open', 'requested', 'prescribed', 'declined', 'lapsed')),
  from_day date NOT NULL,
  requested_at timestamptz,
  decided_at timestamptz,
  decided_by uuid,
  reason text,
  prescription_id uuid,
  PRIMARY KEY (hospital_id, refill_id, slot),
  FOREIGN KEY (hospital_id, refill_id) REFERENCES refills,
  FOREIGN KEY (hospital_id, prescription_id) REFERENCES prescriptions,
  CHECK ((state = 'prescribed') = (prescription_id IS NOT NULL)),
  CHECK (state <> 'declined' OR reason IS NOT NULL)
);
-- A prescription is made from one slot at most; one request of an authorisation at a time.
CREATE UNIQUE INDEX refill_slots_by_prescription ON refill_slots (hospital_id, prescription_id) WHERE prescription_id IS NOT NULL;
CREATE UNIQUE INDEX refill_slots_requested ON refill_slots (hospital_id, refill_id) WHERE state = 'requested';
CALL care_tenant_table('refill_slots');
