-- How threads stand to the viewer, of those that they may read and have not silenced, and one of
-- the streams in which they read each.
SELECT v.id, v.version,
       EXISTS (SELECT 1 FROM network_placement p CROSS JOIN network_subscription u
                WHERE p.post_id = v.id AND u.stream_id = p.stream_id AND u.person_id = %(viewer)s),
       coalesce((SELECT min(g.name)
                   FROM network_placement p CROSS JOIN network_subscription u
                  CROSS JOIN network_group g
                  WHERE p.post_id = v.id AND u.stream_id = p.stream_id AND u.person_id = %(viewer)s
                    AND g.stream_id = p.stream_id), ''),
       coalesce(t.read_up_to, 0),
       (SELECT min(p.stream_id) FROM network_placement p JOIN network_stream s ON s.id = p.stream_id
         WHERE p.post_id = v.id
           AND (s.is_open OR EXISTS (SELECT 1 FROM network_membership m
                                      WHERE m.stream_id = s.id AND m.person_id = %(viewer)s)))
  FROM network_post v
  LEFT JOIN network_attention t ON t.thread_id = v.id AND t.person_id = %(viewer)s
 WHERE v.id = ANY(%(ids)s) AND v.root_id IS NULL AND v.removed_at IS NULL
   AND (t.is_muted IS NULL OR NOT t.is_muted)
   AND EXISTS (SELECT 1 FROM network_placement p JOIN network_stream s ON s.id = p.stream_id
                WHERE p.post_id = v.id AND s.kind <> 'conversation'
                  AND (s.is_open OR EXISTS (SELECT 1 FROM network_membership m
                                             WHERE m.stream_id = s.id
                                               AND m.person_id = %(viewer)s))
                  AND NOT EXISTS (SELECT 1 FROM network_grouplevel l
                                   WHERE l.person_id = %(viewer)s AND l.stream_id = s.id
                                     AND l.level = 'none'))
