-- What members know and which files they would like to review: what the affinity between a member and a file is made of.

CREATE TABLE expertise (
    member_id bigint PRIMARY KEY REFERENCES members (id) ON DELETE CASCADE,
    -- Codes with semicolons between them: categories of calls and purposes of aid, countries, languages.
    themes    text   NOT NULL,
    countries text   NOT NULL,
    languages text   NOT NULL
);

CREATE TABLE preferences (
    member_id      bigint NOT NULL REFERENCES members (id) ON DELETE CASCADE,
    application_id bigint NOT NULL REFERENCES applications (id),
    preference     text   NOT NULL CHECK (preference IN ('eager', 'willing', 'reluctant')),
    PRIMARY KEY (member_id, application_id)
);

-- The preferences on the files of a call.
CREATE INDEX preferences_by_application ON preferences (application_id);

GRANT SELECT ON expertise, preferences TO appel_app, appel_backup;
GRANT INSERT, UPDATE, DELETE ON expertise, preferences TO appel_app;
