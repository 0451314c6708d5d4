SELECT v.id, v.version
  FROM network_bookmark b
  JOIN network_post v ON v.id = b.post_id
 WHERE b.person_id = %(viewer)s AND v.id < %(older_than)s AND v.removed_at IS NULL
   AND EXISTS (SELECT 1 FROM network_placement p JOIN network_stream s ON s.id = p.stream_id
                WHERE p.post_id = v.id
                  AND (s.is_open OR EXISTS (SELECT 1 FROM network_membership m
                                             WHERE m.stream_id = s.id
                                               AND m.person_id = %(viewer)s)))
 ORDER BY v.id DESC LIMIT %(limit)s
