-- Hospitals, people, visits, queues, encounters, and what every write leaves behind (audit, outbox, idempotency).
-- Every table carries hospital_id first in its key, and row-level security shows a transaction one hospital alone:
-- the one named by set_config('care.hospital_id', …, true). Unset means no rows.

CREATE FUNCTION care_hospital() RETURNS text LANGUAGE sql STABLE PARALLEL SAFE
  AS $$ SELECT nullif(current_setting('care.hospital_id', true), '') $$;

-- Forces the tenant policy on a table and gives the server's role its rights. Every later migration calls this.
CREATE PROCEDURE care_tenant_table(t regclass) LANGUAGE plpgsql AS $$
BEGIN
  EXECUTE format('ALTER TABLE %s ENABLE ROW LEVEL SECURITY', t);
  EXECUTE format('ALTER TABLE %s FORCE ROW LEVEL SECURITY', t);
  EXECUTE format('CREATE POLICY tenant ON %s USING (hospital_id = care_hospital()) WITH CHECK (hospital_id = care_hospital())', t);
  EXECUTE format('GRANT SELECT, INSERT, UPDATE, DELETE ON %s TO care_app', t);
END $$;

CREATE TABLE hospitals (
  hospital_id text PRIMARY KEY CHECK (hospital_id ~ '^[a-z0-9][a-z0-9-]{1,39}$'),
  name jsonb NOT NULL,
  language text NOT NULL,
  time_zone text NOT NULL,
  emergency_number text NOT NULL,
  phone text NOT NULL,
  child_age integer NOT NULL DEFAULT 14,
  consent jsonb NOT NULL,
  rule_pack text NOT NULL DEFAULT 'generic',
  demo boolean NOT NULL DEFAULT false,
  created_at timestamptz NOT NULL
);
CALL care_tenant_table('hospitals');
-- Sweepers ask which hospitals there are; only the tables' owner may, through this function.
CREATE POLICY owner_reads ON hospitals FOR SELECT TO CURRENT_USER USING (true);
CREATE FUNCTION care_hospital_ids() RETURNS SETOF text LANGUAGE sql STABLE SECURITY DEFINER
  SET search_path = public, pg_temp AS $$ SELECT hospital_id FROM hospitals ORDER BY hospital_id $$;

CREATE TABLE hospital_origins (
  hospital_id text NOT NULL REFERENCES hospitals,
  origin text NOT NULL,
  PRIMARY KEY (hospital_id, origin)
);
CALL care_tenant_table('hospital_origins');

CREATE TABLE departments (
  hospital_id text NOT NULL REFERENCES hospitals,
  department_id uuid NOT NULL,
  code text NOT NULL,
  name jsonb NOT NULL,
  letter text NOT NULL,
  open boolean NOT NULL DEFAULT true,
  sort integer NOT NULL DEFAULT 0,
  PRIMARY KEY (hospital_id, department_id),
  UNIQUE (hospital_id, code)
);
CALL care_tenant_table('departments');

CREATE TABLE clinicians (
  hospital_id text NOT NULL REFERENCES hospitals,
  clinician_id uuid NOT NULL,
  username text NOT NULL,
  password_hash text NOT NULL,
  role text NOT NULL CHECK (role IN ('doctor', 'pharmacist')),
  name jsonb NOT NULL,
  title jsonb NOT NULL,
  treatment_right boolean NOT NULL DEFAULT false,
  active boolean NOT NULL DEFAULT true,
  created_at timestamptz NOT NULL,
  PRIMARY KEY (hospital_id, clinician_id),
  UNIQUE (hospital_id, username)
);
CALL care_tenant_table('clinicians');

CREATE TABLE clinician_departments (
  hospital_id text NOT NULL,
  clinician_id uuid NOT NULL,
  department_id uuid NOT NULL,
  PRIMARY KEY (hospital_id, clinician_id, department_id),
  FOREIGN KEY (hospital_id, clinician_id) REFERENCES clinicians,
  FOREIGN KEY (hospital_id, department_id) REFERENCES departments
);
CALL care_tenant_table('clinician_departments');

-- A session is what makes a token revocable; clinician or patient.
CREATE TABLE sessions (
  hospital_id text NOT NULL REFERENCES hospitals,
  session_id uuid NOT NULL,
  role text NOT NULL,
  subject_id uuid NOT NULL,
  created_at timestamptz NOT NULL,
  expires_at timestamptz NOT NULL,
  ended_at timestamptz,
  PRIMARY KEY (hospital_id, session_id)
);
CALL care_tenant_table('sessions');

CREATE TABLE patients (
  hospital_id text NOT NULL REFERENCES hospitals,
  patient_id uuid NOT NULL,
  name text NOT NULL,
  birth_date date NOT NULL,
  sex text NOT NULL,
  phone text NOT NULL,
  guardian jsonb,
  allergies jsonb NOT NULL,
  created_at timestamptz NOT NULL,
  PRIMARY KEY (hospital_id, patient_id)
);
CALL care_tenant_table('patients');

CREATE TABLE visits (
  hospital_id text NOT NULL REFERENCES hospitals,
  visit_id uuid NOT NULL,
  patient_id uuid NOT NULL,
  kind text NOT NULL,
  mode text NOT NULL,
  origin text NOT NULL,
  status text NOT NULL,
  language text NOT NULL,
  version integer NOT NULL DEFAULT 1,
  started_at timestamptz NOT NULL,
  ended_at timestamptz,
  PRIMARY KEY (hospital_id, visit_id),
  FOREIGN KEY (hospital_id, patient_id) REFERENCES patients
);
CREATE INDEX visits_by_patient ON visits (hospital_id, patient_id, started_at DESC);
CALL care_tenant_table('visits');

CREATE TABLE consents (
  hospital_id text NOT NULL,
  consent_id uuid NOT NULL,
  visit_id uuid NOT NULL,
  patient_id uuid NOT NULL,
  version text NOT NULL,
  text_hash text NOT NULL,
  given_by text NOT NULL,
  given_at timestamptz NOT NULL,
  PRIMARY KEY (hospital_id, consent_id),
  FOREIGN KEY (hospital_id, visit_id) REFERENCES visits
);
CALL care_tenant_table('consents');

CREATE TABLE ticket_counters (
  hospital_id text NOT NULL,
  department_id uuid NOT NULL,
  day date NOT NULL,
  last integer NOT NULL,
  PRIMARY KEY (hospital_id, department_id, day),
  FOREIGN KEY (hospital_id, department_id) REFERENCES departments
);
CALL care_tenant_table('ticket_counters');

CREATE TABLE queue_entries (
  hospital_id text NOT NULL,
  entry_id uuid NOT NULL,
  visit_id uuid NOT NULL,
  department_id uuid NOT NULL,
  ticket text NOT NULL,
  state text NOT NULL,
  level integer NOT NULL CHECK (level BETWEEN 1 AND 4),
  flags text[] NOT NULL DEFAULT '{}',
  flagged boolean NOT NULL GENERATED ALWAYS AS (cardinality(flags) > 0) STORED,
  complaint text NOT NULL,
  joined_at timestamptz NOT NULL,
  -- The order among equals; joined_at, but for who comes back after a missed call.
  rank_at timestamptz NOT NULL,
  clinician_id uuid,
  called_at timestamptz,
  respond_by timestamptz,
  entered_at timestamptz,
  ended_at timestamptz,
  previous_entry_id uuid,
  PRIMARY KEY (hospital_id, entry_id),
  FOREIGN KEY (hospital_id, visit_id) REFERENCES visits,
  FOREIGN KEY (hospital_id, department_id) REFERENCES departments,
  FOREIGN KEY (hospital_id, clinician_id) REFERENCES clinicians
);
CREATE INDEX queue_waiting ON queue_entries (hospital_id, department_id, flagged DESC, level, rank_at, entry_id)
  WHERE state = 'waiting';
CREATE INDEX queue_by_visit ON queue_entries (hospital_id, visit_id, joined_at DESC);
CREATE INDEX queue_recent ON queue_entries (hospital_id, department_id, ended_at DESC) WHERE state = 'done';
CREATE UNIQUE INDEX queue_one_place ON queue_entries (hospital_id, visit_id)
  WHERE state IN ('waiting', 'called', 'in_consult');
CREATE UNIQUE INDEX queue_one_patient ON queue_entries (hospital_id, clinician_id)
  WHERE state IN ('called', 'in_consult');
CALL care_tenant_table('queue_entries');

CREATE TABLE alarms (
  hospital_id text NOT NULL,
  alarm_id uuid NOT NULL,
  visit_id uuid NOT NULL,
  department_id uuid NOT NULL,
  kind text NOT NULL CHECK (kind IN ('emergency', 'flag')),
  reason jsonb NOT NULL,
  raised_at timestamptz NOT NULL,
  acknowledged_at timestamptz,
  acknowledged_by uuid,
  PRIMARY KEY (hospital_id, alarm_id),
  FOREIGN KEY (hospital_id, visit_id) REFERENCES visits,
  FOREIGN KEY (hospital_id, department_id) REFERENCES departments
);
CREATE INDEX alarms_open ON alarms (hospital_id, department_id, raised_at) WHERE acknowledged_at IS NULL;
CALL care_tenant_table('alarms');

CREATE TABLE encounters (
  hospital_id text NOT NULL,
  encounter_id uuid NOT NULL,
  visit_id uuid NOT NULL,
  entry_id uuid NOT NULL,
  department_id uuid NOT NULL,
  clinician_id uuid NOT NULL,
  state text NOT NULL,
  note jsonb NOT NULL,
  note_state text NOT NULL,
  row_version integer NOT NULL DEFAULT 0,
  saved_at timestamptz,
  created_at timestamptz NOT NULL,
  started_at timestamptz,
  finished_at timestamptz,
  PRIMARY KEY (hospital_id, encounter_id),
  UNIQUE (hospital_id, entry_id),
  FOREIGN KEY (hospital_id, visit_id) REFERENCES visits,
  FOREIGN KEY (hospital_id, entry_id) REFERENCES queue_entries,
  FOREIGN KEY (hospital_id, clinician_id) REFERENCES clinicians
);
CREATE INDEX encounters_by_visit ON encounters (hospital_id, visit_id, created_at DESC);
CREATE INDEX encounters_by_clinician ON encounters (hospital_id, clinician_id, created_at DESC);
CALL care_tenant_table('encounters');

CREATE TABLE audit_entries (
  hospital_id text NOT NULL,
  audit_id uuid NOT NULL,
  at timestamptz NOT NULL,
  actor_role text NOT NULL,
  actor_id uuid,
  action text NOT NULL,
  resource_type text NOT NULL,
  resource_id text NOT NULL,
  visit_id uuid,
  request_id text,
  before_hash text,
  after_hash text,
  PRIMARY KEY (hospital_id, audit_id)
);
CREATE INDEX audit_by_resource ON audit_entries (hospital_id, resource_type, resource_id, at);
CREATE INDEX audit_by_visit ON audit_entries (hospital_id, visit_id, at) WHERE visit_id IS NOT NULL;
CALL care_tenant_table('audit_entries');
-- The trail is appended to, never changed.
REVOKE UPDATE, DELETE ON audit_entries FROM care_app;

-- What happened, for live push, webhooks and the regulator's feed. Order is (xid, outbox_id); a reader stops before the
-- oldest transaction still running, so that it never steps over a row that commits late.
CREATE TABLE outbox (
  hospital_id text NOT NULL,
  outbox_id bigint GENERATED ALWAYS AS IDENTITY,
  xid xid8 NOT NULL DEFAULT pg_current_xact_id(),
  at timestamptz NOT NULL,
  event text NOT NULL,
  topics text[] NOT NULL,
  payload jsonb NOT NULL,
  PRIMARY KEY (hospital_id, outbox_id)
);
CREATE INDEX outbox_order ON outbox (xid, outbox_id);
CALL care_tenant_table('outbox');
REVOKE UPDATE ON outbox FROM care_app;
CREATE POLICY owner_reads ON outbox FOR SELECT TO CURRENT_USER USING (true);
-- The push hub reads every hospital's rows: the one reader with that right, through this function alone.
CREATE FUNCTION care_outbox_after(after_xid xid8, after_id bigint, most integer)
  RETURNS TABLE (hospital_id text, outbox_id bigint, xid xid8, event text, topics text[], payload jsonb, settled boolean)
  LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
    SELECT o.hospital_id, o.outbox_id, o.xid, o.event, o.topics, o.payload,
           o.xid < pg_snapshot_xmin(pg_current_snapshot()) AS settled
      FROM outbox o WHERE (o.xid, o.outbox_id) > (after_xid, after_id)
     ORDER BY o.xid, o.outbox_id LIMIT most
  $$;

CREATE TABLE idempotency_keys (
  hospital_id text NOT NULL,
  actor text NOT NULL,
  key text NOT NULL,
  request_hash text NOT NULL,
  status integer,
  answer bytea,
  created_at timestamptz NOT NULL,
  PRIMARY KEY (hospital_id, actor, key)
);
CREATE INDEX idempotency_age ON idempotency_keys (created_at);
CALL care_tenant_table('idempotency_keys');
