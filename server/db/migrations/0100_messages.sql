-- The conversation of a visit. Its row holds the last number given and what each side has received and read; to give a number
-- the row is locked until the message commits, so the order of numbers is the order in which messages became visible.

CREATE TABLE conversations (
  hospital_id text NOT NULL REFERENCES hospitals,
  visit_id uuid NOT NULL,
  last integer NOT NULL DEFAULT 0,
  patient_delivered integer NOT NULL DEFAULT 0,
  patient_read integer NOT NULL DEFAULT 0,
  doctor_delivered integer NOT NULL DEFAULT 0,
  doctor_read integer NOT NULL DEFAULT 0,
  PRIMARY KEY (hospital_id, visit_id),
  FOREIGN KEY (hospital_id, visit_id) REFERENCES visits
);
CALL care_tenant_table('conversations');

CREATE TABLE messages (
  hospital_id text NOT NULL REFERENCES hospitals,
  visit_id uuid NOT NULL,
  seq integer NOT NULL CHECK (seq > 0),
  -- The sender's own id of it: what makes a resend the same message for as long as the row stands.
  message_id uuid NOT NULL,
  side text NOT NULL CHECK (side IN ('patient', 'doctor')),
  author_id uuid NOT NULL,
  kind text NOT NULL,
  text text NOT NULL,
  attachment_id uuid,
  sent_at timestamptz NOT NULL,
  PRIMARY KEY (hospital_id, visit_id, seq),
  UNIQUE (hospital_id, visit_id, message_id),
  FOREIGN KEY (hospital_id, visit_id) REFERENCES conversations
);
CALL care_tenant_table('messages');
-- A part of the medical record: said is said.
REVOKE UPDATE, DELETE ON messages FROM care_app;
