-- The law (contract 9): the tables of a publication, recomputed from the evidence with DuckDB.
--
--   metrics summarize ... --out summary --evidence evidence
--   cd evidence && duckdb -init ../docs/evidence.sql
--   D from law.approval_time where period = '2019' and policy = 'business_setup';
--
-- In the schema law stands a view a table of the publication, with its name, its columns and its order. They leave out: of
-- approval_time the columns overdue and kept_rate and the rows without a finished unit, which rest on the backlogs of other days
-- than as_of; of backlog every month but the last. The tables of the evidence have views of their own.

create schema if not exists law;

create or replace view cases as from read_parquet('cases/*.parquet');
create or replace view projects as from read_parquet('projects/*.parquet');
create or replace view stages as from read_parquet('stages/*.parquet');
create or replace view ratings as from read_parquet('ratings/*.parquet');
create or replace view faults as from read_parquet('faults/*.parquet');

-- Rates have 4 decimals and means 2, half away from zero, from exact numbers; over nothing they are empty.
create or replace macro decimals(a, b, places) as case when b > 0 then
    ((2 * a * 10 ** places + b)::hugeint // (2 * b) // (10 ** places)::hugeint)::varchar || '.'
        || lpad(((2 * a * 10 ** places + b)::hugeint // (2 * b) % (10 ** places)::hugeint)::varchar, places, '0') end;
create or replace macro rate(a, b) as decimals(a::hugeint, b::hugeint, 4);
create or replace macro mean(a) as decimals(sum(a)::hugeint, count(a)::hugeint, 2);

-- Nearest rank: the smallest d with at least p percent of the days at or below it.
create or replace macro percentile(a, p) as list_sort(list(a) filter (where a is not null))[(count(a) * p + 99) // 100];

-- A day counts in its month, quarter and year.
create or replace macro periods(d) as
    [strftime(d, '%Y-%m'), strftime(d, '%Y') || '-Q' || quarter(d), strftime(d, '%Y')];

-- A key in every combination with '*'. One that is missing counts under '*' only: `having known(…)`.
create or replace macro keyed(k, rolled) as case when rolled = 1 then '*' else k end;
create or replace macro known(k, rolled) as rolled = 1 or k is not null;

-- Units: cases that are counted alone, and projects.
create or replace view law.units as
    select policy, district, channel, ended, limit_days, extension, net, strict, paused, gross, on_time, overdue, stopped, false as resting, outcome
    from (select *, "limit" as limit_days from cases) where limit_days is not null
    union all
    select policy, district, channel, ended, "limit", extension, net, strict, paused, gross, on_time, overdue, stopped, resting, outcome from projects;

create or replace view law.approval_time as
    select period, keyed(policy, grouping(policy)) as policy, keyed(district, grouping(district)) as district, keyed(channel, grouping(channel)) as channel,
        count(*) as finished,
        count(*) filter (where on_time) as on_time,
        rate(count(*) filter (where on_time), count(*)) as on_time_rate,
        count(*) filter (where strict <= limit_days + extension) as on_time_strict,
        mean(net) as net_mean, percentile(net, 50) as net_p50, percentile(net, 90) as net_p90, max(net) as net_max,
        mean(gross) as gross_mean,
        count(*) filter (where outcome = 'denied') as denied,
        count(*) filter (where extension > 0) as extended,
        mean(paused) as paused_days_mean,
        (count(*) < 5)::int as small
    from (select *, unnest(periods(ended)) as period from law.units where ended is not null)
    group by period, cube (policy, district, channel)
    having known(policy, grouping(policy)) and known(district, grouping(district)) and known(channel, grouping(channel))
    order by 1, 2, 3, 4;

create or replace view law.stage_time as
    select period, keyed(policy, grouping(policy)) as policy, keyed(district, grouping(district)) as district, keyed(stage, grouping(stage)) as stage,
        count(*) as done,
        mean(net) as net_mean, percentile(net, 50) as net_p50, percentile(net, 90) as net_p90, max(net) as net_max,
        count(*) filter (where "last") as "last"
    from (select *, unnest(periods(ended)) as period from stages)
    group by period, cube (policy, district, stage)
    having known(policy, grouping(policy)) and known(district, grouping(district)) and known(stage, grouping(stage))
    order by 1, 2, 3, 4;

create or replace view law.item_time as
    select period, keyed(department, grouping(department)) as department, keyed(item_code, grouping(item_code)) as item_code,
        count(*) as ended,
        count(*) filter (where item_on_time) as on_time,
        rate(count(*) filter (where item_on_time), count(*)) as on_time_rate,
        mean(item_net) as net_mean, percentile(item_net, 50) as net_p50, percentile(item_net, 90) as net_p90, max(item_net) as net_max
    from (select *, unnest(periods(ended)) as period from cases where item_net is not null)
    group by period, cube (department, item_code)
    having known(department, grouping(department)) and known(item_code, grouping(item_code))
    order by 1, 2, 3;

create or replace view law.item_claims as
    select period, keyed(department, grouping(department)) as department, keyed(item_code, grouping(item_code)) as item_code,
        count(*) as ended,
        count(*) filter (where item_net < item_limit + item_extension) as early,
        rate(count(*) filter (where item_net < item_limit + item_extension), count(*)) as early_rate,
        count(*) filter (where immediate) as immediate,
        count(*) filter (where immediate and ended_on = accepted) as same_day,
        rate(count(*) filter (where immediate and ended_on = accepted), count(*) filter (where immediate)) as same_day_rate,
        count(*) filter (where one_trip and visits > 0) as one_trip,
        count(*) filter (where one_trip and visits = 1) as one_trip_kept,
        rate(count(*) filter (where one_trip and visits = 1), count(*) filter (where one_trip and visits > 0)) as one_trip_rate
    from (select *, ended as ended_on, unnest(periods(ended)) as period from cases where item_net is not null)
    group by period, cube (department, item_code)
    having known(department, grouping(department)) and known(item_code, grouping(item_code))
    order by 1, 2, 3;

create or replace view law.intake_time as
    select period, keyed(district, grouping(district)) as district, keyed(channel, grouping(channel)) as channel,
        count(*) as accepted,
        count(wait) as received,
        mean(wait) as wait_mean, percentile(wait, 50) as wait_p50, percentile(wait, 90) as wait_p90, max(wait) as wait_max,
        count(*) filter (where wait <= 5) as within_5
    from (select *, unnest(periods(accepted)) as period from cases where accepted is not null)
    group by period, cube (district, channel)
    having known(district, grouping(district)) and known(channel, grouping(channel))
    order by 1, 2, 3;

create or replace view law.online_handling as
    select period, keyed(district, grouping(district)) as district, keyed(item_code, grouping(item_code)) as item_code,
        count(accepted_on) as accepted,
        count(*) filter (where channel = 'one_net') as one_net,
        count(*) filter (where channel = 'one_window') as one_window,
        count(*) filter (where channel = 'other') as other,
        rate(count(*) filter (where channel = 'one_net'), count(accepted_on)) as online_rate,
        count(*) filter (where channel = 'one_net' and visits = 0) as no_visit,
        rate(count(*) filter (where channel = 'one_net' and visits = 0), count(accepted_on)) as no_visit_rate,
        count(*) filter (where outcome = 'refused') as refused,
        count(*) filter (where outcome = 'withdrawn') as withdrawn
    from (select *, accepted as accepted_on, unnest(periods(coalesce(accepted, refused))) as period from cases)
    group by period, cube (district, item_code)
    having known(district, grouping(district)) and known(item_code, grouping(item_code))
    order by 1, 2, 3;

create or replace view law.online_realisation as
    select period, keyed(district, grouping(district)) as district,
        count(*) as capable_cases,
        count(*) filter (where channel = 'one_net') as capable_one_net,
        rate(count(*) filter (where channel = 'one_net'), count(*)) as realised_rate,
        count(distinct item_code) as capable_items,
        count(distinct item_code) filter (where channel = 'one_net') as realised_items,
        rate(count(distinct item_code) filter (where channel = 'one_net'), count(distinct item_code)) as realised_items_rate
    from (select *, unnest(periods(accepted)) as period from cases where online and accepted is not null)
    group by period, cube (district)
    having known(district, grouping(district))
    order by 1, 2;

create or replace view law.ratings as
    select period, keyed(district, grouping(district)) as district, keyed(department, grouping(department)) as department,
        keyed(channel, grouping(channel)) as channel,
        count(*) as rated,
        count(*) filter (where rating = 1) as very_satisfied,
        count(*) filter (where rating = 2) as satisfied,
        count(*) filter (where rating = 3) as fairly_satisfied,
        count(*) filter (where rating = 4) as dissatisfied,
        count(*) filter (where rating = 5) as very_dissatisfied,
        rate(count(*) filter (where rating <= 3), count(*)) as good_rate
    from (select *, unnest(periods("day")) as period from main.ratings)
    group by period, cube (district, department, channel)
    having known(district, grouping(district)) and known(department, grouping(department)) and known(channel, grouping(channel))
    order by 1, 2, 3, 4;

-- At as_of: the last month of the table, without its month.
create or replace view law.backlog as
    select keyed(policy, grouping(policy)) as policy, keyed(district, grouping(district)) as district, keyed(channel, grouping(channel)) as channel,
        count(*) filter (where not resting) as "open",
        count(*) filter (where resting) as resting,
        count(*) filter (where overdue) as overdue,
        count(*) filter (where stopped) as paused
    from law.units
    where ended is null
    group by cube (policy, district, channel)
    having known(policy, grouping(policy)) and known(district, grouping(district)) and known(channel, grouping(channel)) and count(*) > 0
    order by 1, 2, 3;
