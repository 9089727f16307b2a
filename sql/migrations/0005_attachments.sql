-- The documents that applicants hand in. Each is kept once however often it is attached, found by the SHA-256 of its bytes, and
-- in pieces, so that no reader and no writer needs the whole of it. The log holds nothing of them: an event refers to the content
-- of a file by a salted digest, and the content to its documents.

CREATE TABLE attachments (
    digest     bytea       PRIMARY KEY CHECK (length(digest) = 32),
    size       bigint      NOT NULL CHECK (size >= 1),
    type       text        NOT NULL,
    -- What the virus scanner said. What is not clean is not handed out.
    scan       text        NOT NULL CHECK (scan IN ('unscanned', 'clean', 'infected')),
    scanned_at timestamptz,
    -- The scanner's name for what it found.
    virus      text,
    CHECK ((scanned_at IS NULL) = (scan = 'unscanned')),
    CHECK ((virus IS NOT NULL) = (scan = 'infected'))
);

-- The documents that wait for the scanner.
CREATE INDEX attachments_unscanned ON attachments (digest) WHERE scan = 'unscanned';

CREATE TABLE attachment_pieces (
    digest bytea   NOT NULL REFERENCES attachments (digest) ON DELETE CASCADE,
    number integer NOT NULL CHECK (number >= 1),
    bytes  bytea   NOT NULL CHECK (length(bytes) BETWEEN 1 AND 262144),
    PRIMARY KEY (digest, number)
);

-- Documents are packed already: packing them again would only cost time.
ALTER TABLE attachment_pieces ALTER COLUMN bytes SET STORAGE EXTERNAL;

-- Which content of a file has which documents, and what the applicant called them. Goes with the content when that is erased.
CREATE TABLE attached (
    content    bytea   NOT NULL REFERENCES documents (digest) ON DELETE CASCADE,
    place      integer NOT NULL CHECK (place >= 1),
    -- The id of the attachment that the call asks for.
    attachment text    NOT NULL,
    name       text    NOT NULL,
    digest     bytea   NOT NULL REFERENCES attachments (digest),
    PRIMARY KEY (content, place)
);

-- Whether a document is still needed.
CREATE INDEX attached_by_digest ON attached (digest);

GRANT SELECT ON attachments, attachment_pieces, attached TO appel_app, appel_backup;
GRANT INSERT, DELETE ON attachments, attachment_pieces, attached TO appel_app;
GRANT UPDATE (scan, scanned_at, virus) ON attachments TO appel_app;
