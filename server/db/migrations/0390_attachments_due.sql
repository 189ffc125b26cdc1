-- Whether anything took a file is asked a day after it came, once: `look_at` says when, and is empty for what is kept. The files of
-- before this have their turn now.
ALTER TABLE attachments ADD COLUMN look_at timestamptz DEFAULT now();
ALTER TABLE attachments ALTER COLUMN look_at DROP DEFAULT;
CREATE INDEX attachments_due ON attachments (hospital_id, look_at) WHERE look_at IS NOT NULL;
DROP INDEX attachments_by_age;
