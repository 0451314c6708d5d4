-- Open groups that the viewer is not in, the largest first.
SELECT g.id, g.name, g.member_count
  FROM network_group g
 WHERE g.visibility = 'open' AND g.archived_at IS NULL
   AND NOT EXISTS (SELECT 1 FROM network_membership m
                    WHERE m.stream_id = g.stream_id AND m.person_id = %(viewer)s)
 ORDER BY g.member_count DESC, g.id LIMIT %(limit)s
