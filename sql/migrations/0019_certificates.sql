-- The certificate of a call, as it was when the council began to advise: what is decided rests on it. Worked out later it would
-- certify another allocation, without the files that were withdrawn since. Kept once and never changed.

CREATE TABLE certificates (
    call_id bigint      PRIMARY KEY REFERENCES calls (id),
    body    text        NOT NULL,
    made_at timestamptz NOT NULL
);

GRANT SELECT ON certificates TO appel_app, appel_backup, appel_auditor;
GRANT INSERT ON certificates TO appel_app;
