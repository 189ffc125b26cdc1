-- A hospital picks rule packs, in the order in which they are laid on each other; a type is changed past row-level security.
ALTER TABLE hospitals ALTER COLUMN rule_pack DROP DEFAULT;
ALTER TABLE hospitals ALTER COLUMN rule_pack TYPE text[] USING ARRAY[rule_pack];
ALTER TABLE hospitals ALTER COLUMN rule_pack SET DEFAULT '{generic}';
ALTER TABLE hospitals RENAME COLUMN rule_pack TO rule_packs;
ALTER TABLE hospitals ADD CHECK (cardinality(rule_packs) BETWEEN 1 AND 10);

-- What the rules said at a transition: the exact packs, the hospital's own thresholds, the facts and every outcome, so that it can
-- be replayed.
CREATE TABLE rule_decisions (
  hospital_id text NOT NULL REFERENCES hospitals,
  decision_id uuid NOT NULL,
  at timestamptz NOT NULL,
  -- In the hospital's calendar: which rules and thresholds were in force.
  day date NOT NULL,
  action text NOT NULL,
  subject text NOT NULL,
  subject_id text NOT NULL,
  visit_id uuid,
  actor_role text NOT NULL,
  actor_id uuid,
  request_id text,
  packs jsonb NOT NULL,
  tightened jsonb NOT NULL,
  facts jsonb NOT NULL,
  outcomes jsonb NOT NULL,
  verdict text NOT NULL CHECK (verdict IN ('pass', 'warn', 'unable', 'block')),
  -- The transition did not happen, because of this decision.
  refused boolean NOT NULL,
  PRIMARY KEY (hospital_id, decision_id)
);
CREATE INDEX rule_decisions_by_subject ON rule_decisions (hospital_id, subject, subject_id, at DESC);
CREATE INDEX rule_decisions_by_visit ON rule_decisions (hospital_id, visit_id, at) WHERE visit_id IS NOT NULL;
CALL care_tenant_table('rule_decisions');
-- Appended to, never changed.
REVOKE UPDATE, DELETE ON rule_decisions FROM care_app;
