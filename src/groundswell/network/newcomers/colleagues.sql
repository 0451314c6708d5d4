-- The manager, the team, and who shares function and site; those first who write in the open.
SELECT p.id, p.name, p.title, p.photo,
       CASE WHEN p.id = me.manager_id THEN 'manager'
            WHEN a.manager_id = me.manager_id THEN 'team'
            ELSE 'place' END,
       ''
  FROM people_assignment me
  JOIN people_assignment a
    ON a.to_on IS NULL AND a.person_id <> me.person_id
   AND (a.person_id = me.manager_id OR a.manager_id = me.manager_id
        OR (a.function = me.function AND a.site = me.site AND a.function <> '' AND a.site <> ''))
  JOIN people_person p ON p.id = a.person_id
 WHERE me.person_id = %(viewer)s AND me.to_on IS NULL
   AND p.state = 'active' AND p.is_listed AND NOT p.is_bot
   AND NOT EXISTS (SELECT 1
                     FROM network_stream s
                     JOIN network_subscription u
                       ON u.stream_id = s.id AND u.person_id = %(viewer)s
                    WHERE s.person_id = p.id)
 ORDER BY CASE WHEN p.id = me.manager_id THEN 0 ELSE 1 END,
          (SELECT count(*)
             FROM network_post w
             JOIN network_placement t ON t.post_id = coalesce(w.root_id, w.id)
             JOIN network_stream o ON o.id = t.stream_id AND o.is_open
            WHERE w.author_id = p.id AND w.id >= %(since_id)s AND w.removed_at IS NULL) DESC,
          p.name_folded, p.id
 LIMIT %(limit)s
