-- The event log: what happened, in order, for ever. Everything else about the machines can be rebuilt from it.

-- The clock that every command sees. A rehearsal replaces this function by one that can be set; a real database has no
-- other clock than its own.
CREATE FUNCTION appel_now() RETURNS timestamptz
LANGUAGE sql VOLATILE
AS 'SELECT clock_timestamp()';

-- Which transitions exist at all. The rows are those of the program's transition table; a test keeps the two equal.
CREATE TABLE transitions (
    machine    text NOT NULL,
    from_state text NOT NULL,
    action     text NOT NULL,
    to_state   text NOT NULL,
    PRIMARY KEY (machine, action, from_state, to_state)
);

CREATE TABLE events (
    seq                bigint      GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    at                 timestamptz NOT NULL,
    machine            text        NOT NULL,
    stream_id          bigint      NOT NULL,
    -- The number of this event in its stream, from 1.
    version            bigint      NOT NULL CHECK (version >= 1),
    action             text        NOT NULL,
    from_state         text        NOT NULL,
    to_state           text        NOT NULL,
    -- An identifier ("secretariat", "applicant:17"), never a name.
    actor              text        NOT NULL,
    -- The version of the call's definition under which it was decided.
    definition_version integer     NOT NULL,
    -- What the action carries, as written: the bytes matter, so json and not jsonb.
    payload            json,
    CHECK ((version = 1) = (from_state = 'absent')),
    -- One stream has one history; the reads of a stream and the check of its order use this index.
    UNIQUE (machine, stream_id, version)
);

-- Refuses events that the transition table does not know or that do not join the event before them.
CREATE FUNCTION check_events() RETURNS trigger
LANGUAGE plpgsql
AS $$
DECLARE
    wrong record;
BEGIN
    SELECT e.machine, e.stream_id, e.action, e.from_state, e.to_state
    INTO wrong
    FROM new_events e
    WHERE NOT EXISTS (
        SELECT FROM transitions t
        WHERE t.machine = e.machine AND t.action = e.action
          AND t.from_state = e.from_state AND t.to_state = e.to_state)
    LIMIT 1;
    IF FOUND THEN
        RAISE EXCEPTION 'transition % of % % from % to % does not exist',
            wrong.action, wrong.machine, wrong.stream_id, wrong.from_state, wrong.to_state
            USING ERRCODE = 'check_violation', CONSTRAINT = 'events_transition_exists';
    END IF;

    SELECT e.machine, e.stream_id, e.version
    INTO wrong
    FROM new_events e
    WHERE e.version > 1
      AND NOT EXISTS (
        SELECT FROM events p
        WHERE p.machine = e.machine AND p.stream_id = e.stream_id
          AND p.version = e.version - 1 AND p.to_state = e.from_state)
    LIMIT 1;
    IF FOUND THEN
        RAISE EXCEPTION 'event % of % % does not join the one before it', wrong.version, wrong.machine, wrong.stream_id
            USING ERRCODE = 'check_violation', CONSTRAINT = 'events_join';
    END IF;
    RETURN NULL;
END
$$;

CREATE TRIGGER check_events
AFTER INSERT ON events
REFERENCING NEW TABLE AS new_events
FOR EACH STATEMENT EXECUTE FUNCTION check_events();

-- Not even the owner changes the past by mistake.
CREATE FUNCTION refuse_change() RETURNS trigger
LANGUAGE plpgsql
AS $$
BEGIN
    RAISE EXCEPTION '% is append-only', TG_TABLE_NAME USING ERRCODE = 'insufficient_privilege';
END
$$;

CREATE TRIGGER refuse_change
BEFORE UPDATE OR DELETE OR TRUNCATE ON events
FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();

-- Effects: written with the event that causes them, carried out later, at least once.
CREATE TABLE outbox (
    id           bigint      GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    kind         text        NOT NULL,
    machine      text        NOT NULL,
    stream_id    bigint      NOT NULL,
    version      bigint      NOT NULL,
    created_at   timestamptz NOT NULL,
    delivered_at timestamptz,
    FOREIGN KEY (machine, stream_id, version) REFERENCES events (machine, stream_id, version),
    CHECK (delivered_at >= created_at)
);

-- The worker takes the oldest undelivered ones.
CREATE INDEX outbox_waiting ON outbox (id) WHERE delivered_at IS NULL;

-- The answer to every command that carried a key, so that repeating it is safe.
CREATE TABLE idempotency (
    key      text        PRIMARY KEY CHECK (length(key) BETWEEN 1 AND 200),
    -- SHA-256 of the command: the same key with another command is an error.
    request  bytea       NOT NULL,
    response json        NOT NULL,
    at       timestamptz NOT NULL
);

GRANT SELECT ON transitions, events, outbox, idempotency TO appel_app, appel_auditor, appel_backup;
GRANT INSERT ON events, outbox, idempotency TO appel_app;
GRANT UPDATE (delivered_at) ON outbox TO appel_app;
