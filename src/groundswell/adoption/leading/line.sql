-- Who reported to whom on a day.
SELECT person_id, manager_id FROM people_assignment
 WHERE manager_id IS NOT NULL AND from_on <= %(last)s AND (to_on IS NULL OR to_on > %(last)s)
