-- Which of a meeting's links opens it: whoever is removed takes the old one along, so the host gets another.

ALTER TABLE meetings ADD COLUMN link_version integer NOT NULL DEFAULT 0 CHECK (link_version >= 0);
