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
