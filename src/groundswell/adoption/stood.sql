-- Where everybody on the list stood, and from which day until, but not with, which.
SELECT a.person_id, a.from_on, a.to_on, a.function, a.site, a.level
  FROM people_assignment a JOIN people_person p ON p.id = a.person_id AND p.is_listed
 WHERE a.to_on IS NULL OR a.to_on > %(first)s
