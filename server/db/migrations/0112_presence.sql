-- Who is there: pages that follow the live stream, why a participant left the room, and who of a consult is away.

-- Written anew every few seconds while a page of the subject follows its topic (`desk`: a clinician, `visit`: a patient).
CREATE TABLE live_presence (
  hospital_id text NOT NULL REFERENCES hospitals,
  kind text NOT NULL CHECK (kind IN ('desk', 'visit')),
  subject_id uuid NOT NULL,
  -- When the newest of the pages came.
  opened_at timestamptz NOT NULL,
  seen_at timestamptz NOT NULL,
  online boolean NOT NULL,
  PRIMARY KEY (hospital_id, kind, subject_id)
);
CREATE INDEX live_presence_online ON live_presence (hospital_id, seen_at) WHERE online;
CALL care_tenant_table('live_presence');

-- `left`: went by themselves or were sent; `lost`: LiveKit heard nothing more; `absent`: missing when we looked.
ALTER TABLE consult_participants
  ADD COLUMN left_reason text CHECK (left_reason IN ('left', 'lost', 'absent'));

CREATE TABLE consult_presence (
  hospital_id text NOT NULL,
  entry_id uuid NOT NULL,
  role text NOT NULL CHECK (role IN ('patient', 'doctor')),
  away_since timestamptz,
  PRIMARY KEY (hospital_id, entry_id, role),
  FOREIGN KEY (hospital_id, entry_id) REFERENCES queue_entries
);
CALL care_tenant_table('consult_presence');
