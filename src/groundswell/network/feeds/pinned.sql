SELECT p.post_id, v.version
  FROM network_placement p
  JOIN network_stream s ON s.id = p.stream_id
  JOIN network_post v ON v.id = p.post_id
 WHERE p.stream_id = %(stream)s AND p.pinned_at IS NOT NULL
   AND (s.is_open OR EXISTS (SELECT 1 FROM network_membership m
                              WHERE m.stream_id = s.id AND m.person_id = %(viewer)s))
 ORDER BY p.pinned_at DESC LIMIT 5
