-- The review desk: who may review, from when a wait is long, and who has which prescription in hand.

ALTER TABLE clinicians
  -- The rank of a pharmacist; null is not on record.
  ADD COLUMN pharmacist_grade text
    CHECK (pharmacist_grade IN ('assistant', 'pharmacist', 'in_charge', 'associate_chief', 'chief')),
  -- Since when they dispense; null is not on record.
  ADD COLUMN dispensing_since date;

-- {"longMin": 10, "veryLongMin": 30}: from when a wait for review is shown amber, then red. Null takes the house's own.
ALTER TABLE hospitals ADD COLUMN review_waits jsonb;

-- One row while somebody has a prescription in hand; it is worth nothing from `until` on, swept or not.
CREATE TABLE review_leases (
  hospital_id text NOT NULL,
  prescription_id uuid NOT NULL,
  lease_id uuid NOT NULL,
  pharmacist_id uuid NOT NULL,
  -- Ends with it.
  session_id uuid NOT NULL,
  taken_at timestamptz NOT NULL,
  until timestamptz NOT NULL,
  -- The doctor was asked and has not answered: kept for who asked, without their page.
  asked_at timestamptz,
  PRIMARY KEY (hospital_id, prescription_id),
  FOREIGN KEY (hospital_id, prescription_id) REFERENCES prescriptions,
  FOREIGN KEY (hospital_id, pharmacist_id) REFERENCES clinicians
);
CREATE INDEX review_leases_due ON review_leases (hospital_id, until);
CALL care_tenant_table('review_leases');
