-- The audit: the events as leaves of one Merkle tree, and the checkpoints that were signed of it. And what was erased.

-- Events that are no leaf yet. A trigger writes them down in the transaction that writes the event, so that the next checkpoint takes
-- whatever has been committed by then: numbers of events are given out before they are committed, and a lower one may come later.
-- Without an index, which every command would have to keep: it is read as a whole, and is short.
CREATE TABLE audit_pending (
    seq bigint NOT NULL
);

-- Which event is which leaf. A checkpoint gives the next places to the events that wait, lowest number first, so that the events of
-- one stream stay in their order.
CREATE TABLE audit_leaves (
    leaf bigint PRIMARY KEY CHECK (leaf >= 0),
    -- No foreign key: it would lock the rows of the log. `appel audit checkpoint` finds a leaf without its event.
    seq  bigint NOT NULL UNIQUE,
    -- SHA-256(0x00 || the line of the event).
    hash bytea  NOT NULL CHECK (length(hash) = 32)
);

CREATE TABLE audit_checkpoints (
    -- How many leaves the tree had.
    size bigint      PRIMARY KEY CHECK (size >= 1),
    root bytea       NOT NULL CHECK (length(root) = 32),
    -- The checkpoint as it was signed.
    note text        NOT NULL,
    at   timestamptz NOT NULL
);

INSERT INTO audit_pending SELECT seq FROM events;

CREATE FUNCTION note_pending() RETURNS trigger
LANGUAGE plpgsql
AS $$
BEGIN
    INSERT INTO audit_pending SELECT seq FROM new_events;
    RETURN NULL;
END
$$;

CREATE TRIGGER note_pending
AFTER INSERT ON events
REFERENCING NEW TABLE AS new_events
FOR EACH STATEMENT EXECUTE FUNCTION note_pending();

CREATE TRIGGER refuse_change
BEFORE UPDATE OR DELETE OR TRUNCATE ON audit_leaves
FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();

CREATE TRIGGER refuse_change
BEFORE UPDATE OR DELETE OR TRUNCATE ON audit_checkpoints
FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();

-- That somebody was erased, when and why; not who.
CREATE TABLE erasures (
    id      bigint      GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    -- The number of the member or of the organisation, as the log has it.
    subject text        NOT NULL CHECK (subject ~ '^(member|organisation):[0-9]+$'),
    reason  text        NOT NULL CHECK (reason <> ''),
    by      text        NOT NULL,
    at      timestamptz NOT NULL
);

GRANT SELECT ON audit_pending, audit_leaves, audit_checkpoints, erasures TO appel_app, appel_auditor, appel_backup;
GRANT INSERT ON audit_pending, audit_leaves, audit_checkpoints, erasures TO appel_app;
GRANT DELETE ON audit_pending TO appel_app;
-- What erasing a person may change besides the registers: an answer that names somebody, and whom a payment went to.
GRANT DELETE ON idempotency TO appel_app;
GRANT UPDATE (payee, account) ON batch_payments TO appel_app;
GRANT USAGE ON SEQUENCE erasures_id_seq TO appel_app;
GRANT SELECT ON SEQUENCE erasures_id_seq TO appel_backup;
