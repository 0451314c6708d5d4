SELECT p.id, l.stream_id
  FROM network_post p
  JOIN network_placement l ON l.post_id = COALESCE(p.root_id, p.id)
 WHERE p.id = ANY(%(posts)s)
