-- What somebody of an association sees: the tables without the rows of others, and of its own file what was made known. A question that
-- an association asks runs as appel_applicant, which has rights to these views and to no table, and finds them first on its search
-- path, as appel_member does (0007): what a check of the program forgets is then not there.
--
-- The views read with their owner's rights. `appel.organisation` is the number of the association that asks; without it they fail.

CREATE SCHEMA appel_applicant;

-- Until the outcome is made known, a file that was handed in is a file that was handed in.
CREATE VIEW appel_applicant.applications WITH (security_barrier) AS
SELECT a.id, a.call_id, a.organisation_id, a.reference,
    CASE WHEN k.is_known OR a.state IN ('draft', 'submitted', 'complementRequested', 'withdrawn') THEN a.state ELSE 'submitted' END
        AS state,
    a.version, a.category, a.requested_cents, a.total_cents, a.declared_marker, a.south_south, a.countries, a.faults, a.content,
    a.submitted_at, a.complement_due,
    CASE WHEN k.is_known THEN a.verified_marker END AS verified_marker,
    CASE WHEN k.is_known THEN a.final_marker END AS final_marker,
    k.is_known AND a.marker_settled AS marker_settled,
    CASE WHEN k.is_known THEN a.grantable_cents END AS grantable_cents,
    CASE WHEN k.is_known THEN a.grantable_bound END AS grantable_bound,
    CASE WHEN k.is_known THEN a.grantable_article END AS grantable_article,
    CASE WHEN k.is_known THEN a.score_numerator END AS score_numerator,
    CASE WHEN k.is_known THEN a.score_denominator END AS score_denominator,
    CASE WHEN k.is_known THEN a.rank END AS rank,
    CASE WHEN k.is_known THEN a.advice END AS advice,
    CASE WHEN k.is_known THEN a.advised_cents END AS advised_cents,
    CASE WHEN k.is_known THEN a.advised_line END AS advised_line,
    CASE WHEN k.is_known THEN a.line END AS line,
    CASE WHEN k.is_known THEN a.awarded_cents END AS awarded_cents,
    CASE WHEN k.is_known THEN a.reserve_rank END AS reserve_rank,
    CASE WHEN k.is_known THEN a.bound_cents END AS bound_cents,
    CASE WHEN k.is_known THEN a.bound END AS bound,
    CASE WHEN k.is_known THEN a.bound_article END AS bound_article,
    a.notified_at,
    CASE WHEN k.is_known THEN a.urgent_at END AS urgent_at,
    CASE WHEN k.is_known THEN a.ratified_at END AS ratified_at,
    CASE WHEN k.is_known THEN a.approvals ELSE '' END AS approvals
FROM applications AS a
CROSS JOIN LATERAL (SELECT a.notified_at IS NOT NULL AS is_known) AS k
WHERE a.organisation_id = current_setting('appel.organisation')::bigint;

CREATE VIEW appel_applicant.grants WITH (security_barrier) AS
SELECT g.*
FROM grants AS g
JOIN applications AS a ON a.id = g.application_id
WHERE a.organisation_id = current_setting('appel.organisation')::bigint AND a.notified_at IS NOT NULL;

-- What the association did itself, what it was asked, and what was made known with all that came before.
CREATE VIEW appel_applicant.events WITH (security_barrier) AS
SELECT e.*
FROM applications AS a
JOIN events AS e ON e.machine = 'application' AND e.stream_id = a.id
WHERE a.organisation_id = current_setting('appel.organisation')::bigint
  AND (e.at <= a.notified_at
    OR e.action IN (
        'create', 'edit', 'submit', 'withdraw', 'reinstate', 'requestComplement', 'complement', 'notify', 'appeal'))
UNION ALL
SELECT e.*
FROM appel_applicant.grants AS g
JOIN events AS e ON e.machine = 'grant' AND e.stream_id = g.id;

-- The texts that these events name: what was handed in, and the reasons that were given.
CREATE VIEW appel_applicant.documents WITH (security_barrier) AS
SELECT d.*
FROM documents AS d
WHERE EXISTS (SELECT FROM appel_applicant.events AS e WHERE position(encode(d.digest, 'hex') IN e.payload::text) > 0);

CREATE VIEW appel_applicant.organisations WITH (security_barrier) AS
SELECT o.*
FROM organisations AS o
WHERE o.id = current_setting('appel.organisation')::bigint;

CREATE VIEW appel_applicant.earlier_grants WITH (security_barrier) AS
SELECT g.*
FROM earlier_grants AS g
WHERE g.organisation_id = current_setting('appel.organisation')::bigint;

-- The forms that it is writing.
CREATE VIEW appel_applicant.working_copies WITH (security_barrier) AS
SELECT c.*
FROM working_copies AS c
WHERE c.organisation_id = current_setting('appel.organisation')::bigint;

CREATE VIEW appel_applicant.copy_documents WITH (security_barrier) AS
SELECT d.*
FROM copy_documents AS d
JOIN appel_applicant.working_copies AS c ON c.id = d.copy_id;

CREATE VIEW appel_applicant.messages WITH (security_barrier) AS
SELECT m.*
FROM messages AS m
WHERE m.organisation_id = current_setting('appel.organisation')::bigint;

CREATE VIEW appel_applicant.attached WITH (security_barrier) AS
SELECT d.*
FROM applications AS a
JOIN attached AS d ON d.content = a.content
WHERE a.organisation_id = current_setting('appel.organisation')::bigint;

CREATE VIEW appel_applicant.attachments WITH (security_barrier) AS
SELECT t.*
FROM attachments AS t
WHERE t.digest IN (SELECT d.digest FROM appel_applicant.attached AS d)
   OR t.digest IN (SELECT d.digest FROM appel_applicant.copy_documents AS d);

CREATE VIEW appel_applicant.attachment_pieces WITH (security_barrier) AS
SELECT p.*
FROM attachment_pieces AS p
WHERE p.digest IN (SELECT d.digest FROM appel_applicant.attached AS d)
   OR p.digest IN (SELECT d.digest FROM appel_applicant.copy_documents AS d);

-- Who acted is named by a code, and by no name.
CREATE VIEW appel_applicant.members WITH (security_barrier) AS
SELECT m.id, m.code, ''::text AS name, ''::text AS email, m.language, m.external
FROM members AS m;

-- The same for everyone.
CREATE VIEW appel_applicant.calls AS SELECT * FROM calls;
CREATE VIEW appel_applicant.definitions AS SELECT * FROM definitions;
CREATE VIEW appel_applicant.lotteries AS SELECT * FROM lotteries;

-- Which request it was, as the answer and the log of the servers name it; NULL where nobody came by HTTP.
ALTER TABLE access_log ADD COLUMN request text CHECK (length(request) <= 100);

GRANT USAGE ON SCHEMA appel_applicant TO appel_applicant;
-- For the functions, the clock among them.
GRANT USAGE ON SCHEMA appel TO appel_applicant;
GRANT SELECT ON ALL TABLES IN SCHEMA appel_applicant TO appel_applicant;
