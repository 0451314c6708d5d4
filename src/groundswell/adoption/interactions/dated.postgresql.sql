-- The day of each in the organisation's zone, and the last whose 28 days it counts in.
SELECT dated.*, "on" + 27 AS counted_until
  FROM (SELECT found.*, (found.at AT TIME ZONE %(zone)s)::date AS "on" FROM found) dated
