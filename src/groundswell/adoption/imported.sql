-- People known only from an import (who came in by themselves is known otherwise, too): how many,
-- and how many of them took part.
SELECT count(*), count(c.person_id)
  FROM people_person p
  LEFT JOIN (SELECT DISTINCT person_id FROM adoption_contributionday
              WHERE "on" BETWEEN %(first)s AND %(last)s) c ON c.person_id = p.id
 WHERE NOT p.is_listed AND NOT p.is_bot AND p.password = ''
   AND NOT EXISTS (SELECT 1 FROM people_rolegrant r WHERE r.person_id = p.id)
