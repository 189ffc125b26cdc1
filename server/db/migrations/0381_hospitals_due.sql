-- Who is there is asked every ten seconds, what has run out every minute: of these, too, one question finds the hospitals, at a time
-- that the server names.
CREATE POLICY owner_sweeps ON queue_entries FOR SELECT TO CURRENT_USER USING (true);
CREATE POLICY owner_sweeps ON live_presence FOR SELECT TO CURRENT_USER USING (true);
CREATE POLICY owner_sweeps ON prescriptions FOR SELECT TO CURRENT_USER USING (true);
CREATE POLICY owner_sweeps ON refills FOR SELECT TO CURRENT_USER USING (true);
CREATE POLICY owner_sweeps ON fulfilments FOR SELECT TO CURRENT_USER USING (true);
DROP FUNCTION care_hospitals_with(text);
CREATE FUNCTION care_hospitals_with(what text, at timestamptz) RETURNS SETOF text LANGUAGE sql STABLE SECURITY DEFINER
  SET search_path = public, pg_temp AS $$
  SELECT hospital_id FROM consults WHERE what = 'calls' AND room_deleted_at IS NULL
  UNION
  SELECT hospital_id FROM meetings WHERE what = 'meetings' AND room_deleted_at IS NULL
  UNION
  SELECT hospital_id FROM recordings WHERE what = 'recordings' AND state IN ('asked', 'starting', 'on', 'stopping')
  UNION
  SELECT hospital_id FROM snapshots WHERE what = 'snapshots' AND state IN ('asked', 'agreed')
  UNION
  SELECT hospital_id FROM review_leases WHERE what = 'leases'
  UNION
  SELECT hospital_id FROM queue_entries WHERE what = 'people' AND state = 'in_consult'
  UNION
  SELECT hospital_id FROM live_presence WHERE what = 'people' AND online
  UNION
  SELECT hospital_id FROM prescriptions
    WHERE what = 'prescriptions' AND state IN ('pending_review', 'approved', 'partially_dispensed') AND valid_until <= at
  UNION
  SELECT hospital_id FROM prescriptions WHERE what = 'prescriptions' AND state = 'claimed' AND claimed_until <= at
  UNION
  SELECT hospital_id FROM refills WHERE what = 'refills' AND state = 'active' AND valid_until <= at
  UNION
  SELECT hospital_id FROM fulfilments WHERE what = 'ways' AND state IN ('chosen', 'ready')
$$;
