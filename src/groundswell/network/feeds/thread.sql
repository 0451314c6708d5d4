-- The thread and its replies in the order they were written, if it stands anywhere readable.
SELECT v.id, v.version, v.parent_id
  FROM (SELECT id, version, parent_id FROM network_post WHERE id = %(thread)s AND root_id IS NULL
        UNION ALL
        SELECT id, version, parent_id FROM network_post WHERE root_id = %(thread)s) v
 WHERE EXISTS (SELECT 1 FROM network_placement p JOIN network_stream s ON s.id = p.stream_id
                WHERE p.post_id = %(thread)s
                  AND (s.is_open OR EXISTS (SELECT 1 FROM network_membership m
                                             WHERE m.stream_id = s.id
                                               AND m.person_id = %(viewer)s)))
 ORDER BY v.id
