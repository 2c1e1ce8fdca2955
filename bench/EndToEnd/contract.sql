-- Approval time and online handling by the contract's definitions, right on any log.
-- The caller puts in the logs (lines of all files: their source and the contract's columns, as text), the catalogue, the
-- policies, the days (each day of some years and its running number of working days) and the target; as_of is a variable.

-- Vocabularies, catalogue, policies, calendar -------------------------------------------------------------------------

CREATE TEMP TABLE words AS
SELECT unnest(words) AS word, kind, result FROM (VALUES
    (['received', '接件', '1'], 1::TINYINT, NULL::TINYINT), (['accepted', '受理', '3'], 2, NULL),
    (['department_accepted', '部门受理', '8'], 3, NULL), (['refused', '不予受理', '4', '5'], 4, NULL),
    (['correction_started', '补正开始', '6'], 5, NULL), (['correction_ended', '补正结束', '7'], 6, NULL),
    (['special_started', '特别程序开始', '9'], 7, NULL), (['special_ended', '特别程序结束', '10'], 8, NULL),
    (['extended', '延期'], 9, NULL), (['stage_started', '环节开始'], 10, NULL), (['stage_done', '环节办结'], 11, NULL),
    (['decided', '办结'], 12, NULL), (['11'], 12, 1), (['12'], 12, 2), (['13'], 12, 3),
    (['withdrawn', '撤件', '撤回', '2', '14'], 13, NULL), (['revoked', '撤销', '15'], 14, NULL), (['visited', '到厅'], 15, NULL),
    (['rated', '评价'], 16, NULL)) AS w(words, kind, result);

CREATE TEMP MACRO day_number(day) AS date_diff('day', DATE '0001-01-01', day);

CREATE TEMP TABLE versions AS
SELECT p.id, p.measure, p.limit_days, coalesce(p.correction_stops_clock, true) AS correction_stops,
    list_transform(p.stages, lambda s: s.id) AS stages, day_number(p."from"::DATE) AS "from", coalesce(day_number(p."to"::DATE), 9999999) AS "to"
FROM (SELECT unnest(policies) AS p FROM read_json('$policies', columns = {'policies': 'STRUCT(id VARCHAR, measure VARCHAR, limit_days INTEGER,
    correction_stops_clock BOOLEAN, stages STRUCT(id VARCHAR, name STRUCT(zh VARCHAR))[], "from" VARCHAR, "to" VARCHAR)[]'}));

CREATE TEMP TABLE stage_words AS
SELECT DISTINCT unnest([s.id, s.name.zh]) AS word, s.id AS stage
FROM (SELECT unnest(p.stages) AS s FROM (SELECT unnest(policies) AS p FROM read_json('$policies', columns = {
    'policies': 'STRUCT(stages STRUCT(id VARCHAR, name STRUCT(zh VARCHAR))[])[]'})));

SET VARIABLE policies = (SELECT list(DISTINCT id ORDER BY id) FROM versions);

CREATE TEMP TABLE items AS
SELECT (row_number() OVER ())::INTEGER AS row, trim(item_code) AS item_code, promised_days::INTEGER AS promised_days, nullif(trim(policy), '') AS policy,
    coalesce(day_number("from"), 0) AS "from", coalesce(day_number("to"), 9999999) AS "to"
FROM read_csv('$catalogue', header = true, types = {'promised_days': 'INTEGER', 'policy': 'VARCHAR', 'from': 'DATE', 'to': 'DATE'});

SET VARIABLE ordinals = (SELECT list(ordinal ORDER BY day) FROM read_csv('$days', header = true, columns = {'day': 'DATE', 'ordinal': 'INTEGER'}));
SET VARIABLE before_first_day = (SELECT day_number(min(day)) - 1 FROM read_csv('$days', header = true, columns = {'day': 'DATE', 'ordinal': 'INTEGER'}));
CREATE TEMP MACRO ordinal(day) AS getvariable('ordinals')[day - getvariable('before_first_day')];

-- What stands in a line -----------------------------------------------------------------------------------------------

-- Trimmed; of most values two looks tell that there is nothing to trim.
CREATE TEMP MACRO clean(v) AS CASE WHEN strlen(v) = length(v) AND NOT contains(v, ' ') THEN v ELSE nullif(trim(v), '') END;
CREATE TEMP MACRO code(v) AS CASE WHEN starts_with(v, '0') AND regexp_full_match(v, '0+[1-9][0-9]*') THEN ltrim(v, '0') ELSE clean(v) END;
CREATE TEMP MACRO number_of(v, most) AS CASE WHEN regexp_full_match(clean(v), '0*[1-9][0-9]?') AND clean(v)::INTEGER <= most THEN clean(v)::TINYINT END;
CREATE TEMP MACRO district_of(v) AS CASE WHEN regexp_full_match(clean(v), '[1-9](\d{5}|\d{8}|\d{11})') THEN left(clean(v), 6)::INTEGER END;
CREATE TEMP MACRO channel_of(v, source) AS CASE code(v)
    WHEN 'one_net' THEN 'one_net' WHEN 'one_window' THEN 'one_window' WHEN 'other' THEN 'other'
    WHEN '1' THEN 'one_window' WHEN '2' THEN 'one_net' WHEN '3' THEN 'one_net' WHEN '4' THEN 'other' WHEN '9' THEN 'other'
    WHEN '窗口' THEN 'one_window' WHEN '电脑端' THEN 'one_net' WHEN '移动端' THEN 'one_net' WHEN '快递' THEN 'other' WHEN '其他' THEN 'other'
    ELSE CASE WHEN clean(v) IS NULL THEN CASE WHEN source IN ('one_net', 'one_window') THEN source ELSE 'other' END END END;
CREATE TEMP MACRO result_of(v) AS CASE
    WHEN clean(v) IN ('granted', '准予许可', '准予', '通过') THEN 1 WHEN clean(v) IN ('granted_conditionally', '容缺通过') THEN 2
    WHEN clean(v) IN ('denied', '不予许可', '不予', '不通过') THEN 3 END::TINYINT;
CREATE TEMP MACRO reason_of(v) AS CASE clean(v)
    WHEN '听证' THEN 'hearing' WHEN '招标' THEN 'tender' WHEN '拍卖' THEN 'auction' WHEN '检验' THEN 'inspection' WHEN '检测' THEN 'testing'
    WHEN '检疫' THEN 'quarantine' WHEN '鉴定' THEN 'appraisal' WHEN '专家评审' THEN 'expert_review'
    ELSE CASE WHEN clean(v) IS NULL OR clean(v) IN ('hearing', 'tender', 'auction', 'inspection', 'testing', 'quarantine', 'appraisal', 'expert_review')
        THEN clean(v) ELSE 'other' END END;
CREATE TEMP MACRO stage_list(v) AS CASE WHEN contains(v, ';')
    THEN array_to_string(list_sort(list_distinct(list_filter(list_transform(string_split(v, ';'), lambda s: trim(s)), lambda s: s <> ''))), ';')
    ELSE coalesce(clean(v), '') END;

-- Ticks of 100 ns since 0001-01-01 in China Standard Time.
CREATE TEMP MACRO ticks(v) AS (epoch_us(try_cast(v AS TIMESTAMP)) + 62135596800000000) * 10;
CREATE TEMP MACRO fraction_of(v) AS coalesce(try_cast(rpad(left(regexp_extract(v, '\.([0-9]+)', 1), 7), 7, '0') AS BIGINT), 0);
CREATE TEMP MACRO offset_of(v) AS CASE
    WHEN ends_with(v, 'Z') THEN 0
    WHEN regexp_matches(v, ':?[0-9]+(\.[0-9]+)?[+-][0-9:]+$') THEN
        (regexp_extract(v, '([+-])[0-9:]+$', 1) || '1')::BIGINT
        * (left(regexp_extract(v, '[+-]([0-9:]+)$', 1), 2)::BIGINT * 60 + coalesce(try_cast(right(regexp_extract(v, '[+-]([0-9]{2}:?[0-9]{2})$', 1), 2) AS BIGINT), 0))
    ELSE 480 END;
CREATE TEMP MACRO clock_of(v) AS
    ticks(regexp_replace(regexp_replace(v, '^(\d{4})(\d\d)(\d\d)[T ]?(\d\d)(\d\d)(\d\d)', '\1-\2-\3 \4:\5:\6'), '(\.\d+)?(Z|[+-][0-9]{2}:?([0-9]{2})?)?$', ''))
    + fraction_of(v);
CREATE TEMP MACRO other_moment(v, from_start) AS CASE
    WHEN regexp_full_match(v, '\d{4}-\d\d-\d\d|\d{4}/\d\d?/\d\d?|\d{8}')
        THEN ticks(regexp_replace(v, '^(\d{4})(\d\d)(\d\d)$', '\1-\2-\3')) + CASE WHEN from_start THEN 0 ELSE 863990000000 END
    WHEN regexp_full_match(v, '((\d{4}-\d\d-\d\d|\d{4}/\d\d?/\d\d?)[T ]\d\d?:\d\d(:\d\d(\.\d{1,9})?)?|\d{8}[T ]?\d{6}(\.\d{1,9})?)(Z|[+-](0\d|1[0-3])(:?[0-5]\d)?|[+-]14(:?00)?)?')
        AND NOT regexp_matches(v, '(^\d{8}[T ]?24|[T ]24:).*\.')
        THEN clock_of(v) + (480 - offset_of(v)) * 600000000 END;
CREATE TEMP MACRO moment_of(v, from_start) AS CASE
    WHEN v LIKE '____-__-_____:__:__' AND v >= '0' AND NOT contains(v[12:], ' ') THEN ticks(v)
    ELSE other_moment(trim(v), from_start) END;
CREATE TEMP MACRO day_of(moment) AS moment // 864000000000;

-- Lines that are not rejected, with what their event uses; detail is the canonical content behind event and time.
CREATE TEMP TABLE lines AS
WITH logs AS ($logs),
rows AS (
    SELECT l.source, clean(l.case_id) AS case_id, clean(l.event_id) AS event_id, w.kind, moment_of(l."at", w.kind <= 2) AS "at",
        CASE WHEN w.kind IN (2, 4) THEN clean(l.item_code) END AS item_code,
        CASE WHEN w.kind = 2 THEN clean(l.policy) END AS policy,
        CASE WHEN w.kind IN (2, 4) THEN l.district END AS district,
        CASE WHEN w.kind = 2 THEN channel_of(l.channel, l.source) END AS channel,
        CASE WHEN w.kind = 2 THEN stage_list(l.stages) END AS stages,
        CASE WHEN w.kind IN (10, 11) THEN clean(l.stage) END AS stage,
        CASE WHEN w.kind = 12 THEN coalesce(w.result, result_of(l.result)) WHEN w.kind = 9 THEN number_of(l.days, 60) WHEN w.kind = 16 THEN number_of(l.rating, 5) END AS value,
        CASE WHEN w.kind IN (5, 7) THEN reason_of(l.reason) END AS reason,
        CASE WHEN w.kind = 2 THEN clean(l.project_code) END AS project_code
    FROM logs l JOIN words w ON w.word = code(l.event))
SELECT case_id, event_id, kind, "at", i.row,
    CASE WHEN kind = 2 THEN district_of(district) END AS district,
    channel,
    list_position(getvariable('policies'), r.policy)::TINYINT AS policy,
    value,
    CASE WHEN kind = 2 THEN concat(r.item_code, chr(31), r.policy, chr(31), left(district, 6), chr(31), channel, chr(31), stages, chr(31), project_code)
        WHEN kind = 4 THEN concat(r.item_code, chr(31), left(district, 6)) WHEN kind IN (5, 7) THEN reason
        WHEN kind IN (10, 11) THEN stage WHEN kind = 12 THEN ['granted', 'granted_conditionally', 'denied'][value]
        ELSE value::VARCHAR END AS detail
FROM rows r LEFT JOIN items i ON i.item_code = r.item_code AND day_of(r."at") BETWEEN i."from" AND i."to"
WHERE case_id IS NOT NULL AND length(case_id) <= 64 AND NOT contains(case_id, '"') AND (event_id IS NULL OR length(event_id) <= 64)
    AND day_of("at") BETWEEN 0 AND day_number(getvariable('as_of'))
    AND CASE
        WHEN kind = 2 THEN i.row IS NOT NULL AND district_of(district) IS NOT NULL AND channel IS NOT NULL
            AND (r.policy IS NULL OR list_contains(getvariable('policies'), r.policy)) AND (project_code IS NULL OR length(project_code) <= 64)
        WHEN kind = 4 THEN (r.item_code IS NULL OR i.row IS NOT NULL) AND (clean(district) IS NULL OR district_of(district) IS NOT NULL)
        WHEN kind IN (9, 12, 16) THEN value IS NOT NULL
        WHEN kind IN (10, 11) THEN stage IS NOT NULL
        ELSE true END;

-- Cases ---------------------------------------------------------------------------------------------------------------

-- What a case's lines say, if each identity is there once and there are at most one acceptance, one decision and one
-- withdrawal: then no order is needed. Where a bit for each event id tells that one may be there twice, or two of these
-- are, the case is folded again, from lines put in order.
CREATE TEMP MACRO fold(lines) AS TABLE
SELECT case_id,
    max("at") FILTER (kind = 2) AS accepted, max(row) FILTER (kind = 2) AS row, max(district) AS district, max(channel) AS channel,
    max(policy) AS policy, max(detail) FILTER (kind = 2) AS detail,
    max("at") FILTER (kind = 12) AS decided, max(value) FILTER (kind = 12) AS result, max("at") FILTER (kind = 13) AS withdrawn,
    list({'at': "at", 'kind': kind}) FILTER (kind BETWEEN 5 AND 8) AS pauses,
    list({'at': "at", 'days': value}) FILTER (kind = 9) AS extensions,
    list({'at': "at", 'word': detail}) FILTER (kind = 11) AS stages,
    bit_count(bit_or(1::UBIGINT << (hash(event_id) & 63)) FILTER (event_id IS NOT NULL)) < count(event_id)
        OR count(*) FILTER (kind = 2) > 1 OR count(*) FILTER (kind = 12) > 1 OR count(*) FILTER (kind = 13) > 1
        OR count(*) FILTER (kind = 9 AND event_id IS NULL) > 1 AS again
FROM query_table(lines) GROUP BY case_id;

CREATE TEMP TABLE folded AS FROM fold('lines');

CREATE TEMP TABLE ordered AS
WITH repeated AS (SELECT l.* FROM lines l SEMI JOIN (SELECT case_id FROM folded WHERE again) USING (case_id)),
events AS (
    SELECT * FROM repeated QUALIFY row_number() OVER (
        PARTITION BY case_id, event_id, CASE WHEN event_id IS NULL THEN {'at': "at", 'kind': kind, 'detail': detail} END
        ORDER BY "at", kind, detail) = 1),
placed AS (
    SELECT *, row_number() OVER (PARTITION BY case_id, kind ORDER BY "at", event_id NULLS FIRST, detail) AS place,
        min("at") FILTER (kind = 2) OVER (PARTITION BY case_id) AS accepted
    FROM events)
SELECT * EXCLUDE (place, accepted) FROM placed
WHERE CASE WHEN kind = 2 THEN place = 1 WHEN kind IN (12, 13) THEN "at" >= accepted ELSE kind BETWEEN 5 AND 11 END
QUALIFY kind NOT IN (12, 13) OR row_number() OVER (PARTITION BY case_id, kind ORDER BY place) = 1;

DROP TABLE lines;

CREATE TEMP TABLE cases AS
WITH accepted AS (
    SELECT * EXCLUDE (again) FROM folded WHERE NOT again AND accepted IS NOT NULL
    UNION ALL SELECT * EXCLUDE (again) FROM fold('ordered') WHERE accepted IS NOT NULL)
SELECT (row_number() OVER ())::INTEGER AS id, c.* EXCLUDE (case_id, policy, row),
    i.item_code, i.promised_days, coalesce(getvariable('policies')[c.policy], i.policy) AS policy, day_of(accepted)::INTEGER AS accepted_day
FROM accepted c JOIN items i USING (row);

DROP TABLE folded;
DROP TABLE ordered;

-- A project's version is that of its first acceptance; without one its cases are promised, each alone.
CREATE TEMP TABLE versioned AS
WITH begun AS (
    SELECT id, policy, accepted_day FROM cases WHERE policy NOT IN (SELECT v.id FROM versions v WHERE measure = 'project')
    UNION ALL
    SELECT id, policy, min(accepted_day) OVER (PARTITION BY policy, project, CASE WHEN project = '' THEN id END)
    FROM (SELECT *, split_part(detail, chr(31), 6) AS project FROM cases) WHERE policy IN (SELECT v.id FROM versions v WHERE measure = 'project'))
SELECT b.id, b.policy AS measured, v.measure, v.limit_days, v.correction_stops, v.stages AS policy_stages
FROM begun b JOIN versions v ON v.id = b.policy AND b.accepted_day BETWEEN v."from" AND v."to";

-- The moment at which the last of the stages applied for was done.
CREATE TEMP TABLE last_stages AS
WITH staged AS (
    SELECT id, accepted, stages, policy_stages, split_part(detail, chr(31), 5) AS words FROM cases JOIN versioned USING (id) WHERE measure = 'stages'),
partial AS (
    SELECT id, list(DISTINCT stage) AS wanted
    FROM (SELECT id, policy_stages, unnest(string_split(words, ';')) AS word FROM staged WHERE words <> '') JOIN stage_words USING (word)
    WHERE list_contains(policy_stages, stage) GROUP BY id),
done AS (
    SELECT id, stage, min("at") AS "at", any_value(policy_stages) AS policy_stages
    FROM (SELECT id, accepted, policy_stages, unnest(stages, recursive := true) FROM staged) JOIN stage_words USING (word)
    WHERE "at" >= accepted GROUP BY id, stage)
SELECT id, max("at") AS last_stage
FROM done LEFT JOIN partial USING (id) WHERE list_contains(coalesce(wanted, policy_stages), stage)
GROUP BY id HAVING count(*) = len(any_value(coalesce(wanted, policy_stages)));

CREATE TEMP TABLE ended AS
WITH ends AS (
    SELECT c.* EXCLUDE (policy, decided, withdrawn, stages, result),
        coalesce(v.measured, 'promised') AS policy, coalesce(v.measure, 'case') AS measure, coalesce(v.correction_stops, true) AS correction_stops,
        coalesce(v.limit_days, c.promised_days) AS limit_days, s.last_stage,
        CASE WHEN c.decided >= c.accepted AND (result = 3 OR v.measure IS DISTINCT FROM 'stages') THEN c.decided END AS decided, result = 3 AS denied,
        CASE WHEN c.withdrawn >= c.accepted THEN c.withdrawn END AS withdrawn
    FROM cases c LEFT JOIN versioned v USING (id) LEFT JOIN last_stages s USING (id))
SELECT * EXCLUDE (withdrawn, denied),
    coalesce(withdrawn < coalesce(least(last_stage, decided), withdrawn + 1), false) AS withdrawn,
    CASE WHEN withdrawn < least(last_stage, decided) THEN NULL ELSE least(last_stage, decided) END AS finished,
    denied AND (last_stage IS NULL OR decided < last_stage) AS denied
FROM ends;

-- Pauses (special procedures, and corrections where they stop the clock) as working days of their union inside the span.
CREATE TEMP TABLE paused AS
WITH marks AS (
    SELECT * FROM (
        SELECT id, accepted, accepted_day, day_of(finished) AS finished_day, correction_stops, unnest(pauses, recursive := true)
        FROM ended WHERE finished IS NOT NULL AND measure <> 'project' AND pauses IS NOT NULL)
    WHERE kind > 6 OR correction_stops AND "at" >= accepted),
changes AS (
    SELECT * FROM marks QUALIFY lag(kind, 1, 0) OVER (PARTITION BY id, kind > 6 ORDER BY "at", kind) <> kind),
spans AS (
    SELECT id, kind, ordinal(greatest(day_of("at"), accepted_day)) AS "from",
        ordinal(least(day_of(lead("at") OVER (PARTITION BY id, kind > 6 ORDER BY "at", kind)), finished_day)) AS "to", finished_day
    FROM changes),
merged AS (
    SELECT id, "to", greatest("from", max("to") OVER (PARTITION BY id ORDER BY "from", "to" ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING)) AS "from"
    FROM spans WHERE kind IN (5, 7) AND "to" > "from")
SELECT id, sum("to" - "from")::INTEGER AS days FROM merged WHERE "to" > "from" GROUP BY id;

CREATE TEMP TABLE measured AS
SELECT day_of(finished) AS day, policy, district, channel, denied,
    ordinal(day_of(finished)) - ordinal(accepted_day) - coalesce(p.days, 0) AS net,
    limit_days + CASE WHEN extensions IS NULL THEN 0 ELSE
        coalesce(list_sum(list_transform(list_filter(extensions, lambda x: x."at" BETWEEN accepted AND finished), lambda x: x.days)), 0) END AS allowed
FROM ended LEFT JOIN paused p USING (id) WHERE finished IS NOT NULL AND measure <> 'project';

-- Tables --------------------------------------------------------------------------------------------------------------

CREATE TEMP MACRO month_of(day) AS date_trunc('month', DATE '0001-01-01' + day::INTEGER)::DATE;
CREATE TEMP MACRO period_of(month) AS strftime(month, '%Y-%m');
CREATE TEMP MACRO quarter_of(month) AS year(month) || '-Q' || quarter(month);

-- Exact histograms of whole days: percentiles of any roll-up come out of them.
COPY (
    WITH cells AS (
        SELECT month_of(day) AS month, policy, district, channel, net,
            count(*) AS n, count(*) FILTER (net <= allowed) AS on_time, count(*) FILTER (denied) AS denied
        FROM measured GROUP BY ALL),
    periods AS (
        SELECT period_of(month) AS period, * EXCLUDE (month) FROM cells
        UNION ALL SELECT quarter_of(month), * EXCLUDE (month) FROM cells
        UNION ALL SELECT year(month)::VARCHAR, * EXCLUDE (month) FROM cells),
    rolled AS (
        SELECT period, policy, coalesce(district::VARCHAR, '*') AS district, coalesce(channel, '*') AS channel, net,
            sum(n) AS n, sum(on_time) AS on_time, sum(denied) AS denied
        FROM periods GROUP BY period, policy, net, CUBE (district, channel)),
    running AS (
        SELECT *, sum(n) OVER (PARTITION BY period, policy, district, channel ORDER BY net) AS upto,
            sum(n) OVER (PARTITION BY period, policy, district, channel) AS total
        FROM rolled)
    SELECT period, policy, district, channel, sum(n)::BIGINT AS finished, sum(on_time)::BIGINT AS on_time, sum(n * net)::BIGINT AS net_sum,
        min(net) FILTER (upto * 2 >= total) AS net_p50, min(net) FILTER (upto * 10 >= total * 9) AS net_p90, max(net) AS net_max,
        sum(denied)::BIGINT AS denied
    FROM running GROUP BY period, policy, district, channel ORDER BY ALL
) TO '$out/approval_time.csv' (HEADER, DELIMITER ',');

COPY (
    WITH cells AS (
        SELECT month_of(accepted_day) AS month, district, item_code, count(*) AS accepted,
            count(*) FILTER (channel = 'one_net') AS one_net, count(*) FILTER (channel = 'one_window') AS one_window,
            count(*) FILTER (channel = 'other') AS other,
            count(*) FILTER (withdrawn) AS withdrawn
        FROM ended GROUP BY ALL),
    periods AS (
        SELECT period_of(month) AS period, * EXCLUDE (month) FROM cells
        UNION ALL SELECT quarter_of(month), * EXCLUDE (month) FROM cells
        UNION ALL SELECT year(month)::VARCHAR, * EXCLUDE (month) FROM cells)
    SELECT period, coalesce(district::VARCHAR, '*') AS district, coalesce(item_code, '*') AS item_code, sum(accepted)::BIGINT AS accepted,
        sum(one_net)::BIGINT AS one_net, sum(one_window)::BIGINT AS one_window, sum(other)::BIGINT AS other, sum(withdrawn)::BIGINT AS withdrawn
    FROM periods GROUP BY period, CUBE (district, item_code) ORDER BY ALL
) TO '$out/online_handling.csv' (HEADER, DELIMITER ',');
