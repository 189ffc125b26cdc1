-- Files of a conversation. The bytes are in the storage under `object_key`; a file that no message took within a day is
-- forgotten.

CREATE TABLE attachments (
  hospital_id text NOT NULL REFERENCES hospitals,
  visit_id uuid NOT NULL,
  attachment_id uuid NOT NULL,
  side text NOT NULL CHECK (side IN ('patient', 'doctor')),
  kind text NOT NULL CHECK (kind IN ('image', 'pdf', 'voice')),
  type text NOT NULL,
  name text NOT NULL,
  bytes integer NOT NULL CHECK (bytes > 0),
  width integer,
  height integer,
  seconds integer,
  sha256 text NOT NULL CHECK (sha256 ~ '^[0-9a-f]{64}$'),
  object_key text NOT NULL,
  created_at timestamptz NOT NULL,
  PRIMARY KEY (hospital_id, visit_id, attachment_id),
  FOREIGN KEY (hospital_id, visit_id) REFERENCES visits
);
CREATE INDEX attachments_by_age ON attachments (hospital_id, created_at);
CALL care_tenant_table('attachments');

ALTER TABLE messages
  ADD CONSTRAINT messages_kind CHECK (kind IN ('text', 'image', 'pdf', 'voice')),
  ADD CONSTRAINT messages_content CHECK ((kind = 'text') = (attachment_id IS NULL)),
  ADD CONSTRAINT messages_attachment FOREIGN KEY (hospital_id, visit_id, attachment_id) REFERENCES attachments;
CREATE UNIQUE INDEX messages_one_attachment ON messages (hospital_id, visit_id, attachment_id)
  WHERE attachment_id IS NOT NULL;
