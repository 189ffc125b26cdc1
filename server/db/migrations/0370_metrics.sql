-- What stands where, over all hospitals, for /metrics: numbers alone, each from an index that holds the open rows and no others.
CREATE POLICY owner_counts ON queue_entries FOR SELECT TO CURRENT_USER USING (true);
CREATE POLICY owner_counts ON prescriptions FOR SELECT TO CURRENT_USER USING (true);
CREATE POLICY owner_counts ON consults FOR SELECT TO CURRENT_USER USING (true);
CREATE FUNCTION care_standing() RETURNS TABLE (what text, state text, n bigint, since timestamptz)
  LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
  SELECT 'queue', 'waiting', count(*), min(joined_at) FROM queue_entries WHERE state = 'waiting'
  UNION ALL
  SELECT 'queue', state, count(*), min(called_at) FROM queue_entries WHERE state IN ('called', 'in_consult') GROUP BY state
  UNION ALL
  SELECT 'prescription', state, count(*), min(signed_at) FROM prescriptions
    WHERE state IN ('pending_review', 'approved', 'partially_dispensed') GROUP BY state
  UNION ALL
  SELECT 'prescription', 'claimed', count(*), min(signed_at) FROM prescriptions WHERE state = 'claimed'
  UNION ALL
  SELECT 'call', 'open', count(*), min(opened_at) FROM consults WHERE room_deleted_at IS NULL
$$;
