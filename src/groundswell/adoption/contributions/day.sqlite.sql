-- The people and days to count, from the list of them in JSON.
SELECT json_extract(value, '$[0]') AS place, json_extract(value, '$[1]') AS person_id,
       json_extract(value, '$[2]') AS low, json_extract(value, '$[3]') AS high,
       json_extract(value, '$[4]') AS starts, json_extract(value, '$[5]') AS ends,
       json_extract(value, '$[6]') AS voted_on
  FROM json_each(%(pairs)s)
