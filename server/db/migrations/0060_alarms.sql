-- An emergency is shown at every desk of the hospital: open alarms are looked up by hospital, too.
CREATE INDEX alarms_open_emergencies ON alarms (hospital_id, raised_at) WHERE acknowledged_at IS NULL AND kind = 'emergency';
