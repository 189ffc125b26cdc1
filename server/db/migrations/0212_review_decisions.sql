-- Who decided on whose prescription, how, and after how long: what the four-eyes statistics count.
CREATE TABLE review_decisions (
  hospital_id text NOT NULL,
  prescription_id uuid NOT NULL,
  reviewer_id uuid NOT NULL,
  prescriber_id uuid NOT NULL,
  decision text NOT NULL CHECK (decision IN ('approved', 'returned', 'rejected')),
  reason text,
  -- The doctor's reasons against alerts that a pass let stand.
  overrides_accepted integer NOT NULL DEFAULT 0 CHECK (overrides_accepted >= 0),
  -- From the doctor's signature to the decision.
  waited_s integer NOT NULL CHECK (waited_s >= 0),
  -- From taking it in hand to the decision; null is not on record.
  hand_s integer CHECK (hand_s >= 0),
  decided_at timestamptz NOT NULL,
  PRIMARY KEY (hospital_id, prescription_id),
  FOREIGN KEY (hospital_id, prescription_id) REFERENCES prescriptions,
  FOREIGN KEY (hospital_id, reviewer_id) REFERENCES clinicians,
  FOREIGN KEY (hospital_id, prescriber_id) REFERENCES clinicians
);
CREATE INDEX review_decisions_by_time ON review_decisions (hospital_id, decided_at);

-- What was decided before stands in the text that the pharmacist sealed. The tables' owner sees no hospital's rows by itself.
ALTER TABLE prescriptions NO FORCE ROW LEVEL SECURITY;
ALTER TABLE prescription_seals NO FORCE ROW LEVEL SECURITY;
INSERT INTO review_decisions
SELECT s.hospital_id, s.prescription_id, s.clinician_id, p.prescriber_id, said->>'decision', said->>'reason',
  CASE WHEN said->>'decision' = 'approved' AND jsonb_typeof(p.draft->'overrides') = 'array'
    THEN jsonb_array_length(p.draft->'overrides') ELSE 0 END,
  greatest(0, extract(epoch FROM s.at - p.signed_at))::integer, NULL, s.at
FROM prescription_seals s
JOIN prescriptions p ON p.hospital_id = s.hospital_id AND p.prescription_id = s.prescription_id
CROSS JOIN LATERAL (SELECT CASE WHEN s.payload LIKE '{%}' THEN s.payload::jsonb END AS said) text
WHERE s.role = 'pharmacist' AND p.signed_at IS NOT NULL
  AND said->>'decision' IN ('approved', 'returned', 'rejected')
ON CONFLICT DO NOTHING;
ALTER TABLE prescriptions FORCE ROW LEVEL SECURITY;
ALTER TABLE prescription_seals FORCE ROW LEVEL SECURITY;

CALL care_tenant_table('review_decisions');
REVOKE UPDATE, DELETE ON review_decisions FROM care_app;
