-- What a member of the council sees: the same tables, without the files with which the member has a conflict of interest, and
-- without what could only have come out so because of them. A question that a member asks runs as appel_member, which has
-- rights to these views and to no table, and finds them first on its search path: a question that nobody thought of is refused
-- instead of telling too much.
--
-- The views read with their owner's rights. `appel.member` is the number of the member who asks; without it they fail.

CREATE SCHEMA appel_member;

CREATE VIEW appel_member.hidden_files WITH (security_barrier) AS
SELECT application_id, member_id
FROM conflicts_in_force
WHERE member_id = current_setting('appel.member')::bigint;

-- Who gets how much of a shared budget tells something about every file that shares it. Until the decisions are made known to
-- all, a member who may know nothing of one file does not see what the others of that call were given either.
CREATE VIEW appel_member.withheld_files WITH (security_barrier) AS
SELECT a.id
FROM applications AS a
WHERE a.notified_at IS NULL AND a.advice IS NOT NULL
  AND a.call_id IN (SELECT h.call_id FROM applications AS h JOIN appel_member.hidden_files AS f ON f.application_id = h.id);

CREATE VIEW appel_member.applications WITH (security_barrier) AS
SELECT a.id, a.call_id, a.organisation_id, a.reference,
    CASE WHEN w.id IS NULL THEN a.state ELSE 'scored' END AS state,
    a.version, a.category, a.requested_cents, a.total_cents, a.declared_marker, a.south_south, a.countries, a.faults,
    a.content, a.submitted_at, a.complement_due, a.verified_marker, a.final_marker, a.marker_settled,
    -- What was left of the money when a file was admitted tells what hidden files got of it.
    NULL::bigint AS grantable_cents, NULL::text AS grantable_bound, NULL::text AS grantable_article,
    a.score_numerator, a.score_denominator,
    -- A place among the files that the member sees: the gap would give away the place of the one that is not seen.
    CASE WHEN a.rank IS NOT NULL AND w.id IS NULL
        THEN (row_number() OVER (PARTITION BY a.call_id, a.rank IS NULL, w.id IS NULL ORDER BY a.rank))::integer END AS rank,
    CASE WHEN w.id IS NULL THEN a.advice END AS advice,
    CASE WHEN w.id IS NULL THEN a.advised_cents END AS advised_cents,
    CASE WHEN w.id IS NULL THEN a.advised_line END AS advised_line,
    CASE WHEN w.id IS NULL THEN a.line END AS line,
    CASE WHEN w.id IS NULL THEN a.awarded_cents END AS awarded_cents,
    CASE WHEN a.reserve_rank IS NOT NULL AND w.id IS NULL
        THEN (row_number() OVER (PARTITION BY a.call_id, a.reserve_rank IS NULL, w.id IS NULL ORDER BY a.reserve_rank))::integer
        END AS reserve_rank,
    CASE WHEN a.notified_at IS NOT NULL THEN a.bound_cents END AS bound_cents,
    CASE WHEN a.notified_at IS NOT NULL THEN a.bound END AS bound,
    CASE WHEN a.notified_at IS NOT NULL THEN a.bound_article END AS bound_article,
    a.notified_at, a.urgent_at, a.ratified_at,
    CASE WHEN w.id IS NULL THEN a.approvals ELSE '' END AS approvals
FROM applications AS a
LEFT JOIN appel_member.withheld_files AS w ON w.id = a.id
WHERE NOT EXISTS (SELECT FROM appel_member.hidden_files AS h WHERE h.application_id = a.id);

-- What others think of a file is shown once the member has handed in what he or she thinks of it, or once it is counted: nobody
-- is led by the scores of others.
CREATE VIEW appel_member.open_reviews WITH (security_barrier) AS
SELECT r.id
FROM reviews AS r
WHERE r.member_id = current_setting('appel.member')::bigint
   OR r.state = 'counted'
   OR EXISTS (
        SELECT FROM reviews AS own
        WHERE own.application_id = r.application_id AND own.member_id = current_setting('appel.member')::bigint
          AND own.state IN ('submitted', 'counted'));

CREATE VIEW appel_member.reviews WITH (security_barrier) AS
SELECT r.id, r.application_id, r.member_id, r.state, r.version,
    CASE WHEN o.id IS NOT NULL THEN r.scores END AS scores,
    CASE WHEN o.id IS NOT NULL THEN r.justification END AS justification,
    CASE WHEN o.id IS NOT NULL THEN r.submitted_at END AS submitted_at
FROM reviews AS r
LEFT JOIN appel_member.open_reviews AS o ON o.id = r.id
WHERE NOT EXISTS (SELECT FROM appel_member.hidden_files AS h WHERE h.application_id = r.application_id);

CREATE VIEW appel_member.grants WITH (security_barrier) AS
SELECT g.*
FROM grants AS g
WHERE NOT EXISTS (SELECT FROM appel_member.hidden_files AS h WHERE h.application_id = g.application_id);

-- The numbers of the whole log would count the events of the hidden files too, so that each stream is numbered by itself.
CREATE VIEW appel_member.events WITH (security_barrier) AS
SELECT e.version AS seq, e.at, e.machine, e.stream_id, e.version, e.action, e.from_state, e.to_state, e.actor,
    e.definition_version,
    CASE WHEN e.action IN ('declareAdmissible', 'awardUrgently') THEN (e.payload::jsonb - 'bound')::json ELSE e.payload END AS payload
FROM events AS e
WHERE CASE e.machine
    WHEN 'call' THEN true
    WHEN 'application' THEN
        EXISTS (SELECT FROM appel_member.applications AS a WHERE a.id = e.stream_id)
        AND NOT ((e.action IN ('advise', 'award', 'amend', 'approve', 'reserve', 'refuse')
                OR e.action = 'settleMarker' AND e.from_state IN ('advised', 'overturned'))
            AND EXISTS (SELECT FROM appel_member.withheld_files AS w WHERE w.id = e.stream_id))
    WHEN 'review' THEN
        EXISTS (SELECT FROM appel_member.reviews AS r WHERE r.id = e.stream_id)
        AND EXISTS (SELECT FROM appel_member.open_reviews AS o WHERE o.id = e.stream_id)
    WHEN 'grant' THEN EXISTS (SELECT FROM appel_member.grants AS g WHERE g.id = e.stream_id)
    ELSE false END;

-- A member knows what was declared and ruled of him or of her, and of nobody else.
CREATE VIEW appel_member.conflicts WITH (security_barrier) AS
SELECT c.*
FROM conflicts AS c
WHERE c.member_id = current_setting('appel.member')::bigint;

CREATE VIEW appel_member.conflict_pins WITH (security_barrier) AS
SELECT p.*
FROM conflict_pins AS p
WHERE p.member_id = current_setting('appel.member')::bigint;

CREATE VIEW appel_member.conflicts_in_force WITH (security_barrier) AS
SELECT c.*
FROM conflicts_in_force AS c
WHERE c.member_id = current_setting('appel.member')::bigint;

CREATE VIEW appel_member.absences WITH (security_barrier) AS
SELECT b.*
FROM absences AS b
WHERE NOT EXISTS (SELECT FROM appel_member.hidden_files AS h WHERE h.application_id = b.application_id);

-- The applicants whose files the member sees.
CREATE VIEW appel_member.organisations WITH (security_barrier) AS
SELECT o.*
FROM organisations AS o
WHERE EXISTS (SELECT FROM appel_member.applications AS a WHERE a.organisation_id = o.id);

CREATE VIEW appel_member.earlier_grants WITH (security_barrier) AS
SELECT g.*
FROM earlier_grants AS g
WHERE EXISTS (SELECT FROM appel_member.organisations AS o WHERE o.id = g.organisation_id);

CREATE VIEW appel_member.attached WITH (security_barrier) AS
SELECT d.*
FROM attached AS d
WHERE EXISTS (SELECT FROM appel_member.applications AS a WHERE a.content = d.content);

CREATE VIEW appel_member.attachments WITH (security_barrier) AS
SELECT t.*
FROM attachments AS t
WHERE EXISTS (SELECT FROM appel_member.attached AS d WHERE d.digest = t.digest);

CREATE VIEW appel_member.attachment_pieces WITH (security_barrier) AS
SELECT p.*
FROM attachment_pieces AS p
WHERE EXISTS (SELECT FROM appel_member.attached AS d WHERE d.digest = p.digest);

-- Found by their salted digests only, which stand in rows that the member sees.
CREATE VIEW appel_member.documents WITH (security_barrier) AS SELECT * FROM documents;

-- The same for everyone.
CREATE VIEW appel_member.calls AS SELECT * FROM calls;
CREATE VIEW appel_member.definitions AS SELECT * FROM definitions;
CREATE VIEW appel_member.members AS SELECT * FROM members;
CREATE VIEW appel_member.meetings AS SELECT * FROM meetings;
CREATE VIEW appel_member.attendances AS SELECT * FROM attendances;
CREATE VIEW appel_member.transitions AS SELECT * FROM transitions;

GRANT USAGE ON SCHEMA appel_member TO appel_member;
-- For the functions, the clock among them.
GRANT USAGE ON SCHEMA appel TO appel_member;
GRANT SELECT ON ALL TABLES IN SCHEMA appel_member TO appel_member;
REVOKE ALL ON appel_member.hidden_files, appel_member.withheld_files, appel_member.open_reviews FROM appel_member;
