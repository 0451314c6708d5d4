SELECT p.id, p.name, p.created_at
  FROM people_person p
 WHERE p.id = ANY(%(ids)s) AND p.name NOT LIKE '%%nobody'
 ORDER BY p.id
