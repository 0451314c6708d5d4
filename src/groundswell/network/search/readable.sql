-- The viewer may read the post v: it stands in a stream that is open, or theirs.
       EXISTS (SELECT 1 FROM network_placement p JOIN network_stream t ON t.id = p.stream_id
                WHERE p.post_id = coalesce(v.root_id, v.id)
                  AND (t.is_open OR EXISTS (SELECT 1 FROM network_membership m
                                             WHERE m.stream_id = t.id
                                               AND m.person_id = %(viewer)s)))
