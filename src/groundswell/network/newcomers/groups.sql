-- Open groups that the viewer is not in, with how many of their colleagues are.
SELECT g.id, g.name, g.purpose, g.member_count,
       coalesce(near.team, 0), coalesce(near.place, 0)
  FROM network_group g
  LEFT JOIN (SELECT m.stream_id,
                    sum(CASE WHEN a.manager_id = me.manager_id OR a.person_id = me.manager_id
                             THEN 1 ELSE 0 END) AS team,
                    sum(CASE WHEN a.function = me.function AND a.site = me.site
                              AND a.function <> '' AND a.site <> '' THEN 1 ELSE 0 END) AS place
               FROM people_assignment me
               JOIN people_assignment a
                 ON a.to_on IS NULL AND a.person_id <> me.person_id
                AND (a.manager_id = me.manager_id OR a.person_id = me.manager_id
                     OR (a.function = me.function AND a.site = me.site
                         AND a.function <> '' AND a.site <> ''))
               JOIN network_membership m ON m.person_id = a.person_id
              WHERE me.person_id = %(viewer)s AND me.to_on IS NULL
              GROUP BY m.stream_id) near ON near.stream_id = g.stream_id
 WHERE g.visibility = 'open' AND g.archived_at IS NULL AND g.sleep_noticed_at IS NULL
   AND NOT EXISTS (SELECT 1
                     FROM network_membership own
                    WHERE own.stream_id = g.stream_id AND own.person_id = %(viewer)s)
 ORDER BY coalesce(near.team, 0) DESC, coalesce(near.place, 0) DESC, g.member_count DESC, g.id
 LIMIT %(limit)s
