-- The day of each in the organisation's zone, and the last whose 28 days it counts in.
SELECT dated.*, date("on", '+27 days') AS counted_until
  FROM (SELECT found.*, django_datetime_cast_date(found.at, %(zone)s, 'UTC') AS "on" FROM found) dated
