-- Everybody who led on a day: the chief, the chief's direct reports, and the levels of the settings.
SELECT a.person_id
  FROM people_assignment a
  LEFT JOIN people_assignment m
    ON m.person_id = a.manager_id AND m.manager_id IS NULL
   AND m.from_on <= %(last)s AND (m.to_on IS NULL OR m.to_on > %(last)s)
 WHERE a.from_on <= %(last)s AND (a.to_on IS NULL OR a.to_on > %(last)s)
   AND (a.level = ANY(%(levels)s) OR m.id IS NOT NULL OR a.manager_id IS NULL
        AND EXISTS (SELECT 1 FROM people_assignment r
                     WHERE r.manager_id = a.person_id AND r.from_on <= %(last)s
                       AND (r.to_on IS NULL OR r.to_on > %(last)s)))
