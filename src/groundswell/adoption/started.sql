-- Everybody with a start date, when they left, and whether they took part in each of the last three
-- quarters that are over, the last first.
SELECT p.started_on, p.left_on, coalesce(c.now, 0), coalesce(c.before, 0), coalesce(c.earlier, 0)
  FROM people_person p
  LEFT JOIN (SELECT person_id,
                    max(CASE WHEN "on" >= %(first)s THEN 1 ELSE 0 END) AS now,
                    max(CASE WHEN "on" >= %(second)s AND "on" < %(first)s THEN 1 ELSE 0 END)
                        AS before,
                    max(CASE WHEN "on" < %(second)s THEN 1 ELSE 0 END) AS earlier
               FROM adoption_contributionday WHERE "on" BETWEEN %(third)s AND %(last)s
              GROUP BY person_id) c ON c.person_id = p.id
 WHERE p.is_listed AND NOT p.is_bot AND p.started_on <= %(last)s
   AND (p.left_on IS NOT NULL OR p.state <> 'left')
