-- What kept an amount from being larger, and the last word on the gender marker.

ALTER TABLE applications
    -- NULL is "not screened" once the marker was settled, and no word at all before.
    ADD COLUMN final_marker      smallint CHECK (final_marker BETWEEN 0 AND 2),
    ADD COLUMN marker_settled    boolean  NOT NULL DEFAULT false,
    -- What may be granted at most, as it stood at the admission.
    ADD COLUMN grantable_cents   bigint   CHECK (grantable_cents BETWEEN 0 AND requested_cents),
    -- A code such as request, rule.ceiling or line.cooperation.
    ADD COLUMN grantable_bound   text,
    ADD COLUMN grantable_article text,
    -- What kept the award from being larger, or the file on the reserve list from an award.
    ADD COLUMN bound_cents       bigint   CHECK (bound_cents >= 0),
    ADD COLUMN bound             text,
    ADD COLUMN bound_article     text,
    ADD CHECK (final_marker IS NULL OR marker_settled),
    ADD CHECK ((grantable_cents IS NULL) = (grantable_bound IS NULL)),
    ADD CHECK (grantable_bound IS NOT NULL OR grantable_article IS NULL),
    ADD CHECK ((bound_cents IS NULL) = (bound IS NULL)),
    ADD CHECK (bound IS NOT NULL OR bound_article IS NULL),
    ADD CHECK (bound IS NULL OR awarded_cents IS NOT NULL OR reserve_rank IS NOT NULL);
