-- What a hospital asks beyond the law, from a day on. Appended to, never changed: a decision of then replays with what stood then.
CREATE TABLE rule_tightenings (
  hospital_id text NOT NULL REFERENCES hospitals,
  tightening_id uuid NOT NULL,
  rule_id text NOT NULL,
  key text NOT NULL,
  value jsonb NOT NULL,
  -- In the hospital's calendar.
  from_day date NOT NULL,
  set_by uuid NOT NULL,
  set_at timestamptz NOT NULL,
  PRIMARY KEY (hospital_id, tightening_id),
  FOREIGN KEY (hospital_id, set_by) REFERENCES clinicians
);
CREATE INDEX rule_tightenings_in_order ON rule_tightenings (hospital_id, from_day, set_at, tightening_id);
CALL care_tenant_table('rule_tightenings');
REVOKE UPDATE, DELETE ON rule_tightenings FROM care_app;
