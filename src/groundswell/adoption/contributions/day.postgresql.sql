-- The people and days to count, from the list of them in JSON.
SELECT (value ->> 0)::integer AS place, (value ->> 1)::bigint AS person_id,
       (value ->> 2)::bigint AS low, (value ->> 3)::bigint AS high,
       (value ->> 4)::timestamp AT TIME ZONE 'UTC' AS starts,
       (value ->> 5)::timestamp AT TIME ZONE 'UTC' AS ends,
       (value ->> 6)::date AS voted_on
  FROM jsonb_array_elements(%(pairs)s::jsonb)
