-- Living groups in which nobody has written since an instant, and whose owners have said nothing.
-- A thread's replies are asked for one by one, but only where no thread is young enough.
SELECT g.id
  FROM network_group g
 WHERE g.archived_at IS NULL AND coalesce(g.renewed_at, g.created_at) < %(since)s
   AND NOT EXISTS (SELECT 1 FROM network_placement p
                    WHERE p.stream_id = g.stream_id AND p.post_id >= %(since_id)s)
   AND NOT EXISTS (SELECT 1 FROM network_placement p
                     JOIN network_post r ON r.root_id = p.post_id AND r.id >= %(since_id)s
                    WHERE p.stream_id = g.stream_id)
 ORDER BY g.id
