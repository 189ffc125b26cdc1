-- What happened to a visit's call, coded, without content; and the patient's rating of the visit.

CREATE TABLE visit_events (
  hospital_id text NOT NULL REFERENCES hospitals,
  event_id uuid NOT NULL,
  visit_id uuid NOT NULL,
  at timestamptz NOT NULL,
  role text NOT NULL,
  kind text NOT NULL,
  data jsonb NOT NULL,
  -- By a client; those of one visit are limited in number.
  reported boolean NOT NULL,
  PRIMARY KEY (hospital_id, event_id),
  FOREIGN KEY (hospital_id, visit_id) REFERENCES visits
);
CREATE INDEX visit_events_by_visit ON visit_events (hospital_id, visit_id, at DESC, event_id DESC);
CALL care_tenant_table('visit_events');
-- A part of the record: what happened, happened.
REVOKE UPDATE, DELETE ON visit_events FROM care_app;

CREATE TABLE visit_ratings (
  hospital_id text NOT NULL REFERENCES hospitals,
  visit_id uuid NOT NULL,
  stars integer NOT NULL CHECK (stars BETWEEN 1 AND 5),
  wrong text[] NOT NULL,
  text text NOT NULL,
  rated_at timestamptz NOT NULL,
  changed_at timestamptz NOT NULL,
  PRIMARY KEY (hospital_id, visit_id),
  FOREIGN KEY (hospital_id, visit_id) REFERENCES visits
);
CALL care_tenant_table('visit_ratings');
