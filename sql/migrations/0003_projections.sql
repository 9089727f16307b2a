-- The projections: where every call, file, review and grant stands now. Derived from the log, row by row, and rebuilt from
-- it by `appel replay`. The schema repeats what must hold, whoever writes.

CREATE TABLE calls (
    id                 bigint      PRIMARY KEY,
    code               text        NOT NULL UNIQUE,
    state              text        NOT NULL,
    version            bigint      NOT NULL,
    definition_version integer     NOT NULL,
    -- The terms, as in the event that set them; opens_at and closes_at also stand apart for people who read the table.
    terms              json        NOT NULL,
    opens_at           timestamptz NOT NULL,
    closes_at          timestamptz NOT NULL CHECK (closes_at > opens_at),
    opened_at          timestamptz,
    closed_at          timestamptz,
    published_at       timestamptz,
    CHECK (opened_at IS NOT NULL OR state IN ('drafted', 'cancelled')),
    -- A call that takes files all the time is archived without ever being published as a whole.
    CHECK (published_at IS NOT NULL OR state <> 'published'),
    CHECK (published_at IS NULL OR state IN ('published', 'archived'))
);

CREATE SEQUENCE calls_id_seq OWNED BY calls.id;

-- Every version of every call's definition; frozen, because its digest is in the log.
CREATE TABLE definitions (
    call_id bigint  NOT NULL,
    version integer NOT NULL,
    digest  bytea   NOT NULL CHECK (digest = sha256(convert_to(document, 'UTF8'))),
    -- Canonical JSON: the bytes that the digest is of.
    document text   NOT NULL,
    -- The YAML file as the secretary wrote it.
    source  text    NOT NULL,
    PRIMARY KEY (call_id, version)
);

CREATE TRIGGER refuse_change
BEFORE UPDATE OR DELETE OR TRUNCATE ON definitions
FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();

CREATE TABLE applications (
    id              bigint      PRIMARY KEY,
    call_id         bigint      NOT NULL REFERENCES calls (id),
    organisation_id bigint      NOT NULL REFERENCES organisations (id),
    reference       text        NOT NULL,
    state           text        NOT NULL,
    version         bigint      NOT NULL,
    category        text        NOT NULL,
    requested_cents bigint      NOT NULL CHECK (requested_cents >= 0),
    total_cents     bigint      NOT NULL,
    declared_marker smallint    CHECK (declared_marker BETWEEN 0 AND 2),
    south_south     boolean     NOT NULL,
    -- ISO 3166-1 alpha-2 codes, joined by commas.
    countries       text        NOT NULL,
    faults          integer     NOT NULL CHECK (faults >= 0),
    content         bytea       NOT NULL CHECK (length(content) = 32),
    submitted_at    timestamptz,
    complement_due  timestamptz,
    verified_marker smallint    CHECK (verified_marker BETWEEN 0 AND 2),
    -- The score on 100 as an exact fraction.
    score_numerator   bigint,
    score_denominator bigint CHECK (score_denominator > 0),
    rank            integer     CHECK (rank >= 1),
    advice          text        CHECK (advice IN ('favourable', 'reserve', 'unfavourable')),
    advised_cents   bigint      CHECK (advised_cents BETWEEN 0 AND requested_cents),
    advised_line    text,
    line            text,
    awarded_cents   bigint      CHECK (awarded_cents BETWEEN 1 AND requested_cents),
    reserve_rank    integer     CHECK (reserve_rank >= 1),
    notified_at     timestamptz,
    urgent_at       timestamptz,
    ratified_at     timestamptz,
    -- The signatures of the award: steps of the ladder, each with the highest award in cents that it stands for.
    approvals       text        NOT NULL CHECK (approvals ~ '^([a-z][a-z0-9-]*=[0-9]+(,|$))*$' AND approvals !~ ',$'),
    -- The last word on the gender marker: NULL is "not screened" once the marker was settled, and no word at all before.
    final_marker    smallint    CHECK (final_marker BETWEEN 0 AND 2),
    marker_settled  boolean     NOT NULL,
    -- What may be granted at most, as it stood at the admission, and what bound it: a code such as request or rule.ceiling.
    grantable_cents   bigint    CHECK (grantable_cents BETWEEN 0 AND requested_cents),
    grantable_bound   text,
    grantable_article text,
    -- What kept the award from being larger, or the file on the reserve list from an award.
    bound_cents     bigint      CHECK (bound_cents >= 0),
    bound           text,
    bound_article   text,
    UNIQUE (call_id, reference),
    CHECK ((score_numerator IS NULL) = (score_denominator IS NULL)),
    CHECK ((advice IS NULL) = (advised_cents IS NULL)),
    CHECK (submitted_at IS NOT NULL OR state IN ('draft', 'withdrawn')),
    CHECK ((complement_due IS NOT NULL) = (state = 'complementRequested')),
    CHECK (score_numerator IS NOT NULL OR state NOT IN ('scored', 'advised')),
    CHECK (advice IS NOT NULL OR state <> 'advised'),
    CHECK (final_marker IS NULL OR marker_settled),
    CHECK ((grantable_cents IS NULL) = (grantable_bound IS NULL)),
    CHECK (grantable_bound IS NOT NULL OR grantable_article IS NULL),
    CHECK ((bound_cents IS NULL) = (bound IS NULL)),
    CHECK (bound IS NOT NULL OR bound_article IS NULL),
    CHECK (bound IS NULL OR awarded_cents IS NOT NULL OR reserve_rank IS NOT NULL),
    CHECK ((line IS NULL) = (awarded_cents IS NULL)),
    CHECK (awarded_cents IS NOT NULL OR state <> 'awarded'),
    CHECK (awarded_cents IS NULL OR state IN ('awarded', 'underAppeal', 'upheld')),
    CHECK (urgent_at IS NOT NULL OR ratified_at IS NULL),
    CHECK (approvals = '' OR awarded_cents IS NOT NULL),
    CHECK (reserve_rank IS NULL OR state IN ('reserveListed', 'underAppeal')),
    CHECK (reserve_rank IS NOT NULL OR state <> 'reserveListed')
);

CREATE SEQUENCE applications_id_seq OWNED BY applications.id;

-- The lists and counts of a call by state.
CREATE INDEX applications_by_state ON applications (call_id, state);
-- Whether an organisation has another file in the call.
CREATE INDEX applications_by_organisation ON applications (organisation_id, call_id);

CREATE TABLE reviews (
    id             bigint      PRIMARY KEY,
    application_id bigint      NOT NULL REFERENCES applications (id),
    member_id      bigint      NOT NULL REFERENCES members (id),
    state          text        NOT NULL,
    version        bigint      NOT NULL,
    -- In the order of the call's criteria; NULL where not yet scored.
    scores         integer[],
    justification  bytea       CHECK (length(justification) = 32),
    submitted_at   timestamptz,
    CHECK (submitted_at IS NOT NULL OR state NOT IN ('submitted', 'counted')),
    CHECK (scores IS NOT NULL OR state NOT IN ('draft', 'submitted', 'counted')),
    CHECK (justification IS NOT NULL OR state NOT IN ('submitted', 'counted'))
);

CREATE SEQUENCE reviews_id_seq OWNED BY reviews.id;

-- A member has one live review of a file at most; also finds the reviews of a file.
CREATE UNIQUE INDEX reviews_live ON reviews (application_id, member_id) WHERE state NOT IN ('recused', 'voided');
-- A member's own list.
CREATE INDEX reviews_by_member ON reviews (member_id);

CREATE TABLE grants (
    id              bigint PRIMARY KEY,
    application_id  bigint NOT NULL REFERENCES applications (id),
    state           text   NOT NULL,
    version         bigint NOT NULL,
    awarded_cents   bigint NOT NULL CHECK (awarded_cents > 0),
    paid_cents      bigint NOT NULL CHECK (paid_cents BETWEEN 0 AND awarded_cents),
    reported_cents  bigint NOT NULL CHECK (reported_cents >= 0),
    accepted_cents  bigint NOT NULL CHECK (accepted_cents BETWEEN 0 AND reported_cents),
    claimed_cents   bigint NOT NULL CHECK (claimed_cents BETWEEN 0 AND paid_cents),
    recovered_cents bigint NOT NULL CHECK (recovered_cents BETWEEN 0 AND claimed_cents),
    commitment      text,
    sent_at         timestamptz NOT NULL,
    suspended_from  text,
    CHECK ((suspended_from IS NOT NULL) = (state = 'suspended')),
    CHECK (commitment IS NOT NULL OR paid_cents = 0)
);

CREATE SEQUENCE grants_id_seq OWNED BY grants.id;

-- A file has one agreement at most, besides lapsed and cancelled ones; also finds it.
CREATE UNIQUE INDEX grants_made ON grants (application_id) WHERE state NOT IN ('lapsed', 'cancelled');

-- Refuses a row that does not stand where its last event left it. The argument is the machine's name.
CREATE FUNCTION check_projection() RETURNS trigger
LANGUAGE plpgsql
AS $$
DECLARE
    wrong record;
BEGIN
    SELECT r.id, r.state, r.version
    INTO wrong
    FROM new_rows r
    WHERE NOT EXISTS (
        SELECT FROM events e
        WHERE e.machine = TG_ARGV[0] AND e.stream_id = r.id AND e.version = r.version AND e.to_state = r.state)
       OR EXISTS (
        SELECT FROM events e
        WHERE e.machine = TG_ARGV[0] AND e.stream_id = r.id AND e.version = r.version + 1)
    LIMIT 1;
    IF FOUND THEN
        RAISE EXCEPTION '% % cannot be % at version %: the log says otherwise',
            TG_ARGV[0], wrong.id, wrong.state, wrong.version
            USING ERRCODE = 'check_violation', CONSTRAINT = 'projection_follows_log';
    END IF;
    RETURN NULL;
END
$$;

CREATE TRIGGER follow_log_insert AFTER INSERT ON calls
REFERENCING NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION check_projection('call');
CREATE TRIGGER follow_log_update AFTER UPDATE ON calls
REFERENCING NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION check_projection('call');
CREATE TRIGGER follow_log_insert AFTER INSERT ON applications
REFERENCING NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION check_projection('application');
CREATE TRIGGER follow_log_update AFTER UPDATE ON applications
REFERENCING NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION check_projection('application');
CREATE TRIGGER follow_log_insert AFTER INSERT ON reviews
REFERENCING NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION check_projection('review');
CREATE TRIGGER follow_log_update AFTER UPDATE ON reviews
REFERENCING NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION check_projection('review');
CREATE TRIGGER follow_log_insert AFTER INSERT ON grants
REFERENCING NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION check_projection('grant');
CREATE TRIGGER follow_log_update AFTER UPDATE ON grants
REFERENCING NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION check_projection('grant');

-- Refuses an update that did not reach every row that it was for: an event would stand in the log and nowhere else.
CREATE FUNCTION check_reached(projection text, reached bigint, wanted bigint) RETURNS void
LANGUAGE plpgsql
AS $$
BEGIN
    IF reached IS DISTINCT FROM wanted THEN
        RAISE EXCEPTION 'of % rows of % only % could be brought up to the log', wanted, projection, reached
            USING ERRCODE = 'check_violation', CONSTRAINT = 'projection_follows_log';
    END IF;
END
$$;

-- Who declared that a member may not see or judge a file. A row is never changed; each declarant speaks once of a pair.
CREATE TABLE conflicts (
    id             bigint      GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    member_id      bigint      NOT NULL REFERENCES members (id),
    application_id bigint      NOT NULL REFERENCES applications (id),
    ground         text        NOT NULL CHECK (ground IN ('ownOrganisation', 'relative', 'employment', 'partner', 'other')),
    -- The digest of the declaration, which is a document.
    note           bytea       CHECK (length(note) = 32),
    declared_by    text        NOT NULL,
    declared_at    timestamptz NOT NULL,
    UNIQUE (member_id, application_id, declared_by)
);

-- The members in conflict with a file.
CREATE INDEX conflicts_by_application ON conflicts (application_id);

-- What the secretariat ruled on a member and a file, whatever anybody declares. The newest of a pair stands.
CREATE TABLE conflict_pins (
    id             bigint      GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    member_id      bigint      NOT NULL REFERENCES members (id),
    application_id bigint      NOT NULL REFERENCES applications (id),
    ruling         text        NOT NULL CHECK (ruling IN ('conflict', 'clear')),
    -- The digest of a document.
    reason         bytea       NOT NULL CHECK (length(reason) = 32),
    pinned_by      text        NOT NULL,
    pinned_at      timestamptz NOT NULL
);

-- The pin that stands.
CREATE INDEX conflict_pins_by_pair ON conflict_pins (application_id, member_id, id);

CREATE TRIGGER refuse_change
BEFORE UPDATE OR DELETE OR TRUNCATE ON conflict_pins
FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();

-- The one definition of a conflict of interest in force: declared by anybody, by giving the file back or by a pin, unless the
-- newest pin clears it.
CREATE VIEW conflicts_in_force AS
SELECT d.member_id, d.application_id
FROM (
    -- What an applicant declares waits for the secretariat, who pins it.
    SELECT member_id, application_id FROM conflicts WHERE declared_by NOT LIKE 'applicant:%'
    UNION
    SELECT member_id, application_id FROM reviews WHERE state = 'recused'
    UNION
    SELECT member_id, application_id FROM conflict_pins WHERE ruling = 'conflict'
) AS d
WHERE coalesce((
    SELECT p.ruling
    FROM conflict_pins AS p
    WHERE p.application_id = d.application_id AND p.member_id = d.member_id
    ORDER BY p.id DESC
    LIMIT 1), 'conflict') = 'conflict';

-- A sitting of the council on one call.
CREATE TABLE meetings (
    id        bigint      GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    call_id   bigint      NOT NULL REFERENCES calls (id),
    reference text        NOT NULL,
    held_at   timestamptz NOT NULL,
    chair_id  bigint      NOT NULL REFERENCES members (id),
    UNIQUE (call_id, reference)
);

CREATE TABLE attendances (
    meeting_id bigint NOT NULL REFERENCES meetings (id),
    member_id  bigint NOT NULL REFERENCES members (id),
    PRIMARY KEY (meeting_id, member_id)
);

-- Who left the room for which file, and when.
CREATE TABLE absences (
    meeting_id     bigint NOT NULL,
    member_id      bigint NOT NULL,
    application_id bigint NOT NULL REFERENCES applications (id),
    left_at        timestamptz NOT NULL,
    returned_at    timestamptz NOT NULL CHECK (returned_at >= left_at),
    PRIMARY KEY (meeting_id, member_id, application_id),
    FOREIGN KEY (meeting_id, member_id) REFERENCES attendances (meeting_id, member_id)
);

-- What finance reads: the files that have an award, and what was paid of it; no score, no advice, no file without one. The
-- views read with their owner's rights, so that finance needs none to the tables; a condition of its own sees no other row.
CREATE VIEW awards WITH (security_barrier) AS
SELECT a.id AS application_id, c.code AS call, a.reference, o.reference AS organisation, o.enterprise_number, o.name, a.line,
    a.requested_cents, a.awarded_cents, a.state, a.notified_at
FROM applications AS a
JOIN calls AS c ON c.id = a.call_id
JOIN organisations AS o ON o.id = a.organisation_id
WHERE a.awarded_cents IS NOT NULL;

CREATE VIEW payments WITH (security_barrier) AS
SELECT g.id AS grant_id, g.application_id, c.code AS call, a.reference, o.reference AS organisation, o.enterprise_number, o.name,
    g.state, g.commitment, g.awarded_cents, g.paid_cents, g.reported_cents, g.accepted_cents, g.claimed_cents,
    g.recovered_cents, g.sent_at
FROM grants AS g
JOIN applications AS a ON a.id = g.application_id
JOIN calls AS c ON c.id = a.call_id
JOIN organisations AS o ON o.id = a.organisation_id;

GRANT SELECT ON calls, definitions, applications, reviews, grants, conflicts, conflict_pins, conflicts_in_force, meetings,
    attendances, absences
    TO appel_app, appel_backup;
GRANT SELECT ON calls, definitions, conflicts, conflict_pins, conflicts_in_force, meetings, attendances, absences TO appel_auditor;
GRANT SELECT ON awards, payments TO appel_finance;
GRANT INSERT, UPDATE ON calls, applications, reviews, grants TO appel_app;
GRANT INSERT ON definitions, conflicts, conflict_pins, meetings, attendances, absences TO appel_app;
GRANT USAGE ON ALL SEQUENCES IN SCHEMA appel TO appel_app;
GRANT SELECT ON ALL SEQUENCES IN SCHEMA appel TO appel_backup;
