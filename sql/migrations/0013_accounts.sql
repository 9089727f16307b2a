-- Who comes in: accounts, the hats under which each acts, and what lets somebody in. Of what opens a door the database holds digests;
-- people are rows that can be erased, and what stays of them is a number.

CREATE TABLE accounts (
    id                 bigint      GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    email              text        NOT NULL CHECK (length(email) BETWEEN 3 AND 254),
    name               text        NOT NULL CHECK (length(name) <= 200),
    language           text        NOT NULL CHECK (language IN ('fr', 'nl', 'en')),
    -- The digest with its salt and its cost, as `$scrypt$ln=15,r=8,p=3$…$…`.
    password           text,
    -- Whether the password is long enough to stand alone, without a second factor.
    password_is_long   boolean     NOT NULL DEFAULT false,
    second_factor      bytea       CHECK (length(second_factor) BETWEEN 16 AND 64),
    -- One that was handed out and not confirmed yet.
    offered_factor     bytea       CHECK (length(offered_factor) BETWEEN 16 AND 64),
    -- The last step of time whose code was taken: a code works once.
    factor_step        bigint      NOT NULL DEFAULT 0,
    -- Who vouches for the person, and what that provider calls him or her.
    issuer             text,
    subject            text,
    disabled_at        timestamptz,
    created_at         timestamptz NOT NULL,
    CHECK ((issuer IS NULL) = (subject IS NULL)),
    CHECK (NOT password_is_long OR password IS NOT NULL)
);

-- One address is one account, however it is typed.
CREATE UNIQUE INDEX accounts_by_email ON accounts (lower(email));
CREATE UNIQUE INDEX accounts_by_subject ON accounts (issuer, subject);

-- The roles of an account: each with the organisation or the member in whose name it is, where the role has one.
CREATE TABLE account_hats (
    id              bigint  GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    account_id      bigint  NOT NULL REFERENCES accounts (id),
    role            text    NOT NULL CHECK (role IN (
        'applicant', 'reviewer', 'chair', 'secretariat', 'college', 'alderman', 'budgetHolder', 'finance', 'auditor', 'administrator')),
    organisation_id bigint  REFERENCES organisations (id),
    member_id       bigint  REFERENCES members (id),
    -- Who may certify and file in the name of the organisation.
    may_sign        boolean NOT NULL,
    CHECK ((role = 'applicant') = (organisation_id IS NOT NULL)),
    CHECK ((role IN ('reviewer', 'chair')) = (member_id IS NOT NULL)),
    CHECK (role = 'applicant' OR NOT may_sign),
    UNIQUE NULLS NOT DISTINCT (account_id, role, organisation_id, member_id)
);

-- The people of an organisation or of a member, when they are erased.
CREATE INDEX account_hats_by_organisation ON account_hats (organisation_id);
CREATE INDEX account_hats_by_member ON account_hats (member_id);

-- Who is in. The token itself is known to the browser alone.
CREATE TABLE web_sessions (
    digest        bytea       PRIMARY KEY CHECK (length(digest) = 32),
    account_id    bigint      NOT NULL REFERENCES accounts (id),
    -- The hat that was chosen; taken away with the hat.
    hat_id        bigint      REFERENCES account_hats (id) ON DELETE SET NULL,
    csrf          text        NOT NULL,
    -- How the person came in.
    means         text        NOT NULL CHECK (means IN ('password', 'link', 'invitation', 'reset', 'provider')),
    factor_done   boolean     NOT NULL,
    -- When the person signed in: a session lasts from then, whatever its token was exchanged for.
    started_at    timestamptz NOT NULL,
    seen_at       timestamptz NOT NULL CHECK (seen_at >= started_at)
);

CREATE INDEX web_sessions_by_account ON web_sessions (account_id);
CREATE INDEX web_sessions_by_hat ON web_sessions (hat_id);

-- What is sent to an address to let its owner in, once.
CREATE TABLE login_links (
    digest     bytea       PRIMARY KEY CHECK (length(digest) = 32),
    account_id bigint      NOT NULL REFERENCES accounts (id),
    purpose    text        NOT NULL CHECK (purpose IN ('signIn', 'invitation', 'reset')),
    created_at timestamptz NOT NULL,
    expires_at timestamptz NOT NULL CHECK (expires_at > created_at),
    used_at    timestamptz
);

CREATE INDEX login_links_by_account ON login_links (account_id);

-- Keys for machines: each acts under one hat of an account, within its scopes.
CREATE TABLE api_keys (
    id           bigint      GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    -- What may be shown of the key, to tell it from others.
    prefix       text        NOT NULL UNIQUE,
    digest       bytea       NOT NULL CHECK (length(digest) = 32),
    name         text        NOT NULL CHECK (length(name) BETWEEN 1 AND 100),
    account_id   bigint      NOT NULL REFERENCES accounts (id),
    hat_id       bigint      REFERENCES account_hats (id) ON DELETE SET NULL,
    -- With blanks between them.
    scopes       text        NOT NULL CHECK (scopes <> ''),
    created_at   timestamptz NOT NULL,
    expires_at   timestamptz NOT NULL CHECK (expires_at > created_at),
    revoked_at   timestamptz,
    last_used_at timestamptz
);

CREATE INDEX api_keys_by_account ON api_keys (account_id);
CREATE INDEX api_keys_by_hat ON api_keys (hat_id);

-- How often something was tried, for all servers together. What a crash takes of it is not missed, so that it costs no log.
CREATE UNLOGGED TABLE rate_counters (
    -- Of addresses and e-mail addresses the digest only.
    key          text        PRIMARY KEY,
    window_start timestamptz NOT NULL,
    count        integer     NOT NULL CHECK (count >= 0)
);

-- What was typed when a session had lapsed: given back after the next sign-in, once.
CREATE TABLE kept_forms (
    digest     bytea       PRIMARY KEY CHECK (length(digest) = 32),
    account_id bigint      REFERENCES accounts (id),
    path       text        NOT NULL CHECK (length(path) BETWEEN 1 AND 2000),
    body       bytea       NOT NULL CHECK (octet_length(body) <= 1048576),
    kept_at    timestamptz NOT NULL
);

CREATE INDEX kept_forms_by_account ON kept_forms (account_id, kept_at);

-- Mails on their way out; they can be read before they are sent.
CREATE TABLE mails (
    id           bigint      GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    kind         text        NOT NULL CHECK (kind ~ '^[a-zA-Z]{1,40}$'),
    language     text        NOT NULL CHECK (language IN ('fr', 'nl', 'en')),
    recipient    text        NOT NULL CHECK (recipient !~ '[[:cntrl:][:space:]]'),
    subject      text        NOT NULL CHECK (subject !~ '[[:cntrl:]]'),
    body         text        NOT NULL,
    -- What in the body opens a door; taken out of it once it is delivered.
    secret       text,
    created_at   timestamptz NOT NULL,
    -- When it may be taken next: while a worker has it, and after a failure, later.
    due_at       timestamptz NOT NULL,
    delivered_at timestamptz,
    attempts     integer     NOT NULL DEFAULT 0 CHECK (attempts >= 0),
    last_error   text,
    CHECK (delivered_at IS NULL OR secret IS NULL)
);

-- The workers take those that are due.
CREATE INDEX mails_waiting ON mails (due_at, id) WHERE delivered_at IS NULL;

-- Who looked at what: numbers and references, no names. Kept for twelve months, which the trigger sees to.
CREATE TABLE access_log (
    id         bigint      GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    at         timestamptz NOT NULL,
    account_id bigint,
    actor      text        NOT NULL,
    question   text        NOT NULL CHECK (length(question) BETWEEN 1 AND 100),
    call       text,
    file       text
);

CREATE INDEX access_log_by_file ON access_log (call, file, id);
CREATE INDEX access_log_by_time ON access_log (at);

CREATE FUNCTION keep_access() RETURNS trigger
LANGUAGE plpgsql
AS $$
BEGIN
    IF TG_OP = 'DELETE' AND OLD.at < appel_now() - interval '12 months' THEN
        RETURN OLD;
    END IF;
    RAISE EXCEPTION 'who looked at what is kept for twelve months' USING ERRCODE = 'insufficient_privilege';
END
$$;

CREATE TRIGGER keep_access BEFORE UPDATE OR DELETE ON access_log FOR EACH ROW EXECUTE FUNCTION keep_access();
CREATE TRIGGER refuse_truncate BEFORE TRUNCATE ON access_log FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();

-- What happened to accounts: by whom, to which number, never to whom by name.
CREATE TABLE account_events (
    id         bigint      GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    at         timestamptz NOT NULL,
    actor      text        NOT NULL,
    -- No account at all where somebody tried to get into one that is not there.
    account_id bigint,
    action     text        NOT NULL CHECK (action ~ '^[a-zA-Z]{1,40}$'),
    -- Hats, prefixes of keys and reasons, in the program's own words.
    detail     text        NOT NULL CHECK (length(detail) <= 1000)
);

CREATE INDEX account_events_by_account ON account_events (account_id, id);

CREATE TRIGGER refuse_change
BEFORE UPDATE OR DELETE OR TRUNCATE ON account_events
FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();

GRANT SELECT ON accounts, account_hats, web_sessions, login_links, api_keys, rate_counters, kept_forms, mails, access_log, account_events
    TO appel_app, appel_backup;
GRANT SELECT ON access_log, account_events TO appel_auditor;
GRANT INSERT, UPDATE ON accounts, mails, api_keys, login_links TO appel_app;
GRANT INSERT, UPDATE, DELETE ON account_hats, web_sessions, rate_counters, kept_forms TO appel_app;
GRANT DELETE ON mails, api_keys, login_links, access_log TO appel_app;
GRANT INSERT ON access_log, account_events TO appel_app;
GRANT USAGE ON SEQUENCE accounts_id_seq, account_hats_id_seq, api_keys_id_seq, mails_id_seq, access_log_id_seq, account_events_id_seq
    TO appel_app;
GRANT SELECT ON SEQUENCE accounts_id_seq, account_hats_id_seq, api_keys_id_seq, mails_id_seq, access_log_id_seq, account_events_id_seq
    TO appel_backup;
