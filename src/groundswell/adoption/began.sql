-- Who is or was on the people list: from when to when, where and under whom (as last known), and the
-- first day on which they contributed.
SELECT p.id AS person, p.started_on, p.left_on, p.state, coalesce(a.function, '') AS function,
       coalesce(a.site, '') AS site, coalesce(a.level, '') AS level, a.manager_id AS manager,
       (SELECT min(c."on") FROM adoption_contributionday c
         WHERE c.person_id = p.id AND c."on" <= %(last)s) AS acted
  FROM people_person p
  LEFT JOIN people_assignment a ON a.id =
       (SELECT b.id FROM people_assignment b
         WHERE b.person_id = p.id AND b.from_on <= %(last)s ORDER BY b.from_on DESC LIMIT 1)
 WHERE p.is_listed AND NOT p.is_bot
 ORDER BY p.id
