-- The register of what went to the bank. A payment is an event of its grant; that it was put into a file for the bank, and what
-- the bank said of it, is written down here. Rows hold what the bank was told, word for word, so that the same file can be
-- written again, byte for byte, whatever has become of the organisation since.

CREATE TABLE payment_batches (
    id              bigint      GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    call_id         bigint      NOT NULL REFERENCES calls (id),
    -- By it a bank tells one file from another.
    message_id      text        NOT NULL UNIQUE CHECK (length(message_id) BETWEEN 1 AND 35),
    execution_date  date        NOT NULL,
    debtor_name     text        NOT NULL,
    debtor_account  text        NOT NULL,
    debtor_number   text,
    payments        integer     NOT NULL CHECK (payments > 0),
    total_cents     bigint      NOT NULL CHECK (total_cents > 0),
    -- Of the file.
    sha256          bytea       NOT NULL CHECK (length(sha256) = 32),
    made_by         text        NOT NULL,
    made_at         timestamptz NOT NULL,
    -- A batch that the bank never got. The reason is the digest of a document.
    withdrawn_by    text,
    withdrawn_at    timestamptz CHECK (withdrawn_at >= made_at),
    withdrawn_why   bytea       CHECK (length(withdrawn_why) = 32),
    CHECK ((withdrawn_at IS NULL) = (withdrawn_by IS NULL)),
    CHECK ((withdrawn_at IS NULL) = (withdrawn_why IS NULL))
);

-- The batches of a call, newest last.
CREATE INDEX payment_batches_by_call ON payment_batches (call_id, id);

CREATE TABLE batch_payments (
    -- The payments come first: the batch is written once they have been counted, added up and hashed, piece by piece.
    batch_id      bigint   NOT NULL CONSTRAINT payment_of_batch REFERENCES payment_batches (id) DEFERRABLE INITIALLY DEFERRED,
    grant_id      bigint   NOT NULL REFERENCES grants (id),
    -- 1 is the first instalment, 2 the balance.
    instalment    smallint NOT NULL CHECK (instalment IN (1, 2)),
    end_to_end    text     NOT NULL CHECK (length(end_to_end) BETWEEN 1 AND 35),
    reference     text     NOT NULL,
    payee         text     NOT NULL,
    account       text     NOT NULL,
    amount_cents  bigint   NOT NULL CHECK (amount_cents > 0),
    -- The twelve digits of the structured communication, where there is one.
    communication text     CHECK (length(communication) = 12),
    status        text     NOT NULL CHECK (status IN ('ordered', 'pending', 'settled', 'rejected', 'withdrawn')),
    -- The bank's own words.
    bank_reason   text,
    status_at     timestamptz NOT NULL,
    PRIMARY KEY (batch_id, grant_id, instalment)
);

-- Nothing is paid twice: a payment is in one batch at most that the bank has or will have, whoever exports at the same time.
CREATE UNIQUE INDEX batch_payments_live ON batch_payments (grant_id, instalment) WHERE status NOT IN ('rejected', 'withdrawn');

-- Where the payments of a grant went, in live batches and in others.
CREATE INDEX batch_payments_by_grant ON batch_payments (grant_id);

-- Refuses a batch that is not the sum of its payments when the transaction ends, and one that is withdrawn while its payments are
-- not.
CREATE FUNCTION check_batch() RETURNS trigger
LANGUAGE plpgsql
AS $$
DECLARE
    wrong boolean;
BEGIN
    SELECT (count(*), coalesce(sum(p.amount_cents), 0)) IS DISTINCT FROM (b.payments::bigint, b.total_cents::numeric)
        OR count(*) FILTER (WHERE p.status = 'withdrawn') <> CASE WHEN b.withdrawn_at IS NULL THEN 0 ELSE b.payments END
    INTO wrong
    FROM payment_batches AS b
    LEFT JOIN batch_payments AS p ON p.batch_id = b.id
    WHERE b.id = NEW.id
    GROUP BY b.id;
    IF wrong THEN
        RAISE EXCEPTION 'batch % is not the sum of its payments', NEW.message_id
            USING ERRCODE = 'check_violation', CONSTRAINT = 'batch_is_its_payments';
    END IF;
    RETURN NULL;
END
$$;

CREATE CONSTRAINT TRIGGER check_batch AFTER INSERT OR UPDATE ON payment_batches
DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION check_batch();

-- Refuses a payment that is put into a batch that is whole without it.
CREATE FUNCTION check_batch_room() RETURNS trigger
LANGUAGE plpgsql
AS $$
BEGIN
    IF EXISTS (
        SELECT FROM payment_batches AS b
        JOIN batch_payments AS p ON p.batch_id = b.id
        WHERE b.id IN (SELECT batch_id FROM new_rows)
        GROUP BY b.id
        HAVING count(*) > b.payments OR sum(p.amount_cents) > b.total_cents) THEN
        RAISE EXCEPTION 'a batch cannot have more payments than its file'
            USING ERRCODE = 'check_violation', CONSTRAINT = 'batch_is_its_payments';
    END IF;
    RETURN NULL;
END
$$;

CREATE TRIGGER check_batch_room AFTER INSERT ON batch_payments
REFERENCING NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION check_batch_room();

GRANT SELECT ON payment_batches, batch_payments TO appel_app, appel_backup, appel_finance;
GRANT INSERT ON payment_batches, batch_payments TO appel_app;
-- What the bank was told stays; what became of it is added.
GRANT UPDATE (withdrawn_by, withdrawn_at, withdrawn_why) ON payment_batches TO appel_app;
GRANT UPDATE (status, bank_reason, status_at) ON batch_payments TO appel_app;
GRANT USAGE ON SEQUENCE payment_batches_id_seq TO appel_app;
GRANT SELECT ON SEQUENCE payment_batches_id_seq TO appel_backup;
