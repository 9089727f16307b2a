-- Lotteries, and the scores on which the council agrees in its meeting. Both stand beside the reviews and change none of them.

CREATE TABLE lotteries (
    id           bigint      GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    call_id      bigint      NOT NULL REFERENCES calls (id),
    purpose      text        NOT NULL CHECK (purpose IN ('ties', 'tieZone')),
    -- What was published before the entropy existed: the JSON text itself.
    notice       text        NOT NULL,
    published_by text        NOT NULL,
    published_at timestamptz NOT NULL,
    entropy_from timestamptz NOT NULL CHECK (entropy_from > published_at),
    -- What was drawn, once.
    draw         text,
    drawn_by     text,
    drawn_at     timestamptz CHECK (drawn_at >= entropy_from),
    -- Called off, once, and why: it decides nothing any more, and stays readable.
    cancel_reason text,
    cancelled_by  text,
    cancelled_at  timestamptz,
    CHECK ((draw IS NULL) = (drawn_by IS NULL)),
    CHECK ((draw IS NULL) = (drawn_at IS NULL)),
    CHECK ((cancel_reason IS NULL) = (cancelled_by IS NULL)),
    CHECK ((cancel_reason IS NULL) = (cancelled_at IS NULL))
);

-- The lotteries of a call, oldest first.
CREATE INDEX lotteries_by_call ON lotteries (call_id, id);

-- Refuses to change what was published, to draw twice, and to draw what was cancelled.
CREATE FUNCTION check_lottery() RETURNS trigger
LANGUAGE plpgsql
AS $$
BEGIN
    IF OLD.cancelled_at IS NOT NULL THEN
        RAISE EXCEPTION 'lottery % was cancelled', OLD.id USING ERRCODE = 'check_violation', CONSTRAINT = 'lottery_is_cancelled_once';
    END IF;
    IF OLD.draw IS NOT NULL AND (NEW.draw, NEW.drawn_by, NEW.drawn_at) IS DISTINCT FROM (OLD.draw, OLD.drawn_by, OLD.drawn_at) THEN
        RAISE EXCEPTION 'lottery % was drawn', OLD.id USING ERRCODE = 'check_violation', CONSTRAINT = 'lottery_is_drawn_once';
    END IF;
    IF (NEW.id, NEW.call_id, NEW.purpose, NEW.notice, NEW.published_by, NEW.published_at, NEW.entropy_from)
        IS DISTINCT FROM (OLD.id, OLD.call_id, OLD.purpose, OLD.notice, OLD.published_by, OLD.published_at, OLD.entropy_from) THEN
        RAISE EXCEPTION 'lottery % was published', OLD.id USING ERRCODE = 'check_violation', CONSTRAINT = 'lottery_is_frozen';
    END IF;
    RETURN NEW;
END
$$;

CREATE TRIGGER check_lottery BEFORE UPDATE ON lotteries FOR EACH ROW EXECUTE FUNCTION check_lottery();

-- A score that the council agreed on. A row is never changed: the newest of a file counts, the others stay readable.
CREATE TABLE consensus_scores (
    id             bigint      GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    application_id bigint      NOT NULL REFERENCES applications (id),
    meeting_id     bigint      NOT NULL REFERENCES meetings (id),
    -- On 100, exactly.
    numerator      bigint      NOT NULL CHECK (numerator >= 0),
    denominator    bigint      NOT NULL CHECK (denominator > 0),
    -- The digest of a document.
    reason         bytea       NOT NULL CHECK (length(reason) = 32),
    set_by         text        NOT NULL,
    set_at         timestamptz NOT NULL,
    CHECK (numerator::numeric <= 100 * denominator::numeric)
);

-- What was agreed on a file.
CREATE INDEX consensus_scores_by_application ON consensus_scores (application_id, id);

CREATE TRIGGER refuse_change
BEFORE UPDATE OR DELETE OR TRUNCATE ON consensus_scores
FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();

-- A member of the council sees what was agreed on the files that the member sees. A lottery is among files that equal each other, and
-- so tells something of each of them: a member who may know nothing of one file of a call sees none of the call's.
CREATE VIEW appel_member.consensus_scores WITH (security_barrier) AS
SELECT s.*
FROM consensus_scores AS s
WHERE NOT EXISTS (SELECT FROM appel_member.hidden_files AS h WHERE h.application_id = s.application_id);

CREATE VIEW appel_member.lotteries WITH (security_barrier) AS
SELECT l.*
FROM lotteries AS l
WHERE l.call_id NOT IN (SELECT a.call_id FROM applications AS a JOIN appel_member.hidden_files AS h ON h.application_id = a.id);

GRANT SELECT ON appel_member.consensus_scores, appel_member.lotteries TO appel_member;
GRANT SELECT ON lotteries, consensus_scores TO appel_app, appel_auditor, appel_backup;
GRANT INSERT ON lotteries, consensus_scores TO appel_app;
GRANT UPDATE (draw, drawn_by, drawn_at, cancel_reason, cancelled_by, cancelled_at) ON lotteries TO appel_app;
GRANT USAGE ON SEQUENCE lotteries_id_seq, consensus_scores_id_seq TO appel_app;
GRANT SELECT ON SEQUENCE lotteries_id_seq, consensus_scores_id_seq TO appel_backup;
