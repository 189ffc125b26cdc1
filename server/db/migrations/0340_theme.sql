-- What the hospital's widgets wear: tokens of the look, checked before they are kept; null for our own look.
ALTER TABLE hospitals
  ADD theme jsonb CHECK (theme IS NULL OR jsonb_typeof(theme) = 'object');
