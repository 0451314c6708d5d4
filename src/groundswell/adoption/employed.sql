-- Everybody employed on a day, where they stood then and under whom; in one order, or chance would be
-- dealt anew.
SELECT p.id, coalesce(a.function, ''), coalesce(a.site, ''), coalesce(a.level, ''),
       coalesce(a.manager_id, 0)
  FROM people_person p
  LEFT JOIN people_assignment a
    ON a.person_id = p.id AND a.from_on <= %(last)s AND (a.to_on IS NULL OR a.to_on > %(last)s)
 WHERE p.is_listed AND NOT p.is_bot
   AND (p.started_on IS NULL OR p.started_on <= %(last)s)
   AND (p.left_on > %(last)s OR p.left_on IS NULL AND p.state <> 'left')
 ORDER BY p.id
