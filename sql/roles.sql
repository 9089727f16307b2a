-- The roles of Appel and what each may do with this database. Run in Appel's database, as often as you like, by a role that
-- may create roles: `psql -d DATABASE -f roles.sql`. What each may do with a table, the migrations say.
--
-- appel_owner    owns the schema; nobody logs in as it
-- appel_migrate  applies migrations and restores, as appel_owner
-- appel_app      the program: reads, inserts, updates projections; never changes or removes an event
-- appel_member   what a member of the council sees: views without the files that the member may not know of; nobody logs in as it,
--                the program becomes it for the length of a question
-- appel_applicant  what somebody of an association sees: views of the own files and of what is public; the program becomes it likewise
-- appel_finance  reads awards and payments, each a view
-- appel_auditor  reads the whole log
-- appel_backup   reads everything

SET client_min_messages = warning;

BEGIN;

DO $$
DECLARE
    login text;
BEGIN
    IF NOT EXISTS (SELECT FROM pg_roles WHERE rolname = 'appel_owner') THEN
        CREATE ROLE appel_owner NOLOGIN;
    END IF;
    IF NOT EXISTS (SELECT FROM pg_roles WHERE rolname = 'appel_member') THEN
        CREATE ROLE appel_member NOLOGIN;
    END IF;
    IF NOT EXISTS (SELECT FROM pg_roles WHERE rolname = 'appel_applicant') THEN
        CREATE ROLE appel_applicant NOLOGIN;
    END IF;
    FOREACH login IN ARRAY ARRAY['appel_migrate', 'appel_app', 'appel_finance', 'appel_auditor', 'appel_backup'] LOOP
        IF NOT EXISTS (SELECT FROM pg_roles WHERE rolname = login) THEN
            EXECUTE format('CREATE ROLE %I LOGIN', login);
        END IF;
    END LOOP;
END
$$;

GRANT appel_owner TO appel_migrate;
GRANT appel_member, appel_applicant TO appel_app;

-- An administrator who is not a superuser takes these roles by membership.
DO $$
BEGIN
    IF NOT (SELECT rolsuper FROM pg_roles WHERE rolname = current_user) THEN
        EXECUTE format('GRANT appel_owner, appel_app, appel_backup TO %I', current_user);
    END IF;
END
$$;

-- A session that forgets its transaction or its lock must not hold up a deadline.
ALTER ROLE appel_app SET statement_timeout = '60s';
ALTER ROLE appel_app SET lock_timeout = '10s';
ALTER ROLE appel_app SET idle_in_transaction_session_timeout = '60s';
ALTER ROLE appel_finance SET statement_timeout = '60s';
ALTER ROLE appel_finance SET lock_timeout = '10s';
ALTER ROLE appel_finance SET idle_in_transaction_session_timeout = '60s';
ALTER ROLE appel_auditor SET statement_timeout = '10min';
ALTER ROLE appel_auditor SET lock_timeout = '10s';
ALTER ROLE appel_auditor SET idle_in_transaction_session_timeout = '60s';
-- A migration may take long, yet must not wait long for a table while commands queue behind it.
ALTER ROLE appel_migrate SET lock_timeout = '30s';
ALTER ROLE appel_migrate SET idle_in_transaction_session_timeout = '10min';
-- A backup takes as long as it takes, and its one transaction is at work all the time.
ALTER ROLE appel_backup SET statement_timeout = 0;
ALTER ROLE appel_backup SET lock_timeout = '60s';
ALTER ROLE appel_backup SET idle_in_transaction_session_timeout = '10min';

ALTER ROLE appel_migrate SET search_path = appel, pg_temp;
ALTER ROLE appel_app SET search_path = appel, pg_temp;
ALTER ROLE appel_finance SET search_path = appel, pg_temp;
ALTER ROLE appel_auditor SET search_path = appel, pg_temp;

DO $$
DECLARE
    roles text := 'appel_migrate, appel_app, appel_finance, appel_auditor, appel_backup';
BEGIN
    EXECUTE format('REVOKE CONNECT, TEMPORARY ON DATABASE %I FROM PUBLIC', current_database());
    EXECUTE format('GRANT CONNECT ON DATABASE %I TO %s', current_database(), roles);
    EXECUTE format('GRANT CONNECT, CREATE, TEMPORARY ON DATABASE %I TO appel_owner', current_database());
    -- Rebuilds the projections beside the stored ones, to compare them.
    EXECUTE format('GRANT TEMPORARY ON DATABASE %I TO appel_app', current_database());
END
$$;

REVOKE CREATE ON SCHEMA public FROM PUBLIC;

CREATE SCHEMA IF NOT EXISTS appel AUTHORIZATION appel_owner;
GRANT USAGE ON SCHEMA appel TO appel_app, appel_finance, appel_auditor, appel_backup;

-- A backup that lacks a table is worse than none: whatever the owner makes, appel_backup reads.
ALTER DEFAULT PRIVILEGES FOR ROLE appel_owner GRANT SELECT ON TABLES TO appel_backup;
ALTER DEFAULT PRIVILEGES FOR ROLE appel_owner GRANT SELECT ON SEQUENCES TO appel_backup;
ALTER DEFAULT PRIVILEGES FOR ROLE appel_owner GRANT USAGE ON SCHEMAS TO appel_backup;

COMMIT;
