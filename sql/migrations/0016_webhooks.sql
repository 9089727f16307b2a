-- Programs elsewhere that are told what happened: who wants to hear what, and what each was told of which event.

CREATE TABLE webhooks (
    id            bigint      GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    name          text        NOT NULL CHECK (length(name) BETWEEN 1 AND 100),
    address       text        NOT NULL CHECK (length(address) <= 500 AND address ~ '^https?://' AND address !~ '[[:cntrl:][:space:]]'),
    -- What is sent is signed with it, so that it has to be readable here.
    secret        bytea       NOT NULL CHECK (length(secret) = 32),
    -- What it wants to hear, and the events of the log that tell it (`grant.payFirst`): with blanks between them.
    kinds         text        NOT NULL CHECK (kinds <> ''),
    events        text        NOT NULL CHECK (events <> ''),
    created_at    timestamptz NOT NULL,
    -- Since when nothing has arrived.
    failing_since timestamptz,
    -- From then on it hears nothing.
    disabled_at   timestamptz
);

CREATE TABLE webhook_deliveries (
    id           bigint      GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    webhook_id   bigint      NOT NULL REFERENCES webhooks (id) ON DELETE CASCADE,
    seq          bigint      NOT NULL REFERENCES events (seq),
    -- What is told in order: `call 3`, `file 17` with its grants.
    thread       text        NOT NULL,
    created_at   timestamptz NOT NULL,
    -- When it may be taken next: while a worker has it, and after a failure, later.
    due_at       timestamptz NOT NULL,
    attempts     integer     NOT NULL DEFAULT 0 CHECK (attempts >= 0),
    last_error   text        CHECK (length(last_error) <= 500),
    delivered_at timestamptz,
    given_up_at  timestamptz,
    UNIQUE (webhook_id, seq),
    CHECK (delivered_at IS NULL OR given_up_at IS NULL)
);

-- The workers take those that are due, unless one before it of the same thread waits.
CREATE INDEX webhook_deliveries_due ON webhook_deliveries (webhook_id, due_at, id) WHERE delivered_at IS NULL AND given_up_at IS NULL;
CREATE INDEX webhook_deliveries_thread ON webhook_deliveries (webhook_id, thread, seq)
    WHERE delivered_at IS NULL AND given_up_at IS NULL;
CREATE INDEX webhook_deliveries_by_seq ON webhook_deliveries (seq);
-- A grant whose file is not written yet.
CREATE INDEX webhook_deliveries_homeless ON webhook_deliveries (thread) WHERE thread LIKE 'grant %';

-- What is to be told is written with the event: it is told if and only if the event happened, whatever else is being written
-- meanwhile. What was brought in from elsewhere is older than who wants to hear of it, and is not told.
CREATE FUNCTION tell_webhooks() RETURNS trigger
LANGUAGE plpgsql
AS $$
BEGIN
    IF NOT EXISTS (SELECT FROM webhooks WHERE disabled_at IS NULL) THEN
        RETURN NULL;
    END IF;
    INSERT INTO webhook_deliveries (webhook_id, seq, thread, created_at, due_at)
    SELECT w.id, e.seq,
        CASE e.machine
            WHEN 'application' THEN 'file ' || e.stream_id
            WHEN 'grant' THEN coalesce(
                (SELECT 'file ' || g.application_id FROM grants g WHERE g.id = e.stream_id), 'grant ' || e.stream_id)
            ELSE e.machine || ' ' || e.stream_id
        END,
        e.at, e.at
    FROM new_events e
    JOIN webhooks w ON w.disabled_at IS NULL AND e.at >= w.created_at
        AND e.machine || '.' || e.action = ANY (string_to_array(w.events, ' '))
    ORDER BY e.seq, w.id;
    RETURN NULL;
END
$$;

CREATE TRIGGER tell_webhooks AFTER INSERT ON events
REFERENCING NEW TABLE AS new_events FOR EACH STATEMENT EXECUTE FUNCTION tell_webhooks();

-- The first event of a grant is written before the row that says whose it is.
CREATE FUNCTION house_grants() RETURNS trigger
LANGUAGE plpgsql
AS $$
BEGIN
    UPDATE webhook_deliveries AS d
    SET thread = 'file ' || g.application_id
    FROM new_grants AS g
    WHERE d.thread = 'grant ' || g.id AND d.thread LIKE 'grant %';
    RETURN NULL;
END
$$;

CREATE TRIGGER house_grants AFTER INSERT ON grants
REFERENCING NEW TABLE AS new_grants FOR EACH STATEMENT EXECUTE FUNCTION house_grants();

GRANT SELECT ON webhooks, webhook_deliveries TO appel_app, appel_backup;
GRANT INSERT, DELETE ON webhooks, webhook_deliveries TO appel_app;
GRANT UPDATE (failing_since, disabled_at) ON webhooks TO appel_app;
GRANT UPDATE (thread, due_at, attempts, last_error, delivered_at, given_up_at) ON webhook_deliveries TO appel_app;
GRANT USAGE ON SEQUENCE webhooks_id_seq, webhook_deliveries_id_seq TO appel_app;
GRANT SELECT ON SEQUENCE webhooks_id_seq, webhook_deliveries_id_seq TO appel_backup;
