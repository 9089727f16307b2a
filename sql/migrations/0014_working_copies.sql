-- What an association types before it hands it in, and what it and the secretariat write to each other. None of it decides anything,
-- so that none of it is in the log; it tells of people, so that it can be erased.

-- The form as it was typed, whole or not, right or wrong; gone once it is handed in.
CREATE TABLE working_copies (
    id              bigint      GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    -- No reference to the calls: they are built anew from the log, and this is not.
    call_id         bigint      NOT NULL,
    organisation_id bigint      NOT NULL REFERENCES organisations (id),
    reference       text        NOT NULL CHECK (length(reference) BETWEEN 1 AND 40),
    version         bigint      NOT NULL CHECK (version >= 1),
    -- By name what was typed, and in which version it last changed.
    fields          text        NOT NULL CHECK (octet_length(fields) <= 4194304),
    saved_at        timestamptz NOT NULL,
    saved_by        bigint      REFERENCES accounts (id),
    UNIQUE (call_id, reference)
);

CREATE INDEX working_copies_by_organisation ON working_copies (organisation_id);

-- The documents that were uploaded for it.
CREATE TABLE copy_documents (
    copy_id    bigint  NOT NULL REFERENCES working_copies (id) ON DELETE CASCADE,
    place      integer NOT NULL CHECK (place >= 1),
    attachment text    NOT NULL,
    name       text    NOT NULL,
    digest     bytea   NOT NULL REFERENCES attachments (digest),
    PRIMARY KEY (copy_id, place)
);

-- Whether a document is still needed.
CREATE INDEX copy_documents_by_digest ON copy_documents (digest);

-- One thread for each file.
CREATE TABLE messages (
    id              bigint      GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    call_id         bigint      NOT NULL,
    organisation_id bigint      NOT NULL REFERENCES organisations (id),
    reference       text        NOT NULL,
    at              timestamptz NOT NULL,
    account_id      bigint      REFERENCES accounts (id),
    -- Whether the secretariat wrote it; else the association did.
    from_office     boolean     NOT NULL,
    author          text        NOT NULL CHECK (length(author) <= 200),
    body            text        NOT NULL CHECK (length(body) BETWEEN 1 AND 5000)
);

CREATE INDEX messages_by_file ON messages (call_id, reference, id);
CREATE INDEX messages_by_organisation ON messages (organisation_id);

GRANT SELECT ON working_copies, copy_documents, messages TO appel_app, appel_backup;
GRANT INSERT, UPDATE, DELETE ON working_copies TO appel_app;
GRANT INSERT, DELETE ON copy_documents, messages TO appel_app;
GRANT USAGE ON SEQUENCE working_copies_id_seq, messages_id_seq TO appel_app;
GRANT SELECT ON SEQUENCE working_copies_id_seq, messages_id_seq TO appel_backup;
