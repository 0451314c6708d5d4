-- Posts between two instants that lead to another post: which thread, what is written. What is said in
-- conversations is not looked at.
SELECT coalesce(p.root_id, p.id), p.source FROM network_post p
 WHERE p.id >= %(low)s AND p.published_at >= %(starts)s AND p.published_at < %(ends)s
   AND p.removed_at IS NULL AND p.source LIKE '%%/posts/%%'
   AND EXISTS (SELECT 1 FROM network_placement l JOIN network_stream s ON s.id = l.stream_id
                WHERE l.post_id = coalesce(p.root_id, p.id) AND s.kind <> 'conversation')
