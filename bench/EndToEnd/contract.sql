-- Approval time and online handling by the contract's definitions (version 2), right on any log but for what bench/README.md names.
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

CREATE TYPE event_word AS ENUM (SELECT word FROM words ORDER BY kind, word);
SET VARIABLE kinds = (SELECT list(kind ORDER BY kind, word) FROM words);
SET VARIABLE results = (SELECT list(result ORDER BY kind, word) FROM words);

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

CREATE TEMP TABLE catalogue AS
SELECT trim(item_code) AS item_code, promised_days, nullif(trim(policy), '') AS policy,
    coalesce(day_number("from"), 0) AS "from", coalesce(day_number("to"), 9999999) AS "to"
FROM read_csv('$catalogue', header = true, types = {'promised_days': 'INTEGER', 'policy': 'VARCHAR', 'from': 'DATE', 'to': 'DATE'});
CREATE TYPE item AS ENUM (SELECT DISTINCT item_code FROM catalogue ORDER BY item_code);
CREATE TEMP TABLE items AS SELECT * REPLACE (item_code::item AS item_code), enum_code(item_code::item)::BIGINT + 1 AS item FROM catalogue;

SET VARIABLE ordinals = (SELECT list(ordinal ORDER BY day) FROM read_csv('$days', header = true, columns = {'day': 'DATE', 'ordinal': 'INTEGER'}));
SET VARIABLE before_first_day = (SELECT day_number(min(day)) - 1 FROM read_csv('$days', header = true, columns = {'day': 'DATE', 'ordinal': 'INTEGER'}));
CREATE TEMP MACRO ordinal(day) AS getvariable('ordinals')[day - getvariable('before_first_day')];

-- What stands in a line -----------------------------------------------------------------------------------------------

-- Trimmed; of most values two looks tell that there is nothing to trim.
CREATE TEMP MACRO clean(v) AS CASE WHEN strlen(v) = length(v) AND NOT contains(v, ' ') THEN v ELSE nullif(trim(v), '') END;
CREATE TEMP MACRO code(v) AS CASE WHEN starts_with(v, '0') AND regexp_full_match(v, '0+[1-9][0-9]*') THEN ltrim(v, '0') ELSE clean(v) END;
CREATE TEMP MACRO event_number(v) AS CASE WHEN starts_with(v, '0') AND regexp_full_match(v, '[0-9]+') THEN coalesce(nullif(ltrim(v, '0'), ''), '0') ELSE v END;
CREATE TEMP MACRO is_spoilt(v) AS (contains(v, '+') OR contains(v, '.')) AND regexp_full_match(v, '[0-9](\.[0-9]+)?[Ee]\+[0-9]+|[0-9]{16,}\.0+');
-- No word is no; NULL: none of the two.
CREATE TEMP MACRO flag_of(v) AS CASE WHEN v IS NULL OR v = '0' THEN false ELSE [true, false, true, false][list_position(['1', '0', '是', '否'], code(v))] END;
CREATE TEMP MACRO number_of(v, most) AS CASE WHEN regexp_full_match(clean(v), '0*[1-9][0-9]?') AND clean(v)::INTEGER <= most THEN clean(v)::TINYINT END;
CREATE TEMP MACRO item_of(v) AS enum_code(try_cast(clean(v) AS item))::BIGINT + 1;
CREATE TEMP MACRO district_of(v) AS CASE WHEN v GLOB '[1-9][0-9][0-9][0-9][0-9][0-9]' THEN v::INTEGER WHEN regexp_full_match(clean(v), '[1-9](\d{5}|\d{8}|\d{11})') THEN left(clean(v), 6)::INTEGER END;
CREATE TEMP MACRO channel_of(v, source) AS CASE
    WHEN clean(v) IS NULL THEN CASE source WHEN 'one_window' THEN 1 WHEN 'one_net' THEN 2 ELSE 3 END
    ELSE [1, 2, 3, 1, 2, 2, 3, 3, 1, 2, 2, 3, 3][list_position(
        ['one_window', 'one_net', 'other', '1', '2', '3', '4', '9', '窗口', '电脑端', '移动端', '快递', '其他'], code(v))] END;
CREATE TEMP MACRO channel_word(channel) AS ['one_window', 'one_net', 'other'][channel];
CREATE TEMP MACRO result_of(v) AS [1, 3, 2, 1, 3, 1, 3, 1, 2, 3][list_position(
    ['granted', 'denied', 'granted_conditionally', '准予许可', '不予许可', '准予', '不予', '通过', '容缺通过', '不通过'], clean(v))];
CREATE TEMP MACRO reason_of(v) AS CASE WHEN v IS NOT NULL THEN coalesce(
    ['hearing', 'tender', 'auction', 'inspection', 'testing', 'quarantine', 'appraisal', 'expert_review'][coalesce(
        list_position(['听证', '招标', '拍卖', '检验', '检测', '检疫', '鉴定', '专家评审'], v),
        list_position(['hearing', 'tender', 'auction', 'inspection', 'testing', 'quarantine', 'appraisal', 'expert_review'], v))], 'other') END;
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
    WHEN v LIKE '____-__-_____:__:__' AND v >= '0' AND NOT contains(substr(v, 12), ' ') THEN ticks(v)
    ELSE other_moment(trim(v), from_start) END;
CREATE TEMP MACRO day_of(moment) AS moment // 864000000000;
SET VARIABLE first_moment = day_number(DATE '2000-01-01') * 864000000000;
SET VARIABLE end_of_times = day_number(DATE '2100-01-01') * 864000000000;
SET VARIABLE last_moment = (day_number(getvariable('as_of')) + 1) * 864000000000 - 1;
CREATE TEMP MACRO application_of(item, district, channel, policy) AS ((item * 1000000 + district) * 4 + channel) * 256 + policy;

-- Lines of the events that the tables need, if they are not rejected (for an item that is not in force: later), as narrow as can
-- be. Value is a number of the event's kind, of an acceptance all that it says in numbers; detail is its text. Of an event that is
-- taken back by its id nothing else is looked at. Rejected by the case's id: a quote in an unquoted field, which DuckDB lets pass.
-- A condition on what a projection works out would be pushed below it, and it worked out twice.
SET disabled_optimizers = 'filter_pushdown';

CREATE TEMP TABLE lines AS
WITH logs AS ($logs),
rows AS (
    SELECT *, getvariable('kinds')[word] AS kind
    FROM (SELECT * REPLACE (clean(case_id) AS case_id, event_number(clean(event_id)) AS event_id, flag_of(deleted) AS deleted), enum_code(coalesce(try_cast(event AS event_word), try_cast(code(event) AS event_word))) + 1 AS word FROM logs)
    WHERE length(case_id) <= 64 AND NOT contains(case_id, '"') AND NOT is_spoilt(case_id) AND deleted IS NOT NULL
        AND (event_id IS NULL OR length(event_id) <= 64 AND NOT is_spoilt(event_id))),
judged AS (
    SELECT case_id, event_id, kind, moment_of("at", kind = 2) AS "at", deleted,
        CASE WHEN clean(updated) IS NULL THEN 0 ELSE moment_of(updated, false) END AS updated,
        CASE kind
            WHEN 2 THEN CASE WHEN coalesce(length(clean(project_code)) <= 64 AND NOT is_spoilt(clean(project_code)), true) AND coalesce(list_contains(getvariable('policies'), clean(policy)), true)
                THEN application_of(item_of(item_code), district_of(district), channel_of(channel, source), coalesce(list_position(getvariable('policies'), clean(policy)), 0)) END
            WHEN 9 THEN number_of(days, 60)
            WHEN 12 THEN coalesce(getvariable('results')[word], result_of(result))
            ELSE 0 END::BIGINT AS value,
        CASE
            WHEN kind = 2 AND (stages IS NOT NULL OR project_code IS NOT NULL) THEN concat(clean(stages), chr(31), clean(project_code))
            WHEN kind = 11 THEN clean(stage)
            WHEN kind = 5 OR kind = 7 THEN clean(reason) END AS detail
    FROM rows WHERE kind = 2 OR kind BETWEEN 5 AND 9 OR kind BETWEEN 11 AND 13)
SELECT * FROM judged WHERE "at" >= getvariable('first_moment') AND "at" < getvariable('end_of_times') AND updated <= getvariable('last_moment')
    AND (updated = 0 OR updated >= getvariable('first_moment')) AND (value IS NOT NULL AND (kind <> 11 OR detail IS NOT NULL) OR deleted AND event_id IS NOT NULL);

RESET disabled_optimizers;

-- Cases ---------------------------------------------------------------------------------------------------------------

-- What a case's lines say, if no identity is there twice and there are at most one acceptance, one decision and one
-- withdrawal: then no order is needed. Other cases are folded again, from lines put in order. Several: more of these, or an
-- extension without an id. Perhaps twice: by two bits of each id's hash, which clear most cases; of the rest, ids are
-- compared in full. Cases with a line that is taken back, or that lies after the last day, are folded again too.
CREATE TEMP MACRO fold(lines) AS TABLE
SELECT case_id,
    max("at") FILTER (kind = 2) AS accepted, max(value) FILTER (kind = 2) AS application, max(detail) FILTER (kind = 2) AS detail,
    max("at") FILTER (kind = 12) AS decided, max(value) FILTER (kind = 12) AS result, max("at") FILTER (kind = 13) AS withdrawn,
    list({'at': "at", 'kind': kind, 'days': value, 'word': detail}) FILTER (kind BETWEEN 5 AND 9 OR kind = 11) AS steps,
    count(*) FILTER (kind = 2 OR kind = 12 OR kind = 13 OR kind = 9 AND event_id IS NULL)
        > (accepted IS NOT NULL)::INTEGER + (decided IS NOT NULL)::INTEGER + (withdrawn IS NOT NULL)::INTEGER
        OR bool_or(deleted) OR max("at") > getvariable('last_moment') AS several,
    greatest(bit_count(bit_or(1::UBIGINT << (hash(event_id, kind) & 63)) FILTER (event_id IS NOT NULL)),
        bit_count(bit_or(1::UBIGINT << ((hash(event_id, kind) >> 6) & 63)) FILTER (event_id IS NOT NULL))) < count(event_id) AS perhaps_twice
FROM query_table(lines) GROUP BY case_id;

CREATE TEMP TABLE cases AS FROM fold('lines');

CREATE TEMP TABLE suspects AS
SELECT l.* FROM lines l SEMI JOIN (SELECT case_id FROM cases WHERE several OR perhaps_twice) USING (case_id);

CREATE TEMP TABLE again AS
SELECT case_id FROM cases WHERE several
UNION SELECT case_id FROM suspects WHERE event_id IS NOT NULL GROUP BY case_id, event_id, kind HAVING count(*) > 1;

-- Here the content is whole and canonical, and what is rejected by the catalogue is out.
CREATE TEMP TABLE ordered AS
WITH judged AS (
    SELECT r.*, CASE
        WHEN kind = 2 THEN concat(i.item_code, chr(31), getvariable('policies')[value % 256], chr(31), nullif(value // 1024 % 1000000, 0), chr(31),
            channel_word(value // 256 % 4), chr(31), stage_list(split_part(detail, chr(31), 1)), chr(31), split_part(detail, chr(31), 2))
        WHEN kind = 5 OR kind = 7 THEN reason_of(detail)
        WHEN kind = 9 THEN value::VARCHAR
        WHEN kind = 12 THEN ['granted', 'granted_conditionally', 'denied'][value]
        ELSE detail END AS content
    FROM (SELECT * FROM suspects SEMI JOIN again USING (case_id)) r LEFT JOIN items i ON kind = 2 AND i.item = value // 1024000000 AND day_of("at") BETWEEN i."from" AND i."to"
    WHERE i.item IS NOT NULL OR kind <> 2 OR deleted AND event_id IS NOT NULL),
events AS (
    SELECT * FROM judged QUALIFY row_number() OVER (
        PARTITION BY case_id, event_id, kind, CASE WHEN event_id IS NULL THEN {'at': "at", 'content': content} END
        ORDER BY updated DESC, deleted DESC, "at", content) = 1),
placed AS (
    SELECT *, row_number() OVER (PARTITION BY case_id, kind ORDER BY "at", event_id NULLS FIRST, content) AS place,
        min("at") FILTER (kind = 2) OVER (PARTITION BY case_id) AS accepted
    FROM events WHERE NOT deleted AND "at" <= getvariable('last_moment'))
SELECT * EXCLUDE (content, place, accepted) FROM placed
WHERE CASE kind WHEN 2 THEN place = 1 WHEN 12 THEN day_of("at") >= day_of(accepted) WHEN 13 THEN "at" >= accepted ELSE true END
QUALIFY kind NOT IN (12, 13) OR row_number() OVER (PARTITION BY case_id, kind ORDER BY place) = 1;

DROP TABLE lines;
DELETE FROM cases WHERE accepted IS NULL OR case_id IN (FROM again);
INSERT INTO cases SELECT * FROM fold('ordered') WHERE accepted IS NOT NULL;
DROP TABLE ordered;

-- The clocks of two systems differ: what is before the acceptance, but on its day, is taken at its moment.
CREATE TEMP MACRO not_before(moment, accepted) AS CASE WHEN moment < accepted AND day_of(moment) = day_of(accepted) THEN accepted ELSE moment END;

CREATE TEMP TABLE begun AS
SELECT c.rowid::INTEGER AS id, accepted, day_of(accepted)::INTEGER AS accepted_day, not_before(decided, accepted) AS decided, result, withdrawn, i.item_code, i.promised_days,
    application // 1024 % 1000000 AS district, channel_word(application // 256 % 4) AS channel,
    CASE WHEN application % 256 > 0 THEN getvariable('policies')[application % 256] ELSE i.policy END AS policy,
    split_part(c.detail, chr(31), 1) AS stages, split_part(c.detail, chr(31), 2) AS project
FROM cases c JOIN items i ON i.item = application // 1024000000 AND day_of(accepted) BETWEEN i."from" AND i."to";

CREATE TEMP TABLE steps AS SELECT rowid::INTEGER AS id, unnest(steps, recursive := true) FROM cases WHERE steps IS NOT NULL;

DROP TABLE cases;

-- A project's version is that of its first acceptance; without one its cases are promised, each alone.
CREATE TEMP TABLE versioned AS
WITH dated AS (
    SELECT id, policy, accepted_day FROM begun WHERE policy NOT IN (SELECT v.id FROM versions v WHERE measure = 'project')
    UNION ALL
    SELECT id, policy, min(accepted_day) OVER (PARTITION BY policy, nullif(project, ''), CASE WHEN nullif(project, '') IS NULL THEN id END)
    FROM begun WHERE policy IN (SELECT v.id FROM versions v WHERE measure = 'project'))
SELECT d.id, d.policy AS measured, v.measure, v.limit_days, v.correction_stops, v.stages AS policy_stages
FROM dated d JOIN versions v ON v.id = d.policy AND d.accepted_day BETWEEN v."from" AND v."to";

-- The moment at which the last of the stages applied for was done.
CREATE TEMP TABLE last_stages AS
WITH staged AS (SELECT id, accepted, stages, policy_stages FROM begun JOIN versioned USING (id) WHERE measure = 'stages'),
partial AS (
    SELECT id, list(DISTINCT stage) AS wanted
    FROM (SELECT id, policy_stages, trim(unnest(string_split(stages, ';'))) AS word FROM staged WHERE stages <> '') JOIN stage_words USING (word)
    WHERE list_contains(policy_stages, stage) GROUP BY id),
done AS (
    SELECT id, stage, min(not_before("at", accepted)) AS "at", any_value(policy_stages) AS policy_stages
    FROM steps JOIN staged USING (id) JOIN stage_words USING (word) WHERE kind = 11 AND not_before("at", accepted) >= accepted GROUP BY id, stage)
SELECT id, max("at") AS last_stage
FROM done LEFT JOIN partial USING (id) WHERE list_contains(coalesce(wanted, policy_stages), stage)
GROUP BY id HAVING count(*) = len(any_value(coalesce(wanted, policy_stages)));

CREATE TEMP TABLE ended AS
WITH ends AS (
    SELECT c.* EXCLUDE (policy, decided, withdrawn, stages, project, result),
        coalesce(v.measured, 'promised') AS policy, coalesce(v.measure, 'case') AS measure, coalesce(v.correction_stops, true) AS correction_stops,
        coalesce(v.limit_days, c.promised_days) AS limit_days, s.last_stage,
        CASE WHEN c.decided >= c.accepted AND (result = 3 OR v.measure IS DISTINCT FROM 'stages') THEN c.decided END AS decided, result = 3 AS denied,
        CASE WHEN c.withdrawn >= c.accepted THEN c.withdrawn END AS withdrawn
    FROM begun c LEFT JOIN versioned v USING (id) LEFT JOIN last_stages s USING (id))
SELECT * EXCLUDE (withdrawn, denied),
    coalesce(withdrawn < coalesce(least(last_stage, decided), withdrawn + 1), false) AS is_withdrawn,
    CASE WHEN withdrawn < least(last_stage, decided) THEN NULL ELSE least(last_stage, decided) END AS finished,
    denied AND (last_stage IS NULL OR decided < last_stage) AS denied
FROM ends;

-- Pauses (special procedures, and corrections where they stop the clock) as working days of their union inside the span.
CREATE TEMP TABLE paused AS
WITH marks AS (
    SELECT id, "at", kind, accepted_day, day_of(finished) AS finished_day
    FROM steps JOIN ended USING (id)
    WHERE finished IS NOT NULL AND measure <> 'project' AND (kind IN (7, 8) OR kind IN (5, 6) AND correction_stops AND "at" >= accepted)),
-- A start and an end at one instant change nothing: between two pauses that meet there, or a pause of no length.
unpaired AS (
    SELECT * FROM marks QUALIFY row_number() OVER (PARTITION BY id, kind, "at") > least(
        count(*) FILTER (kind IN (5, 7)) OVER (PARTITION BY id, kind > 6, "at"), count(*) FILTER (kind IN (6, 8)) OVER (PARTITION BY id, kind > 6, "at"))),
-- An end that has no start takes with it a start of its day that is a date alone.
told AS (
    SELECT *, kind IN (6, 8) AND coalesce(lag(kind) OVER (PARTITION BY id, kind > 6 ORDER BY "at", kind) NOT IN (5, 7), true) AS is_vain FROM unpaired),
counted AS (
    SELECT * FROM told QUALIFY NOT (kind IN (5, 7) AND "at" % 864000000000 = 863990000000
        AND row_number() OVER (PARTITION BY id, kind, "at") <= count(*) FILTER (is_vain) OVER (PARTITION BY id, kind > 6, day_of("at")))),
changes AS (
    SELECT * FROM counted QUALIFY lag(kind, 1, 0) OVER (PARTITION BY id, kind > 6 ORDER BY "at", kind) <> kind),
spans AS (
    SELECT id, kind, ordinal(greatest(day_of("at"), accepted_day)) AS "from",
        ordinal(least(day_of(lead("at") OVER (PARTITION BY id, kind > 6 ORDER BY "at", kind)), finished_day)) AS "to", finished_day
    FROM changes),
merged AS (
    SELECT id, "to", greatest("from", max("to") OVER (PARTITION BY id ORDER BY "from", "to" ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING)) AS "from"
    FROM spans WHERE kind IN (5, 7) AND "to" > "from")
SELECT id, sum("to" - "from")::INTEGER AS days FROM merged WHERE "to" > "from" GROUP BY id;

CREATE TEMP TABLE extended AS
SELECT id, sum(days)::INTEGER AS days FROM steps JOIN ended USING (id) WHERE kind = 9 AND not_before("at", accepted) BETWEEN accepted AND finished GROUP BY id;

CREATE TEMP TABLE measured AS
SELECT day_of(finished) AS day, policy, district, channel, denied,
    ordinal(day_of(finished)) - ordinal(accepted_day) - coalesce(p.days, 0) AS net, limit_days + coalesce(e.days, 0) AS allowed
FROM ended LEFT JOIN paused p USING (id) LEFT JOIN extended e USING (id) WHERE finished IS NOT NULL AND measure <> 'project';

CREATE TEMP MACRO month_of(day) AS date_trunc('month', DATE '0001-01-01' + day::INTEGER)::DATE;
