-- What was contributed in one week: where, by whom, and 1 for posts and replies, 0 for reactions. What
-- a delegate wrote counts for nobody.
SELECT l.stream_id, p.author_id, 1
  FROM network_post p JOIN network_placement l ON l.post_id = coalesce(p.root_id, p.id)
 WHERE p.id >= %(low)s AND p.id < %(high)s
   AND p.published_at >= %(starts)s AND p.published_at < %(ends)s AND p.removed_at IS NULL
   AND (p.acted_by_id IS NULL OR p.acted_by_id = p.author_id OR p.origin = 'import')
UNION ALL
SELECT i.stream_id, i.from_id, 0
  FROM adoption_interaction i
 WHERE i."on" BETWEEN %(first)s AND %(last)s AND i.kind = 'reaction'
