SELECT p.id
  FROM network_post p
 WHERE p.root_id IS NULL AND p.removed_at IS NULL
   AND NOT EXISTS (SELECT 1 FROM network_placement l WHERE l.post_id = p.id)
 ORDER BY p.id
