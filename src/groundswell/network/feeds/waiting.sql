SELECT v.id, v.title, v.published_at AS asked_at, a.id AS author_id, a.name AS author, a.photo,
       coalesce(d.name, '') AS acted_by
  FROM network_post v
  JOIN people_person a ON a.id = v.author_id
  LEFT JOIN people_person d ON d.id = v.acted_by_id
 WHERE v.kind = 'question' AND v.answered_at IS NULL AND v.removed_at IS NULL
   AND v.root_id IS NULL AND v.author_id <> %(viewer)s
   AND EXISTS (SELECT 1 FROM network_placement p JOIN network_stream s ON s.id = p.stream_id
                WHERE p.post_id = v.id AND s.kind <> 'conversation'
                  AND (s.is_open OR EXISTS (SELECT 1 FROM network_membership m
                                             WHERE m.stream_id = s.id
                                               AND m.person_id = %(viewer)s)))
 ORDER BY v.id DESC LIMIT %(limit)s
