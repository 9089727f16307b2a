-- The same as before for every member, found without reading the whole call.
--
-- A view with a barrier is read to its end before anything of it is joined. Those that only other views read have none: what is
-- granted to members keeps its barrier, and the planner sees through the rest.
ALTER VIEW appel_member.hidden_files RESET (security_barrier);
ALTER VIEW appel_member.withheld_files RESET (security_barrier);
ALTER VIEW appel_member.open_reviews RESET (security_barrier);

CREATE INDEX applications_advised ON applications (call_id) WHERE notified_at IS NULL AND advice IS NOT NULL;

-- A place among the files that the member sees: the gap would give away the place of the one that is not seen. The places of a call
-- are numbered once for a question, and not at all while nothing is ranked, where a window would number every file at each look.
CREATE OR REPLACE VIEW appel_member.applications WITH (security_barrier) AS
WITH told AS MATERIALIZED (
    SELECT b.id, b.call_id, b.rank, b.reserve_rank
    FROM applications AS b
    WHERE (b.rank IS NOT NULL OR b.reserve_rank IS NOT NULL)
      AND b.id NOT IN (SELECT h.application_id FROM appel_member.hidden_files AS h)
      AND b.id NOT IN (SELECT x.id FROM appel_member.withheld_files AS x)
), places AS MATERIALIZED (
    SELECT t.call_id, array_agg(t.id ORDER BY t.rank) FILTER (WHERE t.rank IS NOT NULL) AS ranked,
        array_agg(t.id ORDER BY t.reserve_rank) FILTER (WHERE t.reserve_rank IS NOT NULL) AS reserved
    FROM told AS t
    GROUP BY t.call_id
)
SELECT a.id, a.call_id, a.organisation_id, a.reference,
    CASE WHEN w.withheld THEN 'scored' ELSE a.state END AS state,
    a.version, a.category, a.requested_cents, a.total_cents, a.declared_marker, a.south_south, a.countries, a.faults,
    a.content, a.submitted_at, a.complement_due, a.verified_marker, a.final_marker, a.marker_settled,
    -- What was left of the money when a file was admitted tells what hidden files got of it.
    NULL::bigint AS grantable_cents, NULL::text AS grantable_bound, NULL::text AS grantable_article,
    a.score_numerator, a.score_denominator,
    CASE WHEN a.rank IS NOT NULL AND NOT w.withheld
        THEN (SELECT array_position(p.ranked, a.id) FROM places AS p WHERE p.call_id = a.call_id) END AS rank,
    CASE WHEN NOT w.withheld THEN a.advice END AS advice,
    CASE WHEN NOT w.withheld THEN a.advised_cents END AS advised_cents,
    CASE WHEN NOT w.withheld THEN a.advised_line END AS advised_line,
    CASE WHEN NOT w.withheld THEN a.line END AS line,
    CASE WHEN NOT w.withheld THEN a.awarded_cents END AS awarded_cents,
    CASE WHEN a.reserve_rank IS NOT NULL AND NOT w.withheld
        THEN (SELECT array_position(p.reserved, a.id) FROM places AS p WHERE p.call_id = a.call_id) END AS reserve_rank,
    CASE WHEN a.notified_at IS NOT NULL THEN a.bound_cents END AS bound_cents,
    CASE WHEN a.notified_at IS NOT NULL THEN a.bound END AS bound,
    CASE WHEN a.notified_at IS NOT NULL THEN a.bound_article END AS bound_article,
    a.notified_at, a.urgent_at, a.ratified_at,
    CASE WHEN NOT w.withheld THEN a.approvals ELSE '' END AS approvals
FROM applications AS a
CROSS JOIN LATERAL (
    -- OFFSET keeps it one thing: it would be written into each of the columns above otherwise.
    SELECT a.id IN (SELECT x.id FROM appel_member.withheld_files AS x) AS withheld OFFSET 0) AS w
WHERE a.id NOT IN (SELECT h.application_id FROM appel_member.hidden_files AS h);

-- Whether a row is seen is asked of these, which have no barrier, rather than of the views above, which would be read whole.
CREATE VIEW appel_member.seen_files AS
SELECT a.id, a.organisation_id, a.content
FROM applications AS a
WHERE a.id NOT IN (SELECT h.application_id FROM appel_member.hidden_files AS h);

CREATE VIEW appel_member.seen_attached AS
SELECT d.digest
FROM attached AS d
WHERE EXISTS (SELECT FROM appel_member.seen_files AS a WHERE a.content = d.content);

CREATE INDEX IF NOT EXISTS applications_by_content ON applications (content);

CREATE OR REPLACE VIEW appel_member.organisations WITH (security_barrier) AS
SELECT o.*
FROM organisations AS o
WHERE EXISTS (SELECT FROM appel_member.seen_files AS a WHERE a.organisation_id = o.id);

CREATE OR REPLACE VIEW appel_member.earlier_grants WITH (security_barrier) AS
SELECT g.*
FROM earlier_grants AS g
WHERE EXISTS (SELECT FROM appel_member.seen_files AS a WHERE a.organisation_id = g.organisation_id);

CREATE OR REPLACE VIEW appel_member.attached WITH (security_barrier) AS
SELECT d.*
FROM attached AS d
WHERE EXISTS (SELECT FROM appel_member.seen_files AS a WHERE a.content = d.content);

CREATE OR REPLACE VIEW appel_member.attachments WITH (security_barrier) AS
SELECT t.*
FROM attachments AS t
WHERE EXISTS (SELECT FROM appel_member.seen_attached AS d WHERE d.digest = t.digest);

CREATE OR REPLACE VIEW appel_member.attachment_pieces WITH (security_barrier) AS
SELECT p.*
FROM attachment_pieces AS p
WHERE EXISTS (SELECT FROM appel_member.seen_attached AS d WHERE d.digest = p.digest);

CREATE OR REPLACE VIEW appel_member.events WITH (security_barrier) AS
SELECT e.version AS seq, e.at, e.machine, e.stream_id, e.version, e.action, e.from_state, e.to_state, e.actor,
    e.definition_version,
    CASE WHEN e.action IN ('declareAdmissible', 'awardUrgently') THEN (e.payload::jsonb - 'bound')::json ELSE e.payload END AS payload
FROM events AS e
WHERE CASE e.machine
    WHEN 'call' THEN true
    WHEN 'application' THEN
        e.stream_id NOT IN (SELECT h.application_id FROM appel_member.hidden_files AS h)
        AND NOT ((e.action IN ('advise', 'award', 'amend', 'approve', 'reserve', 'refuse')
                OR e.action = 'settleMarker' AND e.from_state IN ('advised', 'overturned'))
            AND e.stream_id IN (SELECT w.id FROM appel_member.withheld_files AS w))
    WHEN 'review' THEN
        EXISTS (
            SELECT FROM reviews AS r
            WHERE r.id = e.stream_id AND r.application_id NOT IN (SELECT h.application_id FROM appel_member.hidden_files AS h))
        AND EXISTS (SELECT FROM appel_member.open_reviews AS o WHERE o.id = e.stream_id)
    WHEN 'grant' THEN
        EXISTS (
            SELECT FROM grants AS g
            WHERE g.id = e.stream_id AND g.application_id NOT IN (SELECT h.application_id FROM appel_member.hidden_files AS h))
    ELSE false END;

REVOKE ALL ON appel_member.seen_files, appel_member.seen_attached FROM appel_member;
