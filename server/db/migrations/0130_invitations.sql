-- Invitations into a visit's call. Of the link's secret only its SHA-256 is kept.

CREATE TABLE invitations (
  hospital_id text NOT NULL REFERENCES hospitals,
  invitation_id uuid NOT NULL,
  visit_id uuid NOT NULL,
  role text NOT NULL CHECK (role IN ('relative', 'interpreter', 'second_doctor')),
  name text NOT NULL,
  state text NOT NULL CHECK (state IN ('invited', 'arrived', 'admitted', 'ended')),
  invited_by text NOT NULL CHECK (invited_by IN ('patient', 'doctor')),
  invited_at timestamptz NOT NULL,
  -- The patient's consent.
  agreed_at timestamptz,
  secret_hash text NOT NULL,
  expires_at timestamptz NOT NULL,
  arrived_at timestamptz,
  admitted_at timestamptz,
  ended_at timestamptz,
  PRIMARY KEY (hospital_id, invitation_id),
  UNIQUE (hospital_id, secret_hash),
  FOREIGN KEY (hospital_id, visit_id) REFERENCES visits,
  CHECK (admitted_at IS NULL OR agreed_at IS NOT NULL)
);
CREATE INDEX invitations_by_visit ON invitations (hospital_id, visit_id, invited_at DESC);
CALL care_tenant_table('invitations');

ALTER TABLE consult_participants
  DROP CONSTRAINT consult_participants_role_check,
  ADD CHECK (role IN ('patient', 'doctor', 'relative', 'interpreter', 'second_doctor'));
