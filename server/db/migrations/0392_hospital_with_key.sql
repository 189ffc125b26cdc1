-- A server asks before it serves whether it has the secret of the kept keys: of one hospital that has any, however many have none.
CREATE POLICY owner_reads ON hospital_keys FOR SELECT TO CURRENT_USER USING (true);
CREATE POLICY owner_reads ON seal_keys FOR SELECT TO CURRENT_USER USING (true);
CREATE FUNCTION care_hospital_with_key() RETURNS text LANGUAGE sql STABLE SECURITY DEFINER
  SET search_path = public, pg_temp AS $$
  SELECT coalesce(
    (SELECT hospital_id FROM hospital_keys ORDER BY hospital_id LIMIT 1),
    (SELECT hospital_id FROM seal_keys WHERE retired_at IS NULL ORDER BY hospital_id LIMIT 1))
$$;
