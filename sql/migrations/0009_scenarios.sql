-- What would have come of a call under other rules: kept under a name, never changed, and of no effect on any award. The document
-- holds the problem, the parameters and the result; the stamp is its SHA-256.

CREATE TABLE scenarios (
    id       bigint      GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    call_id  bigint      NOT NULL REFERENCES calls (id),
    name     text        NOT NULL CHECK (length(name) BETWEEN 1 AND 100),
    document text        NOT NULL,
    sha256   bytea       NOT NULL CHECK (sha256 = sha256(convert_to(document, 'UTF8'))),
    made_by  text        NOT NULL,
    made_at  timestamptz NOT NULL,
    UNIQUE (call_id, name)
);

-- What was kept stays: nobody may update or delete it.
GRANT SELECT ON scenarios TO appel_app, appel_backup, appel_auditor;
GRANT INSERT ON scenarios TO appel_app;
GRANT USAGE ON SEQUENCE scenarios_id_seq TO appel_app;
GRANT SELECT ON SEQUENCE scenarios_id_seq TO appel_backup;
