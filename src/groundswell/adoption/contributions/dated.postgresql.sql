-- The day of each in the organisation's zone, and the last whose 28 days it counts in.
SELECT dayed.*, "on" + 27 AS counted_until
  FROM (SELECT act.*, coalesce(act.voted_on, (act.at AT TIME ZONE %(zone)s)::date) AS "on"
          FROM act) dayed
