-- The clock of a rehearsal: so far ahead of the real one, or behind it. It moves forward only once something has happened,
-- so that a call of years ago can be rehearsed from its beginning. A real database has no such table.

CREATE TABLE rehearsal.clock (
    single             boolean PRIMARY KEY DEFAULT true CHECK (single),
    ahead_microseconds bigint  NOT NULL
);

INSERT INTO rehearsal.clock (ahead_microseconds) VALUES (0);

CREATE FUNCTION rehearsal.guard_clock() RETURNS trigger
LANGUAGE plpgsql
AS $$
BEGIN
    IF TG_OP <> 'UPDATE' THEN
        RAISE EXCEPTION 'the clock of a rehearsal cannot be removed' USING ERRCODE = 'insufficient_privilege';
    END IF;
    IF NEW.ahead_microseconds < OLD.ahead_microseconds AND EXISTS (SELECT FROM appel.events) THEN
        RAISE EXCEPTION 'the clock of a rehearsal moves forward only'
            USING ERRCODE = 'check_violation', CONSTRAINT = 'clock_moves_forward';
    END IF;
    RETURN NEW;
END
$$;

CREATE TRIGGER guard_clock BEFORE UPDATE OR DELETE ON rehearsal.clock
FOR EACH ROW EXECUTE FUNCTION rehearsal.guard_clock();
CREATE TRIGGER guard_clock_whole BEFORE TRUNCATE ON rehearsal.clock
FOR EACH STATEMENT EXECUTE FUNCTION rehearsal.guard_clock();

GRANT SELECT ON rehearsal.clock TO appel_app, appel_member, appel_applicant, appel_finance, appel_auditor, appel_backup;
GRANT UPDATE (ahead_microseconds) ON rehearsal.clock TO appel_app;

CREATE OR REPLACE FUNCTION appel.appel_now() RETURNS timestamptz
LANGUAGE sql VOLATILE
AS 'SELECT clock_timestamp() + ahead_microseconds * interval ''1 microsecond'' FROM rehearsal.clock';
