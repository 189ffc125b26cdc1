-- What a hospital's departments cover, when they are open and what they may do online; the hospital's crisis line; what an
-- alarm is about; and the epidemic files that a triage result stood on.

ALTER TABLE departments
  -- Codes of the catalogue that the department covers beside its own.
  ADD COLUMN covers text[] NOT NULL DEFAULT '{}',
  -- FHIR R4 HealthcareService.availableTime, in the hospital's time zone; null is day and night.
  ADD COLUMN hours jsonb,
  ADD COLUMN online text NOT NULL DEFAULT 'treat' CHECK (online IN ('treat', 'advise', 'none'));
-- Null: the line that goes with the emergency number.
ALTER TABLE hospitals ADD COLUMN crisis_line text;
ALTER TABLE alarms ADD COLUMN flags text[] NOT NULL DEFAULT '{}';
CREATE INDEX alarms_by_visit ON alarms (hospital_id, visit_id, department_id);
-- Thoughts of suicide are heard at every desk of the hospital, as emergencies are.
CREATE INDEX alarms_open_self_harm ON alarms (hospital_id, raised_at)
  WHERE acknowledged_at IS NULL AND flags @> '{self-harm}';
-- [{id, version, hash}]
ALTER TABLE triage_results ADD COLUMN epidemics jsonb NOT NULL DEFAULT '[]';
