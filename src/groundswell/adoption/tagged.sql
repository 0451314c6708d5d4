-- Who wrote in which open group under which topic in a span.
SELECT DISTINCT g.id, t.topic_id, p.author_id
  FROM network_post p
  JOIN network_posttopic t ON t.post_id = p.id
  JOIN network_placement l ON l.post_id = coalesce(p.root_id, p.id)
  JOIN network_group g
    ON g.stream_id = l.stream_id AND g.visibility = 'open' AND g.archived_at IS NULL
 WHERE p.id >= %(low)s AND p.published_at >= %(starts)s AND p.published_at < %(ends)s
   AND p.removed_at IS NULL
   AND (p.acted_by_id IS NULL OR p.acted_by_id = p.author_id OR p.origin = 'import')
 ORDER BY 1, 2, 3
