-- The day of each in the organisation's zone, and the last whose 28 days it counts in.
SELECT dayed.*, date("on", '+27 days') AS counted_until
  FROM (SELECT act.*,
               coalesce(act.voted_on, django_datetime_cast_date(act.at, %(zone)s, 'UTC')) AS "on"
          FROM act) dayed
