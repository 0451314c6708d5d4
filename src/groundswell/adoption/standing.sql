-- Everybody employed on a day: where they stood then, whether they led and whether they took part.
SELECT p.id, coalesce(a.function, '') AS function, coalesce(a.site, '') AS site,
       coalesce(a.level, '') AS level,
       CASE WHEN c.person_id IS NULL THEN 0 ELSE 1 END AS active,
       CASE WHEN a.level = ANY(%(levels)s) OR m.id IS NOT NULL OR a.manager_id IS NULL
             AND EXISTS (SELECT 1 FROM people_assignment r
                          WHERE r.manager_id = a.person_id AND r.from_on <= %(last)s
                            AND (r.to_on IS NULL OR r.to_on > %(last)s))
            THEN 1 ELSE 0 END AS leads,
       p.created_at, p.started_on
  FROM people_person p
  LEFT JOIN people_assignment a
    ON a.person_id = p.id AND a.from_on <= %(last)s AND (a.to_on IS NULL OR a.to_on > %(last)s)
  -- The chief has no manager, and some who report.
  LEFT JOIN people_assignment m
    ON m.person_id = a.manager_id AND m.manager_id IS NULL
   AND m.from_on <= %(last)s AND (m.to_on IS NULL OR m.to_on > %(last)s)
  LEFT JOIN (SELECT DISTINCT person_id FROM adoption_contributionday
              WHERE "on" BETWEEN %(first)s AND %(last)s) c ON c.person_id = p.id
 WHERE p.is_listed AND NOT p.is_bot
   AND (p.started_on IS NULL OR p.started_on <= %(last)s)
   AND (p.left_on > %(last)s OR p.left_on IS NULL AND p.state <> 'left')
