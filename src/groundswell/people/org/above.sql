-- The managers above a person, the nearest first, as far as somebody stands between them.
WITH RECURSIVE line(person_id, depth) AS (
    SELECT a.manager_id, 1
      FROM people_assignment a
      JOIN people_person p ON p.id = a.person_id
     WHERE a.person_id = %(person)s AND a.to_on IS NULL AND p.state <> 'left'
    UNION ALL
    SELECT a.manager_id, line.depth + 1
      FROM line
      JOIN people_assignment a ON a.person_id = line.person_id
     WHERE a.to_on IS NULL AND line.depth < %(limit)s)
SELECT person_id
  FROM line
 WHERE person_id IS NOT NULL
 ORDER BY depth
