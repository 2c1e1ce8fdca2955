-- Approval time and online handling of a plain generated city, with the numbers of the contract.
-- $logs, $catalogue, $days and $out are put in by the caller; $days lists every day of three years and its running
-- number of working days.

SET VARIABLE ordinals = (SELECT list(ordinal ORDER BY day) FROM read_csv('$days', header = true, columns = {'day': 'DATE', 'ordinal': 'INTEGER'}));
SET VARIABLE first_day = (SELECT min(day) FROM read_csv('$days', header = true, columns = {'day': 'DATE', 'ordinal': 'INTEGER'}));

CREATE TEMP MACRO ordinal(day) AS getvariable('ordinals')[date_diff('day', getvariable('first_day'), day::DATE) + 1];

CREATE TEMP TABLE items AS
SELECT (row_number() OVER ())::INTEGER AS row, item_code, promised_days, policy, "from", coalesce("to", DATE '9999-12-31') AS "to"
FROM read_csv('$catalogue', header = true, columns = {
    'item_code': 'VARCHAR', 'name': 'VARCHAR', 'kind': 'VARCHAR', 'department': 'VARCHAR', 'online': 'TINYINT', 'online_excluded': 'TINYINT',
    'online_depth': 'TINYINT', 'hall': 'TINYINT', 'hall_excluded': 'TINYINT', 'immediate': 'TINYINT', 'one_trip': 'TINYINT',
    'high_frequency': 'TINYINT', 'statutory_days': 'INTEGER', 'promised_days': 'INTEGER', 'policy': 'VARCHAR', 'from': 'DATE', 'to': 'DATE'});

-- The narrow table: a case is a number, an event is a number.
CREATE TEMP TABLE events AS
SELECT
    hash(case_id) AS id,
    CASE event
        WHEN 'accepted' THEN 2 WHEN 'correction_started' THEN 5 WHEN 'correction_ended' THEN 6 WHEN 'special_started' THEN 7
        WHEN 'special_ended' THEN 8 WHEN 'extended' THEN 9 WHEN 'stage_done' THEN 11 WHEN 'decided' THEN 12 ELSE 13 END::TINYINT AS kind,
    try_cast("at" AS TIMESTAMP) AS "at",
    CASE WHEN event = 'accepted' THEN item_code END AS item,
    CASE WHEN event = 'accepted' THEN policy END AS policy,
    CASE WHEN event = 'accepted' THEN try_cast(district AS INTEGER) END AS district,
    CASE WHEN event = 'accepted' THEN channel END AS channel,
    (event = 'accepted' AND stages IS NOT NULL) AS partial,
    (result = 'denied') AS denied,
    try_cast(days AS TINYINT) AS days
FROM read_csv('$logs', auto_detect = false, header = true, quote = '"', escape = '"', delim = ',', columns = {
    'case_id': 'VARCHAR', 'event_id': 'VARCHAR', 'event': 'VARCHAR', 'at': 'VARCHAR', 'item_code': 'VARCHAR', 'policy': 'VARCHAR',
    'district': 'VARCHAR', 'channel': 'VARCHAR', 'stage': 'VARCHAR', 'stages': 'VARCHAR', 'result': 'VARCHAR', 'reason': 'VARCHAR',
    'days': 'VARCHAR', 'project_code': 'VARCHAR', 'rating': 'VARCHAR'})
WHERE event IN ('accepted', 'correction_started', 'correction_ended', 'special_started', 'special_ended', 'extended', 'stage_done', 'decided', 'withdrawn');

CREATE TEMP TABLE cases AS
SELECT
    min("at") FILTER (kind = 2) AS accepted,
    any_value(item) AS item, any_value(policy) AS policy, any_value(district) AS district, any_value(channel) AS channel,
    bool_or(partial) AS partial,
    max("at") FILTER (kind = 5) AS correction, max("at") FILTER (kind = 6) AS corrected,
    max("at") FILTER (kind = 7) AS special, max("at") FILTER (kind = 8) AS specialled,
    coalesce(sum(days) FILTER (kind = 9), 0)::INTEGER AS extension,
    count(*) FILTER (kind = 11) AS stages_done, max("at") FILTER (kind = 11) AS last_stage,
    min("at") FILTER (kind = 12) AS decided, coalesce(bool_or(denied), false) AS denied,
    min("at") FILTER (kind = 13) AS withdrawn
FROM events GROUP BY id HAVING accepted IS NOT NULL;

DROP TABLE events;

CREATE TEMP TABLE ended AS
SELECT c.*, c.accepted::DATE AS accepted_day, i.item_code, i.promised_days,
    CASE WHEN c.policy IS NOT NULL THEN c.policy ELSE coalesce(i.policy, 'promised') END AS measured,
    withdrawn IS NOT NULL AND (decided IS NULL OR withdrawn < decided) AS is_withdrawn,
    CASE
        WHEN is_withdrawn THEN NULL
        WHEN i.policy = 'business_setup' AND c.policy IS NULL AND NOT denied
            THEN CASE WHEN stages_done = CASE WHEN partial THEN 3 ELSE 4 END THEN last_stage END
        ELSE decided END AS finished
FROM cases c JOIN items i ON i.item_code = c.item AND c.accepted::DATE BETWEEN i."from" AND i."to";

CREATE TEMP TABLE measured AS
WITH pauses AS (
    SELECT *, ordinal(accepted) AS a, ordinal(finished) AS f,
        CASE WHEN correction >= accepted AND correction < finished THEN ordinal(correction) END AS c1,
        CASE WHEN corrected >= correction AND corrected < finished THEN ordinal(corrected) ELSE ordinal(finished) END AS c2,
        CASE WHEN special >= accepted AND special < finished THEN ordinal(special) END AS s1,
        CASE WHEN specialled >= special AND specialled < finished THEN ordinal(specialled) ELSE ordinal(finished) END AS s2
    FROM ended WHERE finished IS NOT NULL AND measured IN ('promised', 'business_setup'))
SELECT finished::DATE AS day, measured AS policy, district, channel, denied,
    f - a - CASE
        WHEN c1 IS NULL AND s1 IS NULL THEN 0
        WHEN s1 IS NULL THEN c2 - c1
        WHEN c1 IS NULL THEN s2 - s1
        ELSE (c2 - c1) + (s2 - s1) - greatest(0, least(c2, s2) - greatest(c1, s1)) END AS net,
    CASE WHEN measured = 'promised' THEN promised_days ELSE 2 END + extension AS allowed
FROM pauses;

CREATE TEMP MACRO month_of(day) AS date_trunc('month', day)::DATE;
