-- A thread, if it stands anywhere readable, and its replies that are newer than what is known of it.
SELECT v.id
  FROM (SELECT t.id FROM network_post t WHERE t.id = %(thread)s AND t.root_id IS NULL
        UNION ALL
        SELECT r.id FROM network_post r WHERE r.root_id = %(thread)s AND r.id > %(newer_than)s) v
 WHERE EXISTS (SELECT 1 FROM network_placement p JOIN network_stream s ON s.id = p.stream_id
                WHERE p.post_id = %(thread)s
                  AND (s.is_open OR EXISTS (SELECT 1 FROM network_membership m
                                             WHERE m.stream_id = s.id
                                               AND m.person_id = %(viewer)s)))
 ORDER BY v.id LIMIT %(limit)s
