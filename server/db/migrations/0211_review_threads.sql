-- What pharmacist and prescriber asked and answered about a prescription in review; kept with the prescription.
CREATE TABLE review_threads (
  hospital_id text NOT NULL,
  prescription_id uuid NOT NULL,
  prescriber_id uuid NOT NULL,
  last integer NOT NULL DEFAULT 0,
  last_side text CHECK (last_side IN ('pharmacist', 'doctor')),
  -- Up to which message each side has read.
  pharmacist_read integer NOT NULL DEFAULT 0,
  doctor_read integer NOT NULL DEFAULT 0,
  PRIMARY KEY (hospital_id, prescription_id),
  FOREIGN KEY (hospital_id, prescription_id) REFERENCES prescriptions,
  FOREIGN KEY (hospital_id, prescriber_id) REFERENCES clinicians
);
CREATE INDEX review_threads_by_prescriber ON review_threads (hospital_id, prescriber_id);
CALL care_tenant_table('review_threads');

CREATE TABLE review_messages (
  hospital_id text NOT NULL,
  prescription_id uuid NOT NULL,
  seq integer NOT NULL,
  message_id uuid NOT NULL,
  side text NOT NULL CHECK (side IN ('pharmacist', 'doctor')),
  author_id uuid NOT NULL,
  text text NOT NULL CHECK (length(text) BETWEEN 1 AND 1000),
  sent_at timestamptz NOT NULL,
  PRIMARY KEY (hospital_id, prescription_id, seq),
  UNIQUE (hospital_id, prescription_id, message_id),
  FOREIGN KEY (hospital_id, prescription_id) REFERENCES review_threads,
  FOREIGN KEY (hospital_id, author_id) REFERENCES clinicians
);
CALL care_tenant_table('review_messages');
REVOKE UPDATE, DELETE ON review_messages FROM care_app;
