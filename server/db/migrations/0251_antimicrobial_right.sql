-- Which antimicrobials a doctor may prescribe; each right holds those below it. Who could prescribe before keeps the lowest.
ALTER TABLE clinicians ADD COLUMN antimicrobial_right text NOT NULL DEFAULT 'none'
  CHECK (antimicrobial_right IN ('none', 'non_restricted', 'restricted', 'special'));
UPDATE clinicians SET antimicrobial_right = 'non_restricted' WHERE role = 'doctor' AND treatment_right;
