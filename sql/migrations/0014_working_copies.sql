-- What an association types before it hands it in, what it and the secretariat write to each other, and a meeting while it goes on. None
-- of it decides anything, so that none of it is in the log; it tells of people, so that it can be erased.

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

-- A meeting of the council while it goes on: who is in the room, of which file it speaks, who left for it. What came of it is written
-- down once it is over (meetings, attendances, absences).
CREATE TABLE meeting_notes (
    id             bigint      GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    call_id        bigint      NOT NULL,
    meeting        text        NOT NULL CHECK (length(meeting) BETWEEN 1 AND 40),
    -- What was noted at once has one number, and is taken back at once.
    step           bigint      NOT NULL CHECK (step >= 1),
    at             timestamptz NOT NULL,
    kind           text        NOT NULL CHECK (
        kind IN ('begins', 'plans', 'comes', 'goes', 'takes', 'rests', 'leaves', 'returns', 'advises', 'closes')),
    member_id      bigint      REFERENCES members (id),
    application_id bigint,
    opinion        text        CHECK (opinion IN ('favourable', 'reserve', 'unfavourable'))
);

CREATE INDEX meeting_notes_by_call ON meeting_notes (call_id, id);

-- While the council speaks of a file of which a member may know nothing, the member sees that it speaks of none; and what it means to
-- advise on the others only once that is known to all.
CREATE VIEW appel_member.meeting_notes WITH (security_barrier) AS
SELECT n.id, n.call_id, n.meeting, n.step, n.at,
    CASE WHEN n.is_hidden THEN 'rests' WHEN n.is_withheld THEN 'noted' ELSE n.kind END AS kind,
    CASE WHEN NOT n.is_hidden THEN n.member_id END AS member_id,
    CASE WHEN NOT n.is_hidden AND NOT n.is_withheld THEN n.application_id END AS application_id,
    CASE WHEN NOT n.is_hidden AND NOT n.is_withheld THEN n.opinion END AS opinion
FROM (
    SELECT m.*,
        EXISTS (SELECT FROM appel_member.hidden_files AS h WHERE h.application_id = m.application_id) AS is_hidden,
        m.kind = 'advises' AND m.call_id IN (
            SELECT a.call_id FROM applications AS a JOIN appel_member.hidden_files AS h ON h.application_id = a.id) AS is_withheld
    FROM meeting_notes AS m) AS n
WHERE NOT (n.is_hidden AND n.kind = 'plans');

GRANT SELECT ON appel_member.meeting_notes TO appel_member;
GRANT SELECT ON meeting_notes TO appel_app, appel_backup;
GRANT INSERT, DELETE ON meeting_notes TO appel_app;
GRANT USAGE ON SEQUENCE meeting_notes_id_seq TO appel_app;
GRANT SELECT ON SEQUENCE meeting_notes_id_seq TO appel_backup;
