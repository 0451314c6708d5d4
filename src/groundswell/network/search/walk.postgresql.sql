-- The newest posts, one by one: whatever is common is found here. The inner LIMIT bounds the walk,
-- and keeps the planner from walking on for a rare word.
SELECT v.id
  FROM (SELECT id, terms FROM network_search
         WHERE id >= %(from_id)s AND id < %(below_id)s
         ORDER BY id DESC LIMIT %(steps)s) s
  JOIN network_post v ON v.id = s.id
 WHERE s.terms @@ %(match)s::tsquery AND v.removed_at IS NULL
   AND EXISTS (SELECT 1 FROM network_placement p JOIN network_stream t ON t.id = p.stream_id
                WHERE p.post_id = coalesce(v.root_id, v.id)
                  AND (t.is_open OR EXISTS (SELECT 1 FROM network_membership m
                                             WHERE m.stream_id = t.id
                                               AND m.person_id = %(viewer)s)))
 ORDER BY v.id DESC LIMIT %(limit)s
