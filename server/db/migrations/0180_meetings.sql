-- Group meetings: one host, and the seats of those who opened the link. Of the link nothing is kept: it is the meeting's id with
-- our signature.

CREATE TABLE meetings (
  hospital_id text NOT NULL REFERENCES hospitals,
  meeting_id uuid NOT NULL,
  host_id uuid NOT NULL,
  -- What LiveKit and the others see of the host: random.
  host_identity text NOT NULL,
  title jsonb NOT NULL,
  starts_at timestamptz NOT NULL,
  capacity integer NOT NULL CHECK (capacity BETWEEN 1 AND 50),
  state text NOT NULL CHECK (state IN ('planned', 'open', 'ended')),
  room_name text NOT NULL,
  closed boolean NOT NULL DEFAULT false,
  created_at timestamptz NOT NULL,
  opened_at timestamptz,
  ended_at timestamptz,
  -- Since when the host is in the room, or out of it.
  host_in_at timestamptz,
  host_out_at timestamptz,
  -- When LiveKit confirmed that the room is gone. Until then the deletion is tried again.
  room_deleted_at timestamptz,
  PRIMARY KEY (hospital_id, meeting_id),
  UNIQUE (hospital_id, room_name),
  FOREIGN KEY (hospital_id, host_id) REFERENCES clinicians (hospital_id, clinician_id),
  CHECK ((state = 'ended') = (ended_at IS NOT NULL))
);
CREATE INDEX meetings_by_host ON meetings (hospital_id, host_id, starts_at DESC);
-- What the worker looks after: not ended, or ended with a room that may still be there.
CREATE INDEX meetings_alive ON meetings (hospital_id, starts_at) WHERE room_deleted_at IS NULL;
CALL care_tenant_table('meetings');

CREATE TABLE meeting_seats (
  hospital_id text NOT NULL,
  seat_id uuid NOT NULL,
  meeting_id uuid NOT NULL,
  identity text NOT NULL,
  -- As the listener calls themselves; forgotten some time after the meeting.
  name text NOT NULL,
  state text NOT NULL CHECK (state IN ('waiting', 'listening', 'raised', 'speaking', 'left', 'removed')),
  -- The consent: which rules, and when.
  rules text NOT NULL,
  agreed_at timestamptz NOT NULL,
  -- When the last token was given.
  ticket_at timestamptz,
  raised_at timestamptz,
  word_at timestamptz,
  -- Since when LiveKit has them in the room, or no longer.
  in_at timestamptz,
  out_at timestamptz,
  PRIMARY KEY (hospital_id, seat_id),
  UNIQUE (hospital_id, meeting_id, identity),
  FOREIGN KEY (hospital_id, meeting_id) REFERENCES meetings,
  CHECK ((state = 'raised') = (raised_at IS NOT NULL)),
  CHECK ((state = 'speaking') = (word_at IS NOT NULL))
);
CALL care_tenant_table('meeting_seats');
