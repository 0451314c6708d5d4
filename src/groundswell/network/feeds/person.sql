SELECT v.id, v.version
  FROM network_post v
 WHERE v.author_id = %(author)s AND v.root_id IS NULL AND v.id < %(older_than)s
   AND EXISTS (SELECT 1 FROM network_placement p JOIN network_stream s ON s.id = p.stream_id
                WHERE p.post_id = v.id AND s.kind <> 'conversation'
                  AND (s.is_open OR EXISTS (SELECT 1 FROM network_membership m
                                             WHERE m.stream_id = s.id
                                               AND m.person_id = %(viewer)s)))
 ORDER BY v.id DESC LIMIT %(limit)s
