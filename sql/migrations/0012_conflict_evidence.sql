-- What conflicts of interest are inferred from, and what a late one changed. Nothing here has a view for members of the council:
-- who might have a conflict with what, and what a file lost by one, is not for them.

-- The people on the board of an organisation: personal data that an import replaces and an erasure takes away.
CREATE TABLE board_members (
    id              bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    organisation_id bigint NOT NULL REFERENCES organisations (id),
    name            text   NOT NULL CHECK (name <> ''),
    -- What the organisation calls the office: president, treasurer.
    office          text   NOT NULL,
    UNIQUE (organisation_id, name)
);

-- What ties a member to organisations and places, as he or she declared when taking the seat.
CREATE TABLE member_ties (
    id        bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    member_id bigint NOT NULL REFERENCES members (id),
    kind      text   NOT NULL
        CHECK (kind IN ('enterpriseNumber', 'organisation', 'employer', 'partner', 'relative', 'postcode', 'emailDomain')),
    value     text   NOT NULL CHECK (value <> ''),
    UNIQUE (member_id, kind, value)
);

-- The two lists that a conflict leaves behind when the member had handed in scores: with them and without. Numbers only, so that
-- it can stay when people and files are erased.
CREATE TABLE conflict_impacts (
    id          bigint      GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    call_id     bigint      NOT NULL REFERENCES calls (id),
    cause       text        NOT NULL CHECK (cause IN ('declare', 'pin')),
    -- The members and the files that it is about, and whether each review was voided or still counts.
    pairs       json        NOT NULL,
    before      json        NOT NULL,
    after       json        NOT NULL,
    recorded_by text        NOT NULL,
    recorded_at timestamptz NOT NULL
);

CREATE INDEX conflict_impacts_by_call ON conflict_impacts (call_id, id);

CREATE TRIGGER refuse_change
BEFORE UPDATE OR DELETE OR TRUNCATE ON conflict_impacts
FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();

GRANT SELECT ON board_members, member_ties, conflict_impacts TO appel_app, appel_backup;
GRANT SELECT ON conflict_impacts TO appel_auditor;
GRANT INSERT, UPDATE, DELETE ON board_members, member_ties TO appel_app;
GRANT INSERT ON conflict_impacts TO appel_app;
GRANT USAGE ON SEQUENCE board_members_id_seq, member_ties_id_seq, conflict_impacts_id_seq TO appel_app;
GRANT SELECT ON SEQUENCE board_members_id_seq, member_ties_id_seq, conflict_impacts_id_seq TO appel_backup;
