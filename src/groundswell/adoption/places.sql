-- Everybody employed on a day: function, site and manager then; in one order, or chance would be dealt
-- anew.
SELECT p.id, coalesce(a.function, ''), coalesce(a.site, ''), a.manager_id
  FROM people_person p
  LEFT JOIN people_assignment a
    ON a.person_id = p.id AND a.from_on <= %(last)s AND (a.to_on IS NULL OR a.to_on > %(last)s)
 WHERE p.is_listed AND NOT p.is_bot
   AND (p.started_on IS NULL OR p.started_on <= %(last)s)
   AND (p.left_on > %(last)s OR p.left_on IS NULL AND p.state <> 'left')
 ORDER BY p.id
