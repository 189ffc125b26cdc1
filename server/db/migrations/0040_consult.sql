-- The consult: one per called queue entry, with one LiveKit room whose name is never used again; who belongs in it under
-- which name; and which of LiveKit's webhooks were handled.

CREATE TABLE consults (
  hospital_id text NOT NULL REFERENCES hospitals,
  consult_id uuid NOT NULL,
  visit_id uuid NOT NULL,
  entry_id uuid NOT NULL,
  room_name text NOT NULL,
  state text NOT NULL CHECK (state IN ('open', 'closed')),
  opened_at timestamptz NOT NULL,
  closed_at timestamptz,
  -- When LiveKit confirmed that the room is gone. Until then the deletion is tried again.
  room_deleted_at timestamptz,
  PRIMARY KEY (hospital_id, consult_id),
  UNIQUE (hospital_id, entry_id),
  UNIQUE (hospital_id, room_name),
  FOREIGN KEY (hospital_id, visit_id) REFERENCES visits,
  FOREIGN KEY (hospital_id, entry_id) REFERENCES queue_entries
);
CREATE INDEX consults_by_visit ON consults (hospital_id, visit_id, opened_at DESC);
CREATE INDEX consults_alive ON consults (hospital_id, opened_at) WHERE room_deleted_at IS NULL;
CALL care_tenant_table('consults');

-- `identity` is what LiveKit and the other side see: random, so it tells nothing. `sid`, `joined_at` and `left_at` are a
-- projection of LiveKit's webhooks, never the truth about the visit.
CREATE TABLE consult_participants (
  hospital_id text NOT NULL,
  consult_id uuid NOT NULL,
  identity text NOT NULL,
  role text NOT NULL CHECK (role IN ('patient', 'doctor')),
  subject_id uuid NOT NULL,
  sid text,
  joined_at timestamptz,
  left_at timestamptz,
  PRIMARY KEY (hospital_id, consult_id, identity),
  UNIQUE (hospital_id, consult_id, subject_id),
  FOREIGN KEY (hospital_id, consult_id) REFERENCES consults
);
CALL care_tenant_table('consult_participants');

CREATE TABLE livekit_events (
  hospital_id text NOT NULL REFERENCES hospitals,
  event_id text NOT NULL,
  received_at timestamptz NOT NULL,
  PRIMARY KEY (hospital_id, event_id)
);
CREATE INDEX livekit_events_age ON livekit_events (hospital_id, received_at);
CALL care_tenant_table('livekit_events');
