-- Posts and replies under the names of some leaders: whose, when, and whether a delegate wrote it.
SELECT p.author_id, p.published_at,
       CASE WHEN p.acted_by_id IS NULL OR p.acted_by_id = p.author_id OR p.origin = 'import'
            THEN 0 ELSE 1 END
  FROM network_post p
 WHERE p.author_id = ANY(%(leaders)s) AND p.id >= %(low)s AND p.removed_at IS NULL
   AND p.published_at >= %(starts)s AND p.published_at < %(ends)s
   AND NOT EXISTS (SELECT 1 FROM network_placement l JOIN network_stream s ON s.id = l.stream_id
                    WHERE l.post_id = coalesce(p.root_id, p.id) AND s.kind = 'conversation')
