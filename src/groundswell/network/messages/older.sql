SELECT p.post_id, v.version
  FROM network_placement p
  JOIN network_post v ON v.id = p.post_id
 WHERE p.stream_id = %(stream)s AND p.post_id < %(older_than)s
   AND EXISTS (SELECT 1 FROM network_membership m
                WHERE m.stream_id = p.stream_id AND m.person_id = %(viewer)s)
 ORDER BY p.post_id DESC LIMIT %(limit)s
