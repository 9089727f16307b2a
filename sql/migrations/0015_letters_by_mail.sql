-- A letter that follows from a decision is written as a mail, once, and waits until somebody has read it; what a sign-in needs does not.

ALTER TABLE mails ADD COLUMN held boolean NOT NULL DEFAULT false;
-- What it follows from.
ALTER TABLE mails ADD COLUMN effect_id bigint UNIQUE REFERENCES outbox (id);
