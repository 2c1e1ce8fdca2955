-- The tables of the reduced job from what both scripts leave: measured and ended, and month_of a day of theirs.

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
            count(*) FILTER (is_withdrawn) AS withdrawn
        FROM ended GROUP BY ALL),
    periods AS (
        SELECT period_of(month) AS period, * EXCLUDE (month) FROM cells
        UNION ALL SELECT quarter_of(month), * EXCLUDE (month) FROM cells
        UNION ALL SELECT year(month)::VARCHAR, * EXCLUDE (month) FROM cells)
    SELECT period, coalesce(district::VARCHAR, '*') AS district, coalesce(item_code, '*') AS item_code, sum(accepted)::BIGINT AS accepted,
        sum(one_net)::BIGINT AS one_net, sum(one_window)::BIGINT AS one_window, sum(other)::BIGINT AS other, sum(withdrawn)::BIGINT AS withdrawn
    FROM periods GROUP BY period, CUBE (district, item_code) ORDER BY ALL
) TO '$out/online_handling.csv' (HEADER, DELIMITER ',');
